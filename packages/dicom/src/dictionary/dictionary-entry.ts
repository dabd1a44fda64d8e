import { parseTag, type Tag } from '../tag.ts';
import { isVr, type VR } from '../vr.ts';

/** What the dictionary knows of one attribute (PS3.6 6). */
export interface DictionaryEntry {
  /** Of a private attribute, the tag in block 00: (gggg,00ee). */
  readonly tag: Tag;
  readonly keyword: string;
  readonly name: string;
  /** Where the standard allows several, the one to assume when nothing else is known (PS3.5 Annex A.1). */
  readonly vr: VR;
  /** All VRs the standard allows, where it allows several (PS3.6 6, Note on "US or SS", "OB or OW"). */
  readonly ambiguousVrs?: readonly VR[];
  readonly vm: string;
  readonly retired: boolean;
  /** The private creator whose block the attribute is in (PS3.5 7.8.1). */
  readonly privateCreator?: string;
}

/** Reads one line of the generated table. */
export function parseEntry(line: string): DictionaryEntry {
  const [digits = '', vrColumn = '', vm = '', retired = '', keyword = '', name = ''] = line.split('|');
  const vrs = vrColumn.split(',').filter(isVr);
  const [vr = 'UN'] = vrs;
  const tag = parseTag(digits.replaceAll('x', '0')) ?? 0;
  const entry = { tag, keyword, name, vr, vm, retired: retired === 'R' };
  return Object.freeze(vrs.length > 1 ? { ...entry, ambiguousVrs: Object.freeze(vrs) } : entry);
}
