import type { ByteRange } from '../data-set/element-value.ts';

/** Where the values are that a data set has left in its source: what their ranges mean. */
export interface BulkSource {
  read(range: ByteRange): AsyncIterable<Uint8Array>;
}

/** A value in memory. */
export async function readBulk(source: BulkSource, range: ByteRange): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.read(range)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
