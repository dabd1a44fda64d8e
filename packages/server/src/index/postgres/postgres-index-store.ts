import type { ChangeType } from '../../model/change-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { ancestorsOf, depthOf, type Level } from '../../model/level.ts';
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
import type { PageEnd } from '../sql/sort-keys.ts';
import { dateNow } from './date-now.ts';
import { type DeletionAnswer, deletedOf, levelOf, removedOf } from './instance-batch.ts';
import { answeredJson, jsonTextOf, textOf } from './json-text.ts';
import { type Notifications, notify } from './notifications.ts';
import type { PostgresBlobNames } from './postgres-blob-names.ts';
import type { CallValue, PostgresDatabase, Queries } from './postgres-database.ts';
import { PostgresReader } from './postgres-reader.ts';
import { StoredInstanceReader } from './stored-instance-reader.ts';
import { TagWriter } from './tag-writer.ts';
import { ValueWriter } from './value-writer.ts';
import { type NameHoldings, WriteQueue } from './write-queue.ts';

/** A first page is answered soon; further ones are larger. */
const firstPageRows = 100;
const pageRows = 500;

/** Instances that one transaction deletes: others wait some milliseconds for the patient and the totals. */
const deletionStepInstances = 500;

const once = { repeatable: false } as const;
const repeatable = { repeatable: true } as const;

export interface PostgresIndexStoreOptions {
  readonly database: PostgresDatabase;
  readonly notifications: Notifications;
  readonly names: Pick<PostgresBlobNames, 'heldPrefixes'>;
  readonly serverId: string;
  /** Ends what else belongs to the database. */
  readonly close: () => Promise<void>;
}

/** The index in PostgreSQL. Any number of servers may share it: what they do to one patient, they do in turn. */
export class PostgresIndexStore implements IndexStore {
  readonly #database: PostgresDatabase;
  readonly #reader: PostgresReader;
  readonly #stored: StoredInstanceReader;
  readonly #tags: TagWriter;
  readonly #values: ValueWriter;
  readonly #writes: WriteQueue;
  readonly #notifications: Notifications;
  readonly #close: () => Promise<void>;

  constructor({ close, database, names, notifications, serverId }: PostgresIndexStoreOptions) {
    const holdings: NameHoldings = (uuids) => {
      const prefixes = names.heldPrefixes(uuids);
      return prefixes.length === 0 ? [null, null] : [prefixes, serverId];
    };
    this.#database = database;
    this.#notifications = notifications;
    this.#reader = new PostgresReader(database);
    this.#stored = new StoredInstanceReader(database);
    this.#tags = new TagWriter(database);
    this.#values = new ValueWriter(database, holdings);
    this.#writes = new WriteQueue(database, holdings);
    this.#close = close;
  }

  /** Takes no copies: they cost the database more than a file that is durable at once. */
  storeInstance(instance: NewInstance, limits: StorageLimits): Promise<StoreResult> {
    return this.#writes.store(instance, limits);
  }

  async dropBlobCopies(): Promise<void> {}

  async *listBlobCopies(): AsyncIterable<readonly BlobCopy[]> {}

  deleteResource(level: Level, publicId: string): Promise<DeleteResult | undefined> {
    return this.#writes.inTurn(() => this.#delete(level, publicId));
  }

