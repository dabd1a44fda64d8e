import { depthOf, type Level, levels } from '../../model/level.ts';
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
import type { ResourceCondition } from '../resource-query.ts';
import { changePage, changeStatement } from '../sql/change-statement.ts';
import { countStatement, type PageRequest, pageEndOf, pageStatement } from '../sql/find-statement.ts';
import { identifierColumns, levelTables } from '../sql/level-tables.ts';
import { charactersOf, pageCharacters } from '../sql/page-limit.ts';
import { type PartName, partStatements } from '../sql/part-statements.ts';
import { assembleRecords, attachmentOf, knownBlobOf } from '../sql/resource-records.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';
import { sizeStatement, sizesOf } from '../sql/size-statement.ts';
import type { RecordPage } from '../sql/sort-keys.ts';
import { systemMetadataName, systemMetadataOf } from '../sql/system-metadata.ts';
import type { CallValue, PostgresDatabase } from './postgres-database.ts';
import { postgresDialect } from './postgres-dialect.ts';

/** Blobs whose removal was not confirmed, listed at a time. */
const removalsPerPage = 10_000;

/** What is asked of the index; each answer is one statement, or one for each wanted part of a page. */
export class PostgresReader {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async findPage(request: PageRequest): Promise<RecordPage> {
    const { query, limit } = request;
    const found = await this.#database.run(pageStatement(postgresDialect, request));
    const rows = found.slice(0, rowsWithin(found, pageCharacters));
    const partRows = new Map<PartName, readonly Row[]>();
    await Promise.all(
      [...partStatements(postgresDialect, query.level, query.want, rows)].map(async ([part, statement]) => {
        partRows.set(part, await this.#database.run(statement));
      }),
    );
    const last = rows.at(-1);
    return {
      records: assembleRecords(query.level, query.want, rows, partRows),
      end:
        last === undefined || (found.length < limit && rows.length === found.length)
          ? undefined
          : pageEndOf(postgresDialect, query, last),
    };
  }

  async countResources(level: Level, conditions: readonly ResourceCondition[]): Promise<number> {
    if (conditions.length === 0) {
      const { patients, studies, series, instances } = await this.statistics();
      return { Patient: patients, Study: studies, Series: series, Instance: instances }[level];
    }
    const [row] = await this.#database.run(countStatement(postgresDialect, level, conditions));
    return row === undefined ? 0 : integerOf(row, 'count');
  }

  async lookupIdentifier(level: Level, values: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#database.rows(
      `SELECT ${levelTables[level]}.public_id FROM unnest($1::text[]) WITH ORDINALITY AS wanted (value, position)
       JOIN ${levelTables[level]} ON ${identifierColumns[level]} = wanted.value
       ORDER BY wanted.position, ${levelTables[level]}.public_id`,
      [values],
    );
    return rows.map((row) => textOf(row, 'public_id'));
  }

