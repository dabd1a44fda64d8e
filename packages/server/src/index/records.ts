import type { ChangeType } from '../model/change-type.ts';
import type { Level } from '../model/level.ts';
import type { TagValues } from '../model/main-tags.ts';
import type { Metadata } from '../model/metadata.ts';

/** One stored file of a resource. Sizes in bytes, hashes as 32 hex digits or empty when `StoreMD5ForAttachments` is off. */
export interface Attachment {
  /** 1 for the DICOM file; see `contentTypes`. */
  readonly contentType: number;
  /** Name of the blob in the storage area. */
  readonly uuid: string;
  readonly uncompressedSize: number;
  readonly compressedSize: number;
  readonly uncompressedMd5: string;
  readonly compressedMd5: string;
  readonly compression: 'none' | 'zlib';
}

/** What deleting rows leaves behind in the storage area. */
export interface RemovedBlob {
  readonly uuid: string;
  readonly contentType: number;
}

/** The bytes of a small blob, kept in the index until its file is durable. */
export interface BlobCopy {
  readonly id: number;
  readonly uuid: string;
  readonly bytes: Uint8Array;
}

/** What the index says of a blob: whose it is, and what its bytes should be. */
export type KnownBlob = KnownAttachment | KnownJobOutput;

/** A file that a job has made. Its blob was whole before the index heard of it, whatever the storage area. */
export interface KnownJobOutput {
  readonly uuid: string;
  readonly level?: undefined;
}

export interface KnownAttachment {
  readonly uuid: string;
  readonly level: Level;
  readonly publicId: string;
  readonly contentType: number;
  /** Bytes as stored. */
  readonly size: number;
  /** Of the bytes as stored; empty when MD5 is off. */
  readonly md5: string;
}

/** What ingest hands to the index: one instance, its parents' tags, and the file that is durable already. */
export interface NewInstance {
  readonly publicIds: Readonly<Record<Level, string>>;
  /** Main DICOM tags of every level, as read from this instance. */
  readonly tags: Readonly<Record<Level, TagValues>>;
  /** Tags of the four levels in folded form (`foldText`, `foldPersonName`), only where it differs from `tags`. */
  readonly folded: Readonly<Record<Level, TagValues>>;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  /** InstanceNumber or ImageIndex, when one is a number. */
  readonly indexInSeries: number | undefined;
  /** Metadata of the instance, and of its parents when this instance creates them. */
  readonly metadata: Readonly<Record<Level, Metadata>>;
  /**
   * The same object with two instances says that their records above the instance are equal: the index may keep what it
   * made of them.
   */
  readonly sharedAbove?: object;
  /** Known for a series only: how many instances its first one announces. */
  readonly expectedInstances: number | undefined;
  readonly attachments: readonly Attachment[];
  readonly overwrite: OverwriteMode;
  /** Milliseconds since 1970. */
  readonly receivedAtMs: number;
}

/** What the index keeps of the main tags of one resource. */
export interface TagRecords {
  readonly tags: TagValues;
  /** Folded forms where they differ. */
  readonly folded: TagValues;
  /** Metadata that come with them. */
  readonly metadata: Metadata;
}

/** What the file of an instance says of it and of the resources above it. */
export interface ReconstructedInstance {
  readonly publicId: string;
  /** Levels that are left out stay as they are. */
  readonly records: Partial<Readonly<Record<Level, TagRecords>>>;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly indexInSeries: number | undefined;
  /** Of the series. */
  readonly expectedInstances: number | undefined;
}

export type OverwriteMode = 'Never' | 'Always' | 'IfChanged';

export interface StoreResult {
  readonly status: 'Success' | 'AlreadyStored';
  /** Levels that did not exist before, top first. */
  readonly created: readonly Level[];
  /** Whether the series has all its expected instances since this one. */
  readonly completedSeries: boolean;
  /** Blobs replaced, recycled, or (AlreadyStored) not needed: the caller removes them from the storage area, then calls `blobsRemoved`. */
  readonly removedBlobs: readonly RemovedBlob[];
  readonly deleted: readonly DeletedResource[];
  /** Of the copy that was handed over, when it was kept. */
  readonly copyId?: number;
}

export interface DeletedResource {
  readonly level: Level;
  readonly publicId: string;
}

export interface DeleteResult {
  readonly deleted: readonly DeletedResource[];
  readonly removedBlobs: readonly RemovedBlob[];
  /** The nearest parent that still exists. */
  readonly remainingAncestor: DeletedResource | undefined;
}

/** What was deleted of what was to be evicted. */
export type EvictionResult = Omit<DeleteResult, 'remainingAncestor'>;

/** Bytes of the attachments of a resource and of all below it. */
export interface AttachmentSizes {
  /** As stored. */
  readonly diskBytes: number;
  readonly uncompressedBytes: number;
  /** Of the DICOM files among them. */
  readonly dicomDiskBytes: number;
  readonly dicomUncompressedBytes: number;
}

/** What setting an attachment did. */
export interface AttachmentWrite {
  readonly revision: number;
  /** The blob that was replaced, and those of patients that had to make room: as of a `StoreResult`. */
  readonly removedBlobs: readonly RemovedBlob[];
  readonly deleted: readonly DeletedResource[];
}

/** Limits of the whole archive; 0 is none. */
export interface StorageLimits {
  readonly maximumStorageBytes: number;
  readonly maximumPatients: number;
  readonly mode: 'Recycle' | 'Reject';
}

/** One entry of `/changes`. */
export interface Change {
  readonly sequence: number;
  readonly type: ChangeType;
  readonly level: Level;
  readonly publicId: string;
  /** `YYYYMMDDTHHMMSS`, UTC. */
  readonly date: string;
}

export interface ChangeQuery {
  readonly since?: number;
  readonly to?: number;
  readonly limit: number;
  readonly types?: readonly ChangeType[];
  /** Take the newest entries up to `to` instead of the oldest after `since`; still answered in ascending order. */
  readonly newest?: boolean;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** Whether nothing is left in the direction asked. */
  readonly done: boolean;
  /** The highest number ever given, also after `DELETE /changes`. */
  readonly last: number;
}

export interface Statistics {
  readonly patients: number;
  readonly studies: number;
  readonly series: number;
  readonly instances: number;
  readonly diskBytes: number;
  readonly uncompressedBytes: number;
}

/** What sending an instance takes: everything that C-MOVE, C-GET and downloads need to know of it. */
export interface StoredInstance {
  readonly publicId: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly attachment: Attachment;
}

export type SettingKind = 'modality' | 'peer';

/** Something that users have set at runtime; `value` is JSON. */
export interface Setting {
  readonly name: string;
  readonly value: unknown;
}
