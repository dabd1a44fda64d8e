import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Level, levels } from '../../model/level.ts';
import type { Metadata, SystemMetadataName } from '../../model/metadata.ts';
import type { ReconstructedInstance, TagRecords } from '../records.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf } from '../sql/row.ts';
import { reconstructedColumns, reconstructedMetadata, tagMetadata, tagUpdateColumns } from '../sql/tag-update.ts';

type Columns = Readonly<Record<string, string | number | null>>;

/** Puts main tags, and what is made from them, in place of those that resources have. Runs inside a transaction of its caller. */
export class TagWriter {
  readonly #database: DatabaseSync;
  readonly #find: Readonly<Record<Level, StatementSync>>;
  readonly #resourcesOfInstance: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const find = (level: Level) => database.prepare(`SELECT id FROM ${levelTables[level]} WHERE public_id = ?`);
    this.#find = {
      Patient: find('Patient'),
      Study: find('Study'),
      Series: find('Series'),
      Instance: find('Instance'),
    };
    this.#resourcesOfInstance = database.prepare(
      `SELECT instance.id AS instance, series.id AS series, study.id AS study, study.parent_id AS patient FROM instance
       JOIN series ON series.id = instance.parent_id JOIN study ON study.id = series.parent_id
       WHERE instance.public_id = ?`,
    );
  }

  /** False when there is no such resource. */
  replace(level: Level, publicId: string, records: TagRecords): boolean {
    const row = this.#find[level].get(publicId);
    if (row === undefined) return false;
    this.#update(level, integerOf(row, 'id'), tagUpdateColumns(level, records), tagMetadata, records.metadata);
    return true;
  }

  /** False when there is no such instance. */
  reconstruct(instance: ReconstructedInstance): boolean {
    const row = this.#resourcesOfInstance.get(instance.publicId);
    if (row === undefined) return false;
    for (const level of levels) {
      const records = instance.records[level];
      if (records === undefined) continue;
      const columns = reconstructedColumns(level, records, instance);
      this.#update(level, integerOf(row, levelTables[level]), columns, reconstructedMetadata, records.metadata);
    }
    return true;
  }

  #update(
    level: Level,
    id: number,
    columns: Columns,
    dropped: readonly SystemMetadataName[],
    metadata: Metadata,
  ): void {
    const assignments = Object.keys(columns).map((column) => `${column} = ?`);
    const paths = dropped.map((name) => `'$.${name}'`).join(', ');
    this.#database
      .prepare(
        `UPDATE ${levelTables[level]} SET ${assignments.join(', ')},
         metadata = json_patch(json_remove(metadata, ${paths}), ?) WHERE id = ?`,
      )
      .run(...Object.values(columns), JSON.stringify(metadata), id);
  }
}
