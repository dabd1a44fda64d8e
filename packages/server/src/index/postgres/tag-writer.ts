import { depthOf, type Level, levels } from '../../model/level.ts';
import type { Metadata, SystemMetadataName } from '../../model/metadata.ts';
import type { ReconstructedInstance, TagRecords } from '../records.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf } from '../sql/row.ts';
import { reconstructedColumns, reconstructedMetadata, tagMetadata, tagUpdateColumns } from '../sql/tag-update.ts';
import { jsonTextOf } from './json-text.ts';
import type { PostgresDatabase, Queries } from './postgres-database.ts';

const repeatable = { repeatable: true } as const;

type Columns = Readonly<Record<string, string | number | null>>;

/** Puts main tags, and what is made from them, in place of those that resources have. */
export class TagWriter {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  /** False when there is no such resource. */
  replace(level: Level, publicId: string, { folded, metadata, tags }: TagRecords): Promise<boolean> {
    const records: TagRecords = acceptable({ folded, metadata, tags });
    return this.#database.transaction(async (queries) => {
      const id = await lockedRow(queries, level, publicId);
      if (id === undefined) return false;
      await update(queries, level, id, tagUpdateColumns(level, records), tagMetadata, records.metadata);
      return true;
    }, repeatable);
  }

  /** False when there is no such instance. */
  reconstruct(given: ReconstructedInstance): Promise<boolean> {
    const instance = acceptable(given);
    return this.#database.transaction(async (queries) => {
      if ((await lockedRow(queries, 'Instance', instance.publicId)) === undefined) return false;
      const [row] = await queries.rows(resourcesOfInstance, [instance.publicId]);
      if (row === undefined) return false;
      for (const level of levels) {
        const records = instance.records[level];
        if (records === undefined) continue;
        const columns = reconstructedColumns(level, records, instance);
        const id = integerOf(row, levelTables[level]);
        await update(queries, level, id, columns, reconstructedMetadata, records.metadata);
      }
      return true;
    }, repeatable);
  }
}

const resourcesOfInstance = `SELECT instance.id AS instance, series.id AS series, study.id AS study,
  study.parent_id AS patient FROM instance JOIN series ON series.id = instance.parent_id
  JOIN study ON study.id = series.parent_id WHERE instance.public_id = $1`;

/** The row of the patient is the lock for everything below it. */
async function lockedRow(queries: Queries, level: Level, publicId: string): Promise<number | undefined> {
  const [row] = await queries.rows('SELECT lock_resource($1, $2) AS id', [depthOf(level), publicId]);
  return row === undefined || row.id === null ? undefined : integerOf(row, 'id');
}

async function update(
  queries: Queries,
  level: Level,
  id: number,
  columns: Columns,
  dropped: readonly SystemMetadataName[],
  metadata: Metadata,
): Promise<void> {
  const assignments = Object.keys(columns).map((column, position) => `${column} = $${position + 4}${castOf(column)}`);
  const sql = `UPDATE ${levelTables[level]} SET ${assignments.join(', ')}, metadata = (metadata - $2::text[]) || $3::jsonb
    WHERE id = $1`;
  await queries.rows(sql, [id, dropped, JSON.stringify(metadata), ...Object.values(columns)]);
}

function castOf(column: string): string {
  return column === 'tags' || column === 'folded' ? '::jsonb' : '';
}

/** What no text of PostgreSQL can hold is replaced. */
function acceptable<Value>(value: Value): Value {
  return JSON.parse(jsonTextOf(value));
}
