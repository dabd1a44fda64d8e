import type { DataDictionary } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { FindKey } from './find-key.ts';
import type { RequestedAttribute } from './find-query.ts';

/**
 * The keys of `Query` in a /tools/find: texts by tag or keyword. Empty texts are no criterion.
 * @throws IsocenterError UnknownDicomTag for a name that the dictionary does not have; BadRequest for a sequence
 */
export function toolsFindKeys(query: Readonly<Record<string, string>>, dictionary: DataDictionary): FindKey[] {
  return Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      const { tag, vr } = attributeNamed(name, dictionary);
      if (vr === 'SQ') throw new IsocenterError('BadRequest', `A sequence cannot be a criterion: ${name}`);
      return { tag, vr, value };
    });
}

/** The attribute of a keyword or of a tag in hexadecimal digits, in any of the usual notations. */
export function attributeNamed(name: string, dictionary: DataDictionary): RequestedAttribute {
  const tag = dictionary.tagNamed(name);
  if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `Unknown DICOM tag: ${name}`);
  return { tag, vr: dictionary.vrOf(tag) ?? 'UN' };
}
