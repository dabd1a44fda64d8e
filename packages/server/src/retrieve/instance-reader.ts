import { parseFileHeader } from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { StoredInstance } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { reencodeDataSet } from './re-encoding.ts';

/** Bytes read of a file before its turn comes: a CT or MR image whole, the head of anything larger. */
const prefetchBytes = 640 * 1024;

/** Smaller files are read into memory of their own size. */
const worthKeepingBytes = 64 * 1024;

/** A data set for a C-STORE: whole, or in chunks as they are read. */
export type OutgoingDataSet = readonly Uint8Array[] | AsyncIterable<Uint8Array>;

/** An instance whose first bytes are in memory. */
export interface PrefetchedInstance {
  readonly instance: StoredInstance;
  /** The data set without file meta information, in the given transfer syntax. Rejects when the file cannot be read. */
  dataSet(transferSyntaxUid: string): Promise<OutgoingDataSet>;
  /** The instance is sent, or will not be: its bytes in memory may be overwritten. */
  release(): void;
}

/** Buffers kept for the next instances, so that memory does not grow with the rate. */
const spareBuffers = 8;

/** Reads stored instances for sending. */
export class InstanceReader {
  readonly #blobs: BlobReader;
  readonly #spare: Uint8Array[] = [];

  constructor(blobs: BlobReader) {
    this.#blobs = blobs;
  }

  /** Starts to read. Never rejects: a file that cannot be read fails when its data set is asked for. */
  async prefetch(instance: StoredInstance): Promise<PrefetchedInstance> {
    const { uuid, uncompressedSize } = instance.attachment;
    const blobs = uncompressedReader(this.#blobs, instance.attachment);
    const end = Math.min(uncompressedSize, prefetchBytes);
    let buffer = end > worthKeepingBytes ? (this.#spare.pop() ?? Buffer.allocUnsafeSlow(prefetchBytes)) : undefined;
    const release = () => {
      if (buffer !== undefined && this.#spare.length < spareBuffers) this.#spare.push(buffer);
      buffer = undefined;
    };
    try {
      const head = await blobs.readRange(uuid, { start: 0, end }, buffer);
      return { instance, dataSet: (syntax) => this.#dataSet(blobs, instance, head, syntax), release };
    } catch (error) {
      return { instance, dataSet: () => Promise.reject(error), release };
    }
  }

  async #dataSet(
    blobs: BlobReader,
    instance: StoredInstance,
    head: Uint8Array,
    transferSyntaxUid: string,
  ): Promise<OutgoingDataSet> {
    const { uuid, uncompressedSize } = instance.attachment;
    if (head.length < Math.min(uncompressedSize, prefetchBytes)) {
      throw new IsocenterError('CorruptedFile', `The file ${uuid} is shorter than the index says`);
    }
    const header = parseFileHeader(head);
    if (header === 'need more') {
      throw new IsocenterError('CorruptedFile', `The file meta information of ${uuid} has no end`);
    }
    const range = { start: header.dataSetOffset, end: uncompressedSize };
    if (transferSyntaxUid !== instance.transferSyntaxUid) {
      return reencodeDataSet(blobs, { uuid, range, transferSyntax: header.transferSyntax }, transferSyntaxUid);
    }
    const first = head.subarray(range.start);
    return head.length === uncompressedSize ? [first] : chunksFrom(blobs, uuid, first, head.length, uncompressedSize);
  }
}

async function* chunksFrom(
  blobs: BlobReader,
  uuid: string,
  first: Uint8Array,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* blobs.read(uuid, { start, end });
}
