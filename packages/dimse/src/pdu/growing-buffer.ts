const FIRST_CAPACITY = 1024;
const EMPTY = Buffer.alloc(0);

/**
 * Puts chunks together. One chunk stays the view it is; more are copied into a buffer that doubles as bytes arrive, so
 * that neither many tiny chunks nor a large declared length cost memory.
 */
export class GrowingBuffer {
  #bytes: Buffer = EMPTY;
  #length = 0;
  #owned = false;

  get length(): number {
    return this.#length;
  }

  append(chunk: Uint8Array): void {
    if (this.#length === 0) {
      this.#bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#owned = false;
    } else {
      this.#reserve(this.#length + chunk.length);
      this.#bytes.set(chunk, this.#length);
    }
    this.#length += chunk.length;
  }

  /** All bytes so far; the buffer is empty afterwards. */
  take(): Buffer {
    const bytes = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.subarray(0, this.#length);
    this.#bytes = EMPTY;
    this.#length = 0;
    return bytes;
  }

  #reserve(length: number): void {
    if (this.#owned && length <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(FIRST_CAPACITY, 2 * length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#owned = true;
  }
}
