import type { ObjectWriter } from '../object-store.ts';
import type { LocalCopy } from './local-copy.ts';

/** An object that goes to the store, and a copy of it to the cache. */
export class WriteThroughWriter implements ObjectWriter {
  readonly #inner: ObjectWriter;
  readonly #copy: LocalCopy;

  constructor(inner: ObjectWriter, copy: LocalCopy) {
    this.#inner = inner;
    this.#copy = copy;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    const copied = this.#copy.write(chunk);
    const written = this.#inner.write(chunk);
    return copied !== undefined && written !== undefined ? written.then(() => copied) : (written ?? copied);
  }

  async finish(): Promise<void> {
    await this.#inner.finish();
    await this.#copy.keep();
  }

  async abort(): Promise<boolean> {
    await this.#copy.drop();
    return this.#inner.abort();
  }
}
