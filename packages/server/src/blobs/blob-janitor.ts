import type { IndexStore } from '../index/index-store.ts';
import type { RemovedBlob } from '../index/records.ts';
import type { Logger } from '../logging/logger.ts';
import type { BlobStore } from './blob-store.ts';

/**
 * Brings the storage area in line with the index, after the fact: whoever changed the index need not wait for it, and
 * what a crash leaves undone is done at the next start.
 */
export class BlobJanitor {
  readonly #blobs: BlobStore;
  readonly #index: Pick<IndexStore, 'blobsRemoved' | 'knownBlobs' | 'pendingBlobRemovals'>;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    blobs: BlobStore,
    index: Pick<IndexStore, 'blobsRemoved' | 'knownBlobs' | 'pendingBlobRemovals'>,
    logger: Logger,
  ) {
    this.#blobs = blobs;
    this.#index = index;
    this.#logger = logger;
  }

  /** At start-up: finishes what a crash interrupted. */
  async recover(): Promise<void> {
    const { published, dropped } = await this.#blobs.recover((uuids) => this.#index.knownBlobs(uuids));
    const pending = await this.#index.pendingBlobRemovals();
    await this.#removeAll(pending);
    if (published + dropped + pending.length > 0) {
      this.#logger.info('Storage area recovered', { published, dropped, removed: pending.length });
    }
  }

  publish(uuid: string): void {
    this.#track(this.#blobs.publish(uuid), 'A file waits for the next start to be moved to its place', uuid);
  }

  /** Drops a committed blob that the index did not take. Never rejects: start-up drops it otherwise. */
  async discard(uuid: string): Promise<void> {
    await this.#blobs.remove(uuid).catch((error: unknown) => {
      this.#logger.warn('A file without index entry waits for the next start to be dropped', { error, uuid });
    });
  }

  remove(blobs: readonly RemovedBlob[]): void {
    this.#track(this.#removeAll(blobs), 'Files wait for the next start to be removed', undefined);
  }

  /** Resolves when nothing is under way any more. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #removeAll(blobs: readonly RemovedBlob[]): Promise<void> {
    const removed: string[] = [];
    for (const { uuid } of blobs) {
      await this.#blobs.remove(uuid);
      removed.push(uuid);
      if (removed.length >= 1000) await this.#index.blobsRemoved(removed.splice(0));
    }
    if (removed.length > 0) await this.#index.blobsRemoved(removed);
  }

  #track(work: Promise<void>, message: string, uuid: string | undefined): void {
    const tracked = work
      .catch((error: unknown) => this.#logger.warn(message, { error, uuid }))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}
