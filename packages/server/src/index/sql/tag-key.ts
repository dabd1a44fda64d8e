import type { Tag } from '@isocenter/dicom';
import type { TagKey } from '../../model/main-tags.ts';

/**
 * As `formatTag`. The threads of the index do without the package of data sets: each would keep its dictionary and
 * character sets in memory once more.
 */
export function tagKey(tag: Tag): TagKey {
  const digits = tag.toString(16).padStart(8, '0');
  return `${digits.slice(0, 4)},${digits.slice(4)}`;
}
