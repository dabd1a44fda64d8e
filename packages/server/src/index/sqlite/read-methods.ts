import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { depthOf, type Level, levels } from '../../model/level.ts';
import { foldText } from '../../model/text-form.ts';
import type {
  Attachment,
  AttachmentSizes,
  ChangePage,
  ChangeQuery,
  KnownBlob,
  RemovedBlob,
  Setting,
  SettingKind,
  Statistics,
} from '../records.ts';
import type { ResourceCondition, ResourceQuery } from '../resource-query.ts';
import { changePage, changeStatement } from '../sql/change-statement.ts';
import {
  boundedMatchesStatement,
  countStatement,
  type PageRequest,
  pageEndOf,
  pageStatement,
} from '../sql/find-statement.ts';
import { identifierColumns, levelTables } from '../sql/level-tables.ts';
import { charactersOf, pageCharacters } from '../sql/page-limit.ts';
import type { PageMethod } from '../sql/page-method.ts';
import { type PartName, partStatements } from '../sql/part-statements.ts';
import { assembleRecords, attachmentOf, knownBlobOf } from '../sql/resource-records.ts';
import { bytesOf, integerOf, type Row, textOf } from '../sql/row.ts';
import { sizeStatement, sizesOf } from '../sql/size-statement.ts';
import type { RecordPage } from '../sql/sort-keys.ts';
import type { Statement } from '../sql/sql.ts';
import { systemMetadataName, systemMetadataOf } from '../sql/system-metadata.ts';
import { foldFunction, sqliteDialect } from './sqlite-dialect.ts';
import { type InstanceCursor, StoredInstanceReader } from './stored-instance-reader.ts';

/** What a search without a limit counts as: it comes in pages, and each costs. */
const wantedOfAll = 1000;

interface ResourceName {
  readonly level: Level;
  readonly publicId: string;
}

/** What the reading thread does for the index. */
export function readMethods(database: DatabaseSync) {
  database.function(foldFunction, { deterministic: true }, (value) =>
    typeof value === 'string' ? foldText(value) : null,
  );
  const reader = new IndexReader(database);
  const stored = new StoredInstanceReader(database);

  return {
    findPage: (request: PageRequest) => reader.findPage(request),
    countResources: (request: { readonly level: Level; readonly conditions: readonly ResourceCondition[] }) =>
      reader.countResources(request.level, request.conditions),
    lookupIdentifier: ({ level, values }: { readonly level: Level; readonly values: readonly string[] }) =>
      reader.lookupIdentifier(level, values),
    listInstances: (request: {
      readonly level: Level;
      readonly publicIds: readonly string[];
      readonly after: InstanceCursor | undefined;
      readonly limit: number;
    }) => stored.page(request.level, request.publicIds, request.after, request.limit),
    countInstances: ({ level, publicIds }: { readonly level: Level; readonly publicIds: readonly string[] }) =>
      stored.count(level, publicIds),
    findSopInstances: ({ normalizedUids }: { readonly normalizedUids: readonly string[] }) =>
      stored.withSopInstanceUids(normalizedUids),
    getMetadata: ({ level, publicId, name }: ResourceName & { readonly name: number }) =>
      reader.getMetadata(level, publicId, name),
    getAttachment: ({ level, publicId, contentType }: ResourceName & { readonly contentType: number }) =>
      reader.getAttachment(level, publicId, contentType),
    attachmentSizes: ({ level, publicId }: ResourceName) => reader.attachmentSizes(level, publicId),
    listLabels: () => reader.listLabels(),
    listChanges: (query: ChangeQuery) => reader.listChanges(query),
    statistics: () => reader.statistics(),
    pendingBlobRemovals: () => reader.pendingBlobRemovals(),
    listBlobCopies: ({ after }: { readonly after: number }) => reader.listBlobCopies(after),
    findBlobs: ({ uuids }: { readonly uuids: readonly string[] }) => reader.findBlobs(uuids),
    findBlobsBeginning: ({ prefix }: { readonly prefix: string }) => reader.findBlobsBeginning(prefix),
    listSettings: ({ kind }: { readonly kind: SettingKind }) => reader.listSettings(kind),
    getProperty: ({ name }: { readonly name: string }) => reader.getProperty(name),
  };
}

