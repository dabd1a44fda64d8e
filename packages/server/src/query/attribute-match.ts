import { type Tag, type VR, vrTable } from '@isocenter/dicom';
import type { FindKey } from './find-key.ts';
import { fold, type Matching } from './matching.ts';
import { isWithin } from './range.ts';
import { matchesWildcard } from './wildcard.ts';

/** Attributes of an instance or of one item, as far as a query asks for them. */
export interface Attributes {
  /** Text decoded to Unicode, several values joined by backslash; undefined when the attribute is absent. */
  text(tag: Tag, privateCreator?: string): string | undefined;
  /** The items of a sequence; undefined when it is absent. */
  items(tag: Tag, privateCreator?: string): readonly Attributes[] | undefined;
}

/** Whether the attributes satisfy what the key asks for (PS3.4 C.2.2.2). */
export function attributesMatch(key: FindKey, matching: Matching, attributes: Attributes): boolean {
  if (matching.kind !== 'sequence') return textMatches(key.vr, matching, attributes.text(key.tag, key.privateCreator));
  const items = attributes.items(key.tag, key.privateCreator) ?? [];
  return items.some((item) => matching.keys.every((inner) => attributesMatch(inner.key, inner.matching, item)));
}

/** Whether a stored text satisfies a matching; of several values one is enough. Absent and empty are the same. */
export function textMatches(
  vr: VR,
  matching: Exclude<Matching, { kind: 'sequence' }>,
  stored: string | undefined,
): boolean {
  if (matching.kind === 'universal') return true;
  if (matching.kind === 'present') return stored !== undefined;
  if (stored === undefined || stored === '') return matching.kind === 'empty';
  return vrTable[vr].multiValued && stored.includes('\\')
    ? stored.split('\\').some((value) => valueMatches(matching, value))
    : valueMatches(matching, stored);
}

function valueMatches(matching: Exclude<Matching, { kind: 'sequence' }>, stored: string): boolean {
  const value = stored.trim();
  switch (matching.kind) {
    case 'universal':
    case 'present':
      return true;
    case 'empty':
      return false;
    case 'any-of':
      return matching.values.includes(fold(value, matching.folding));
    case 'wildcard': {
      const folded = fold(value, matching.folding);
      return matching.patterns.some((pattern) => matchesWildcard(pattern, folded));
    }
    case 'ranges':
      return matching.ranges.some((range) => isWithin(range, value));
  }
}
