/** A range of bytes: `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A blob on its way in. Nobody reads it before the index knows it. */
export interface BlobWriter {
  readonly uuid: string;
  /** Bytes taken so far. */
  readonly size: number;
  /** Takes the chunk over. Returns a promise when more should wait for it; memory is bounded by two buffers. */
  write(chunk: Uint8Array): Promise<void> | undefined;
  /** All bytes, while they are in memory and few; else undefined. The index can keep them until the file is durable. */
  smallCopy(): Uint8Array | undefined;
  /** Writes what is still in memory: where no room is left it fails here. The bytes may not be durable yet. */
  flush(): Promise<void>;
  /** Makes the flushed bytes durable (fsync unless `SyncStorageArea` is off). The index may commit meanwhile. */
  sync(): Promise<void>;
  /** Instead of `flush` and `sync` where `smallCopy` gave one: the blob can be read, and need not be durable. */
  leave(): Promise<void>;
  /** Drops what was written. Never rejects. */
  abort(): Promise<void>;
}

/** Where the files are: the peer's two-level folders, or an object store. Rejects with `IsocenterError`. */
export interface BlobStore {
  /** A blob is whole and durable before the index hears of it: no row can be without its blob, whatever crashes. */
  readonly precedesIndex: boolean;
  create(): BlobWriter;
  /** Makes a blob durable that was left. False when it is not there any more. */
  syncLater(uuid: string): Promise<boolean>;
  /** Writes a blob anew from its copy, durably. */
  restore(uuid: string, bytes: Uint8Array): Promise<void>;
  /** Blob and index agree, durably: nobody needs to look at this one after a crash. */
  settle(uuid: string): void;
  /** Whether the index has taken the blob is not known: it stays, and is looked at later. */
  doubt(uuid: string): void;
  /** Bytes of a blob, in chunks of bounded size. `InexistentFile` when it is not there. */
  read(uuid: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** A range in memory, shorter where the blob ends; into `target` when it is given and large enough. */
  readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array>;
  /** Removing what is not there is no error. Settles it, too. */
  remove(uuid: string): Promise<void>;
  /**
   * The blobs whose names begin so, in no order: at least four digits, as the whole may be millions. Those being written
   * may be missing.
   */
  list(prefix: string): AsyncIterable<ListedBlob>;
  /** Cheap: whether blobs can be read and written at this moment, as far as that shows without doing so. Rejects if not. */
  available(): Promise<void>;
  close(): Promise<void>;
}

/** The reading half of a blob store. */
export type BlobReader = Pick<BlobStore, 'read' | 'readRange'>;

export interface ListedBlob {
  readonly uuid: string;
  /** Undefined: what is there cannot be a blob. */
  readonly size: number | undefined;
}
