import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { checkListPrefix } from '../../index/blob-names.ts';
import type { Logger } from '../../logging/logger.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { ByteRange, ListedBlob } from '../blob-store.ts';
import type { ObjectStore, ObjectWriter } from '../object-store.ts';
import { BackgroundUploads } from './background-uploads.ts';
import { DamagedCacheFile } from './cache-file-reader.ts';
import { CacheFolder } from './cache-folder.ts';
import { LocalCopy } from './local-copy.ts';
import { WriteBackWriter } from './write-back-writer.ts';
import { WriteThroughWriter } from './write-through-writer.ts';

export interface CacheOptions {
  /** Belongs to the cache alone, and to one server. */
  readonly root: string;
  readonly maximumBytes: number;
  /**
   * `WriteThrough`: an object is complete when the store has it. `WriteBack`: when it is durable in the cache; only this
   * server can read it until it is uploaded.
   */
  readonly mode: 'WriteThrough' | 'WriteBack';
  readonly logger: Logger;
  /** Wait before a failed upload is tried again; doubles. Undefined: a second. */
  readonly firstWaitMs?: number;
}

/**
 * Who reads from a place before this reads the rest of an object, most likely: its beginning is read again, so that the
 * whole can be kept.
 */
const nearBytes = 1024 * 1024;

/** A store behind a cache on local disk: what was written or read lately does not go over the network again. */
export class CachedObjectStore implements ObjectStore {
  readonly #inner: ObjectStore;
  readonly #options: CacheOptions;
  readonly #folder: CacheFolder;
  /** Has work without writing back, too, where an earlier run did so. */
  readonly #uploads: BackgroundUploads;

  private constructor(inner: ObjectStore, options: CacheOptions, folder: CacheFolder) {
    this.#inner = inner;
    this.#options = options;
    this.#folder = folder;
    this.#uploads = new BackgroundUploads({ ...options, folder, inner });
  }

  /** @throws IsocenterError `CannotWriteFile` when the folder cannot be used */
  static async open(inner: ObjectStore, options: CacheOptions): Promise<CachedObjectStore> {
    try {
      return new CachedObjectStore(inner, options, await CacheFolder.open(options));
    } catch (cause) {
      throw new IsocenterError('CannotWriteFile', `The folder of the cache cannot be used: ${options.root}`, { cause });
    }
  }

  create(uuid: string): ObjectWriter {
    const { logger } = this.#options;
    if (this.#options.mode === 'WriteThrough') {
      return new WriteThroughWriter(this.#inner.create(uuid), this.#copyOf(uuid));
    }
    const kept = () => this.#uploads.add(uuid);
    return new WriteBackWriter({ folder: this.#folder, inner: this.#inner, uuid, kept, logger });
  }

  async put(uuid: string, bytes: Uint8Array): Promise<void> {
    const writer = this.create(uuid);
    try {
      await writer.write(bytes);
      await writer.finish();
    } catch (error) {
      await writer.abort();
      throw error;
    }
  }

  async sizeOf(uuid: string): Promise<number | undefined> {
    return this.#folder.sizeOf(uuid) ?? this.#inner.sizeOf(uuid);
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array, void, void> {
    let position = range?.start ?? 0;
    const end = range?.end ?? Number.POSITIVE_INFINITY;
    for await (const chunk of this.#readLocal(uuid, position, end)) {
      if (chunk === complete) return;
      position += chunk.length;
      yield chunk;
    }
    if (position <= nearBytes && position < end) yield* this.#readAndKeep(uuid, position, end);
    else yield* this.#inner.read(uuid, { start: position, end });
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const wanted = Math.max(0, range.end - range.start);
    const bytes = target !== undefined && target.length >= wanted ? target : Buffer.allocUnsafe(wanted);
    let filled = 0;
    for await (const chunk of this.#readLocal(uuid, range.start, range.end)) {
      if (chunk === complete) return bytes.subarray(0, filled);
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    if (range.start > 0 || wanted === 0) return this.#inner.readRange(uuid, range, target);
    // One byte more: it tells whether these are all.
    const read = await this.#inner.readRange(uuid, { start: 0, end: wanted + 1 });
    if (read.length > wanted) return read.subarray(0, wanted);
    const copy = this.#copyOf(uuid);
    await copy.write(read);
    await copy.keep();
    return read;
  }

  async remove(uuid: string): Promise<void> {
    const isPending = this.#folder.isPending(uuid);
    const mayBeThere = isPending ? await this.#uploads.cancel(uuid) : true;
    await this.#folder.drop(uuid);
    if (mayBeThere) await this.#inner.remove(uuid);
  }

  async *list(prefix: string): AsyncGenerator<ListedBlob, void, void> {
    checkListPrefix(prefix);
    const pending = new Set(this.#folder.pending().filter((uuid) => uuid.startsWith(prefix)));
    for (const uuid of pending) yield { uuid, size: this.#folder.sizeOf(uuid) };
    for await (const blob of this.#inner.list(prefix)) if (!pending.has(blob.uuid)) yield blob;
  }

  /** While there is room to write back, the store need not be in reach. */
  async available(): Promise<void> {
    const { mode, root } = this.#options;
    if (mode === 'WriteBack' && this.#folder.hasRoom()) {
      const isWritable = await access(root, constants.W_OK).then(isDone, () => false);
      if (isWritable) return;
    }
    await this.#inner.available();
  }

  async close(): Promise<void> {
    await this.#uploads.close();
    await this.#inner.close();
  }

  /** The bytes that the cache has, then `complete` when these are all: a file found damaged on the way ends without. */
  async *#readLocal(uuid: string, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    try {
      const reader = await this.#folder.open(uuid);
      if (reader === undefined) return;
      try {
        yield* reader.read(start, end);
        yield complete;
      } finally {
        await reader.close();
      }
    } catch (error) {
      if (!this.#folder.isPending(uuid)) return this.#folder.damaged(uuid, error);
      const what = error instanceof DamagedCacheFile ? 'was damaged in' : 'cannot be read from';
      const details = `The file ${uuid} ${what} the cache before it was uploaded`;
      throw new IsocenterError('CorruptedFile', details, { cause: error });
    }
  }

  /** Reads from the beginning, and keeps the object when the range turns out to reach its end. */
  async *#readAndKeep(uuid: string, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    const copy = this.#copyOf(uuid);
    let position = 0;
    try {
      for await (const chunk of this.#inner.read(uuid)) {
        if (position >= end) return;
        await copy.write(chunk);
        const wanted = chunk.subarray(Math.max(0, start - position), end - position);
        position += chunk.length;
        if (wanted.length > 0) yield wanted;
      }
      await copy.keep();
    } finally {
      await copy.drop();
    }
  }

  #copyOf(uuid: string): LocalCopy {
    return new LocalCopy(this.#folder, uuid, this.#options.logger);
  }
}

const complete = new Uint8Array(0);
const isDone = () => true;
