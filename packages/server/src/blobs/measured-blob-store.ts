import type { BlobStore, BlobWriter, ByteRange, ListedBlob } from './blob-store.ts';

/** Hears what is done to the files, and how long it takes. */
export interface StorageObserver {
  storageCreated(durationMs: number, bytes: number): void;
  /** One file, or part of it, was read. */
  storageRead(durationMs: number, bytes: number): void;
  storageRemoved(durationMs: number): void;
}

/** Measures a blob store: the time that was waited for it, not that of who gives or takes the bytes. */
export class MeasuredBlobStore implements BlobStore {
  readonly #blobs: BlobStore;
  readonly #observer: StorageObserver;

  constructor(blobs: BlobStore, observer: StorageObserver) {
    this.#blobs = blobs;
    this.#observer = observer;
  }

  get precedesIndex(): boolean {
    return this.#blobs.precedesIndex;
  }

  create(): BlobWriter {
    return new MeasuredWriter(this.#blobs.create(), this.#observer);
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const chunks = this.#blobs.read(uuid, range)[Symbol.asyncIterator]();
    let waitedMs = 0;
    let bytes = 0;
    try {
      for (;;) {
        const askedAtMs = performance.now();
        const chunk = await chunks.next();
        waitedMs += performance.now() - askedAtMs;
        if (chunk.done === true) return;
        bytes += chunk.value.length;
        yield chunk.value;
      }
    } finally {
      await chunks.return?.();
      this.#observer.storageRead(waitedMs, bytes);
    }
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const askedAtMs = performance.now();
    const bytes = await this.#blobs.readRange(uuid, range, target);
    this.#observer.storageRead(performance.now() - askedAtMs, bytes.length);
    return bytes;
  }

  async remove(uuid: string): Promise<void> {
    const askedAtMs = performance.now();
    await this.#blobs.remove(uuid);
    this.#observer.storageRemoved(performance.now() - askedAtMs);
  }

  syncLater(uuid: string): Promise<boolean> {
    return this.#blobs.syncLater(uuid);
  }

  restore(uuid: string, bytes: Uint8Array): Promise<void> {
    return this.#blobs.restore(uuid, bytes);
  }

  settle(uuid: string): void {
    this.#blobs.settle(uuid);
  }

  doubt(uuid: string): void {
    this.#blobs.doubt(uuid);
  }

  list(prefix: string): AsyncIterable<ListedBlob> {
    return this.#blobs.list(prefix);
  }

  available(): Promise<void> {
    return this.#blobs.available();
  }

  close(): Promise<void> {
    return this.#blobs.close();
  }
}

class MeasuredWriter implements BlobWriter {
  readonly #writer: BlobWriter;
  readonly #observer: StorageObserver;
  #waitedMs = 0;

  constructor(writer: BlobWriter, observer: StorageObserver) {
    this.#writer = writer;
    this.#observer = observer;
  }

  get uuid(): string {
    return this.#writer.uuid;
  }

  get size(): number {
    return this.#writer.size;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    return this.#writer.write(chunk);
  }

  smallCopy(): Uint8Array | undefined {
    return this.#writer.smallCopy();
  }

  async flush(): Promise<void> {
    await this.#measured(() => this.#writer.flush());
  }

  async sync(): Promise<void> {
    await this.#measured(() => this.#writer.sync());
    this.#observer.storageCreated(this.#waitedMs, this.size);
  }

  async leave(): Promise<void> {
    await this.#measured(() => this.#writer.leave());
    this.#observer.storageCreated(this.#waitedMs, this.size);
  }

  abort(): Promise<void> {
    return this.#writer.abort();
  }

  async #measured(work: () => Promise<void>): Promise<void> {
    const begunAtMs = performance.now();
    await work();
    this.#waitedMs += performance.now() - begunAtMs;
  }
}
