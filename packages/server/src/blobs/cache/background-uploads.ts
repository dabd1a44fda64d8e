import type { Logger } from '../../logging/logger.ts';
import type { ObjectStore } from '../object-store.ts';
import { DamagedCacheFile } from './cache-file-reader.ts';
import type { CacheFolder } from './cache-folder.ts';

/** Objects uploaded at the same time. */
const parallelUploads = 8;

/** Wait after a failure; doubles with each one that follows, up to the maximum. */
const firstWaitMs = 1000;
const maximumWaitMs = 60_000;

export interface BackgroundUploadsOptions {
  readonly folder: CacheFolder;
  readonly inner: Pick<ObjectStore, 'create'>;
  readonly logger: Logger;
  /** Instead of a second, for tests. */
  readonly firstWaitMs?: number;
}

/** Brings what is only in the cache to the store, however long that takes. */
export class BackgroundUploads {
  readonly #options: BackgroundUploadsOptions;
  /** The oldest first. */
  readonly #waiting: Set<string>;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #cancelled = new Set<string>();
  /** The store may have these: an upload was begun, perhaps by an earlier run. */
  readonly #begun: Set<string>;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** What an earlier run left is uploaded, too. */
  constructor(options: BackgroundUploadsOptions) {
    this.#options = options;
    this.#waiting = new Set(options.folder.pending());
    this.#begun = new Set(this.#waiting);
    this.#startMore();
  }

  add(uuid: string): void {
    this.#waiting.add(uuid);
    this.#startMore();
  }

  /** Gives the object up. True when the store may have it. Never rejects. */
  async cancel(uuid: string): Promise<boolean> {
    this.#waiting.delete(uuid);
    this.#cancelled.add(uuid);
    const mayBeThere = this.#begun.has(uuid) || this.#underWay.has(uuid);
    await this.#underWay.get(uuid);
    this.#cancelled.delete(uuid);
    this.#waiting.delete(uuid);
    this.#begun.delete(uuid);
    return mayBeThere;
  }

  /** What is not uploaded yet is uploaded by the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#underWay.values());
  }

  #startMore(): void {
    if (this.#closed || this.#timer !== undefined) return;
    // After a failure one upload tells whether the store is back.
    const parallel = this.#failures > 0 ? 1 : parallelUploads;
    for (const uuid of this.#waiting) {
      if (this.#underWay.size >= parallel) return;
      this.#waiting.delete(uuid);
      const upload = this.#upload(uuid).finally(() => {
        this.#underWay.delete(uuid);
        this.#startMore();
      });
      this.#underWay.set(uuid, upload);
    }
  }

  async #upload(uuid: string): Promise<void> {
    const { folder, logger } = this.#options;
    try {
      if (!(await this.#send(uuid))) return;
      this.#begun.delete(uuid);
      await folder.uploaded(uuid);
      this.#failures = 0;
    } catch (error) {
      if (error instanceof DamagedCacheFile) {
        logger.error('A file of the cache was damaged before it was uploaded', { error, uuid });
        return;
      }
      this.#waiting.add(uuid);
      logger.warn('A file could not be uploaded yet; the cache keeps it', { error, uuid, waiting: this.#waiting.size });
      this.#wait();
    }
  }

  /** False when the object is not wanted any more, or the server ends. */
  async #send(uuid: string): Promise<boolean> {
    const reader = await this.#options.folder.open(uuid);
    if (reader === undefined) return false;
    try {
      const writer = this.#options.inner.create(uuid);
      try {
        this.#begun.add(uuid);
        for await (const chunk of reader.read(0, reader.size)) {
          if (this.#cancelled.has(uuid) || this.#closed) {
            await writer.abort();
            return false;
          }
          await writer.write(chunk);
        }
        await writer.finish();
      } catch (error) {
        await writer.abort();
        throw error;
      }
      return !this.#cancelled.has(uuid);
    } finally {
      await reader.close();
    }
  }

  #wait(): void {
    if (this.#closed || this.#timer !== undefined) return;
    const waitMs = Math.min((this.#options.firstWaitMs ?? firstWaitMs) * 2 ** this.#failures, maximumWaitMs);
    this.#failures += 1;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#startMore();
    }, waitMs).unref();
  }
}
