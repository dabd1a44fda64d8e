import type { Logger } from '../../logging/logger.ts';
import { WriteBehind } from '../write-behind.ts';
import { type CacheFolder, cacheBufferBytes } from './cache-folder.ts';

/**
 * A copy of an object that is written or read elsewhere. It may fail, or find no room: then there is none, and nobody
 * but the log is told.
 */
export class LocalCopy {
  readonly #folder: CacheFolder;
  readonly #uuid: string;
  readonly #logger: Logger;
  readonly #file;
  readonly #behind = new WriteBehind(cacheBufferBytes, (chunks) => this.#append(chunks));
  #ended = false;

  constructor(folder: CacheFolder, uuid: string, logger: Logger) {
    this.#folder = folder;
    this.#uuid = uuid;
    this.#logger = logger;
    this.#file = folder.create();
  }

  /** Returns a promise when more should wait for it; never rejects. */
  write(chunk: Uint8Array): Promise<void> | undefined {
    return this.#ended ? undefined : this.#behind.write(chunk);
  }

  /** The object is whole: from now on it is served from here. Never rejects. */
  async keep(): Promise<void> {
    await this.#behind.finish();
    if (this.#ended) return;
    try {
      if (await this.#file.complete({ sync: false })) {
        await this.#folder.keep(this.#file, this.#uuid, false);
        this.#ended = true;
      }
    } catch (error) {
      this.#warn(error);
    }
    await this.#end();
  }

  /** Never rejects. */
  async drop(): Promise<void> {
    await this.#behind.stop();
    await this.#end();
  }

  async #append(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#ended) return;
    try {
      if (await this.#file.append(chunks)) return;
    } catch (error) {
      this.#warn(error);
    }
    await this.#end();
  }

  async #end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#folder.discard(this.#file);
  }

  #warn(error: unknown): void {
    this.#logger.warn('A file could not be kept in the cache', { error, uuid: this.#uuid });
  }
}
