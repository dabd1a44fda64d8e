import {
  type DataDictionary,
  type DataSet,
  DataSetParser,
  Inflater,
  parseFileHeader,
  Tags,
  type TransferSyntax,
} from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { HeaderCollector } from './header-collector.ts';
import { maxFileMetaBytes, maxInflatedBytes } from './instance-stream.ts';

export interface StoredHeaderOptions {
  readonly blobs: BlobReader;
  readonly wantedTags: ReadonlySet<number>;
  /** Terms of `DefaultEncoding`, joined by backslashes. */
  readonly characterSet: string;
  readonly dictionary: DataDictionary;
}

/** What a stored file says up to its pixel data. */
export interface StoredHeader {
  readonly dataSet: DataSet;
  /** As the file meta information says it. */
  readonly mediaStorageSopClassUid: string | undefined;
  readonly transferSyntax: TransferSyntax;
  /** In the file; undefined where the data set is deflated. */
  readonly pixelDataOffset: number | undefined;
  readonly pixelDataVr: string | undefined;
}

/**
 * Reads the wanted tags of a stored DICOM file; nothing behind the begin of its pixel data is read.
 * @throws IsocenterError CorruptedFile, InexistentFile
 */
export async function readStoredHeader(options: StoredHeaderOptions, attachment: Attachment): Promise<StoredHeader> {
  const chunks = uncompressedReader(options.blobs, attachment).read(attachment.uuid)[Symbol.asyncIterator]();
  try {
    return await readHeader(options, chunks);
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
  } finally {
    await chunks.return?.();
  }
}

async function readHeader(
  { characterSet, dictionary, wantedTags }: StoredHeaderOptions,
  chunks: AsyncIterator<Uint8Array>,
): Promise<StoredHeader> {
  const { dataSetOffset, first, mediaStorageSopClassUid, transferSyntax } = await readFileHeader(chunks);
  const collector = new HeaderCollector(wantedTags, characterSet);
  const parser = new DataSetParser(transferSyntax, collector, { dictionary, baseOffset: dataSetOffset });
  const inflater = transferSyntax.deflated
    ? new Inflater(maxInflatedBytes, (inflated) => parser.write(inflated))
    : undefined;
  const write = (bytes: Uint8Array) => inflater?.write(bytes) ?? parser.write(bytes);
  try {
    await write(first);
    while (collector.pixelDataOffset === undefined) {
      const next = await chunks.next();
      if (next.done === true) {
        await inflater?.end();
        parser.end();
        break;
      }
      await write(next.value);
    }
  } finally {
    inflater?.destroy();
  }
  const { dataSet, pixelDataOffset, pixelDataVr } = collector;
  return {
    dataSet,
    mediaStorageSopClassUid,
    transferSyntax,
    pixelDataOffset: transferSyntax.deflated ? undefined : pixelDataOffset,
    pixelDataVr,
  };
}

interface FileStart extends Pick<StoredHeader, 'mediaStorageSopClassUid'> {
  readonly transferSyntax: TransferSyntax;
  readonly dataSetOffset: number;
  /** The first bytes of the data set. */
  readonly first: Uint8Array;
}

async function readFileHeader(chunks: AsyncIterator<Uint8Array>): Promise<FileStart> {
  let head: Uint8Array = new Uint8Array(0);
  for (;;) {
    const next = await chunks.next();
    if (next.done !== true) head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    const header = parseFileHeader(head, { complete: next.done === true });
    if (header !== 'need more') {
      const { dataSetOffset, fileMeta, transferSyntax } = header;
      const mediaStorageSopClassUid = fileMeta?.text(Tags.MediaStorageSOPClassUID);
      return { transferSyntax, dataSetOffset, mediaStorageSopClassUid, first: head.subarray(dataSetOffset) };
    }
    if (head.length > maxFileMetaBytes)
      throw new IsocenterError('CorruptedFile', 'The file meta information has no end');
  }
}
