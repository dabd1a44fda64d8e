import type { ByteRange, ListedBlob } from './blob-store.ts';

/** An object on its way in. Nobody sees it before `finish` resolves. */
export interface ObjectWriter {
  /** Takes the chunk over. Returns a promise when more should wait for it; memory is bounded. */
  write(chunk: Uint8Array): Promise<void> | undefined;
  /** Resolves when the object is there, durably. Rejects with `IsocenterError`. */
  finish(): Promise<void>;
  /** Drops what was written. Never rejects. True: an object may be there all the same, and has to be removed. */
  abort(): Promise<boolean>;
}

/**
 * Immutable objects under names that are given out elsewhere: an S3 bucket, or a layer upon one that adds encryption or a
 * cache. `ObjectBlobStore` makes a blob store of it. Rejects with `IsocenterError`.
 */
export interface ObjectStore {
  create(uuid: string): ObjectWriter;
  /** Writes a whole object, durably. One that is there is replaced. */
  put(uuid: string, bytes: Uint8Array): Promise<void>;
  /** Bytes of the object; undefined: it is not there. */
  sizeOf(uuid: string): Promise<number | undefined>;
  /** `InexistentFile` when it is not there. */
  read(uuid: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** A range in memory, shorter where the object ends; into `target` when it is given and large enough. */
  readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array>;
  /** Removing what is not there is no error. */
  remove(uuid: string): Promise<void>;
  /** The objects whose name begins so, with at least four hexadecimal digits. */
  list(prefix: string): AsyncIterable<ListedBlob>;
  /** Rejects when the store cannot be used now. */
  available(): Promise<void>;
  close(): Promise<void>;
}
