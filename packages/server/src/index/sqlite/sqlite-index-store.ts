import type { Level } from '../../model/level.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { ExpectedValue } from '../expected-value.ts';
import type { IndexStore } from '../index-store.ts';
import type {
  Attachment,
  AttachmentSizes,
  AttachmentWrite,
  BlobCopy,
  ChangePage,
  ChangeQuery,
  DeletedResource,
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
} from '../records.ts';
import type { ResourceCondition, ResourceQuery, ResourceRecord } from '../resource-query.ts';
import { InstanceRows } from '../sql/instance-row.ts';
import type { PageMethod } from '../sql/page-method.ts';
import type { PageEnd } from '../sql/sort-keys.ts';
import type { StableResource } from './stability-writer.ts';
import type { InstanceCursor } from './stored-instance-reader.ts';
import type { ReadThreadMethods } from './thread/read-thread.ts';
import type { ThreadClient } from './thread/thread-client.ts';
import type { WriteThreadMethods } from './thread/write-thread.ts';

/** A first page is answered soon; further ones are larger. */
const firstPageRows = 100;
const pageRows = 1000;

/** Instances that one transaction deletes: other writers wait some milliseconds for it. */
const deletionStepInstances = 1000;

/** The index in SQLite, as the main thread sees it. */
export class SqliteIndexStore implements IndexStore {
  readonly #writer: ThreadClient<WriteThreadMethods>;
  readonly #reader: ThreadClient<ReadThreadMethods>;
  readonly #rows = new InstanceRows();

  constructor(writer: ThreadClient<WriteThreadMethods>, reader: ThreadClient<ReadThreadMethods>) {
    this.#writer = writer;
    this.#reader = reader;
  }

  storeInstance(instance: NewInstance, limits: StorageLimits, copy?: Uint8Array): Promise<StoreResult> {
    return this.#writer.call(
      'storeInstance',
      { instance: this.#rows.rowOf(instance), limits },
      this.#rows.columnsOf(instance, copy),
    );
  }

  dropBlobCopies(ids: readonly number[]): Promise<void> {
    return this.#writer.call('dropBlobCopies', { ids });
  }

  async *listBlobCopies(): AsyncIterable<readonly BlobCopy[]> {
    for (let after = 0; ; ) {
      const page = await this.#reader.call('listBlobCopies', { after });
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map(({ base64, id, uuid }) => ({ id, uuid, bytes: Buffer.from(base64, 'base64') }));
      after = last.id;
    }
  }

