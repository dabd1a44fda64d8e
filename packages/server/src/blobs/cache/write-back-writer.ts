import type { Logger } from '../../logging/logger.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { ObjectStore, ObjectWriter } from '../object-store.ts';
import { WriteBehind } from '../write-behind.ts';
import { type CacheFolder, cacheBufferBytes } from './cache-folder.ts';

export interface WriteBackOptions {
  readonly folder: CacheFolder;
  readonly inner: Pick<ObjectStore, 'create'>;
  readonly uuid: string;
  /** The object is durable in the cache, and has to be uploaded. */
  readonly kept: () => void;
  readonly logger: Logger;
}

/** An object that is complete once it is durable in the cache; where that has no room for it, it goes to the store. */
export class WriteBackWriter implements ObjectWriter {
  readonly #options: WriteBackOptions;
  readonly #file;
  readonly #behind = new WriteBehind(cacheBufferBytes, (chunks) => this.#writeOut(chunks));
  #through: ObjectWriter | undefined;
  #isKept = false;

  constructor(options: WriteBackOptions) {
    this.#options = options;
    this.#file = options.folder.create();
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    return this.#behind.write(chunk);
  }

  async finish(): Promise<void> {
    await this.#behind.finish();
    if (this.#through === undefined && (await this.#keep())) {
      this.#isKept = true;
      this.#options.kept();
      return;
    }
    const through = await this.#writeThrough();
    await through.finish();
    await this.#options.folder.discard(this.#file);
  }

  async abort(): Promise<boolean> {
    await this.#behind.stop();
    if (this.#isKept) return true;
    await this.#options.folder.discard(this.#file);
    return (await this.#through?.abort()) ?? false;
  }

  async #writeOut(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#through === undefined && (await this.#isWritten(() => this.#file.append(chunks)))) return;
    const through = await this.#writeThrough();
    for (const chunk of chunks) await through.write(chunk);
  }

  #keep(): Promise<boolean> {
    const { folder, uuid } = this.#options;
    return this.#isWritten(async () => {
      if (!(await this.#file.complete({ sync: true }))) return false;
      await folder.keep(this.#file, uuid, true);
      return true;
    });
  }

  /** A cache that cannot be written is as good as one without room. */
  async #isWritten(write: () => Promise<boolean>): Promise<boolean> {
    try {
      return await write();
    } catch (error) {
      const { logger, uuid } = this.#options;
      logger.warn('The cache cannot be written; the file goes to the object store at once', { error, uuid });
      return false;
    }
  }

  /** Sends what the file of the cache has so far. */
  async #writeThrough(): Promise<ObjectWriter> {
    if (this.#through !== undefined) return this.#through;
    const { inner, uuid } = this.#options;
    this.#through = inner.create(uuid);
    try {
      for await (const chunk of this.#file.written()) await this.#through.write(chunk);
    } catch (cause) {
      if (cause instanceof IsocenterError) throw cause;
      throw new IsocenterError('CannotWriteFile', `The cache cannot be read: writing ${uuid}`, { cause });
    }
    return this.#through;
  }
}
