import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { IsocenterError } from '../model/isocenter-error.ts';

const readBytes = 64 * 1024;

/** Bytes that are written first and read then, in memory as long as they are few, else in a file without a name. */
export class Spool {
  readonly #folder: string;
  readonly #maxMemoryBytes: number;
  #chunks: Uint8Array[] = [];
  #memoryBytes = 0;
  #file: FileHandle | undefined;
  #size = 0;

  /** @param folder of the file, `TemporaryDirectory` */
  constructor(folder: string, maxMemoryBytes = 4 * 1024 * 1024) {
    this.#folder = folder;
    this.#maxMemoryBytes = maxMemoryBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** @throws IsocenterError FullStorage, CannotWriteFile */
  async write(bytes: Uint8Array): Promise<void> {
    this.#chunks.push(bytes);
    this.#memoryBytes += bytes.length;
    this.#size += bytes.length;
    if (this.#memoryBytes > this.#maxMemoryBytes) await this.#flush();
  }

  /** All bytes from `start` to `end`, which is not included. */
  async *read(start = 0, end = this.#size): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const bytes = await this.readAt(at, Math.min(readBytes, end - at));
      if (bytes.length === 0) return;
      at += bytes.length;
      yield bytes;
    }
  }

  /** Up to `length` bytes from `position`; fewer only at the end. */
  async readAt(position: number, length: number): Promise<Uint8Array> {
    if (this.#file === undefined) {
      if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
      return this.#chunks[0]?.subarray(position, position + length) ?? new Uint8Array(0);
    }
    await this.#flush();
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#chunks = [];
    await this.#file?.close();
    this.#file = undefined;
  }

  async #flush(): Promise<void> {
    if (this.#chunks.length === 0) return;
    const bytes = Buffer.concat(this.#chunks.splice(0));
    this.#memoryBytes = 0;
    try {
      this.#file ??= await openNameless(this.#folder);
      await this.#file.appendFile(bytes);
    } catch (cause) {
      throw spoolError(cause);
    }
  }
}

/** Codes of the operating system that mean: no room is left for more. */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function spoolError(cause: unknown): IsocenterError {
  const isFull = cause instanceof Error && 'code' in cause && fullCodes.has(cause.code);
  const details = 'A temporary file cannot be written: see TemporaryDirectory';
  return new IsocenterError(isFull ? 'FullStorage' : 'CannotWriteFile', details, { cause });
}

/** A file that is gone when it is closed, however that comes about. */
async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `isocenter-${randomUUID()}.tmp`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}
