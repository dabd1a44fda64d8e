import { encodeFileMeta, parseFileHeader } from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { StoredInstance } from '../index/records.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { reencodeDataSet } from './re-encoding.ts';

/** A whole DICOM file, to be sent as one. */
export interface OutgoingFile {
  readonly chunks: Uint8Array | AsyncIterable<Uint8Array>;
  /** Unset: not known before it is sent. */
  readonly bytes?: number;
}

/** Files up to this length are in memory as a whole, and can be sent again at once. */
const maxBytesInMemory = 640 * 1024;

/** The file meta information ends within, in every file that has been taken in. */
const headBytes = 64 * 1024;

/**
 * The file of an instance, as it is stored or with its data set in another native transfer syntax.
 * @throws IsocenterError `InexistentFile`, `CorruptedFile`, `UnsupportedMediaType` where pixels would have to be coded
 */
export async function outgoingFile(
  blobs: BlobReader,
  instance: StoredInstance,
  transferSyntaxUid: string = instance.transferSyntaxUid,
): Promise<OutgoingFile> {
  const { uncompressedSize: size, uuid } = instance.attachment;
  const reader = uncompressedReader(blobs, instance.attachment);
  if (transferSyntaxUid !== instance.transferSyntaxUid) {
    return { chunks: reencodedFile(reader, instance, transferSyntaxUid) };
  }
  if (size > maxBytesInMemory) return { chunks: reader.read(uuid), bytes: size };
  const bytes = await reader.readRange(uuid, { start: 0, end: size });
  if (bytes.length < size) {
    throw new IsocenterError('CorruptedFile', `The file ${uuid} is shorter than the index says`);
  }
  return { chunks: bytes, bytes: bytes.length };
}

async function* reencodedFile(
  blobs: BlobReader,
  instance: StoredInstance,
  transferSyntaxUid: string,
): AsyncGenerator<Uint8Array> {
  const { sopClassUid, sopInstanceUid } = instance;
  const { uncompressedSize: size, uuid } = instance.attachment;
  const head = await blobs.readRange(uuid, { start: 0, end: Math.min(headBytes, size) });
  const header = parseFileHeader(head, { complete: head.length === size });
  if (header === 'need more') {
    throw new IsocenterError('CorruptedFile', `The file meta information of ${uuid} has no end`);
  }
  const { dataSetOffset, transferSyntax } = header;
  const stored = { uuid, range: { start: dataSetOffset, end: size }, transferSyntax };
  const dataSet = await reencodeDataSet(blobs, stored, transferSyntaxUid);
  yield encodeFileMeta({
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: sopInstanceUid,
    transferSyntaxUid,
    ...implementation,
  });
  yield* dataSet;
}
