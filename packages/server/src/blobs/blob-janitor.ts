import { createHash } from 'node:crypto';
import type { BlobNames } from '../index/blob-names.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { KnownAttachment, KnownBlob, RemovedBlob } from '../index/records.ts';
import type { Logger } from '../logging/logger.ts';
import { contentTypes } from '../model/content-type.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';
import type { BlobStore, ListedBlob } from './blob-store.ts';

export interface BlobJanitorOptions {
  readonly blobs: BlobStore;
  readonly names: Pick<BlobNames, 'forget' | 'left'>;
  readonly index: Pick<
    IndexStore,
    'blobsRemoved' | 'deleteAttachment' | 'deleteResource' | 'findBlobs' | 'findBlobsBeginning' | 'pendingBlobRemovals'
  >;
  /** Other servers use the same index: what they are about to do themselves is left to them for so long. 0: none do. */
  readonly foreignRemovalAgeMs: number;
  readonly logger: Logger;
}

/** After these, the index may have taken a blob all the same. */
const uncertain: ReadonlySet<ErrorCode> = new Set(['Database', 'DatabaseUnavailable']);

const removalsPerWrite = 1000;

/**
 * Brings the storage area in line with the index, after the fact: whoever changed the index need not wait for it, and
 * what a crash leaves undone is done at the next start, or by another server.
 */
export class BlobJanitor {
  readonly #options: BlobJanitorOptions;
  readonly #underWay = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #collecting = false;

  constructor(options: BlobJanitorOptions) {
    this.#options = options;
  }

  /** Finishes what a crash has interrupted, here or on another server. */
  async collect(): Promise<void> {
    const { foreignRemovalAgeMs, index, logger, names } = this.#options;
    const total = { orphans: 0, incomplete: 0 };
    for (const prefix of await names.left()) {
      const { incomplete, orphans } = await this.#lookThrough(prefix);
      total.orphans += orphans;
      total.incomplete += incomplete;
      await names.forget(prefix);
    }
    const pending = await index.pendingBlobRemovals(foreignRemovalAgeMs);
    await this.#removeAll(pending);
    if (total.orphans + total.incomplete + pending.length > 0) {
      logger.info('Storage area recovered', { ...total, removed: pending.length });
    }
  }

  /** Collects again and again, until it is settled. */
  collectEvery(intervalMs: number): void {
    this.#timer = setInterval(() => {
      if (this.#collecting) return;
      this.#collecting = true;
      const collected = this.collect().finally(() => {
        this.#collecting = false;
      });
      this.#track(collected, 'Files without index entry could not be collected');
    }, intervalMs).unref();
  }

  /** Drops a blob that the index did not take because of `error`, unless that leaves it open. Never rejects. */
  async discardAfter(error: unknown, uuid: string): Promise<void> {
    if (uncertain.has(asIsocenterError(error).code)) this.#options.blobs.doubt(uuid);
    else await this.discard(uuid);
  }

  /** Drops a blob that the index did not take. Never rejects: it is collected later otherwise. */
  async discard(uuid: string): Promise<void> {
    const { blobs, logger } = this.#options;
    await blobs.remove(uuid).catch((error: unknown) => {
      blobs.doubt(uuid);
      logger.warn('A file without index entry waits to be collected', { error, uuid });
    });
  }

  remove(blobs: readonly RemovedBlob[]): void {
    this.#track(this.#removeAll(blobs), 'Files wait to be collected');
  }

  /** Removes what the index has noted: for those who cannot say which blobs a change has left behind. */
  removeNoted(): void {
    const { foreignRemovalAgeMs, index } = this.#options;
    const removed = index.pendingBlobRemovals(foreignRemovalAgeMs).then((blobs) => this.#removeAll(blobs));
    this.#track(removed, 'Files wait to be collected');
  }

  /** Resolves when nothing is under way any more. */
  async settle(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Compares the blobs of one batch, which nobody adds to any more, with the index. */
  async #lookThrough(prefix: string): Promise<{ readonly orphans: number; readonly incomplete: number }> {
    const { blobs, index } = this.#options;
    const known = new Map<string, KnownBlob>((await index.findBlobsBeginning(prefix)).map((blob) => [blob.uuid, blob]));
    const damaged: KnownAttachment[] = [];
    let orphans = 0;
    for await (const blob of blobs.list(prefix)) {
      const entry = known.get(blob.uuid);
      known.delete(blob.uuid);
      if (entry === undefined) {
        orphans += 1;
        await blobs.remove(blob.uuid);
      } else if (entry.level !== undefined && !(await this.#isIntact(blob, entry))) {
        damaged.push(entry);
      }
    }
    // A store whose blobs precede their rows has every blob of which there is a row.
    if (blobs.precedesIndex) return { orphans, incomplete: 0 };
    damaged.push(...known.values().filter((entry) => entry.level !== undefined));
    // None of these was acknowledged: their files were not durable yet.
    for (const entry of damaged) await this.#forget(entry);
    return { orphans, incomplete: damaged.length };
  }

  async #removeAll(blobs: readonly RemovedBlob[]): Promise<void> {
    const removed: string[] = [];
    for (const { uuid } of blobs) {
      await this.#options.blobs.remove(uuid);
      removed.push(uuid);
      if (removed.length >= removalsPerWrite) await this.#options.index.blobsRemoved(removed.splice(0));
    }
    if (removed.length > 0) await this.#options.index.blobsRemoved(removed);
  }

  /** An instance is nothing without its file; what was attached to a resource can be missing. */
  async #forget({ contentType, level, publicId }: KnownAttachment): Promise<void> {
    const { index } = this.#options;
    if (contentType === contentTypes.dicom) await index.deleteResource(level, publicId);
    else await index.deleteAttachment(level, publicId, contentType);
  }

  /** The last writes before a power failure may be missing although their file is there. */
  async #isIntact({ size, uuid }: ListedBlob, entry: KnownAttachment): Promise<boolean> {
    const { blobs } = this.#options;
    if (blobs.precedesIndex) return true;
    if (size !== entry.size) return false;
    if (entry.md5 === '') return true;
    const hash = createHash('md5');
    for await (const chunk of blobs.read(uuid)) hash.update(chunk);
    return hash.digest('hex') === entry.md5;
  }

  #track(work: Promise<void>, message: string): void {
    const tracked = work
      .catch((error: unknown) => this.#options.logger.warn(message, { error }))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}
