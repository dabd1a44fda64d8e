import type { TagRecords } from '../index/records.ts';
import type { Level } from '../model/level.ts';
import type { PublicIds } from '../model/public-id.ts';

export interface IngestResult {
  /** FilteredOut: a script or plugin did not want it; it is not stored. */
  readonly status: 'Success' | 'AlreadyStored' | 'FilteredOut';
  readonly publicIds: PublicIds;
  readonly created: readonly Level[];
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** What the index keeps of its tags and those of its parents, as this instance has them. */
  readonly records: Readonly<Record<Level, TagRecords>>;
  /** Bytes of the file. */
  readonly size: number;
}

/**
 * One instance on its way into the archive. Bytes go in by `write` as they come; `finish` resolves once file and index
 * are durable, or rejects with an `IsocenterError` and leaves nothing behind.
 */
export interface InstanceIntake {
  /** Returns a promise when the writer should wait before it gives more. Never keeps more than a bounded part. */
  write(chunk: Uint8Array): Promise<void> | undefined;
  finish(): Promise<IngestResult>;
  /** Drops everything. Never rejects. */
  abort(): Promise<void>;
}
