import { formatTag, type VR, vrTable } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { foldPersonName, foldText } from '../model/text-form.ts';
import type { AttributeKey, FindKey } from './find-key.ts';
import { parseRange, type TextRange } from './range.ts';

/** How two texts are compared: as they are, without case and accents, or as person names without case and accents. */
export type Folding = 'none' | 'text' | 'name';

/** What a key asks of an attribute, one kind per matching type of PS3.4 C.2.2.2. Values and patterns are folded. */
export type Matching =
  /** C.2.2.2.3: also an attribute that is empty or absent. */
  | { readonly kind: 'universal' }
  /** C.2.2.2.1, C.2.2.2.2 and several values. */
  | { readonly kind: 'any-of'; readonly values: readonly string[]; readonly folding: Folding }
  /** C.2.2.2.4: any pattern. */
  | { readonly kind: 'wildcard'; readonly patterns: readonly string[]; readonly folding: Folding }
  /** There, whatever its value; also an empty one. */
  | { readonly kind: 'present' }
  /** C.2.2.2.5: within any of them. */
  | { readonly kind: 'ranges'; readonly ranges: readonly TextRange[] }
  /** C.2.2.2.7: present without a value, or absent. */
  | { readonly kind: 'empty' }
  /** C.2.2.2.6: some item satisfies all of them. */
  | { readonly kind: 'sequence'; readonly keys: readonly ItemMatching[] };

/** What a sequence key asks of one attribute of an item. */
export interface ItemMatching {
  readonly key: FindKey;
  readonly matching: Matching;
}

export interface MatchingOptions {
  /** Compare person names with case and accents (`CaseSensitivePN`). */
  readonly caseSensitivePersonNames: boolean;
  /** Compare all other text with case and accents: so in C-FIND, not by default in /tools/find. */
  readonly caseSensitive: boolean;
  /** `""` asks for an empty attribute; only where both sides agreed (PS3.4 C.2.2.2.7). */
  readonly emptyValueMatching?: boolean;
}

/** Longest pattern or name to search for: comparing takes time in the product of its length and that of the value. */
const maxPatternChars = 1024;

const universal = { kind: 'universal' } as const;

/**
 * What a key asks for.
 * @throws IsocenterError ParameterOutOfRange for `*` or `?` in a VR without wildcards (PS3.4 C.2.2.2.4), and for
 * patterns and names beyond `maxPatternChars`
 */
export function matchingOf(key: FindKey, options: MatchingOptions): Matching {
  if (key.vr !== 'SQ') return attributeMatching(key, options);
  const keys = key.keys
    .map((inner) => ({ key: inner, matching: matchingOf(inner, options) }))
    .filter(({ matching }) => matching.kind !== 'universal');
  return keys.length === 0 ? universal : { kind: 'sequence', keys };
}

function attributeMatching({ tag, vr, value }: AttributeKey, options: MatchingOptions): Matching {
  const facts = vrTable[vr];
  const values = (facts.multiValued ? value.split('\\') : [value]).map((text) => text.trim()).filter((text) => text);
  if (values.length === 0) return universal;
  if (options.emptyValueMatching === true && value === '""') return { kind: 'empty' };

  const hasWildcards = values.some((text) => /[*?]/.test(text));
  if (hasWildcards && !facts.wildcard) {
    throw new IsocenterError('ParameterOutOfRange', `Wildcards are not allowed in VR ${vr}, tag ${formatTag(tag)}`);
  }
  // The peer wants the attribute to be there; for the standard a lone `*` is universal (PS3.4 C.2.2.2.4).
  if (hasWildcards && values.some((text) => /^\*+$/.test(text))) return { kind: 'present' };
  if ((hasWildcards || vr === 'PN') && values.some((text) => text.length > maxPatternChars)) {
    throw new IsocenterError('ParameterOutOfRange', `More than ${maxPatternChars} characters, tag ${formatTag(tag)}`);
  }
  if (facts.range) {
    const ranges = values.map((text) => parseRange(vr, text));
    if (ranges.some(isUnbounded)) return universal;
    if (ranges.some((range) => range.isRange)) return { kind: 'ranges', ranges };
  }
  if (vr === 'PN') return nameMatching(values, hasWildcards, options.caseSensitivePersonNames);

  const folding = options.caseSensitive || !hasLetters(vr) ? 'none' : 'text';
  const folded = values.map((text) => fold(text, folding));
  return hasWildcards ? { kind: 'wildcard', patterns: folded, folding } : { kind: 'any-of', values: folded, folding };
}

/**
 * A name matches as a whole or by one of its component groups (alphabetic=ideographic=phonetic, PS3.5 6.2.1), so that
 * a name written in one script finds those kept in several.
 */
function nameMatching(values: readonly string[], hasWildcards: boolean, caseSensitive: boolean): Matching {
  const folding = caseSensitive ? 'none' : 'name';
  const patterns = values.flatMap((text) => {
    const name = fold(text, folding);
    return name.includes('=') ? [name] : groupPatterns(name);
  });
  const isPlain = !hasWildcards && patterns.length === values.length;
  return isPlain ? { kind: 'any-of', values: patterns, folding } : { kind: 'wildcard', patterns, folding };
}

function groupPatterns(name: string): string[] {
  const ends = name.endsWith('*') ? [''] : ['', '=*'];
  // Later groups hold other scripts: a name in ASCII is spared the search inside every value.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  const starts = /^[\x00-\x7f]*$/.test(name) || name.startsWith('*') ? [''] : ['', '*='];
  return starts.flatMap((start) => ends.map((end) => start + name + end));
}

/** The folded form of a stored or wanted text. */
export function fold(text: string, folding: Folding): string {
  if (folding === 'none') return text;
  return folding === 'name' ? foldPersonName(text) : foldText(text);
}

/** Other VRs hold digits and signs only (PS3.5 6.2): folding changes nothing in them. */
function hasLetters(vr: VR): boolean {
  return vrTable[vr].wildcard || vr === 'AS';
}

function isUnbounded(range: TextRange): boolean {
  return range.from === undefined && range.to === undefined;
}
