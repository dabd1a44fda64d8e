import type { ChangeType } from '../model/change-type.ts';
import type { Level } from '../model/level.ts';
import type { ExpectedValue } from './expected-value.ts';
import type {
  Attachment,
  AttachmentSizes,
  AttachmentWrite,
  BlobCopy,
  ChangePage,
  ChangeQuery,
  DeleteResult,
  EvictionResult,
  KnownBlob,
  NewInstance,
  ReconstructedInstance,
  RemovedBlob,
  Setting,
  SettingKind,
  Statistics,
  StorageLimits,
  StoredInstance,
  StoreResult,
  TagRecords,
} from './records.ts';
import type { ResourceCondition, ResourceQuery, ResourceRecord } from './resource-query.ts';

/**
 * The index of the archive: which resources exist, their main DICOM tags, metadata, files and changes.
 *
 * Every write is durable when its promise resolves; writes that wait at the same time share one transaction. Methods
 * reject with `IsocenterError`: `FullStorage`, `UnknownResource`, `Revision`, `Database`.
 */
export interface IndexStore {
  /**
   * Adds an instance and what is missing of its parents; applies the overwrite mode and the storage limits. Whatever the
   * mode, an instance that bears the mark `RelayedFrom` is replaced by one without it, never the other way round. `copy` holds
   * the bytes of its first attachment: they are durable with the commit, before the file is, and kept until
   * `dropBlobCopies`.
   */
  storeInstance(instance: NewInstance, limits: StorageLimits, copy?: Uint8Array): Promise<StoreResult>;
  /** Copies whose files are durable now, or gone. */
  dropBlobCopies(ids: readonly number[]): Promise<void>;
  /** The copies that an earlier run left behind, in pages. */
  listBlobCopies(): AsyncIterable<readonly BlobCopy[]>;
  /** Removes a resource, its descendants, and the ancestors that become empty. Undefined when it does not exist. */
  deleteResource(level: Level, publicId: string): Promise<DeleteResult | undefined>;
  /**
   * Deletes those of the instances that bear the mark `RelayedFrom` when the deletion looks at them, with the ancestors
   * that become empty. Stays what users have stored since, what is of a study that is pinned at `nowMs` or of a protected
   * patient, and what an open job has still to handle.
   */
  deleteRelayedInstances(publicIds: readonly string[], nowMs: number): Promise<EvictionResult>;
  /** Forgets blobs that the caller has removed from the storage area. */
  blobsRemoved(uuids: readonly string[]): Promise<void>;
  /**
   * Blobs whose rows are gone but whose removal was not confirmed, such as after a crash. Where servers share the index:
   * only those noted that long ago, which nobody is removing any more.
   */
  pendingBlobRemovals(minimumAgeMs?: number): Promise<readonly RemovedBlob[]>;
  /** Those of these blobs that have a row. */
  findBlobs(uuids: readonly string[]): Promise<ReadonlyMap<string, KnownBlob>>;
  /** The blobs that have a row and whose names begin so. */
  findBlobsBeginning(prefix: string): Promise<readonly KnownBlob[]>;

  /** Pages of matching resources; the index reads ahead by no more than a page. */
  findResources(query: ResourceQuery): AsyncIterable<readonly ResourceRecord[]>;
  getResource(level: Level, publicId: string, want: ResourceQuery['want']): Promise<ResourceRecord | undefined>;
  countResources(level: Level, conditions: readonly ResourceCondition[]): Promise<number>;
  /** Public ids of the resources with one of these normalized identifiers, in the order of the values. */
  lookupIdentifier(level: Level, values: readonly string[]): Promise<readonly string[]>;
  /** The instances below the given resources, resource by resource, each in the order of a retrieve (study, series, IndexInSeries). */
  listInstances(level: Level, publicIds: readonly string[]): AsyncIterable<readonly StoredInstance[]>;
  countInstances(level: Level, publicIds: readonly string[]): Promise<number>;
  /** The instances with these SOP Instance UIDs (storage commitment). */
  findSopInstances(sopInstanceUids: readonly string[]): Promise<readonly StoredInstance[]>;

