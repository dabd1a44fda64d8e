/** Chunks without their first `bitOffset` bits, 1 to 7: each byte gets its upper bits from the next (PS3.5 8.1.1). */
export async function* shiftedBits(
  chunks: AsyncIterable<Uint8Array>,
  bitOffset: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  let before: number | undefined;
  let left = length;
  for await (const chunk of chunks) {
    const shifted = Buffer.alloc(chunk.length + 1);
    let filled = 0;
    for (const byte of chunk) {
      if (before !== undefined) shifted[filled++] = ((before >>> bitOffset) | (byte << (8 - bitOffset))) & 0xff;
      before = byte;
    }
    const part = shifted.subarray(0, Math.min(filled, left));
    left -= part.length;
    if (part.length > 0) yield part;
  }
  if (left > 0 && before !== undefined) yield Uint8Array.of(before >>> bitOffset);
}
