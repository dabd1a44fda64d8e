/** Bytes that arrive in pieces of any size and are taken in others. */
export class ByteQueue {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** The first bytes, fewer when there are no more; without a copy where they lie in one piece. */
  take(length: number): Uint8Array {
    const first = this.#pieces[0];
    if (first !== undefined && length <= first.length) return this.#takeOfFirst(first, length);
    const bytes = Buffer.allocUnsafe(Math.min(length, this.#length));
    this.fill(bytes);
    return bytes;
  }

  /** Takes as many bytes as the target holds, which must be there. */
  fill(target: Uint8Array): void {
    let filled = 0;
    while (filled < target.length) {
      const first = this.#pieces[0];
      if (first === undefined) throw new RangeError('There are fewer bytes than are taken');
      const part = this.#takeOfFirst(first, Math.min(first.length, target.length - filled));
      target.set(part, filled);
      filled += part.length;
    }
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  #takeOfFirst(first: Uint8Array, length: number): Uint8Array {
    this.#length -= length;
    if (length < first.length) this.#pieces[0] = first.subarray(length);
    else this.#pieces.shift();
    return first.subarray(0, length);
  }
}
