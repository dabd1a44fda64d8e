import {
  DataSet,
  encodeDataSetToBytes,
  encodeFileMeta,
  Tags,
  TransferSyntaxes,
  transferSyntaxOf,
} from '@isocenter/dicom';
import type { BlobReader, ByteRange } from '../../src/blobs/blob-store.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { DeliveryItem } from '../../src/retrieve/delivery.ts';

export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

const syntaxes = {
  explicit: TransferSyntaxes.ExplicitVRLittleEndian.uid,
  implicit: TransferSyntaxes.ImplicitVRLittleEndian.uid,
  bigEndian: TransferSyntaxes.ExplicitVRBigEndian.uid,
  deflated: TransferSyntaxes.DeflatedExplicitVRLittleEndian.uid,
  jpeg: '1.2.840.10008.1.2.4.50',
} as const;

export type SyntaxName = keyof typeof syntaxes;

export function syntaxUid(name: SyntaxName): string {
  return syntaxes[name];
}

/** A stored file with its row of the index. */
export interface MemoryFile {
  readonly instance: StoredInstance;
  /** The data set without file meta information. */
  readonly dataSet: Uint8Array;
}

export interface FileChoice {
  readonly sopClassUid?: string;
  readonly syntax?: SyntaxName;
  readonly pixelBytes?: number;
}

/** Files of a storage area in memory; the names of those that are read are kept. */
export class MemoryFiles implements BlobReader {
  readonly #files = new Map<string, Uint8Array>();
  readonly reads: string[] = [];
  /** Called when a file begins to be read. */
  onRead: (uuid: string) => void = () => {};

  /** A new instance; its name is the last part of its UID. */
  add(
    name: string,
    { sopClassUid = ctImageStorage, syntax = 'explicit', pixelBytes = 8 }: FileChoice = {},
  ): MemoryFile {
    const sopInstanceUid = `1.2.826.0.1.3680043.${name}`;
    const transferSyntaxUid = syntaxes[syntax];
    const dataSet = new DataSet()
      .set(Tags.SOPClassUID, 'UI', sopClassUid)
      .set(Tags.SOPInstanceUID, 'UI', sopInstanceUid)
      .set(Tags.Rows, 'US', 0x1234)
      .set(
        Tags.PixelData,
        'OW',
        Uint8Array.from({ length: pixelBytes }, (_, at) => at % 251),
      );
    // What is between the tags does not matter to a sender of encapsulated data sets.
    const native = transferSyntaxOf(transferSyntaxUid);
    const bytes = encodeDataSetToBytes(
      dataSet,
      native === undefined || native.encapsulated ? TransferSyntaxes.ExplicitVRLittleEndian : native,
    );
    const meta = encodeFileMeta({
      mediaStorageSopClassUid: sopClassUid,
      mediaStorageSopInstanceUid: sopInstanceUid,
      transferSyntaxUid,
      implementationClassUid: '1.2.826.0.1.3680043.1',
    });
    const file = Buffer.concat([meta, bytes]);
    this.#files.set(name, file);
    const attachment = {
      contentType: 1,
      uuid: name,
      uncompressedSize: file.length,
      compressedSize: file.length,
      uncompressedMd5: '',
      compressedMd5: '',
      compression: 'none',
    } as const;
    return { instance: { publicId: name, sopClassUid, sopInstanceUid, transferSyntaxUid, attachment }, dataSet: bytes };
  }

  /** Keeps the first bytes of a file only, as a failing disk might. */
  cut(name: string, bytes: number): void {
    this.#files.set(name, this.#file(name).subarray(0, bytes));
  }

  /** Puts these bytes in the place of a file. */
  replace(name: string, bytes: Uint8Array): void {
    this.#files.set(name, bytes);
  }

  remove(name: string): void {
    this.#files.delete(name);
  }

  async readRange(uuid: string, { start, end }: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    this.reads.push(uuid);
    this.onRead(uuid);
    const bytes = this.#file(uuid).subarray(start, end);
    if (target === undefined || target.length < bytes.length) return Uint8Array.from(bytes);
    target.set(bytes);
    return target.subarray(0, bytes.length);
  }

  async *read(uuid: string, { start = 0, end = Number.POSITIVE_INFINITY }: Partial<ByteRange> = {}) {
    const file = this.#file(uuid);
    // An odd size, so that values are cut anywhere.
    const chunkBytes = 1001;
    for (let at = start; at < Math.min(end, file.length); at += chunkBytes) {
      yield Uint8Array.from(file.subarray(at, Math.min(at + chunkBytes, end)));
    }
    if (file.length < end && end !== Number.POSITIVE_INFINITY) throw new IsocenterError('CorruptedFile', 'cut off');
  }

  #file(name: string): Uint8Array {
    const file = this.#files.get(name);
    if (file === undefined) throw new IsocenterError('InexistentFile', `no file ${name}`);
    return file;
  }
}

/** Files as the items of a delivery, some to a page. */
export async function* itemsOf(
  files: readonly MemoryFile[],
  pageSize = 100,
): AsyncGenerator<readonly DeliveryItem[], void, void> {
  const items = files.map(({ instance }, position) => ({ position, instance }));
  for (let at = 0; at < items.length; at += pageSize) yield items.slice(at, at + pageSize);
}
