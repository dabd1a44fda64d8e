import { contentTypes } from '../../model/content-type.ts';
import { depthOf, type Level, levels } from '../../model/level.ts';
import type { AttachmentSizes } from '../records.ts';
import { levelTables } from './level-tables.ts';
import { integerOf, type Row } from './row.ts';
import { identifier, join, literal, type Sql, type Statement, sql, statementOf } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Sums up the attachments of a resource and of all below it; one row. */
export function sizeStatement(dialect: SqlDialect, level: Level, publicId: string): Statement {
  let ids = sql`SELECT id FROM ${identifier(levelTables[level])} WHERE public_id = ${publicId}`;
  const parts: Sql[] = [];
  for (const of of levels.slice(depthOf(level))) {
    if (of !== level) ids = sql`SELECT id FROM ${identifier(levelTables[of])} WHERE parent_id IN (${ids})`;
    parts.push(sql`SELECT content_type, compressed_size, uncompressed_size FROM attachment
      WHERE level = ${literal(depthOf(of))} AND resource_id IN (${ids})`);
  }
  const ofDicom = sql`CASE WHEN content_type = ${literal(contentTypes.dicom)} THEN 1 ELSE 0 END`;
  return statementOf(
    dialect,
    sql`SELECT coalesce(sum(compressed_size), 0) AS disk, coalesce(sum(uncompressed_size), 0) AS uncompressed,
      coalesce(sum(compressed_size * ${ofDicom}), 0) AS dicom_disk,
      coalesce(sum(uncompressed_size * ${ofDicom}), 0) AS dicom_uncompressed
      FROM (${join(parts, ' UNION ALL ')}) AS part`,
  );
}

export function sizesOf(row: Row): AttachmentSizes {
  return {
    diskBytes: integerOf(row, 'disk'),
    uncompressedBytes: integerOf(row, 'uncompressed'),
    dicomDiskBytes: integerOf(row, 'dicom_disk'),
    dicomUncompressedBytes: integerOf(row, 'dicom_uncompressed'),
  };
}
