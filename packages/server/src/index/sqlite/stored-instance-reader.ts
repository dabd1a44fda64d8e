import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { contentTypes } from '../../model/content-type.ts';
import { depthOf, type Level, type ParentLevel } from '../../model/level.ts';
import type { StoredInstance } from '../records.ts';
import { levelTables } from '../sql/level-tables.ts';
import { attachmentOf } from '../sql/resource-records.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';

/** Where a list of instances goes on: behind an instance of a series of one of the resources. */
export interface InstanceCursor {
  /** Position in the list of resources. */
  readonly resource: number;
  readonly study: number;
  readonly series: number;
  readonly index: number;
  readonly instance: number;
}

export interface InstancePage {
  readonly instances: readonly StoredInstance[];
  /** Undefined when nothing is left. */
  readonly next: InstanceCursor | undefined;
}

/** Sorts instances without a number last; as in the index `instance_of_series`. */
const indexColumn = 'coalesce(instance.index_in_series, 9007199254740991)';

const storedInstance = `SELECT instance.id, ${indexColumn} AS sort_index, instance.public_id, instance.sop_class_uid,
  instance.tags ->> '0008,0018' AS sop_instance_uid, instance.transfer_syntax_uid, attachment.*
  FROM instance JOIN attachment ON attachment.level = ${depthOf('Instance')} AND attachment.resource_id = instance.id
  AND attachment.content_type = ${contentTypes.dicom}`;

/** Lists instances with their files, series by series, so that memory does not grow with the result. */
export class StoredInstanceReader {
  readonly #nextSeries: Readonly<Record<ParentLevel, StatementSync>>;
  readonly #ofSeries: StatementSync;
  readonly #byPublicId: StatementSync;
  readonly #bySopInstanceUids: StatementSync;
  readonly #count: Readonly<Record<Level, StatementSync>>;

  constructor(database: DatabaseSync) {
    const nextSeries = (level: Level) =>
      database.prepare(
        `SELECT series.id AS series, study.id AS study FROM series JOIN study ON study.id = series.parent_id
         JOIN patient ON patient.id = study.parent_id
         WHERE ${levelTables[level]}.public_id = ? AND (study.id, series.id) > (?, ?)
         ORDER BY study.id, series.id LIMIT 1`,
      );
    this.#nextSeries = { Patient: nextSeries('Patient'), Study: nextSeries('Study'), Series: nextSeries('Series') };
    this.#ofSeries = database.prepare(
      `${storedInstance} WHERE instance.parent_id = ?1 AND ${indexColumn} >= ?2 AND (${indexColumn}, instance.id) > (?2, ?3)
       ORDER BY ${indexColumn}, instance.id LIMIT ?4`,
    );
    this.#byPublicId = database.prepare(`${storedInstance} WHERE instance.public_id = ?`);
    this.#bySopInstanceUids = database.prepare(
      `${storedInstance} WHERE instance.sop_instance_uid IN (SELECT value FROM json_each(?)) ORDER BY instance.id`,
    );
    const count = (level: Level, column: string) =>
      database.prepare(
        `SELECT coalesce(sum(${column}), 0) AS count FROM ${levelTables[level]}
         WHERE public_id IN (SELECT value FROM json_each(?))`,
      );
    this.#count = {
      Patient: count('Patient', 'instance_count'),
      Study: count('Study', 'instance_count'),
      Series: count('Series', 'instance_count'),
      Instance: count('Instance', '1'),
    };
  }

  /** The next instances of the resources; `after` is the `next` of the page before. */
  page(level: Level, publicIds: readonly string[], after: InstanceCursor | undefined, limit: number): InstancePage {
    const instances: StoredInstance[] = [];
    let cursor = after ?? startOf(0);
    while (cursor.resource < publicIds.length) {
      const publicId = publicIds[cursor.resource] ?? '';
      if (instances.length >= limit) return { instances, next: cursor };
      if (level === 'Instance') {
        const row = this.#byPublicId.get(publicId);
        if (row !== undefined) instances.push(storedInstanceOf(row));
        cursor = startOf(cursor.resource + 1);
        continue;
      }
      const wanted = limit - instances.length;
      const rows = cursor.series === 0 ? [] : this.#ofSeries.all(cursor.series, cursor.index, cursor.instance, wanted);
      for (const row of rows) instances.push(storedInstanceOf(row));
      const last = rows.at(-1);
      if (rows.length === wanted && last !== undefined) {
        cursor = { ...cursor, index: integerOf(last, 'sort_index'), instance: integerOf(last, 'id') };
      } else {
        const series = this.#nextSeries[level].get(publicId, cursor.study, cursor.series);
        cursor =
          series === undefined
            ? startOf(cursor.resource + 1)
            : { ...startOf(cursor.resource), study: integerOf(series, 'study'), series: integerOf(series, 'series') };
      }
    }
    return { instances, next: undefined };
  }

  withSopInstanceUids(normalizedUids: readonly string[]): readonly StoredInstance[] {
    return this.#bySopInstanceUids.all(JSON.stringify(normalizedUids)).map(storedInstanceOf);
  }

  count(level: Level, publicIds: readonly string[]): number {
    const row = this.#count[level].get(JSON.stringify(publicIds));
    return row === undefined ? 0 : integerOf(row, 'count');
  }
}

function startOf(resource: number): InstanceCursor {
  return { resource, study: 0, series: 0, index: Number.MIN_SAFE_INTEGER, instance: 0 };
}

function storedInstanceOf(row: Row): StoredInstance {
  return {
    publicId: textOf(row, 'public_id'),
    sopClassUid: textOf(row, 'sop_class_uid'),
    sopInstanceUid: textOf(row, 'sop_instance_uid'),
    transferSyntaxUid: textOf(row, 'transfer_syntax_uid'),
    attachment: attachmentOf(row),
  };
}
