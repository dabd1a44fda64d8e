import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BlobStore, BlobWriter, ByteRange, RecoverySummary } from '../blob-store.ts';
import { FileBlobWriter } from './file-blob-writer.ts';
import { readError, systemCode, writeError } from './file-errors.ts';
import { closeFile, makeFolder, openFile, readFully, renameFile, unlinkFile } from './file-operations.ts';

/** Bytes of one chunk of a blob that is read. */
const readChunkBytes = 512 * 1024;

/** Where files wait until the index knows them; the name can be no folder of the two-level layout. */
const incomingFolder = 'incoming';

export interface FileBlobStoreOptions {
  /** `StorageDirectory`. */
  readonly root: string;
  /** `SyncStorageArea`. */
  readonly sync: boolean;
}

/**
 * Blobs as files in the peer's layout, `<root>/<2 hex>/<2 hex>/<uuid>`.
 *
 * A file is written and synced under `incoming`, and moved to its place once the index has committed. So a crash
 * leaves no orphan in the layout: what start-up finds in `incoming` is published if the index knows it, else dropped.
 */
export class FileBlobStore implements BlobStore {
  readonly #root: string;
  readonly #incoming: string;
  readonly #sync: boolean;
  /** Committed and not yet at their place: readers find them under `incoming`. */
  readonly #unpublished = new Set<string>();

  constructor(options: FileBlobStoreOptions) {
    this.#root = options.root;
    this.#incoming = join(options.root, incomingFolder);
    this.#sync = options.sync;
    mkdirSync(this.#incoming, { recursive: true });
  }

  create(): BlobWriter {
    const uuid = randomUUID();
    return new FileBlobWriter({
      uuid,
      path: join(this.#incoming, uuid),
      sync: this.#sync,
      settled: (committed) => {
        if (committed) this.#unpublished.add(uuid);
      },
    });
  }

  async publish(uuid: string): Promise<void> {
    const folder = this.#folderOf(uuid);
    const source = join(this.#incoming, uuid);
    const target = join(folder, uuid);
    try {
      await renameFile(source, target).catch(async (error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
        await makeFolder(folder, { recursive: true });
        await renameFile(source, target);
      });
    } catch (error) {
      throw writeError(error, `moving ${uuid} to its place`);
    }
    this.#unpublished.delete(uuid);
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array, void, void> {
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

  async readRange(uuid: string, range: ByteRange): Promise<Uint8Array> {
    const descriptor = await this.#open(uuid);
    try {
      const target = Buffer.allocUnsafe(range.end - range.start);
      return target.subarray(0, await readFully(descriptor, target, range.start));
    } catch (error) {
      throw readError(error, uuid);
    } finally {
      await closeFile(descriptor);
    }
  }

  async remove(uuid: string): Promise<void> {
    this.#unpublished.delete(uuid);
    for (const path of [join(this.#folderOf(uuid), uuid), join(this.#incoming, uuid)]) {
      try {
        await unlinkFile(path);
        return;
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') throw writeError(error, `removing ${uuid}`);
      }
    }
  }

  async recover(knownBlobs: (uuids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<RecoverySummary> {
    const left = readdirSync(this.#incoming);
    const known = left.length === 0 ? new Set<string>() : await knownBlobs(left);
    let published = 0;
    for (const uuid of left) {
      if (known.has(uuid)) {
        await this.publish(uuid);
        published += 1;
      } else {
        await unlinkFile(join(this.#incoming, uuid));
      }
    }
    return { published, dropped: left.length - published };
  }

  async close(): Promise<void> {
    for (const uuid of this.#unpublished) await this.publish(uuid).catch(() => undefined);
  }

  async #open(uuid: string): Promise<number> {
    const places = [join(this.#folderOf(uuid), uuid), join(this.#incoming, uuid)];
    // A blob may be published between the two attempts: the last one looks at its place again.
    const order = this.#unpublished.has(uuid) ? [places[1], places[0]] : [places[0], places[1], places[0]];
    let failure: unknown;
    for (const path of order) {
      if (path === undefined) continue;
      try {
        return await openFile(path, 'r');
      } catch (error) {
        failure = error;
        if (systemCode(error) !== 'ENOENT') break;
      }
    }
    throw readError(failure, uuid);
  }

  /** Only names that we made lead into the file system. */
  #folderOf(uuid: string): string {
    if (!/^[0-9a-f-]{36}$/.test(uuid)) throw readError(new Error('not a UUID'), JSON.stringify(uuid));
    return join(this.#root, uuid.slice(0, 2), uuid.slice(2, 4));
  }
}
