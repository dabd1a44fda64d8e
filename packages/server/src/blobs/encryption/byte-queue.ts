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
    const taken: Uint8Array[] = [];
    let wanted = Math.min(length, this.#length);
    this.#length -= wanted;
    while (wanted > 0) {
      const piece = this.#pieces[0];
      if (piece === undefined) break;
      if (piece.length > wanted) this.#pieces[0] = piece.subarray(wanted);
      else this.#pieces.shift();
      taken.push(piece.length > wanted ? piece.subarray(0, wanted) : piece);
      wanted -= Math.min(wanted, piece.length);
    }
    const [first] = taken;
    return taken.length === 1 && first !== undefined ? first : Buffer.concat(taken);
  }
}