  async deleteResource(level: Level, publicId: string): Promise<DeleteResult | undefined> {
    const deleted: DeletedResource[] = [];
    const removedBlobs: RemovedBlob[] = [];
    let remainingAncestor: DeletedResource | undefined;
    for (let finished = false; !finished; ) {
      const step = await this.#writer.call('deleteStep', {
        level,
        publicId,
        maximumInstances: deletionStepInstances,
        nowMs: Date.now(),
      });
      // Somebody else may have deleted the rest.
      if (step === undefined) break;
      deleted.push(...step.deleted);
      removedBlobs.push(...step.removedBlobs);
      remainingAncestor = step.remainingAncestor;
      finished = step.finished;
    }
    return deleted.length === 0 ? undefined : { deleted, removedBlobs, remainingAncestor };
  }

  deleteRelayedInstances(publicIds: readonly string[], nowMs: number): Promise<EvictionResult> {
    return this.#writer.call('deleteRelayedInstances', { publicIds, nowMs });
  }

  blobsRemoved(uuids: readonly string[]): Promise<void> {
    return this.#writer.call('blobsRemoved', { uuids });
  }

  pendingBlobRemovals(): Promise<readonly RemovedBlob[]> {
    return this.#reader.call('pendingBlobRemovals', undefined);
  }

  findBlobsBeginning(prefix: string): Promise<readonly KnownBlob[]> {
    return this.#reader.call('findBlobsBeginning', { prefix });
  }

  async findBlobs(uuids: readonly string[]): Promise<ReadonlyMap<string, KnownBlob>> {
    const blobs = await this.#reader.call('findBlobs', { uuids });
    return new Map(blobs.map((blob) => [blob.uuid, blob]));
  }

  async *findResources(query: ResourceQuery): AsyncIterable<readonly ResourceRecord[]> {
    let remaining = query.limit ?? Number.POSITIVE_INFINITY;
    let size = firstPageRows;
    let after: PageEnd | undefined;
    let method: PageMethod | undefined;
    while (remaining > 0) {
      const limit = Math.min(size, remaining);
      const page = await this.#reader.call('findPage', {
        query,
        after,
        limit,
        ...(method !== undefined && { method }),
      });
      if (page.records.length > 0) yield page.records;
      if (page.end === undefined) return;
      after = page.end;
      method = page.method;
      remaining -= page.records.length;
      size = pageRows;
    }
  }

  async getResource(level: Level, publicId: string, want: ResourceQuery['want']): Promise<ResourceRecord | undefined> {
    const conditions: ResourceCondition[] = [{ derived: true, kind: 'public-ids', values: [publicId] }];
    const query: ResourceQuery = { level, conditions, order: [], want };
    const { records } = await this.#reader.call('findPage', { query, after: undefined, limit: 1 });
    return records[0];
  }

  countResources(level: Level, conditions: readonly ResourceCondition[]): Promise<number> {
    return this.#reader.call('countResources', { level, conditions });
  }

  lookupIdentifier(level: Level, values: readonly string[]): Promise<readonly string[]> {
    return this.#reader.call('lookupIdentifier', { level, values });
  }

  async *listInstances(level: Level, publicIds: readonly string[]): AsyncIterable<readonly StoredInstance[]> {
    let after: InstanceCursor | undefined;
    let limit = firstPageRows;
    do {
      const page = await this.#reader.call('listInstances', { level, publicIds, after, limit });
      if (page.instances.length > 0) yield page.instances;
      after = page.next;
      limit = pageRows;
    } while (after !== undefined);
  }

  countInstances(level: Level, publicIds: readonly string[]): Promise<number> {
    return this.#reader.call('countInstances', { level, publicIds });
  }

  findSopInstances(sopInstanceUids: readonly string[]): Promise<readonly StoredInstance[]> {
    return this.#reader.call('findSopInstances', { normalizedUids: sopInstanceUids.map(normalizeIdentifier) });
  }

  setMetadata(level: Level, publicId: string, name: number, value: string, expected?: ExpectedValue): Promise<number> {
    return this.#writer.call('setMetadata', { level, publicId, name, value, expected, nowMs: Date.now() });
  }

  getMetadata(level: Level, publicId: string, name: number): Promise<{ value: string; revision: number } | undefined> {
    return this.#reader.call('getMetadata', { level, publicId, name });
  }

  deleteMetadata(level: Level, publicId: string, name: number, expected?: ExpectedValue): Promise<boolean> {
    return this.#writer.call('deleteMetadata', { level, publicId, name, expected, nowMs: Date.now() });
  }

  setAttachment(
    level: Level,
    publicId: string,
    attachment: Attachment,
    limits: StorageLimits,
    expected?: ExpectedValue,
  ): Promise<AttachmentWrite> {
    return this.#writer.call('setAttachment', { level, publicId, attachment, limits, expected, nowMs: Date.now() });
  }

  getAttachment(
    level: Level,
    publicId: string,
    contentType: number,
  ): Promise<(Attachment & { revision: number }) | undefined> {
    return this.#reader.call('getAttachment', { level, publicId, contentType });
  }

  deleteAttachment(
    level: Level,
    publicId: string,
    contentType: number,
    expected?: ExpectedValue,
  ): Promise<RemovedBlob | undefined> {
    return this.#writer.call('deleteAttachment', { level, publicId, contentType, expected, nowMs: Date.now() });
  }

  attachmentSizes(level: Level, publicId: string): Promise<AttachmentSizes> {
    return this.#reader.call('attachmentSizes', { level, publicId });
  }

  replaceTags(level: Level, publicId: string, records: TagRecords): Promise<boolean> {
    return this.#writer.call('replaceTags', { level, publicId, records });
  }

  reconstructInstance(instance: ReconstructedInstance): Promise<boolean> {
    return this.#writer.call('reconstructInstance', { instance });
  }

  addLabel(level: Level, publicId: string, label: string): Promise<void> {
    return this.#writer.call('addLabel', { level, publicId, label });
  }

  removeLabel(level: Level, publicId: string, label: string): Promise<void> {
    return this.#writer.call('removeLabel', { level, publicId, label });
  }

  listLabels(): Promise<readonly string[]> {
    return this.#reader.call('listLabels', undefined);
  }

  setProtected(publicId: string, isProtected: boolean): Promise<void> {
    return this.#writer.call('setProtected', { publicId, isProtected, nowMs: Date.now() });
  }

  listChanges(query: ChangeQuery): Promise<ChangePage> {
    return this.#reader.call('listChanges', query);
  }

  deleteChanges(): Promise<void> {
    return this.#writer.call('deleteChanges', undefined);
  }

  makeStable(beforeMs: number): Promise<readonly StableResource[]> {
    return this.#writer.call('makeStable', { beforeMs, nowMs: Date.now() });
  }

  statistics(): Promise<Statistics> {
    return this.#reader.call('statistics', undefined);
  }

  getProperty(name: string): Promise<string | undefined> {
    return this.#reader.call('getProperty', { name });
  }

  setProperty(name: string, value: string): Promise<void> {
    return this.#writer.call('setProperty', { name, value });
  }

  initializeProperty(name: string, value: string): Promise<string> {
    return this.#writer.call('initializeProperty', { name, value });
  }

  addToProperty(name: string, amount: number): Promise<number> {
    return this.#writer.call('addToProperty', { name, amount });
  }

  listSettings(kind: SettingKind): Promise<readonly Setting[]> {
    return this.#reader.call('listSettings', { kind });
  }

  putSetting(kind: SettingKind, setting: Setting): Promise<void> {
    return this.#writer.call('putSetting', { kind, setting });
  }

  deleteSetting(kind: SettingKind, name: string): Promise<void> {
    return this.#writer.call('deleteSetting', { kind, name });
  }

  async close(): Promise<void> {
    await this.#reader.closed();
    await this.#writer.closed();
  }
}
