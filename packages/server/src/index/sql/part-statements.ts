import { contentTypes } from '../../model/content-type.ts';
import { childOf, depthOf, type Level } from '../../model/level.ts';
import type { WantedParts } from '../resource-query.ts';
import { levelTables } from './level-tables.ts';
import { integerOf, type Row } from './row.ts';
import { identifier, literal, type Sql, type Statement, sql, statementOf } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Parts of a page that are read by a statement of their own; one for all resources of the page. */
export type PartName =
  | 'children'
  | 'indexes'
  | 'userMetadata'
  | 'attachments'
  | 'labels'
  | 'modalities'
  | 'sopClasses'
  | 'oneInstance';

/** The statements for the wanted parts of a page. Each answers rows with the `owner` they belong to. */
export function partStatements(
  dialect: SqlDialect,
  level: Level,
  want: WantedParts,
  rows: readonly Row[],
): ReadonlyMap<PartName, Statement> {
  const parts = new Map<PartName, Statement>();
  if (rows.length === 0) return parts;
  const ids = rows.map((row) => integerOf(row, 'id'));
  const depth = literal(depthOf(level));
  const owners = (column: Sql) => dialect.anyOf(column, ids);
  const add = (part: PartName, query: Sql) => parts.set(part, statementOf(dialect, query));
  const child = childOf(level);
  if (want.children && child !== undefined) {
    add(
      'children',
      sql`SELECT parent_id AS owner, public_id FROM ${identifier(levelTables[child])}
        WHERE ${owners(sql`parent_id`)} ORDER BY public_id`,
    );
  }
  if (want.metadata && level === 'Series') {
    add('indexes', sql`SELECT parent_id AS owner, index_in_series FROM instance WHERE ${owners(sql`parent_id`)}`);
  }
  if (want.metadata) {
    add(
      'userMetadata',
      sql`SELECT resource_id AS owner, name, value FROM user_metadata
        WHERE level = ${depth} AND ${owners(sql`resource_id`)} ORDER BY name`,
    );
  }
  if (want.attachments) {
    add(
      'attachments',
      sql`SELECT resource_id AS owner, ${attachmentColumns} FROM attachment
        WHERE level = ${depth} AND ${owners(sql`resource_id`)} ORDER BY content_type`,
    );
  }
  if (want.labels) {
    add(
      'labels',
      sql`SELECT resource_id AS owner, label FROM label
        WHERE level = ${depth} AND ${owners(sql`resource_id`)} ORDER BY label`,
    );
  }
  if (want.oneInstance) add('oneInstance', oneInstance(level, owners));
  if (level !== 'Patient' && (want.modalitiesInStudy || want.sopClassesInStudy)) {
    const studies = [...new Set(rows.map((row) => integerOf(row, 'study_id')))];
    const ofStudies = dialect.anyOf(sql`series.parent_id`, studies);
    if (want.modalitiesInStudy) {
      add(
        'modalities',
        sql`SELECT DISTINCT series.parent_id AS owner, series.modality AS value FROM series
          WHERE ${ofStudies} AND series.modality > '' ORDER BY series.modality`,
      );
    }
    if (want.sopClassesInStudy) {
      add(
        'sopClasses',
        sql`SELECT DISTINCT series.parent_id AS owner, instance.sop_class_uid AS value FROM series
          JOIN instance ON instance.parent_id = series.id WHERE ${ofStudies} ORDER BY instance.sop_class_uid`,
      );
    }
  }
  return parts;
}

export const attachmentColumns: Sql = sql`content_type, uuid, uncompressed_size, compressed_size, uncompressed_md5,
  compressed_md5, compression, revision`;

/** The first instance that the index of the series table leads to, with its DICOM file. */
function oneInstance(level: Level, owners: (column: Sql) => Sql): Sql {
  const owner = identifier(`${levelTables[level]}.id`);
  const first = {
    Patient: sql`(SELECT instance.id FROM study JOIN series ON series.parent_id = study.id
      JOIN instance ON instance.parent_id = series.id WHERE study.parent_id = patient.id LIMIT 1)`,
    Study: sql`(SELECT instance.id FROM series JOIN instance ON instance.parent_id = series.id
      WHERE series.parent_id = study.id LIMIT 1)`,
    Series: sql`(SELECT instance.id FROM instance WHERE instance.parent_id = series.id LIMIT 1)`,
    Instance: owner,
  }[level];
  return sql`SELECT chosen.owner AS owner, one.public_id, one.transfer_syntax_uid, ${attachmentColumns}
    FROM (SELECT ${owner} AS owner, ${first} AS instance_id FROM ${identifier(levelTables[level])}
      WHERE ${owners(owner)}) AS chosen
    JOIN instance AS one ON one.id = chosen.instance_id
    JOIN attachment ON attachment.level = ${literal(depthOf('Instance'))} AND attachment.resource_id = one.id
      AND attachment.content_type = ${literal(contentTypes.dicom)}`;
}
