/** Buffers kept for the next parts: making one anew costs more than to fill it. */
const spareBuffers = 4;

/** Buffers for parts of uploads, all of one size. */
export class PartBuffers {
  readonly #bytes: number;
  readonly #spare: Uint8Array[] = [];

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  take(): Uint8Array {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.#bytes);
  }

  /** Nobody reads the buffer any more. */
  giveBack(buffer: Uint8Array): void {
    if (this.#spare.length < spareBuffers) this.#spare.push(buffer);
  }
}
