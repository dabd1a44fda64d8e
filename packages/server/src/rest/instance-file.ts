import { createInflateRaw } from 'node:zlib';
import {
  type ByteRange,
  type DataSet,
  type DicomFile,
  openDicomFile,
  type ReadDataSetOptions,
  readDataSet,
} from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { inflated, rangeOf } from '../blobs/inflated.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Attachment } from '../index/records.ts';
import { contentTypes } from '../model/content-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A stored file that is open: its header read, the rest when it is asked for. */
export class InstanceFile {
  readonly #blobs: BlobReader;
  readonly #attachment: Attachment;
  readonly #file: DicomFile;

  constructor(blobs: BlobReader, attachment: Attachment, file: DicomFile) {
    this.#blobs = blobs;
    this.#attachment = attachment;
    this.#file = file;
  }

  get fileMeta(): DicomFile['fileMeta'] {
    return this.#file.fileMeta;
  }

  get transferSyntax(): DicomFile['transferSyntax'] {
    return this.#file.transferSyntax;
  }

  /** Reads the data set; long values are left in the file, from where `read` gets them. @throws IsocenterError */
  readDataSet(options: ReadDataSetOptions): Promise<DataSet> {
    return asCorrupted(() =>
      this.#attachment.compression === 'none' ? this.#file.readDataSet(options) : this.#readThrough(options),
    );
  }

  /** The bytes of a value that was left in the file. */
  read({ offset, length }: ByteRange): AsyncIterable<Uint8Array> {
    const { uncompressedSize, uuid } = this.#attachment;
    const range = { start: offset, end: offset + length };
    if (!this.transferSyntax.deflated) return this.#blobs.read(uuid, range);
    const deflated = this.#blobs.read(uuid, { start: this.#file.dataSetOffset, end: uncompressedSize });
    return rangeOf(inflated(deflated, createInflateRaw()), range);
  }

  /** As `read`, in memory: fewer bytes only at the end. */
  async readBytes(range: ByteRange): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(range)) chunks.push(chunk);
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  }

  /** A compressed file is read once from its beginning, not in jumps. */
  #readThrough(options: ReadDataSetOptions): Promise<DataSet> {
    const { offset, length } = this.#file.dataSetBytes;
    const chunks = this.#blobs.read(this.#attachment.uuid, { start: offset, end: offset + length });
    const { transferSyntax } = this;
    const place = transferSyntax.deflated ? {} : { baseOffset: offset, totalBytes: length };
    return readDataSet(chunks, transferSyntax, { ...options, ...place });
  }
}

/**
 * Opens a stored file.
 * @throws IsocenterError CorruptedFile, InexistentFile
 */
export async function openInstanceFile(blobs: BlobReader, attachment: Attachment): Promise<InstanceFile> {
  const reader = uncompressedReader(blobs, attachment);
  const source = {
    size: attachment.uncompressedSize,
    read: (offset: number, length: number) =>
      reader.readRange(attachment.uuid, { start: offset, end: offset + length }),
  };
  return asCorrupted(async () => new InstanceFile(reader, attachment, await openDicomFile(source)));
}

/**
 * Uses the DICOM file of an instance. Whoever replaces a file removes the old one: `use` is then called anew with the
 * one in its place.
 * @throws IsocenterError UnknownResource, and what `use` throws
 */
export async function withDicomFile<Result>(
  index: Pick<IndexStore, 'getAttachment'>,
  publicId: string,
  use: (attachment: Attachment) => Promise<Result>,
): Promise<Result> {
  for (let missing: string | undefined; ; ) {
    const attachment = await index.getAttachment('Instance', publicId, contentTypes.dicom);
    if (attachment === undefined) throw new IsocenterError('UnknownResource', '');
    try {
      return await use(attachment);
    } catch (error) {
      const isGone = error instanceof IsocenterError && error.code === 'InexistentFile';
      if (!isGone || attachment.uuid === missing) throw error;
      missing = attachment.uuid;
    }
  }
}

/** A stored file was a DICOM file once: what cannot be parsed any more is damaged. */
async function asCorrupted<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
  }
}
