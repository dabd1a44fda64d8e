/** A range of bytes: `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A blob on its way in. Nothing of it is seen by readers before the index knows it. */
export interface BlobWriter {
  readonly uuid: string;
  /** Bytes written so far. */
  readonly size: number;
  /** Takes the chunk over. Resolves (or returns nothing) when more may be written; memory is bounded by one buffer. */
  write(chunk: Uint8Array): Promise<void> | undefined;
  /** Makes all bytes durable (fsync unless `SyncStorageArea` is off). Call `publish` once the index has committed. */
  commit(): Promise<void>;
  /** Drops what was written. Never rejects. */
  abort(): Promise<void>;
}

/** Where the files are: the peer's two-level folders, or an object store. Rejects with `IsocenterError`. */
export interface BlobStore {
  create(): BlobWriter;
  /** Moves a committed blob, known to the index by now, to its final place. */
  publish(uuid: string): Promise<void>;
  /** Bytes of a blob, in chunks of bounded size. `InexistentFile` when it is not there. */
  read(uuid: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** A whole range in memory; for headers, not for instances. */
  readRange(uuid: string, range: ByteRange): Promise<Uint8Array>;
  /** Removing what is not there is no error. */
  remove(uuid: string): Promise<void>;
  /** At start-up: publishes blobs left unpublished that the index knows, drops the others. */
  recover(knownBlobs: (uuids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<RecoverySummary>;
  close(): Promise<void>;
}

export interface RecoverySummary {
  readonly published: number;
  readonly dropped: number;
}
