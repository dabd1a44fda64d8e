import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import type { BlobStore } from './blob-store.ts';

export interface BlobCopiesOptions {
  readonly blobs: Pick<BlobStore, 'restore' | 'syncLater'>;
  readonly index: Pick<IndexStore, 'dropBlobCopies' | 'findBlobs' | 'listBlobCopies'>;
  readonly logger: Logger;
}

interface KeptCopy {
  readonly id: number;
  readonly uuid: string;
  readonly bytes: number;
  readonly keptAtMs: number;
}

/** Bytes that copies may take in the index before the oldest files are synced. */
const maximumBytes = 32 * 1024 * 1024;

/** After this time the system has written most files back by itself, and a sync costs little. */
const ageMs = 30_000;

/** Files synced at the same time, and copies dropped in one write. */
const parallelSyncs = 4;
const dropsPerWrite = 256;

/**
 * The copies of small blobs that the index keeps until their files are durable. A small instance so costs one sync, that
 * of the index, which serves every association that waits; its file is synced later, in the background.
 */
export class BlobCopies {
  readonly #options: BlobCopiesOptions;
  readonly #timer: NodeJS.Timeout;
  #kept: KeptCopy[] = [];
  #keptBytes = 0;
  #working: Promise<void> | undefined;

  constructor(options: BlobCopiesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#workSoon(), ageMs / 2);
    this.#timer.unref();
  }

  /** At start-up, before anything is read: what a power failure took from the files is written anew. */
  async recover(): Promise<number> {
    const { blobs, index } = this.#options;
    let restored = 0;
    for await (const page of index.listBlobCopies()) {
      const known = await index.findBlobs(page.map(({ uuid }) => uuid));
      for (const { bytes, uuid } of page) {
        // Its instance may have been deleted since.
        if (!known.has(uuid)) continue;
        await blobs.restore(uuid, bytes);
        restored += 1;
      }
      await index.dropBlobCopies(page.map(({ id }) => id));
    }
    return restored;
  }

  /** The index keeps this copy now. */
  kept(id: number, uuid: string, bytes: number): void {
    this.#kept.push({ id, uuid, bytes, keptAtMs: performance.now() });
    this.#keptBytes += bytes;
    if (this.#keptBytes > maximumBytes) this.#workSoon();
  }

  /** Makes every file durable and drops all copies. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
    await this.#work(() => true);
  }

  #workSoon(): void {
    if (this.#working !== undefined) return;
    const oldestMs = performance.now() - ageMs;
    this.#working = this.#work(({ keptAtMs }) => keptAtMs < oldestMs || this.#keptBytes > maximumBytes / 2)
      .catch((error: unknown) => {
        this.#options.logger.warn('Files could not be made durable; the index keeps their copies', { error });
      })
      .finally(() => {
        this.#working = undefined;
      });
  }

  /** Works from the oldest copy on while `isDue`. */
  async #work(isDue: (copy: KeptCopy) => boolean): Promise<void> {
    for (;;) {
      const batch: KeptCopy[] = [];
      for (let next = this.#kept[batch.length]; next && batch.length < dropsPerWrite && isDue(next); ) {
        batch.push(next);
        this.#keptBytes -= next.bytes;
        next = this.#kept[batch.length];
      }
      if (batch.length === 0) return;
      this.#kept = this.#kept.slice(batch.length);
      await this.#makeDurable(batch);
    }
  }

  async #makeDurable(batch: readonly KeptCopy[]): Promise<void> {
    const waiting = batch.values();
    const syncEach = async () => {
      for (const { uuid } of waiting) await this.#options.blobs.syncLater(uuid);
    };
    await Promise.all(Array.from({ length: parallelSyncs }, syncEach));
    await this.#options.index.dropBlobCopies(batch.map(({ id }) => id));
  }
}
