/** Longest run of bytes a header decision looks at: a long-form header and the item tag after it. */
const MAX_HEADER_BYTES = 20;

/**
 * Makes the next few bytes of a chunked stream readable in one piece: in place when the chunk holds them all,
 * gathered in a scratch buffer when they straddle chunks.
 */
export class HeaderScratch {
  chunk: Uint8Array = new Uint8Array(0);
  /** The next byte of the chunk that nothing has taken. */
  cursor = 0;
  /** Where a successful {@link need} left the bytes. */
  bytes: Uint8Array = this.chunk;
  at = 0;
  /** Bytes held from earlier chunks. */
  heldBytes = 0;
  readonly #held = new Uint8Array(MAX_HEADER_BYTES);

  /** Whether `count` bytes are there; otherwise all of the chunk is kept for the next one. */
  need(count: number): boolean {
    if (this.heldBytes === 0 && this.chunk.length - this.cursor >= count) {
      this.bytes = this.chunk;
      this.at = this.cursor;
      return true;
    }
    while (this.heldBytes < count && this.cursor < this.chunk.length) {
      this.#held[this.heldBytes++] = this.chunk[this.cursor++] ?? 0;
    }
    this.bytes = this.#held;
    this.at = 0;
    return this.heldBytes >= count;
  }

  /** Steps over bytes that {@link need} has made readable. */
  consume(count: number): void {
    if (this.heldBytes === 0) {
      this.cursor += count;
      return;
    }
    this.#held.copyWithin(0, count, this.heldBytes);
    this.heldBytes -= count;
  }

  /** Takes what is held, which turned out to be no header. */
  takeHeld(): Uint8Array {
    const taken = this.#held.slice(0, this.heldBytes);
    this.heldBytes = 0;
    return taken;
  }

  u16(offset: number, bigEndian: boolean): number {
    const low = this.bytes[this.at + offset] ?? 0;
    const high = this.bytes[this.at + offset + 1] ?? 0;
    return bigEndian ? low * 0x100 + high : high * 0x100 + low;
  }

  u32(offset: number, bigEndian: boolean): number {
    const first = this.u16(offset, bigEndian);
    const second = this.u16(offset + 2, bigEndian);
    return bigEndian ? first * 0x1_0000 + second : second * 0x1_0000 + first;
  }

  tag(bigEndian: boolean): number {
    return this.u16(0, bigEndian) * 0x1_0000 + this.u16(2, bigEndian);
  }

  byte(offset: number): number {
    return this.bytes[this.at + offset] ?? 0;
  }

  slice(count: number): Uint8Array {
    return this.bytes.slice(this.at, this.at + count);
  }
}
