import type { BlobWriter } from '../blob-store.ts';
import type { DeferredFiles } from './deferred-files.ts';
import { systemCode, writeError } from './file-errors.ts';
import { closeCleanFile, closeFile, openFile, syncFile, unlinkFile, writeAll } from './file-operations.ts';

/** Bytes gathered before they are written out; at most two such buffers wait per blob. */
const bufferBytes = 256 * 1024;

/** A file up to here is mostly its sync; with a copy in the index, one sync serves for both, and for others too. */
const smallBytes = 64 * 1024;

export interface FileBlobWriterOptions {
  readonly uuid: string;
  readonly path: string;
  /** fsync before a sync resolves. */
  readonly sync: boolean;
  /** Take over files that need not be written yet. */
  readonly deferred: Pick<DeferredFiles, 'add' | 'drop'>;
  /** A flush makes the file durable, too. */
  readonly precedesIndex: boolean;
  /** The index keeps copies of small blobs. */
  readonly indexKeepsCopies: boolean;
  /** Called when the blob was given up: whether its file is gone. */
  readonly ended: (isGone: boolean) => void;
}

/** A file on its way in: one buffer is written while the next one fills; a small file costs one open, write and sync. */
export class FileBlobWriter implements BlobWriter {
  readonly uuid: string;
  readonly #options: FileBlobWriterOptions;
  #size = 0;
  #chunks: Uint8Array[] = [];
  #copy: Uint8Array | undefined;
  #chunkBytes = 0;
  #descriptor: number | undefined;
  #created = false;
  #writing: Promise<void> | undefined;
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
    if (this.#writing === undefined) {
      this.#startWriting();
      return undefined;
    }
    return this.#writing.then(() => {
      this.#throwFailure();
      if (this.#chunkBytes >= bufferBytes) this.#startWriting();
    });
  }

  smallCopy(): Uint8Array | undefined {
    const { indexKeepsCopies, sync } = this.#options;
    if (!indexKeepsCopies || !sync || this.#created || this.#size > smallBytes) return undefined;
    this.#copy ??= Buffer.concat(this.#chunks);
    return this.#copy;
  }

  async flush(): Promise<void> {
    await this.#writing;
    this.#throwFailure();
    try {
      await this.#writeOut();
    } catch (error) {
      throw writeError(error, `writing ${this.uuid}`);
    }
    if (this.#options.precedesIndex) await this.sync();
  }

  async sync(): Promise<void> {
    const descriptor = this.#descriptor;
    if (descriptor === undefined || !this.#options.sync) {
      void this.#close();
      return;
    }
    this.#descriptor = undefined;
    try {
      await syncFile(descriptor);
    } catch (error) {
      throw writeError(error, `writing ${this.uuid} durably`);
    } finally {
      closeCleanFile(descriptor);
    }
  }

  async leave(): Promise<void> {
    const bytes = this.#copy ?? Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#created = true;
    await this.#options.deferred.add(this.uuid, bytes);
  }

  async abort(): Promise<void> {
    await this.#writing;
    this.#chunks = [];
    await this.#close();
    await this.#options.deferred.drop(this.uuid);
    const gone = this.#created ? await unlinkFile(this.#options.path).then(isDone, isMissing) : true;
    this.#options.ended(gone);
  }

  /** Nothing is left to be written then: an error of close would tell nothing new. */
  async #close(): Promise<void> {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) await closeFile(descriptor).catch(() => undefined);
  }

  #startWriting(): void {
    this.#writing = this.#writeOut()
      .catch((error: unknown) => {
        this.#failure = error;
      })
      .finally(() => {
        this.#writing = undefined;
      });
  }

  async #writeOut(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#chunkBytes = 0;
    this.#created = true;
    this.#descriptor ??= await openFile(this.#options.path, 'wx');
    await writeAll(this.#descriptor, chunks);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw writeError(this.#failure, `writing ${this.uuid}`);
  }
}

const isDone = () => true;
const isMissing = (error: unknown) => systemCode(error) === 'ENOENT';
