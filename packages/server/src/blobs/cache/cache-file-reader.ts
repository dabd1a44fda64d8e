import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { blockBytes, contentSize, readTrailer } from './cache-file-format.ts';

/** Blocks read at once. */
const chunkBlocks = 4;

/** A file of the cache is not as it was written. */
export class DamagedCacheFile extends Error {
  override readonly name = 'DamagedCacheFile';
}

/** An open file of the cache; what it gives is verified. */
export class CacheFileReader {
  readonly size: number;
  readonly #file: FileHandle;
  readonly #checksums: readonly number[];

  private constructor(file: FileHandle, size: number, checksums: readonly number[]) {
    this.#file = file;
    this.size = size;
    this.#checksums = checksums;
  }

  /** @throws DamagedCacheFile, or an error of the file system */
  static async open(path: string): Promise<CacheFileReader> {
    const file = await open(path, 'r');
    try {
      const { size: fileBytes } = await file.stat();
      const size = contentSize(fileBytes);
      if (size === undefined) throw new DamagedCacheFile('A file of the cache is too short');
      const trailer = await readAt(file, size, fileBytes - size);
      const checksums = readTrailer(trailer, size);
      if (checksums === undefined) throw new DamagedCacheFile('A file of the cache is not whole');
      return new CacheFileReader(file, size, checksums);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The bytes from `start` on, in chunks of bounded size. @throws DamagedCacheFile */
  async *read(start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    const stop = Math.min(end, this.size);
    let position = start;
    while (position < stop) {
      const firstBlock = Math.floor(position / blockBytes);
      const chunkStart = firstBlock * blockBytes;
      const lastBlock = Math.min(firstBlock + chunkBlocks, Math.ceil(stop / blockBytes));
      const chunk = await readAt(this.#file, chunkStart, Math.min(lastBlock * blockBytes, this.size) - chunkStart);
      for (let block = firstBlock; block < lastBlock; block += 1) {
        const at = (block - firstBlock) * blockBytes;
        if (crc32(chunk.subarray(at, at + blockBytes)) !== this.#checksums[block]) {
          throw new DamagedCacheFile('A file of the cache was changed');
        }
      }
      yield chunk.subarray(position - chunkStart, stop - chunkStart);
      position = chunkStart + chunk.length;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new DamagedCacheFile('A file of the cache ends early');
    filled += bytesRead;
  }
  return bytes;
}
