import { type DicomFile, openDicomFile } from '@isocenter/dicom';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * Opens a stored file: its header is read, the rest when it is asked for.
 * @throws IsocenterError CorruptedFile, InexistentFile, NotImplemented for a file kept compressed
 */
export async function openInstanceFile(
  blobs: Pick<BlobStore, 'readRange'>,
  { compressedSize, compression, uuid }: Attachment,
): Promise<DicomFile> {
  if (compression !== 'none') throw new IsocenterError('NotImplemented', 'Files kept compressed cannot be read');
  const source = {
    size: compressedSize,
    read: (offset: number, length: number) => blobs.readRange(uuid, { start: offset, end: offset + length }),
  };
  return asCorrupted(() => openDicomFile(source));
}

/** A stored file was a DICOM file once: what cannot be parsed any more is damaged. */
export async function asCorrupted<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
  }
}
