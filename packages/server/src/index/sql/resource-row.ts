import type { Level } from '../../model/level.ts';
import type { TagKey, TagValues } from '../../model/main-tags.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import { indexedTags } from './indexed-tags.ts';
import { tagKey } from './tag-key.ts';

/** The columns of one level that are made from its main tags; what is missing counts as empty. */
export function tagColumnsOf(level: Level, tags: TagValues, folded: TagValues): Readonly<Record<string, string>> {
  const columns: Record<string, string> = {};
  for (const { level: of, tag, column, form } of indexedTags) {
    if (of !== level) continue;
    const key: TagKey = tagKey(tag);
    const value = tags[key] ?? '';
    columns[column] = form === 'normalized' ? normalizeIdentifier(value) : (folded[key] ?? value);
  }
  return columns;
}

/** A record of folded values as it is stored: null when nothing differs from the tags. */
export function foldedColumn(folded: Readonly<Record<TagKey, string>>): string | null {
  for (const _ in folded) return JSON.stringify(folded);
  return null;
}
