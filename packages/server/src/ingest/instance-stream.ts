import {
  type DataDictionary,
  type DataSet,
  DataSetParser,
  DicomParseError,
  encodeFileMeta,
  Inflater,
  PREAMBLE_BYTES,
  PREFIX,
  parseFileHeader,
  Tags,
  type TransferSyntax,
  TransferSyntaxes,
  transferSyntaxOf,
  unknownTransferSyntax,
} from '@isocenter/dicom';
import type { BlobWriter } from '../blobs/blob-store.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { FileHash } from './file-hash.ts';
import type { HashThread } from './hash-thread-client.ts';
import { HeaderCollector } from './header-collector.ts';
import { unusualPixelDataVr } from './pixel-data-vr.ts';

/** Bytes within which the file meta information of an uploaded file has to end. */
export const maxFileMetaBytes = 1024 * 1024;

/** Bytes within which a bare data set is expected to name its instance: it stands among the first elements. */
const maxIdentityBytes = 4 * 1024;

/** Bytes a deflated data set may inflate to. */
export const maxInflatedBytes = 4 * 1024 * 1024 * 1024;

export interface InstanceStreamOptions {
  readonly writer: BlobWriter;
  readonly wantedTags: ReadonlySet<number>;
  /** `StoreMD5ForAttachments`. */
  readonly hash: boolean;
  readonly hashThread: HashThread | undefined;
  /** Terms of `DefaultEncoding`, joined by backslashes. */
  readonly characterSet: string;
  /** The standard's and the user's. */
  readonly dictionary: DataDictionary;
  /** Whether the header is wanted as a whole. */
  readonly wholeHeader: boolean;
}

/** What a whole instance turned out to be. */
export interface ReceivedInstance {
  readonly header: DataSet;
  /** As the file meta information of a file says it. */
  readonly mediaStorageSopClassUid: string | undefined;
  readonly transferSyntaxUid: string;
  /** In the file. */
  readonly pixelDataOffset: number | undefined;
  /** When it is not the usual one. */
  readonly pixelDataVr: string | undefined;
  readonly size: number;
}

/** What the command and the presentation context say of a bare data set. */
export interface DataSetIdentity {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly sourceAet: string;
}

/**
 * Writes an instance to its blob, hashes it and reads its header, all while the bytes come. The data set is kept as it
 * is; only a file meta information is put before it where there is none.
 */
export class InstanceStream {
  readonly #writer: BlobWriter;
  readonly #hash: FileHash | undefined;
  readonly #collector: HeaderCollector;
  readonly #characterSet: string;
  readonly #dictionary: DataDictionary;
  #syntax: TransferSyntax | undefined;
  #parser: DataSetParser | undefined;
  #inflater: Inflater | undefined;
  #size = 0;
  #dataSetOffset = 0;
  /** A file without file meta information. */
  #isBareFile = false;
  #mediaStorageSopClassUid: string | undefined;
  /** Of a file: the bytes before it is known where its data set begins. */
  #head: Uint8Array = new Uint8Array(0);

  constructor(options: InstanceStreamOptions) {
    this.#writer = options.writer;
    this.#hash = options.hash ? new FileHash(options.hashThread) : undefined;
    this.#collector = new HeaderCollector(options.wantedTags, options.characterSet, options.wholeHeader);
    this.#characterSet = options.characterSet;
    this.#dictionary = options.dictionary;
  }

