import { swapByteOrder } from './byte-order.ts';

/** Chunks with every unit of 2, 4 or 8 bytes reversed (PS3.5 7.3), wherever they were cut. */
export async function* swappedChunks(
  chunks: AsyncIterable<Uint8Array>,
  unitBytes: 2 | 4 | 8,
): AsyncGenerator<Uint8Array> {
  let cut: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const whole = bytes.length - (bytes.length % unitBytes);
    cut = bytes.subarray(whole);
    if (whole > 0) yield swapByteOrder(bytes.subarray(0, whole), unitBytes);
  }
  if (cut.length > 0) yield cut;
}
