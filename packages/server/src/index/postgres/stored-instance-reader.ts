import { contentTypes } from '../../model/content-type.ts';
import { depthOf, type Level } from '../../model/level.ts';
import type { StoredInstance } from '../records.ts';
import { countColumns, levelTables } from '../sql/level-tables.ts';
import { attachmentOf } from '../sql/resource-records.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';
import type { PostgresDatabase } from './postgres-database.ts';

/** A first page is answered soon; further ones are larger. */
const firstPageRows = 100;
const pageRows = 1000;

/** Public ids of instances that are looked up at a time. */
const idsPerStatement = 1000;

/** As in the index `instance_of_series`: instances without a number come last. */
const indexColumn = 'coalesce(instance.index_in_series, 9007199254740991)';

const columns = `instance.id, ${indexColumn} AS sort_index, instance.public_id, instance.sop_class_uid,
  instance.tags ->> '0008,0018' AS sop_instance_uid, instance.transfer_syntax_uid, attachment.*`;

const file = `attachment ON attachment.level = ${depthOf('Instance')} AND attachment.resource_id = instance.id
  AND attachment.content_type = ${contentTypes.dicom}`;

/** Lists instances with their files, series by series, so that memory does not grow with the result. */
export class StoredInstanceReader {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async *list(level: Level, publicIds: readonly string[]): AsyncGenerator<readonly StoredInstance[], void, void> {
    if (level === 'Instance') {
      yield* this.#named(publicIds);
      return;
    }
    let size = firstPageRows;
    for (const publicId of publicIds) {
      for (const series of await this.#seriesOf(level, publicId)) {
        for await (const rows of this.#ofSeries(series, () => size)) {
          yield rows.map(storedInstanceOf);
          size = pageRows;
        }
      }
    }
  }

  async withSopInstanceUids(normalizedUids: readonly string[]): Promise<readonly StoredInstance[]> {
    const rows = await this.#database.rows(
      `SELECT ${columns} FROM instance JOIN ${file} WHERE instance.sop_instance_uid = ANY ($1::text[])
       ORDER BY instance.id`,
      [normalizedUids],
    );
    return rows.map(storedInstanceOf);
  }

  async count(level: Level, publicIds: readonly string[]): Promise<number> {
    const counted = level === 'Instance' ? '1' : countColumns.Instance;
    const [row] = await this.#database.rows(
      `SELECT coalesce(sum(${counted}), 0) AS count FROM ${levelTables[level]} WHERE public_id = ANY ($1::text[])`,
      [publicIds],
    );
    return row === undefined ? 0 : integerOf(row, 'count');
  }

  async *#named(publicIds: readonly string[]): AsyncGenerator<readonly StoredInstance[], void, void> {
    for (let from = 0; from < publicIds.length; from += idsPerStatement) {
      const rows = await this.#database.rows(
        `SELECT ${columns} FROM unnest($1::text[]) WITH ORDINALITY AS wanted (public_id, position)
         JOIN instance ON instance.public_id = wanted.public_id JOIN ${file} ORDER BY wanted.position`,
        [publicIds.slice(from, from + idsPerStatement)],
      );
      if (rows.length > 0) yield rows.map(storedInstanceOf);
    }
  }

  /** Row numbers of the series below a resource, study by study. */
  async #seriesOf(level: Level, publicId: string): Promise<readonly number[]> {
    const rows = await this.#database.rows(
      `SELECT series.id FROM series JOIN study ON study.id = series.parent_id
       JOIN patient ON patient.id = study.parent_id WHERE ${levelTables[level]}.public_id = $1
       ORDER BY study.id, series.id`,
      [publicId],
    );
    return rows.map((row) => integerOf(row, 'id'));
  }

  async *#ofSeries(series: number, sizeOf: () => number): AsyncGenerator<readonly Row[], void, void> {
    let index = Number.MIN_SAFE_INTEGER;
    let id = 0;
    for (;;) {
      const limit = sizeOf();
      const rows = await this.#database.rows(
        `SELECT ${columns} FROM instance JOIN ${file} WHERE instance.parent_id = $1
         AND (${indexColumn}, instance.id) > ($2, $3) ORDER BY ${indexColumn}, instance.id LIMIT $4`,
        [series, index, id, limit],
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      if (rows.length < limit) return;
      index = integerOf(last, 'sort_index');
      id = integerOf(last, 'id');
    }
  }
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
