import { createHash } from 'node:crypto';
import type { IndexStore } from '../index/index-store.ts';
import type { KnownBlob, RemovedBlob } from '../index/records.ts';
import type { Logger } from '../logging/logger.ts';
import { contentTypes } from '../model/content-type.ts';
import type { BlobStore, UnsettledBlob } from './blob-store.ts';

type JanitorIndex = Pick<
  IndexStore,
  'blobsRemoved' | 'deleteAttachment' | 'deleteResource' | 'findBlobs' | 'pendingBlobRemovals'
>;

/**
 * Brings the storage area in line with the index, after the fact: whoever changed the index need not wait for it, and
 * what a crash leaves undone is done at the next start.
 */
export class BlobJanitor {
  readonly #blobs: BlobStore;
  readonly #index: JanitorIndex;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(blobs: BlobStore, index: JanitorIndex, logger: Logger) {
    this.#blobs = blobs;
    this.#index = index;
    this.#logger = logger;
  }

  /** At start-up: finishes what a crash interrupted. */
  async recover(): Promise<void> {
    const unsettled = await this.#blobs.unsettled();
    const known = unsettled.length === 0 ? new Map() : await this.#index.findBlobs(unsettled.map(({ uuid }) => uuid));
    let orphans = 0;
    let incomplete = 0;
    for (const blob of unsettled) {
      const entry = known.get(blob.uuid);
      if (entry === undefined) {
        if (blob.size !== undefined) orphans += 1;
        await this.#blobs.remove(blob.uuid);
      } else if (!(await this.#isIntact(blob, entry))) {
        // It was never acknowledged: its file was not durable yet.
        incomplete += 1;
        await this.#forget(entry);
      }
    }
    const pending = await this.#index.pendingBlobRemovals();
    await this.#removeAll(pending);
    await this.#blobs.forgetUnsettled();
    if (orphans + incomplete + pending.length > 0) {
      this.#logger.info('Storage area recovered', { orphans, incomplete, removed: pending.length });
    }
  }

  /** Drops a blob that the index did not take. Never rejects: start-up drops it otherwise. */
  async discard(uuid: string): Promise<void> {
    await this.#blobs.remove(uuid).catch((error: unknown) => {
      this.#logger.warn('A file without index entry waits for the next start to be dropped', { error, uuid });
    });
  }

  remove(blobs: readonly RemovedBlob[]): void {
    this.#track(this.#removeAll(blobs), 'Files wait for the next start to be removed');
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

  /** An instance is nothing without its file; what was attached to a resource can be missing. */
  async #forget({ contentType, level, publicId }: KnownBlob): Promise<void> {
    if (contentType === contentTypes.dicom) await this.#index.deleteResource(level, publicId);
    else await this.#index.deleteAttachment(level, publicId, contentType);
  }

  /** The last writes before a power failure may be missing although their file is there. */
  async #isIntact({ size, uuid }: UnsettledBlob, entry: KnownBlob): Promise<boolean> {
    if (size !== entry.size) return false;
    if (entry.md5 === '') return true;
    const hash = createHash('md5');
    for await (const chunk of this.#blobs.read(uuid)) hash.update(chunk);
    return hash.digest('hex') === entry.md5;
  }

  #track(work: Promise<void>, message: string): void {
    const tracked = work
      .catch((error: unknown) => this.#logger.warn(message, { error }))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}
