import { constants, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BlobStore, BlobWriter, ByteRange, UnsettledBlob } from '../blob-store.ts';
import { DeferredFiles } from './deferred-files.ts';
import { FileBlobWriter } from './file-blob-writer.ts';
import { readError, systemCode, writeError } from './file-errors.ts';
import {
  accessFile,
  closeFile,
  fileSize,
  makeFolder,
  openFile,
  readFully,
  syncFile,
  unlinkFile,
  writeWholeFile,
} from './file-operations.ts';
import { isUuid, Reservations } from './reservations.ts';

/** Bytes of one chunk of a blob that is read. */
const readChunkBytes = 512 * 1024;

export interface FileBlobStoreOptions {
  /** `StorageDirectory`. */
  readonly root: string;
  /** `SyncStorageArea`. */
  readonly sync: boolean;
}

/**
 * Blobs as files in the peer's layout, `<root>/<2 hex>/<2 hex>/<uuid>`. Names are reserved before they are used, so that
 * after a crash the few files that were under way are known.
 */
export class FileBlobStore implements BlobStore {
  readonly #root: string;
  readonly #sync: boolean;
  readonly #reservations: Reservations;
  readonly #deferred = new DeferredFiles((uuid, bytes) => this.#writeSmall(uuid, bytes));

  constructor(options: FileBlobStoreOptions) {
    this.#root = options.root;
    this.#sync = options.sync;
    mkdirSync(options.root, { recursive: true });
    this.#reservations = new Reservations(options.root);
  }

  create(): BlobWriter {
    const uuid = this.#reservations.take();
    return new FileBlobWriter({
      uuid,
      path: this.#pathOf(uuid),
      sync: this.#sync,
      deferred: this.#deferred,
      dropped: () => this.#reservations.settle(uuid),
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
    try {
      await makeFolder(dirname(this.#pathOf(uuid)), { recursive: true });
      await writeWholeFile(this.#pathOf(uuid), bytes, { sync: true });
    } catch (error) {
      throw writeError(error, `restoring ${uuid}`);
    }
  }

  settle(uuid: string): void {
    this.#reservations.settle(uuid);
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
      await closeFile(descriptor);
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
      await closeFile(descriptor);
    }
  }

  async remove(uuid: string): Promise<void> {
    await this.#deferred.drop(uuid);
    try {
      await unlinkFile(this.#pathOf(uuid));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw writeError(error, `removing ${uuid}`);
    }
    this.#reservations.settle(uuid);
  }

  async unsettled(): Promise<readonly UnsettledBlob[]> {
    const blobs: UnsettledBlob[] = [];
    for (const uuid of this.#reservations.earlier()) {
      blobs.push({ uuid, size: await fileSize(this.#pathOf(uuid)) });
    }
    return blobs;
  }

  forgetUnsettled(): Promise<void> {
    return this.#reservations.forgetEarlier();
  }

  async available(): Promise<void> {
    try {
      await accessFile(this.#root, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw writeError(error, `the storage area ${this.#root} cannot be used`);
    }
  }

  /** Writes the files that wait to be written, now. */
  flush(): Promise<void> {
    return this.#deferred.flush();
  }

  async close(): Promise<void> {
    await this.#deferred.close();
    await this.#reservations.close();
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

  /** Only names of our form lead into the file system. */
  #pathOf(uuid: string): string {
    if (!isUuid(uuid)) throw readError(new Error('not a UUID'), JSON.stringify(uuid));
    return join(this.#root, uuid.slice(0, 2), uuid.slice(2, 4), uuid);
  }
}
