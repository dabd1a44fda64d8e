import { encodeFileMeta, openDicomFile, Tags, type TransferSyntax, transferSyntaxOf } from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { StoredInstance } from '../index/records.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { TagValues } from '../model/main-tags.ts';
import type { InstanceReader } from '../retrieve/instance-reader.ts';

export interface InstanceFilesOptions {
  readonly blobs: BlobReader;
  readonly reader: InstanceReader;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
}

/** Reads the files of stored instances for export. */
export class InstanceFiles {
  readonly #options: InstanceFilesOptions;

  constructor(options: InstanceFilesOptions) {
    this.#options = options;
  }

  /**
   * The whole file as it is stored, or its data set in another native transfer syntax (`canBecome`) with new file meta
   * information.
   * @throws IsocenterError CorruptedFile when it is shorter than it should be, and as the storage area
   */
  async *chunks(instance: StoredInstance, transferSyntaxUid: string): AsyncGenerator<Uint8Array> {
    if (transferSyntaxUid !== instance.transferSyntaxUid) {
      yield* this.#rewritten(instance, transferSyntaxUid);
      return;
    }
    const { uncompressedSize, uuid } = instance.attachment;
    let bytes = 0;
    for await (const chunk of uncompressedReader(this.#options.blobs, instance.attachment).read(uuid)) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== uncompressedSize) {
      throw new IsocenterError('CorruptedFile', `The file ${uuid} is not as long as the index says`);
    }
  }

  /** What the file itself says of its patient; nothing when it cannot be read. */
  async patientTags({ attachment }: StoredInstance): Promise<TagValues> {
    const reader = uncompressedReader(this.#options.blobs, attachment);
    const source = {
      size: attachment.uncompressedSize,
      read: (offset: number, length: number) =>
        reader.readRange(attachment.uuid, { start: offset, end: offset + length }),
    };
    try {
      const file = await openDicomFile(source);
      const dataSet = await file.readDataSet({
        stopAt: Tags.PatientID,
        fallbackCharacterSet: this.#options.encoding.terms.join('\\'),
      });
      const name = dataSet.textField(Tags.PatientName);
      return name === undefined ? {} : { '0010,0010': name };
    } catch {
      return {};
    }
  }

  async *#rewritten(instance: StoredInstance, transferSyntaxUid: string): AsyncGenerator<Uint8Array> {
    const prefetched = await this.#options.reader.prefetch(instance);
    try {
      const dataSet = await prefetched.dataSet(transferSyntaxUid);
      yield encodeFileMeta({
        mediaStorageSopClassUid: instance.sopClassUid,
        mediaStorageSopInstanceUid: instance.sopInstanceUid,
        transferSyntaxUid,
        ...implementation,
      });
      yield* dataSet;
    } finally {
      prefetched.release();
    }
  }
}

/** A transfer syntax that a client names. @throws IsocenterError ParameterOutOfRange */
export function requireTransferSyntax(uid: string): TransferSyntax {
  const syntax = transferSyntaxOf(uid);
  if (syntax === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown transfer syntax: ${uid}`);
  return syntax;
}

/** Whether files can be written anew in another transfer syntax: between native ones, or when they have it already. */
export function canBecome(storedUid: string, wanted: TransferSyntax): boolean {
  if (storedUid === wanted.uid) return true;
  const stored = transferSyntaxOf(storedUid);
  return stored !== undefined && !stored.encapsulated && !wanted.encapsulated;
}
