import type { IndexStore } from '../index/index-store.ts';
import { type Level, levels } from '../model/level.ts';

/** Ids looked up at a time. */
const pageSize = 1000;

/**
 * The level of each public id; unknown ones are left out. Most requests name resources of one level, and lowest first
 * finds most of a long list at once.
 */
export async function levelsOf(
  index: Pick<IndexStore, 'findResources'>,
  publicIds: readonly string[],
): Promise<ReadonlyMap<string, Level>> {
  const found = new Map<string, Level>();
  let unknown: readonly string[] = [...new Set(publicIds)];
  for (const level of levels.toReversed()) {
    for (let at = 0; at < unknown.length; at += pageSize) {
      const values = unknown.slice(at, at + pageSize);
      const conditions = [{ derived: true, kind: 'public-ids', values }] as const;
      for await (const page of index.findResources({ level, conditions, order: [{ by: 'public-id' }], want: {} })) {
        for (const { publicId } of page) found.set(publicId, level);
      }
    }
    unknown = unknown.filter((publicId) => !found.has(publicId));
  }
  return found;
}
