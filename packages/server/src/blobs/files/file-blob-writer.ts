import type { BlobWriter } from '../blob-store.ts';
import { writeError } from './file-errors.ts';
import { closeFile, openFile, syncFile, unlinkFile, writeAll } from './file-operations.ts';

/** Bytes gathered before they are written out; at most two such buffers wait per blob. */
const bufferBytes = 256 * 1024;

export interface FileBlobWriterOptions {
  readonly uuid: string;
  readonly path: string;
  /** fsync before a commit resolves. */
  readonly sync: boolean;
  /** Called when the file has become durable, and when it is gone. */
  readonly settled: (committed: boolean) => void;
}

/** A file on its way in: one buffer is written while the next one fills; a small file costs one open, write and sync. */
export class FileBlobWriter implements BlobWriter {
  readonly uuid: string;
  readonly #options: FileBlobWriterOptions;
  #size = 0;
  #chunks: Uint8Array[] = [];
  #chunkBytes = 0;
  #descriptor: number | undefined;
  #flushing: Promise<void> | undefined;
  #failure: unknown;

  constructor(options: FileBlobWriterOptions) {
    this.uuid = options.uuid;
    this.#options = options;
  }

  get size(): number {
    return this.#size;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    this.#chunks.push(chunk);
    this.#chunkBytes += chunk.length;
    this.#size += chunk.length;
    if (this.#chunkBytes < bufferBytes) return undefined;
    if (this.#flushing === undefined) {
      this.#startFlush();
      return undefined;
    }
    return this.#flushing.then(() => {
      this.#throwFailure();
      if (this.#chunkBytes >= bufferBytes) this.#startFlush();
    });
  }

  async commit(): Promise<void> {
    try {
      await this.#flushing;
      this.#throwFailure();
      await this.#flush();
      const descriptor = this.#descriptor;
      if (descriptor !== undefined) {
        if (this.#options.sync) await syncFile(descriptor);
        this.#descriptor = undefined;
        await closeFile(descriptor);
      }
      this.#options.settled(true);
    } catch (error) {
      await this.abort();
      throw writeError(error, `writing ${this.uuid}`);
    }
  }

  async abort(): Promise<void> {
    await this.#flushing;
    this.#chunks = [];
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) {
      await closeFile(descriptor).catch(() => undefined);
      // What stays behind after a failure here is dropped by the next start-up.
      await unlinkFile(this.#options.path).catch(() => undefined);
    }
    this.#options.settled(false);
  }

  #startFlush(): void {
    this.#flushing = this.#flush().catch((error: unknown) => {
      this.#failure = error;
    });
    void this.#flushing.then(() => {
      this.#flushing = undefined;
    });
  }

  async #flush(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#chunkBytes = 0;
    this.#descriptor ??= await openFile(this.#options.path, 'wx');
    await writeAll(this.#descriptor, chunks);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw writeError(this.#failure, `writing ${this.uuid}`);
  }
}
