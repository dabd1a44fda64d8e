import { createInflate } from 'node:zlib';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { BlobReader, ByteRange } from './blob-store.ts';
import { inflated, rangeOf } from './inflated.ts';

/**
 * Reads the blob of an attachment as its bytes were before the archive compressed them: `uncompressedSize` of them. A
 * compressed blob is inflated from its beginning for every range, so that ranges of it are best read in few calls.
 */
export function uncompressedReader(blobs: BlobReader, attachment: Attachment): BlobReader {
  return attachment.compression === 'none' ? blobs : new InflatingReader(blobs, attachment.uncompressedSize);
}

class InflatingReader implements BlobReader {
  readonly #blobs: BlobReader;
  readonly #size: number;

  constructor(blobs: BlobReader, size: number) {
    this.#blobs = blobs;
    this.#size = size;
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { start, end } = range ?? { start: 0, end: this.#size };
    const wanted = Math.max(0, Math.min(end, this.#size) - start);
    let given = 0;
    const chunks = inflated(this.#blobs.read(uuid), createInflate());
    for await (const chunk of rangeOf(chunks, { start, end: start + wanted })) {
      given += chunk.length;
      yield chunk;
    }
    if (given < wanted) throw new IsocenterError('CorruptedFile', 'A compressed file is shorter than the index says');
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const length = Math.max(0, Math.min(range.end, this.#size) - range.start);
    const bytes = target !== undefined && target.length >= length ? target : Buffer.allocUnsafe(length);
    let filled = 0;
    for await (const chunk of this.read(uuid, range)) {
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    return bytes.subarray(0, filled);
  }
}
