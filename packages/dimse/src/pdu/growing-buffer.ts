const FIRST_CAPACITY = 1024;

/**
 * Puts chunks together. One chunk stays the view it is; more are copied into a buffer that doubles as bytes arrive, so
 * that neither many tiny chunks nor a large declared length cost memory.
 */
export class GrowingBuffer {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #owned = false;

  get length(): number {
    return this.#length;
  }

  append(chunk: Buffer | Uint8Array): void {
    if (this.#length === 0) {
      this.#bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#owned = false;
    } else {
      this.#reserve(this.#length + chunk.length);
      this.#bytes.set(chunk, this.#length);
    }
    this.#length += chunk.length;
  }

  /** All bytes so far; the buffer is empty afterwards. */
  take(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
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
