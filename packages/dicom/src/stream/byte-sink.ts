const FIRST_BLOCK_BYTES = 1024;
const BLOCK_BYTES = 32 * 1024;
/** Longer values are passed on as they are; shorter ones are cheaper to copy than to hand around. */
const COPIED_BYTES = 4096;

/** Gathers what is written into few pieces: small writes share a block, long values (and ranges, `R`) stand alone. */
export class ByteSink<R = never> {
  #parts: (Uint8Array | R)[] = [];
  #block: Buffer = Buffer.allocUnsafe(FIRST_BLOCK_BYTES);
  #from = 0;
  #used = 0;

  u16(value: number, bigEndian: boolean): void {
    this.#reserve(2);
    const block = this.#block;
    const at = this.#used;
    block[bigEndian ? at : at + 1] = value >>> 8;
    block[bigEndian ? at + 1 : at] = value;
    this.#used += 2;
  }

  u32(value: number, bigEndian: boolean): void {
    this.u16(bigEndian ? value >>> 16 : value & 0xffff, bigEndian);
    this.u16(bigEndian ? value & 0xffff : value >>> 16, bigEndian);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#block[this.#used++] = value;
  }

  bytes(bytes: Uint8Array): void {
    const length = bytes.length;
    if (length > COPIED_BYTES) {
      this.range(bytes);
      return;
    }
    this.#reserve(length);
    this.#block.set(bytes, this.#used);
    this.#used += length;
  }

  range(range: Uint8Array | R): void {
    this.#close();
    this.#parts.push(range);
  }

  /** What was written since the last call. */
  take(): (Uint8Array | R)[] {
    this.#close();
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Bytes that {@link take} would have to close a block for: a stream waits until they are worth it. */
  get pendingBytes(): number {
    return this.#used - this.#from;
  }

  get hasParts(): boolean {
    return this.#parts.length > 0;
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#block.length) return;
    this.#close();
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#from = 0;
    this.#used = 0;
  }

  #close(): void {
    if (this.#used === this.#from) return;
    this.#parts.push(this.#block.subarray(this.#from, this.#used));
    this.#from = this.#used;
  }
}
