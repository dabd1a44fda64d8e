import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import type { BlobWriter } from './blob-store.ts';

/** Writes what it is given to another writer as a zlib stream (RFC 1950). `finish` comes before anything but `write`. */
export class CompressingWriter implements BlobWriter {
  readonly #inner: BlobWriter;
  readonly #deflate = createDeflate();
  readonly #md5: Hash | undefined;
  #failure: unknown;

  /** @param hashes whether the MD5 of the compressed bytes is wanted */
  constructor(inner: BlobWriter, hashes: boolean) {
    this.#inner = inner;
    this.#md5 = hashes ? createHash('md5') : undefined;
    this.#deflate.on('data', (chunk: Uint8Array) => this.#pass(chunk));
    // Told by `write` and `finish`.
    this.#deflate.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  get uuid(): string {
    return this.#inner.uuid;
  }

  /** Compressed bytes that were written so far. */
  get size(): number {
    return this.#inner.size;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#deflate.write(chunk)) return undefined;
    return once(this.#deflate, 'drain').then(() => undefined);
  }

  /** All bytes have come: the size is final then. Answers the MD5 of the compressed bytes, empty when none is wanted. */
  async finish(): Promise<string> {
    this.#deflate.end();
    await finished(this.#deflate);
    if (this.#failure !== undefined) throw this.#failure;
    return this.#md5?.digest('hex') ?? '';
  }

  smallCopy(): Uint8Array | undefined {
    return this.#inner.smallCopy();
  }

  flush(): Promise<void> {
    return this.#inner.flush();
  }

  sync(): Promise<void> {
    return this.#inner.sync();
  }

  leave(): Promise<void> {
    return this.#inner.leave();
  }

  abort(): Promise<void> {
    // Whoever waits to write more hears of it.
    this.#deflate.destroy(new Error('The file is given up'));
    return this.#inner.abort();
  }

  /** The compressor waits while the other writer has enough. */
  #pass(chunk: Uint8Array): void {
    this.#md5?.update(chunk);
    const full = this.#inner.write(chunk);
    if (full === undefined) return;
    this.#deflate.pause();
    full.then(
      () => this.#deflate.resume(),
      (error: unknown) => this.#deflate.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
