import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { blockBytes, makeTrailer } from './cache-file-format.ts';

const readBytes = 256 * 1024;

/** A file of the cache on its way in, under a name of its own until it is complete. */
export class CacheFileWriter {
  readonly path: string;
  readonly #reserve: (bytes: number) => boolean;
  readonly #checksums: number[] = [];
  #file: FileHandle | undefined;
  #size = 0;
  #reserved = 0;

  /** @param reserve makes room in the cache; false when there is none */
  constructor(path: string, reserve: (bytes: number) => boolean) {
    this.path = path;
    this.#reserve = reserve;
  }

  /** Bytes of the object so far. */
  get size(): number {
    return this.#size;
  }

  /** Room taken in the cache. */
  get reservedBytes(): number {
    return this.#reserved;
  }

  /** False when there is no room; as after a failure, the file then holds what it held before. */
  async append(chunks: readonly Uint8Array[]): Promise<boolean> {
    const bytes = Buffer.concat(chunks);
    if (!this.#take(bytes.length)) return false;
    await this.#writeAt(this.#size, bytes);
    this.#addChecksums(bytes);
    this.#size += bytes.length;
    return true;
  }

  /** Completes the file. False when there is no room. */
  async complete({ sync }: { readonly sync: boolean }): Promise<boolean> {
    const trailer = makeTrailer(this.#size, this.#checksums);
    if (!this.#take(trailer.length)) return false;
    await this.#writeAt(this.#size, trailer);
    if (sync) await this.#file?.datasync();
    await this.close();
    return true;
  }

  /** What was written so far, also when the file was completed. */
  async *written(): AsyncGenerator<Uint8Array, void, void> {
    if (this.#size === 0) return;
    const file = await open(this.path, 'r');
    try {
      let position = 0;
      while (position < this.#size) {
        const bytes = Buffer.allocUnsafe(Math.min(readBytes, this.#size - position));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
        if (bytesRead === 0) throw new Error('A file of the cache ends early');
        position += bytesRead;
        yield bytes.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  #take(bytes: number): boolean {
    if (!this.#reserve(bytes)) return false;
    this.#reserved += bytes;
    return true;
  }

  async #writeAt(position: number, bytes: Uint8Array): Promise<void> {
    this.#file ??= await open(this.path, 'wx+');
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written, position + written);
      written += bytesWritten;
    }
  }

  #addChecksums(bytes: Uint8Array): void {
    let start = 0;
    while (start < bytes.length) {
      const inBlock = (this.#size + start) % blockBytes;
      const part = bytes.subarray(start, start + blockBytes - inBlock);
      const checksum = crc32(part, inBlock === 0 ? 0 : (this.#checksums.pop() ?? 0));
      this.#checksums.push(checksum);
      start += part.length;
    }
  }
}
