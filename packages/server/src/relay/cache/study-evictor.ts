import type { BlobJanitor } from '../../blobs/blob-janitor.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import type { CachedStudy, RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';

/** What an eviction took. */
export interface Eviction {
  readonly upstream: string;
  readonly evictedInstances: number;
  readonly evictedBytes: number;
}

export interface StudyEvictorOptions {
  readonly index: Pick<IndexStore, 'deleteRelayedInstances'>;
  readonly relay: Pick<RelayStore, 'forgetCompleteness' | 'recountStudy' | 'relayedInstances'>;
  readonly janitor: Pick<BlobJanitor, 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
  /** The same time for all servers of the index: pins are measured by it. */
  readonly clock: Pick<JobClock, 'nowMs'>;
  /** Hears of each page that was evicted. */
  readonly observe?: (eviction: Eviction) => void;
}

/** Evicts studies from the cache of an upstream: a page of instances at a time, those that may go at that moment. */
export class StudyEvictor {
  readonly #options: StudyEvictorOptions;

  constructor(options: StudyEvictorOptions) {
    this.#options = options;
  }

  /** Answers the bytes that the study counts afterwards. An aborted eviction leaves the rest where it is. */
  async evict({ studyInstanceUid, upstream }: CachedStudy, signal: AbortSignal): Promise<number> {
    const { relay } = this.#options;
    // Before the first instance goes: nobody is to believe that what is left is all.
    await relay.forgetCompleteness(studyInstanceUid);
    for await (const page of relay.relayedInstances(upstream, studyInstanceUid)) {
      if (signal.aborted) break;
      await this.#evictPage(upstream, new Map(page.map(({ bytes, publicId }) => [publicId, bytes])));
    }
    return (await relay.recountStudy(upstream, studyInstanceUid))?.bytes ?? 0;
  }

  async #evictPage(upstream: string, bytesOf: ReadonlyMap<string, number>): Promise<void> {
    const { clock, events, index, janitor, observe } = this.#options;
    const { deleted, removedBlobs } = await index.deleteRelayedInstances([...bytesOf.keys()], clock.nowMs());
    if (deleted.length === 0) return;
    if (removedBlobs.length > 0) janitor.remove(removedBlobs);
    for (const resource of deleted) events.publish({ type: 'Deleted', ...resource });
    const instances = deleted.filter(({ level }) => level === 'Instance');
    const evictedBytes = instances.reduce((sum, { publicId }) => sum + (bytesOf.get(publicId) ?? 0), 0);
    observe?.({ upstream, evictedInstances: instances.length, evictedBytes });
  }
}
