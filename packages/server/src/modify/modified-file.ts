import {
  type DataSet,
  DicomError,
  encodeFileMeta,
  openDicomFile,
  Tags,
  type TransferSyntax,
  transferSyntaxOf,
} from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { Attachment } from '../index/records.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { bulkOptions, writeStoredDataSet } from '../retrieve/re-encoding.ts';
import type { ModificationContext } from './modification.ts';

export interface OpenedFile {
  readonly dataSet: DataSet;
  readonly transferSyntax: TransferSyntax;
  readonly uuid: string;
  /** Gets the values that stay in the file. */
  readonly reader: BlobReader;
}

/**
 * Reads the data set of a stored file to modify it; pixel data and other long values stay in the file.
 * @throws IsocenterError CorruptedFile, InexistentFile
 */
export async function openForModification(
  blobs: BlobReader,
  attachment: Attachment,
  { dictionary, encoding }: Pick<ModificationContext, 'dictionary' | 'encoding'>,
): Promise<OpenedFile> {
  const { uncompressedSize, uuid } = attachment;
  const reader = uncompressedReader(blobs, attachment);
  const source = {
    size: uncompressedSize,
    read: (offset: number, length: number) => reader.readRange(uuid, { start: offset, end: offset + length }),
  };
  try {
    const file = await openDicomFile(source);
    const { transferSyntax } = file;
    const fallbackCharacterSet = encoding.terms.join('\\');
    const options = { dictionary, fallbackCharacterSet, ...bulkOptions(transferSyntax) };
    return { uuid, reader, transferSyntax, dataSet: await file.readDataSet(options) };
  } catch (cause) {
    if (!(cause instanceof DicomError)) throw cause;
    throw new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
  }
}

/**
 * The file that holds a modified data set (PS3.10 7): a new file meta information, then the data set in the transfer
 * syntax that is asked for. Memory does not grow with the pixel data.
 */
export async function* modifiedFile(
  { dataSet, reader, uuid }: OpenedFile,
  target: TransferSyntax,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield encodeFileMeta({
    mediaStorageSopClassUid: dataSet.text(Tags.SOPClassUID) ?? '',
    mediaStorageSopInstanceUid: dataSet.text(Tags.SOPInstanceUID) ?? '',
    transferSyntaxUid: target.uid,
    ...implementation,
  });
  yield* writeStoredDataSet(reader, uuid, dataSet, target);
}

/**
 * The syntax to write in: that of the file, or another native one.
 * @returns undefined when pixels would have to be decoded or encoded
 */
export function targetSyntax(source: TransferSyntax, wantedUid: string | undefined): TransferSyntax | undefined {
  if (wantedUid === undefined || wantedUid === source.uid) return source;
  const wanted = transferSyntaxOf(wantedUid);
  return wanted === undefined || wanted.encapsulated || source.encapsulated ? undefined : wanted;
}
