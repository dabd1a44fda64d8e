import type { DatabaseSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { Level } from '../../model/level.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf } from '../sql/row.ts';

/** The row number of a resource. @throws IsocenterError UnknownResource */
export function resourceRowId(database: DatabaseSync, level: Level, publicId: string): number {
  const row = database.prepare(`SELECT id FROM ${levelTables[level]} WHERE public_id = ?`).get(publicId);
  if (row === undefined) throw new IsocenterError('UnknownResource', '');
  return integerOf(row, 'id');
}
