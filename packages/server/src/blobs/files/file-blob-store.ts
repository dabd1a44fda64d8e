import { constants, mkdirSync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobNames, checkListPrefix, isUuid } from '../../index/blob-names.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { BlobStore, BlobWriter, ByteRange, ListedBlob } from '../blob-store.ts';
import { DeferredFiles } from './deferred-files.ts';
import { FileBlobWriter } from './file-blob-writer.ts';
import { readError, systemCode, writeError } from './file-errors.ts';
import {
  accessFile,
  closeCleanFile,
  closeFile,
  fileSize,
  makeFolder,
  openFile,
  readFully,
  syncFile,
  unlinkFile,
  writeWholeFile,
} from './file-operations.ts';
import { syncFolder } from './reservations.ts';

/** Bytes of one chunk of a blob that is read. */
const readChunkBytes = 512 * 1024;

export interface FileBlobStoreOptions {
  /** `StorageDirectory`. */
  readonly root: string;
  /** `SyncStorageArea`. */
  readonly sync: boolean;
  readonly names: BlobNames;
  /** The index keeps copies of small blobs until their files are durable: these files may be written later. */
  readonly indexKeepsCopies: boolean;
  /** Files are durable before the index hears of them, instead of at the same time, which is faster. */
  readonly precedesIndex: boolean;
}

/** Blobs as files in the peer's layout, `<root>/<2 hex>/<2 hex>/<uuid>`. */
export class FileBlobStore implements BlobStore {
  readonly precedesIndex: boolean;
  readonly #root: string;
  readonly #sync: boolean;
  readonly #names: BlobNames;
  readonly #indexKeepsCopies: boolean;
  /** Of the newest blob: it is there, and mostly that of the next one, too. */
  #folder = '';
  readonly #deferred = new DeferredFiles((uuid, bytes) => this.#writeSmall(uuid, bytes));

  constructor(options: FileBlobStoreOptions) {
    this.#root = options.root;
    this.#sync = options.sync;
    this.#names = options.names;
    this.precedesIndex = options.precedesIndex;
    this.#indexKeepsCopies = options.indexKeepsCopies;
    mkdirSync(options.root, { recursive: true });
  }

  create(): BlobWriter {
    const uuid = this.#names.take();
    const path = this.#pathOf(uuid);
    this.#makeFolderOf(path);
    return new FileBlobWriter({
      uuid,
      path,
      sync: this.#sync,
      precedesIndex: this.precedesIndex,
      indexKeepsCopies: this.#indexKeepsCopies,
      deferred: this.#deferred,
      ended: (isGone) => (isGone ? this.#names.settle(uuid) : this.#names.doubt(uuid)),
    });
  }

  async syncLater(uuid: string): Promise<boolean> {
    await this.#deferred.written(uuid);
    try {
      const descriptor = await openFile(this.#pathOf(uuid), 'r+');
      try {
        await syncFile(descriptor);
      } finally {
        await closeFile(descriptor);
      }
      return true;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return false;
      throw writeError(error, `writing ${uuid} durably`);
    }
  }

  async restore(uuid: string, bytes: Uint8Array): Promise<void> {
    await this.#deferred.drop(uuid);
    try {
      await makeFolder(dirname(this.#pathOf(uuid)), { recursive: true });
      await writeWholeFile(this.#pathOf(uuid), bytes, { sync: true });
    } catch (error) {
      throw writeError(error, `restoring ${uuid}`);
    }
  }

  settle(uuid: string): void {
    this.#names.settle(uuid);
  }

  doubt(uuid: string): void {
    this.#names.doubt(uuid);
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array, void, void> {
    const deferred = this.#deferred.bytesOf(uuid);
    if (deferred !== undefined) {
      yield deferred.subarray(range?.start, range?.end);
      return;
    }
    const descriptor = await this.#open(uuid);
    try {
      let position = range?.start ?? 0;
      const end = range?.end ?? Number.POSITIVE_INFINITY;
      while (position < end) {
        const wanted = Math.min(readChunkBytes, end - position);
        const chunk = Buffer.allocUnsafeSlow(wanted);
        const length = await readFully(descriptor, chunk, position);
        if (length > 0) yield length === wanted ? chunk : chunk.subarray(0, length);
        if (length < wanted) break;
        position += length;
      }
    } catch (error) {
      throw readError(error, uuid);
    } finally {
      closeCleanFile(descriptor);
    }
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const deferred = this.#deferred.bytesOf(uuid);
    if (deferred !== undefined) return deferred.subarray(range.start, range.end);
    const descriptor = await this.#open(uuid);
    try {
      const wanted = range.end - range.start;
      const bytes =
        target !== undefined && target.length >= wanted ? target.subarray(0, wanted) : Buffer.allocUnsafe(wanted);
      return bytes.subarray(0, await readFully(descriptor, bytes, range.start));
    } catch (error) {
      throw readError(error, uuid);
    } finally {
      closeCleanFile(descriptor);
    }
  }

  async remove(uuid: string): Promise<void> {
    await this.#deferred.drop(uuid);
    try {
      await unlinkFile(this.#pathOf(uuid));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw writeError(error, `removing ${uuid}`);
    }
    this.#names.settle(uuid);
  }

  async *list(prefix: string): AsyncGenerator<ListedBlob, void, void> {
    checkListPrefix(prefix);
    // Those that wait have no file yet.
    await this.flush();
    const folder = join(this.#root, prefix.slice(0, 2), prefix.slice(2, 4));
    const names = await readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw readError(error, prefix);
    });
    for (const uuid of names) {
      if (!uuid.startsWith(prefix) || !isUuid(uuid)) continue;
      const size = await fileSize(join(folder, uuid));
      if (size !== undefined) yield { uuid, size };
    }
  }

  async available(): Promise<void> {
    try {
      await accessFile(this.#root, constants.R_OK | constants.W_OK | constants.X_OK);
      const { bavail } = await statfs(this.#root);
      if (bavail > 0) return;
    } catch (error) {
      throw writeError(error, `the storage area ${this.#root} cannot be used`);
    }
    throw new IsocenterError('FullStorage', 'No room is left in the storage area');
  }

  /** Writes the files that wait to be written, now. */
  flush(): Promise<void> {
    return this.#deferred.flush();
  }

  async close(): Promise<void> {
    await this.#deferred.close();
  }

  async #writeSmall(uuid: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(uuid);
    try {
      await writeWholeFile(path, bytes, { sync: false });
    } catch (error) {
      await unlinkFile(path).catch(() => undefined);
      throw writeError(error, `writing ${uuid}`);
    }
  }

  async #open(uuid: string): Promise<number> {
    try {
      return await openFile(this.#pathOf(uuid), 'r');
    } catch (error) {
      throw readError(error, uuid);
    }
  }

  /** Synchronous, and durable: a file in a folder that a power failure takes would be lost. */
  #makeFolderOf(path: string): void {
    const folder = dirname(path);
    if (folder === this.#folder) return;
    mkdirSync(folder, { recursive: true });
    for (const made of [folder, dirname(folder), this.#root]) syncFolder(made);
    this.#folder = folder;
  }

  /** Only names of our form lead into the file system. */
  #pathOf(uuid: string): string {
    if (!isUuid(uuid)) throw readError(new Error('not a UUID'), JSON.stringify(uuid));
    return join(this.#root, uuid.slice(0, 2), uuid.slice(2, 4), uuid);
  }
}
