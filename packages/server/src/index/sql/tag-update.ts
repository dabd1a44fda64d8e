import type { Level } from '../../model/level.ts';
import type { TagRecords } from '../records.ts';
import { foldedColumn, tagColumnsOf } from './resource-row.ts';

/** Columns of a resource that are made from its main tags, with their new values. */
export function tagUpdateColumns(level: Level, { folded, tags }: TagRecords): Readonly<Record<string, string | null>> {
  return {
    tags: JSON.stringify(tags),
    folded: foldedColumn(folded),
    ...tagColumnsOf(level, tags, folded),
    ...(level === 'Series' ? { modality: tags['0008,0060'] ?? '' } : {}),
  };
}
