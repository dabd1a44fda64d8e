import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../../index/blob-names.ts';
import type { Logger } from '../../logging/logger.ts';
import { contentSize } from './cache-file-format.ts';
import { CacheFileReader } from './cache-file-reader.ts';
import { CacheFileWriter } from './cache-file-writer.ts';

/** Bytes gathered before they are written to a file of the cache. */
export const cacheBufferBytes = 256 * 1024;

/** The time of last use is written to a file at most so often; it only has to order them after a restart. */
const useNoteMs = 10 * 60_000;

export interface CacheFolderOptions {
  /** Belongs to the cache alone. */
  readonly root: string;
  /** Of all files, those being written included. */
  readonly maximumBytes: number;
  readonly logger: Logger;
}

interface Entry {
  readonly bytes: number;
  /** Only here: not to be evicted. */
  pending: boolean;
  usedMs: number;
}

/**
 * Files of bounded total size; the least recently used ones make room. `kept/` has copies, `pending/` what is nowhere
 * else yet, `partial/` what is being written: where a file is tells its state, also after a crash.
 */
export class CacheFolder {
  readonly #options: CacheFolderOptions;
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  private constructor(options: CacheFolderOptions) {
    this.#options = options;
  }

  /** Takes stock of what an earlier run left. Rejects with errors of the file system. */
  static async open(options: CacheFolderOptions): Promise<CacheFolder> {
    const folder = new CacheFolder(options);
    await folder.#takeStock();
    return folder;
  }

  /** Of all files. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether an object can be written, once others have made room. */
  hasRoom(): boolean {
    let pendingBytes = 0;
    for (const { bytes, pending } of this.#entries.values()) if (pending) pendingBytes += bytes;
    return pendingBytes < this.#options.maximumBytes;
  }

  /** Bytes of an object that is here; undefined: it is not. */
  sizeOf(uuid: string): number | undefined {
    const entry = this.#entries.get(uuid);
    return entry === undefined ? undefined : contentSize(entry.bytes);
  }

  isPending(uuid: string): boolean {
    return this.#entries.get(uuid)?.pending === true;
  }

  /** Those that are nowhere else, the oldest first. */
  pending(): readonly string[] {
    return [...this.#entries].flatMap(([uuid, { pending }]) => (pending ? [uuid] : []));
  }

  /** A new file; it has to be kept or dropped in the end. */
  create(): CacheFileWriter {
    return new CacheFileWriter(join(this.#options.root, 'partial', randomUUID()), (bytes) => this.#reserve(bytes));
  }

  /** Makes a complete file that of the object; a pending one durably. */
  async keep(file: CacheFileWriter, uuid: string, pending: boolean): Promise<void> {
    const path = this.#pathOf(uuid, pending);
    await rename(file.path, path);
    if (pending) {
      await syncFolder(join(this.#options.root, 'pending')).catch(async (error: unknown) => {
        await rename(path, file.path);
        throw error;
      });
    }
    const before = this.#entries.get(uuid);
    if (before !== undefined) this.#forget(uuid, before);
    if (before !== undefined && before.pending !== pending) await unlink(this.#pathOf(uuid, before.pending));
    // The room was taken while the file was written.
    this.#entries.set(uuid, { bytes: file.reservedBytes, pending, usedMs: Date.now() });
  }

  /** Drops a file that was not kept. Never rejects. */
  async discard(file: CacheFileWriter): Promise<void> {
    this.#bytes -= file.reservedBytes;
    await file.close().catch(() => undefined);
    await unlink(file.path).catch(() => undefined);
  }

  /** The object is in the store now, too. */
  async uploaded(uuid: string): Promise<void> {
    const entry = this.#entries.get(uuid);
    if (entry === undefined) return;
    await rename(this.#pathOf(uuid, true), this.#pathOf(uuid, false));
    entry.pending = false;
  }

  /** The object, when it is here and whole; a damaged copy is dropped. Rejects when it is damaged and nowhere else. */
  async open(uuid: string): Promise<CacheFileReader | undefined> {
    const entry = this.#entries.get(uuid);
    if (entry === undefined) return undefined;
    this.#use(uuid, entry);
    try {
      return await CacheFileReader.open(this.#pathOf(uuid, entry.pending));
    } catch (error) {
      if (entry.pending) throw error;
      await this.damaged(uuid, error);
      return undefined;
    }
  }

  /** Drops a copy that is not as it was written. */
  async damaged(uuid: string, error: unknown): Promise<void> {
    if (this.isPending(uuid)) return;
    this.#options.logger.warn('A damaged file of the cache is dropped', { error, uuid });
    await this.drop(uuid);
  }

  /** Never rejects for what is not here. */
  async drop(uuid: string): Promise<void> {
    const entry = this.#entries.get(uuid);
    if (entry === undefined) return;
    this.#forget(uuid, entry);
    await unlink(this.#pathOf(uuid, entry.pending)).catch(() => undefined);
  }

  #reserve(bytes: number): boolean {
    const { maximumBytes } = this.#options;
    if (this.#bytes + bytes > maximumBytes) this.#evict(this.#bytes + bytes - maximumBytes);
    if (this.#bytes + bytes > maximumBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  #evict(bytes: number): void {
    let freed = 0;
    for (const [uuid, entry] of this.#entries) {
      if (freed >= bytes) return;
      if (entry.pending) continue;
      freed += entry.bytes;
      void this.drop(uuid);
    }
  }

  #use(uuid: string, entry: Entry): void {
    this.#entries.delete(uuid);
    this.#entries.set(uuid, entry);
    const now = Date.now();
    if (now - entry.usedMs < useNoteMs) return;
    entry.usedMs = now;
    void utimes(this.#pathOf(uuid, entry.pending), now / 1000, now / 1000).catch(() => undefined);
  }

  #forget(uuid: string, entry: Entry): void {
    this.#entries.delete(uuid);
    this.#bytes -= entry.bytes;
  }

  async #takeStock(): Promise<void> {
    const { root } = this.#options;
    await rm(join(root, 'partial'), { recursive: true, force: true });
    for (const name of ['partial', 'pending']) await mkdir(join(root, name), { recursive: true });
    const found: [string, Entry][] = await this.#filesIn(join(root, 'pending'), true);
    for (let number = 0; number < 256; number += 1) {
      const folder = join(root, 'kept', number.toString(16).padStart(2, '0'));
      await mkdir(folder, { recursive: true });
      found.push(...(await this.#filesIn(folder, false)));
    }
    for (const [uuid, entry] of found.toSorted(([, one], [, other]) => one.usedMs - other.usedMs)) {
      this.#bytes += entry.bytes;
      this.#entries.set(uuid, entry);
    }
    this.#evict(this.#bytes - this.#options.maximumBytes);
  }

  async #filesIn(folder: string, pending: boolean): Promise<[string, Entry][]> {
    const names = (await readdir(folder)).filter(isUuid);
    return Promise.all(
      names.map(async (uuid): Promise<[string, Entry]> => {
        const { mtimeMs, size } = await stat(join(folder, uuid));
        return [uuid, { bytes: size, pending, usedMs: mtimeMs }];
      }),
    );
  }

  #pathOf(uuid: string, pending: boolean): string {
    const { root } = this.#options;
    return pending ? join(root, 'pending', uuid) : join(root, 'kept', uuid.slice(0, 2), uuid);
  }
}

/** Makes the entries of a folder durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
