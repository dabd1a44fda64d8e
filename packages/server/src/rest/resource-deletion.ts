import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { EventFeed } from '../events/event-feed.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { DeleteResult } from '../index/records.ts';
import type { Level } from '../model/level.ts';

export interface DeletionDeps {
  readonly index: Pick<IndexStore, 'deleteResource'>;
  readonly janitor: Pick<BlobJanitor, 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
}

/** Deletes a resource with all below it; its files go once the index has forgotten them. */
export async function deleteResource(
  { index, janitor, events }: DeletionDeps,
  level: Level,
  publicId: string,
): Promise<DeleteResult | undefined> {
  const result = await index.deleteResource(level, publicId);
  if (result === undefined) return undefined;
  if (result.removedBlobs.length > 0) janitor.remove(result.removedBlobs);
  for (const deleted of result.deleted) events.publish({ type: 'Deleted', ...deleted });
  return result;
}
