import type { IndexStore } from '../index/index-store.ts';
import type { Level } from '../model/level.ts';
import { type DeletionDeps, deleteResource } from './resource-deletion.ts';
import { levelsOf } from './resource-levels.ts';

/** Deletions under way at the same time: the index makes few commits of them. */
const deletionsAtOnce = 16;

export interface BulkDeletionDeps extends DeletionDeps {
  readonly index: Pick<IndexStore, 'deleteResource' | 'findResources'>;
}

/** A resource whose level need not be known. */
export interface NamedResource {
  readonly publicId: string;
  readonly level?: Level;
}

/** Deletes resources with all below them; what is not there, or has gone with another one, counts as deleted. */
export async function deleteResources(deps: BulkDeletionDeps, resources: readonly NamedResource[]): Promise<void> {
  const ofUnknownLevel = resources.filter(({ level }) => level === undefined).map(({ publicId }) => publicId);
  const found = await levelsOf(deps.index, ofUnknownLevel);
  const waiting = resources.values();
  const deleteNext = async () => {
    for (const { publicId, level = found.get(publicId) } of waiting) {
      if (level !== undefined) await deleteResource(deps, level, publicId);
    }
  };
  await Promise.all(Array.from({ length: deletionsAtOnce }, deleteNext));
}
