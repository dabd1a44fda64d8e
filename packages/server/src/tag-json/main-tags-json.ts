import type { TagValues } from '../model/main-tags.ts';
import { type FullTag, type FullTags, fullTag } from './full-tag.ts';
import { parseMainSequences } from './main-sequences.ts';

/**
 * Main DICOM tags as the index keeps them, in the full format and in the order of their numbers.
 * @param mainSequences those that are sequences: the metadata `MainDicomSequences`
 */
export function fullMainTags(values: TagValues = {}, mainSequences?: string): FullTags {
  const tags = Object.entries(values).map(([key, value]): [string, FullTag] => [key, fullTag(key, 'String', value)]);
  if (mainSequences !== undefined) {
    for (const [key, items] of Object.entries(parseMainSequences(mainSequences))) {
      tags.push([key, items === null ? fullTag(key, 'TooLong', null) : fullTag(key, 'Sequence', items)]);
    }
  }
  return Object.fromEntries(tags.sort(([left], [right]) => (left < right ? -1 : 1)));
}
