import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';

/** A resource to export. */
export interface ExportedResource {
  readonly level: Level;
  readonly publicId: string;
}

/** Ids looked up at a time. */
const pageSize = 1000;

type ListingIndex = Pick<IndexStore, 'findResources' | 'listInstances'>;

/**
 * The levels of resources that are named by their public ids alone.
 * @throws IsocenterError UnknownResource
 */
export async function resourcesOf(
  index: Pick<IndexStore, 'findResources'>,
  publicIds: readonly string[],
): Promise<readonly ExportedResource[]> {
  const found = new Map<string, Level>();
  let unknown: readonly string[] = [...new Set(publicIds)];
  for (const level of levels) {
    for (let at = 0; at < unknown.length; at += pageSize) {
      const conditions = [{ derived: true, kind: 'public-ids', values: unknown.slice(at, at + pageSize) }] as const;
      for await (const page of index.findResources({ level, conditions, order: [{ by: 'public-id' }], want: {} })) {
        for (const { publicId } of page) found.set(publicId, level);
      }
    }
    unknown = unknown.filter((publicId) => !found.has(publicId));
  }
  if (unknown.length > 0) throw new IsocenterError('UnknownResource', '');
  return [...found].map(([publicId, level]) => ({ publicId, level }));
}

/** Every instance of the resources once, in pages; resources of a level together, each in the order of a retrieve. */
export async function* instancesOf(
  index: ListingIndex,
  resources: readonly ExportedResource[],
): AsyncGenerator<readonly StoredInstance[]> {
  // One resource has no instance twice: nothing to remember.
  const seen = resources.length > 1 ? new Set<string>() : undefined;
  for (const level of levels) {
    const publicIds = resources.filter((resource) => resource.level === level).map(({ publicId }) => publicId);
    if (publicIds.length === 0) continue;
    for await (const page of index.listInstances(level, publicIds)) {
      const fresh = seen === undefined ? page : page.filter(({ publicId }) => !seen.has(publicId));
      for (const { publicId } of fresh) seen?.add(publicId);
      if (fresh.length > 0) yield fresh;
    }
  }
}