class IndexReader {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  findPage(request: PageRequest): RecordPage {
    const { query, limit } = request;
    const way = request.method === undefined ? this.#wayToPage(query) : { method: request.method };
    const { complete, rows } = this.#pageRows(pageStatement(sqliteDialect, { ...request, ...way }), limit);
    const partRows = new Map<PartName, readonly Row[]>();
    for (const [part, statement] of partStatements(sqliteDialect, query.level, query.want, rows)) {
      partRows.set(part, this.#run(statement));
    }
    const last = rows.at(-1);
    return {
      records: assembleRecords(query.level, query.want, rows, partRows),
      end: last === undefined || complete ? undefined : pageEndOf(sqliteDialect, query, last),
      method: way.method,
    };
  }

  /**
   * Without statistics of its own SQLite takes any index that it can search, whether that leads to ten rows or to half
   * the archive. Gathering m of n rows costs m, for every page; walking to as many as are wanted costs n × wanted ÷ m.
   */
  #wayToPage({ level, conditions, offset = 0, limit = wantedOfAll }: ResourceQuery): {
    readonly method: PageMethod;
    readonly found?: readonly number[];
  } {
    const isFew = conditions.some((condition) => condition.derived && condition.kind === 'public-ids');
    if (isFew || conditions.length === 0) return { method: 'planned' };
    const bound = Math.ceil(Math.sqrt(this.#rowsOf(level) * (offset + limit)));
    const rows = this.#run(boundedMatchesStatement(sqliteDialect, level, conditions, bound));
    if (rows.length === bound) return { method: 'walked' };
    return { method: 'gathered', found: rows.map((row) => integerOf(row, 'id')) };
  }

  #rowsOf(level: Level): number {
    const { patients, studies, series, instances } = this.statistics();
    return { Patient: patients, Study: studies, Series: series, Instance: instances }[level];
  }

  countResources(level: Level, conditions: readonly ResourceCondition[]): number {
    if (conditions.length === 0) {
      return this.#rowsOf(level);
    }
    return this.#run(countStatement(sqliteDialect, level, conditions)).map((row) => integerOf(row, 'count'))[0] ?? 0;
  }

  lookupIdentifier(level: Level, values: readonly string[]): readonly string[] {
    return this.#all(
      `SELECT ${levelTables[level]}.public_id FROM json_each(?) AS wanted
       JOIN ${levelTables[level]} ON ${identifierColumns[level]} = wanted.value
       ORDER BY wanted.key, ${levelTables[level]}.public_id`,
      JSON.stringify(values),
    ).map((row) => textOf(row, 'public_id'));
  }