  /** The bytes to come are a data set alone, as C-STORE brings it. */
  startDataSet(identity: DataSetIdentity): Promise<void> | undefined {
    return this.#startDataSet(
      encodeFileMeta({
        mediaStorageSopClassUid: identity.sopClassUid,
        mediaStorageSopInstanceUid: identity.sopInstanceUid,
        transferSyntaxUid: identity.transferSyntaxUid,
        ...implementation,
        sourceApplicationEntityTitle: identity.sourceAet,
      }),
      transferSyntaxOf(identity.transferSyntaxUid) ?? unknownTransferSyntax(identity.transferSyntaxUid),
    );
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    return this.#parser === undefined ? this.#writeHead(chunk) : this.#writeDataSet(chunk);
  }

  /** All bytes have come. @throws IsocenterError `BadFileFormat` when they are no whole DICOM instance */
  async end(): Promise<ReceivedInstance> {
    if (this.#parser === undefined) await this.#writeHead(new Uint8Array(0), true);
    try {
      await this.#inflater?.end();
      this.#parser?.end();
    } catch (error) {
      throw unreadable(error);
    }
    const { dataSet, pixelDataOffset, pixelDataVr } = this.#collector;
    // The peer keeps a bare data set as it is, and tells no offset.
    const hasOffset = pixelDataOffset !== undefined && this.#inflater === undefined && !this.#isBareFile;
    const syntax = this.#syntax ?? TransferSyntaxes.ImplicitVRLittleEndian;
    return {
      header: dataSet,
      mediaStorageSopClassUid: this.#mediaStorageSopClassUid,
      transferSyntaxUid: this.#syntax?.uid ?? '',
      pixelDataOffset: hasOffset ? this.#dataSetOffset + pixelDataOffset : undefined,
      pixelDataVr: unusualPixelDataVr(pixelDataVr, syntax, dataSet.number(Tags.BitsAllocated)),
      size: this.#size,
    };
  }

  /** MD5 of the file; empty when none is kept. To be asked once, while the file is being written. */
  async md5(): Promise<string> {
    return this.#hash === undefined ? '' : this.#hash.digest();
  }

  /** The instance is given up. */
  abort(): void {
    this.#hash?.drop();
    this.#inflater?.destroy();
  }

  async #writeHead(chunk: Uint8Array, atEnd = false): Promise<void> {
    const head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    let header: ReturnType<typeof parseFileHeader>;
    try {
      header = parseFileHeader(head, { complete: atEnd });
    } catch (error) {
      throw unreadable(error);
    }
    if (header === 'need more') {
      if (atEnd || head.length > maxFileMetaBytes) throw unreadable(new Error('no data set was found'));
      this.#head = head;
      return;
    }
    const dataSet = head.subarray(header.dataSetOffset);
    this.#isBareFile = header.fileMeta === undefined;
    this.#mediaStorageSopClassUid = header.fileMeta?.text(Tags.MediaStorageSOPClassUID);
    const fileMeta =
      header.fileMeta === undefined
        ? this.#fileMetaFor(dataSet, header.transferSyntax, atEnd)
        : withPreamble(head.subarray(0, header.dataSetOffset), header.preamble);
    if (fileMeta === 'need more') {
      this.#head = head;
      return;
    }
    this.#head = new Uint8Array(0);
    await this.#startDataSet(fileMeta, header.transferSyntax);
    await this.#writeDataSet(dataSet);
  }

  /** A file without file meta information is given one, as far as its first bytes tell what it is. */
  #fileMetaFor(dataSet: Uint8Array, syntax: TransferSyntax, atEnd: boolean): Uint8Array | 'need more' {
    const collector = new HeaderCollector(new Set([Tags.SOPClassUID, Tags.SOPInstanceUID]), this.#characterSet);
    try {
      new DataSetParser(syntax, collector).write(dataSet);
    } catch (error) {
      throw unreadable(error);
    }
    const identity = collector.dataSet;
    const sopInstanceUid = identity.text(Tags.SOPInstanceUID);
    if (sopInstanceUid === undefined && !atEnd && dataSet.length < maxIdentityBytes) return 'need more';
    return encodeFileMeta({
      mediaStorageSopClassUid: identity.text(Tags.SOPClassUID) ?? '',
      mediaStorageSopInstanceUid: sopInstanceUid ?? '',
      transferSyntaxUid: syntax.uid,
      ...implementation,
    });
  }

  #startDataSet(fileMeta: Uint8Array, syntax: TransferSyntax): Promise<void> | undefined {
    this.#syntax = syntax;
    this.#dataSetOffset = fileMeta.length;
    const parser = new DataSetParser(syntax, this.#collector, { dictionary: this.#dictionary });
    this.#parser = parser;
    if (syntax.deflated) this.#inflater = new Inflater(maxInflatedBytes, (inflated) => parser.write(inflated));
    void this.#hash?.update(fileMeta);
    this.#size += fileMeta.length;
    return this.#writer.write(fileMeta);
  }

  #writeDataSet(chunk: Uint8Array): Promise<void> | undefined {
    this.#size += chunk.length;
    // What the parser refuses at once is not written: no failure of a write is left unheard.
    const waits = [this.#parse(chunk), this.#hash?.update(chunk), this.#writer.write(chunk)].filter(isPromise);
    return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
  }

  #parse(chunk: Uint8Array): Promise<void> | undefined {
    try {
      if (this.#inflater === undefined) this.#parser?.write(chunk);
      else {
        return this.#inflater.write(chunk).catch((error: unknown) => {
          throw unreadable(error);
        });
      }
    } catch (error) {
      throw unreadable(error);
    }
    return undefined;
  }
}

/** File meta information as it came, after the 128 bytes and the prefix that PS3.10 7.1 puts before it. */
function withPreamble(fileMeta: Uint8Array, isThere: boolean): Uint8Array {
  if (isThere) return fileMeta;
  const hasPrefix = Buffer.compare(fileMeta.subarray(0, PREFIX.length), PREFIX) === 0;
  return Buffer.concat([new Uint8Array(PREAMBLE_BYTES), ...(hasPrefix ? [] : [PREFIX]), fileMeta]);
}

function isPromise(value: Promise<void> | undefined): value is Promise<void> {
  return value !== undefined;
}

function unreadable(cause: unknown): IsocenterError {
  if (cause instanceof IsocenterError) return cause;
  const details = cause instanceof DicomParseError ? cause.message : 'The bytes are not a DICOM instance';
  return new IsocenterError('BadFileFormat', details, { cause });
}