  async getMetadata(
    level: Level,
    publicId: string,
    name: number,
  ): Promise<{ value: string; revision: number } | undefined> {
    const systemName = systemMetadataName(name);
    if (systemName === undefined) {
      const [row] = await this.#database.rows(
        `SELECT value, revision FROM user_metadata WHERE level = $1 AND name = $2
         AND resource_id = (SELECT id FROM ${levelTables[level]} WHERE public_id = $3)`,
        [depthOf(level), name, publicId],
      );
      return row === undefined ? undefined : { value: textOf(row, 'value'), revision: integerOf(row, 'revision') };
    }
    const [row] = await this.#database.rows(`SELECT * FROM ${levelTables[level]} WHERE public_id = $1`, [publicId]);
    return row === undefined ? undefined : systemMetadataOf(level, row, systemName);
  }

  async getAttachment(
    level: Level,
    publicId: string,
    contentType: number,
  ): Promise<(Attachment & { revision: number }) | undefined> {
    const [row] = await this.#database.rows(
      `SELECT * FROM attachment WHERE level = $1 AND content_type = $2
       AND resource_id = (SELECT id FROM ${levelTables[level]} WHERE public_id = $3)`,
      [depthOf(level), contentType, publicId],
    );
    return row === undefined ? undefined : { ...attachmentOf(row), revision: integerOf(row, 'revision') };
  }

  async attachmentSizes(level: Level, publicId: string): Promise<AttachmentSizes> {
    const [row = {}] = await this.#database.run(sizeStatement(postgresDialect, level, publicId));
    return sizesOf(row);
  }

  async listLabels(): Promise<readonly string[]> {
    const rows = await this.#database.rows('SELECT DISTINCT label FROM label ORDER BY label');
    return rows.map((row) => textOf(row, 'label'));
  }

  async listChanges(query: ChangeQuery): Promise<ChangePage> {
    // The number is read first: what is answered as done was done then.
    const last = integerOf(await this.#totals(), 'change_sequence');
    return changePage(query, await this.#database.run(changeStatement(postgresDialect, query)), last);
  }

  async statistics(): Promise<Statistics> {
    const row = await this.#totals();
    return {
      patients: integerOf(row, 'patients'),
      studies: integerOf(row, 'studies'),
      series: integerOf(row, 'series'),
      instances: integerOf(row, 'instances'),
      diskBytes: integerOf(row, 'disk_bytes'),
      uncompressedBytes: integerOf(row, 'uncompressed_bytes'),
    };
  }

  async pendingBlobRemovals(minimumAgeMs: number): Promise<readonly RemovedBlob[]> {
    const rows = await this.#database.rows(
      `SELECT uuid, content_type FROM blob_removal WHERE noted_at <= now() - $1 * interval '1 millisecond'
       ORDER BY noted_at LIMIT ${removalsPerPage}`,
      [minimumAgeMs],
    );
    return rows.map((row) => ({ uuid: textOf(row, 'uuid'), contentType: integerOf(row, 'content_type') }));
  }

  findBlobs(uuids: readonly string[]): Promise<readonly KnownBlob[]> {
    return this.#blobs('uuid = ANY ($1::text[])', [uuids]);
  }

  findBlobsBeginning(prefix: string): Promise<readonly KnownBlob[]> {
    return this.#blobs('uuid >= $1 AND uuid < $2', [prefix, `${prefix}~`]);
  }

  async listSettings(kind: SettingKind): Promise<readonly Setting[]> {
    const rows = await this.#database.rows('SELECT name, value FROM setting WHERE kind = $1 ORDER BY name', [kind]);
    return rows.map((row) => ({ name: textOf(row, 'name'), value: JSON.parse(textOf(row, 'value')) }));
  }

  async getProperty(name: string): Promise<string | undefined> {
    const [row] = await this.#database.rows('SELECT value FROM property WHERE name = $1', [name]);
    return row === undefined ? undefined : textOf(row, 'value');
  }

  async #blobs(condition: string, parameters: readonly CallValue[]): Promise<readonly KnownBlob[]> {
    const named = levels.map(
      (level) => `SELECT uuid, content_type, compressed_size, compressed_md5, public_id, level FROM attachment
        JOIN ${levelTables[level]} ON ${levelTables[level]}.id = attachment.resource_id
        WHERE attachment.level = ${depthOf(level)} AND ${condition}`,
    );
    const [rows, outputs] = await Promise.all([
      this.#database.rows(named.join(' UNION ALL '), parameters),
      this.#database.rows(`SELECT uuid FROM job_output WHERE ${condition}`, parameters),
    ]);
    return [
      ...rows.map((row) => knownBlobOf(levels[integerOf(row, 'level')] ?? 'Instance', row)),
      ...outputs.map((row) => ({ uuid: textOf(row, 'uuid') })),
    ];
  }

  async #totals(): Promise<Row> {
    const [row = {}] = await this.#database.rows('SELECT * FROM statistic');
    return row;
  }
}

/** How many of the rows are needed to come to so many characters, at most all. */
function rowsWithin(rows: readonly Row[], maximumCharacters: number): number {
  let characters = 0;
  const last = rows.findIndex((row) => {
    characters += charactersOf(row);
    return characters > maximumCharacters;
  });
  return last === -1 ? rows.length : last + 1;
}
