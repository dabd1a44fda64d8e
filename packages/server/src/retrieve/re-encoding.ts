import { pipeline, Readable } from 'node:stream';
import { createDeflateRaw } from 'node:zlib';
import {
  type BulkRange,
  type DataSet,
  encodeDataSetParts,
  type ReadDataSetOptions,
  readDataSet,
  swappedChunks,
  type TransferSyntax,
  transferSyntaxOf,
} from '@isocenter/dicom';
import type { BlobReader, ByteRange } from '../blobs/blob-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A deflated data set cannot be read from the middle, so it is kept in memory while it is written anew. */
const maxInflatedBytes = 256 * 1024 * 1024;

/** Where a stored data set is, and how it is encoded. */
export interface StoredDataSet {
  readonly uuid: string;
  /** Within the blob. */
  readonly range: ByteRange;
  readonly transferSyntax: TransferSyntax;
}

/**
 * Writes a stored data set in another native transfer syntax (PS3.5 Annex A): headers and short values from memory,
 * bulk values as ranges of the blob, their byte order swapped where it differs. Constant memory, but for a deflated
 * source.
 * @throws IsocenterError `UnsupportedMediaType` for an encapsulated syntax on either side
 */
export async function reencodeDataSet(
  blobs: BlobReader,
  stored: StoredDataSet,
  transferSyntaxUid: string,
): Promise<AsyncIterable<Uint8Array>> {
  const target = transferSyntaxOf(transferSyntaxUid);
  const { range, transferSyntax: source, uuid } = stored;
  if (target === undefined || target.encapsulated || source.encapsulated) {
    throw new IsocenterError('UnsupportedMediaType', `No conversion from ${source.uid} to ${transferSyntaxUid}`);
  }
  const dataSet = await readDataSet(blobs.read(uuid, range), source, {
    ...bulkOptions(source),
    baseOffset: source.deflated ? 0 : range.start,
    totalBytes: source.deflated ? undefined : range.end - range.start,
  });
  return writeStoredDataSet(blobs, uuid, dataSet, target);
}

/** How to read a stored data set that is to be written again: bulk values stay in the blob, but for a deflated one. */
export function bulkOptions({ deflated: isDeflated }: TransferSyntax): ReadDataSetOptions {
  return isDeflated ? { pixelDataAsBulk: false, maxBufferedValueBytes: maxInflatedBytes, maxInflatedBytes } : {};
}

/** Writes what was read with `bulkOptions`: bulk values come from the blob, their byte order swapped where it differs. */
export function writeStoredDataSet(
  blobs: BlobReader,
  uuid: string,
  dataSet: DataSet,
  target: TransferSyntax,
): AsyncIterable<Uint8Array> {
  const parts = writeParts(blobs, uuid, dataSet, target);
  return target.deflated ? deflated(parts) : parts;
}

async function* writeParts(
  blobs: BlobReader,
  uuid: string,
  dataSet: DataSet,
  target: TransferSyntax,
): AsyncGenerator<Uint8Array> {
  for (const part of encodeDataSetParts(dataSet, target)) {
    if (part instanceof Uint8Array) yield part;
    else yield* readBulk(blobs, uuid, part);
  }
}

function readBulk(blobs: BlobReader, uuid: string, bulk: BulkRange): AsyncIterable<Uint8Array> {
  const { length, offset, swapUnitBytes } = bulk;
  const chunks = blobs.read(uuid, { start: offset, end: offset + length });
  return swapUnitBytes === 1 ? chunks : swappedChunks(chunks, swapUnitBytes);
}

/** PS3.5 A.5: a raw deflate stream, padded to even length. */
async function* deflated(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressor = createDeflateRaw();
  // Errors reach the reader of the compressor, which is destroyed with them.
  pipeline(Readable.from(parts, { objectMode: false }), compressor, () => undefined);
  let length = 0;
  for await (const chunk of compressor) {
    length += chunk.length;
    yield chunk;
  }
  if (length % 2 === 1) yield Uint8Array.of(0);
}