  getMetadata(level: Level, publicId: string, name: number): { value: string; revision: number } | undefined {
    const systemName = systemMetadataName(name);
    if (systemName === undefined) {
      const row = this.#all(
        `SELECT value, revision FROM user_metadata WHERE level = ? AND name = ?
         AND resource_id = (SELECT id FROM ${levelTables[level]} WHERE public_id = ?)`,
        depthOf(level),
        name,
        publicId,
      )[0];
      return row === undefined ? undefined : { value: textOf(row, 'value'), revision: integerOf(row, 'revision') };
    }
    const row = this.#all(`SELECT * FROM ${levelTables[level]} WHERE public_id = ?`, publicId)[0];
    return row === undefined ? undefined : systemMetadataOf(level, row, systemName);
  }

  getAttachment(level: Level, publicId: string, contentType: number): (Attachment & { revision: number }) | undefined {
    const row = this.#all(
      `SELECT * FROM attachment WHERE level = ? AND content_type = ?
       AND resource_id = (SELECT id FROM ${levelTables[level]} WHERE public_id = ?)`,
      depthOf(level),
      contentType,
      publicId,
    )[0];
    return row === undefined ? undefined : { ...attachmentOf(row), revision: integerOf(row, 'revision') };
  }

  attachmentSizes(level: Level, publicId: string): AttachmentSizes {
    return sizesOf(this.#run(sizeStatement(sqliteDialect, level, publicId))[0] ?? {});
  }

  listLabels(): readonly string[] {
    return this.#all('SELECT DISTINCT label FROM label ORDER BY label').map((row) => textOf(row, 'label'));
  }

  listChanges(query: ChangeQuery): ChangePage {
    const rows = this.#run(changeStatement(sqliteDialect, query));
    const last = this.#all("SELECT seq FROM sqlite_sequence WHERE name = 'change'")[0];
    return changePage(query, rows, last === undefined ? 0 : integerOf(last, 'seq'));
  }

  statistics(): Statistics {
    const row = this.#all('SELECT * FROM statistic')[0] ?? {};
    return {
      patients: integerOf(row, 'patients'),
      studies: integerOf(row, 'studies'),
      series: integerOf(row, 'series'),
      instances: integerOf(row, 'instances'),
      diskBytes: integerOf(row, 'disk_bytes'),
      uncompressedBytes: integerOf(row, 'uncompressed_bytes'),
    };
  }

  pendingBlobRemovals(): readonly RemovedBlob[] {
    return this.#all('SELECT uuid, content_type FROM blob_removal').map((row) => ({
      uuid: textOf(row, 'uuid'),
      contentType: integerOf(row, 'content_type'),
    }));
  }

  /** Scans the attachments: an index of random names would cost every insertion a page, and this is asked at start-up only. */
  findBlobs(uuids: readonly string[]): readonly KnownBlob[] {
    return this.#blobs('uuid IN (SELECT value FROM json_each(?))', JSON.stringify(uuids));
  }

  findBlobsBeginning(prefix: string): readonly KnownBlob[] {
    return this.#blobs('uuid GLOB ?', `${prefix}*`);
  }

  listSettings(kind: SettingKind): readonly Setting[] {
    const rows = this.#all('SELECT name, value FROM setting WHERE kind = ? ORDER BY name', kind);
    return rows.map((row) => ({ name: textOf(row, 'name'), value: JSON.parse(textOf(row, 'value')) }));
  }

  listBlobCopies(after: number): readonly { readonly id: number; readonly uuid: string; readonly base64: string }[] {
    return this.#all('SELECT id, uuid, bytes FROM blob_copy WHERE id > ? ORDER BY id LIMIT 100', after).map((row) => ({
      id: integerOf(row, 'id'),
      uuid: textOf(row, 'uuid'),
      base64: bytesOf(row, 'bytes').toString('base64'),
    }));
  }

  getProperty(name: string): string | undefined {
    return this.#all('SELECT value FROM property WHERE name = ?', name).map((row) => textOf(row, 'value'))[0];
  }

  #blobs(condition: string, parameter: string): readonly KnownBlob[] {
    const outputs = this.#all(`SELECT uuid FROM job_output WHERE ${condition}`, parameter);
    const attachments = levels.flatMap((level) => {
      const table = levelTables[level];
      const rows = this.#all(
        `SELECT uuid, content_type, compressed_size, compressed_md5, public_id FROM attachment
         JOIN ${table} ON ${table}.id = attachment.resource_id WHERE attachment.level = ? AND ${condition}`,
        depthOf(level),
        parameter,
      );
      return rows.map((row) => knownBlobOf(level, row));
    });
    return [...attachments, ...outputs.map((row) => ({ uuid: textOf(row, 'uuid') }))];
  }

  /** `complete`: no rows are left behind these. */
  #pageRows(
    { sql, parameters }: Statement,
    limit: number,
  ): { readonly rows: readonly Row[]; readonly complete: boolean } {
    const rows: Row[] = [];
    let characters = 0;
    for (const row of this.#database.prepare(sql).iterate(...parameters)) {
      rows.push(row);
      characters += charactersOf(row);
      if (characters > pageCharacters) return { rows, complete: false };
    }
    return { rows, complete: rows.length < limit };
  }

  #run({ sql, parameters }: Statement): readonly Row[] {
    return this.#database.prepare(sql).all(...parameters);
  }

  #all(sql: string, ...parameters: SQLInputValue[]): readonly Row[] {
    return this.#database.prepare(sql).all(...parameters);
  }
}