  deleteRelayedInstances(publicIds: readonly string[], nowMs: number): Promise<EvictionResult> {
    return this.#writes.inTurn(async () => {
      const parameters = [publicIds, nowMs, dateNow()];
      const answer = await this.#database.call('delete_relayed_instances', parameters, repeatable);
      const removal = answeredJson<DeletionAnswer>(answer);
      return { deleted: deletedOf(removal), removedBlobs: removedOf(removal) };
    });
  }

  async blobsRemoved(uuids: readonly string[]): Promise<void> {
    await this.#database.rows('DELETE FROM blob_removal WHERE uuid = ANY ($1::text[])', [uuids]);
  }

  pendingBlobRemovals(minimumAgeMs = 0): Promise<readonly RemovedBlob[]> {
    return this.#reader.pendingBlobRemovals(minimumAgeMs);
  }

  findBlobsBeginning(prefix: string): Promise<readonly KnownBlob[]> {
    return this.#reader.findBlobsBeginning(prefix);
  }

  async findBlobs(uuids: readonly string[]): Promise<ReadonlyMap<string, KnownBlob>> {
    const blobs = await this.#reader.findBlobs(uuids);
    return new Map(blobs.map((blob) => [blob.uuid, blob]));
  }

  async *findResources(query: ResourceQuery): AsyncIterable<readonly ResourceRecord[]> {
    let remaining = query.limit ?? Number.POSITIVE_INFINITY;
    let size = firstPageRows;
    let after: PageEnd | undefined;
    while (remaining > 0) {
      const limit = Math.min(size, remaining);
      const page = await this.#reader.findPage({ query, after, limit });
      if (page.records.length > 0) yield page.records;
      if (page.end === undefined) return;
      after = page.end;
      remaining -= page.records.length;
      // After a page that long texts have ended early, no more than will be kept is asked for.
      size = page.records.length < limit ? page.records.length : pageRows;
    }
  }

  async getResource(level: Level, publicId: string, want: ResourceQuery['want']): Promise<ResourceRecord | undefined> {
    const conditions: ResourceCondition[] = [{ derived: true, kind: 'public-ids', values: [publicId] }];
    const query: ResourceQuery = { level, conditions, order: [], want };
    const { records } = await this.#reader.findPage({ query, after: undefined, limit: 1 });
    return records[0];
  }

  countResources(level: Level, conditions: readonly ResourceCondition[]): Promise<number> {
    return this.#reader.countResources(level, conditions);
  }

  lookupIdentifier(level: Level, values: readonly string[]): Promise<readonly string[]> {
    return this.#reader.lookupIdentifier(level, values);
  }

  listInstances(level: Level, publicIds: readonly string[]): AsyncIterable<readonly StoredInstance[]> {
    return this.#stored.list(level, publicIds);
  }

  countInstances(level: Level, publicIds: readonly string[]): Promise<number> {
    return this.#stored.count(level, publicIds);
  }

  findSopInstances(sopInstanceUids: readonly string[]): Promise<readonly StoredInstance[]> {
    return this.#stored.withSopInstanceUids(sopInstanceUids.map(normalizeIdentifier));
  }

  setMetadata(level: Level, publicId: string, name: number, value: string, expected?: ExpectedValue): Promise<number> {
    return this.#values.setMetadata(level, publicId, name, value, expected);
  }

  getMetadata(level: Level, publicId: string, name: number): Promise<{ value: string; revision: number } | undefined> {
    return this.#reader.getMetadata(level, publicId, name);
  }

  deleteMetadata(level: Level, publicId: string, name: number, expected?: ExpectedValue): Promise<boolean> {
    return this.#values.deleteMetadata(level, publicId, name, expected);
  }

  setAttachment(
    level: Level,
    publicId: string,
    attachment: Attachment,
    limits: StorageLimits,
    expected?: ExpectedValue,
  ): Promise<AttachmentWrite> {
    return this.#values.setAttachment(level, publicId, attachment, limits, expected);
  }

  getAttachment(
    level: Level,
    publicId: string,
    contentType: number,
  ): Promise<(Attachment & { revision: number }) | undefined> {
    return this.#reader.getAttachment(level, publicId, contentType);
  }

  deleteAttachment(
    level: Level,
    publicId: string,
    contentType: number,
    expected?: ExpectedValue,
  ): Promise<RemovedBlob | undefined> {
    return this.#values.deleteAttachment(level, publicId, contentType, expected);
  }

  attachmentSizes(level: Level, publicId: string): Promise<AttachmentSizes> {
    return this.#reader.attachmentSizes(level, publicId);
  }

  replaceTags(level: Level, publicId: string, records: TagRecords): Promise<boolean> {
    return this.#tags.replace(level, publicId, records);
  }

  reconstructInstance(instance: ReconstructedInstance): Promise<boolean> {
    return this.#tags.reconstruct(instance);
  }

  async addLabel(level: Level, publicId: string, label: string): Promise<void> {
    await this.#database.call('add_label', [depthOf(level), publicId, textOf(label)], repeatable);
  }

  async removeLabel(level: Level, publicId: string, label: string): Promise<void> {
    await this.#database.call('remove_label', [depthOf(level), publicId, textOf(label)], repeatable);
  }

  listLabels(): Promise<readonly string[]> {
    return this.#reader.listLabels();
  }

  async setProtected(publicId: string, isProtected: boolean): Promise<void> {
    await this.#database.call('set_protected', [publicId, isProtected, Date.now()], repeatable);
  }

  listChanges(query: ChangeQuery): Promise<ChangePage> {
    return this.#reader.listChanges(query);
  }

  async deleteChanges(): Promise<void> {
    await this.#database.rows('DELETE FROM change');
  }

  async makeStable(beforeMs: number): Promise<readonly { type: ChangeType; level: Level; publicId: string }[]> {
    const answer = answeredJson<readonly (readonly [level: number, publicId: string])[]>(
      await this.#database.call('make_stable', [beforeMs, dateNow()], once),
    );
    return answer.map(([number, publicId]) => {
      const level = levelOf(number);
      if (level === 'Instance') throw new IsocenterError('Database', 'Index: instances are always stable');
      return { type: `Stable${level}`, level, publicId };
    });
  }

  statistics(): Promise<Statistics> {
    return this.#reader.statistics();
  }

  getProperty(name: string): Promise<string | undefined> {
    return this.#reader.getProperty(name);
  }

  async setProperty(name: string, value: string): Promise<void> {
    await this.#database.rows(
      'INSERT INTO property (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, value],
    );
  }

  async initializeProperty(name: string, value: string): Promise<string> {
    const parameters = [name, value];
    await this.#database.rows('INSERT INTO property (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', parameters);
    return (await this.getProperty(name)) ?? value;
  }

  async addToProperty(name: string, amount: number): Promise<number> {
    const sql = `INSERT INTO property (name, value) VALUES ($1, $2) ON CONFLICT (name)
      DO UPDATE SET value = (property.value::bigint + $2::bigint)::text RETURNING value`;
    const [row] = await this.#database.rows(sql, [name, String(amount)]);
    if (row === undefined) throw new IsocenterError('Database', 'Index: a property has no value');
    return Number(row.value);
  }

  listSettings(kind: SettingKind): Promise<readonly Setting[]> {
    return this.#reader.listSettings(kind);
  }

  async putSetting(kind: SettingKind, { name, value }: Setting): Promise<void> {
    const sql = `INSERT INTO setting (kind, name, value) VALUES ($1, $2, $3)
      ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value`;
    await this.#changeSettings(sql, [kind, textOf(name), jsonTextOf(value)]);
  }

  async deleteSetting(kind: SettingKind, name: string): Promise<void> {
    await this.#changeSettings('DELETE FROM setting WHERE kind = $1 AND name = $2', [kind, textOf(name)]);
  }

  watchSettings(listener: () => void): () => void {
    return this.#notifications.subscribe('setting', listener);
  }

  async close(): Promise<void> {
    await this.#writes.settled();
    await this.#close();
  }

  async #changeSettings(sql: string, parameters: readonly CallValue[]): Promise<void> {
    const change = async (queries: Queries) => {
      await queries.rows(sql, parameters);
      await notify(queries, 'setting');
    };
    await this.#database.transaction(change, repeatable);
  }

  async #delete(level: Level, publicId: string): Promise<DeleteResult | undefined> {
    const deleted: DeletedResource[] = [];
    const removedBlobs: RemovedBlob[] = [];
    let remaining: readonly DeletedResource[] = [];
    for (;;) {
      const parameters = [depthOf(level), publicId, deletionStepInstances, dateNow()];
      const answer = await this.#database.call('delete_resource_step', parameters, repeatable);
      // Somebody else may have deleted the rest.
      if (answer === null) break;
      const step = answeredJson<DeletionAnswer>(answer);
      deleted.push(...deletedOf(step));
      removedBlobs.push(...removedOf(step));
      remaining = deletedOf({ deleted: step.remaining });
      if (level === 'Instance' || !remaining.some((resource) => resource.level === level)) break;
    }
    if (deleted.length === 0) return undefined;
    return { deleted, removedBlobs, remainingAncestor: nearestAncestor(level, remaining) };
  }
}

function nearestAncestor(level: Level, remaining: readonly DeletedResource[]): DeletedResource | undefined {
  for (const ancestor of ancestorsOf(level)) {
    const found = remaining.find((resource) => resource.level === ancestor);
    if (found !== undefined) return found;
  }
  return undefined;
}