  /** Sets metadata and answers its revision. Those of users are compared with `expected` and set in one step. */
  setMetadata(level: Level, publicId: string, name: number, value: string, expected?: ExpectedValue): Promise<number>;
  getMetadata(level: Level, publicId: string, name: number): Promise<{ value: string; revision: number } | undefined>;
  /** Deletes metadata of users; false when there is none. */
  deleteMetadata(level: Level, publicId: string, name: number, expected?: ExpectedValue): Promise<boolean>;
  /**
   * Sets an attachment whose blob is durable already: compares what is there with `expected`, replaces it, and makes room
   * where `limits` ask for it, all in one step.
   */
  setAttachment(
    level: Level,
    publicId: string,
    attachment: Attachment,
    limits: StorageLimits,
    expected?: ExpectedValue,
  ): Promise<AttachmentWrite>;
  getAttachment(
    level: Level,
    publicId: string,
    contentType: number,
  ): Promise<(Attachment & { revision: number }) | undefined>;
  /** Deletes an attachment and answers its blob, as `deleteResource` does; undefined when there is none. */
  deleteAttachment(
    level: Level,
    publicId: string,
    contentType: number,
    expected?: ExpectedValue,
  ): Promise<RemovedBlob | undefined>;
  attachmentSizes(level: Level, publicId: string): Promise<AttachmentSizes>;
  /**
   * Puts main tags in place of those that a resource has, and metadata beside what it has; its identifiers must be the
   * same. False when there is no such resource.
   */
  replaceTags(level: Level, publicId: string, records: TagRecords): Promise<boolean>;
  /**
   * Puts what the file of an instance says in place of what the index has of it and of the resources above it: main tags,
   * what is derived from them, and metadata; all or nothing. What users gave stays. False when there is no such instance.
   */
  reconstructInstance(instance: ReconstructedInstance): Promise<boolean>;
  /** Setting a label twice, or removing one that is not set, changes nothing. */
  addLabel(level: Level, publicId: string, label: string): Promise<void>;
  removeLabel(level: Level, publicId: string, label: string): Promise<void>;
  /** Every label in use, sorted. */
  listLabels(): Promise<readonly string[]>;
  setProtected(patientPublicId: string, isProtected: boolean): Promise<void>;

  listChanges(query: ChangeQuery): Promise<ChangePage>;
  deleteChanges(): Promise<void>;
  /**
   * Makes resources stable whose last instance came before `beforeMs`; answers the changes logged for them. A bounded
   * number at a time: the rest comes with the next call, until nothing is answered.
   */
  makeStable(beforeMs: number): Promise<readonly { type: ChangeType; level: Level; publicId: string }[]>;
  statistics(): Promise<Statistics>;

  /** Small values of the server itself (counters, identifiers of this database). */
  getProperty(name: string): Promise<string | undefined>;
  setProperty(name: string, value: string): Promise<void>;
  /** Sets it unless it is set; answers what it is then. */
  initializeProperty(name: string, value: string): Promise<string>;
  /** Adds to a property that is a number, 0 where it is not set, and answers the sum: nobody else gets the same. */
  addToProperty(name: string, amount: number): Promise<number>;

  /** What users set at runtime, by name: modalities, peers. */
  listSettings(kind: SettingKind): Promise<readonly Setting[]>;
  putSetting(kind: SettingKind, setting: Setting): Promise<void>;
  deleteSetting(kind: SettingKind, name: string): Promise<void>;
  /**
   * Calls the listener when another server may have changed settings. Answers the function that ends this. Absent
   * where there are no other servers.
   */
  watchSettings?(listener: () => void): () => void;

  close(): Promise<void>;
}
