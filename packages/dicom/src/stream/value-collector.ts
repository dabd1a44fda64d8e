const INITIAL_BYTES = 4096;

/** Collects a value that arrives in parts. Grows with what has arrived, never with what a length field promises. */
export class ValueCollector {
  #buffer: Uint8Array | undefined;
  #length = 0;

  append(bytes: Uint8Array, remainingBytes: number): void {
    const needed = this.#length + bytes.length;
    if (this.#buffer === undefined || this.#buffer.length < needed) {
      const grown = new Uint8Array(Math.min(needed + remainingBytes, Math.max(needed * 2, INITIAL_BYTES)));
      if (this.#buffer !== undefined) grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** The collected bytes, which now belong to the caller. */
  take(): Uint8Array {
    const bytes = this.#buffer?.subarray(0, this.#length) ?? new Uint8Array(0);
    this.#buffer = undefined;
    this.#length = 0;
    return bytes;
  }
}
