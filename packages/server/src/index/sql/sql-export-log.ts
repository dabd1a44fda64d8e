import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, levels } from '../../model/level.ts';
import type { ExportLog, ExportPage, ExportQuery, LoggedExport, NewExport } from '../export-log.ts';
import { integerOf, optionalTextOf, type Row, textOf } from './row.ts';
import { join, raw, sql } from './sql.ts';
import type { StatementRunner } from './statement-runner.ts';

/** Rows in one statement: databases limit its parameters. */
const rowsPerStatement = 100;

/** `/exports` in either database. The row of the counter is held to the commit, so that numbers come in its order. */
export class SqlExportLog implements ExportLog {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  async logExports(exports: readonly NewExport[]): Promise<void> {
    if (exports.length === 0) return;
    const statements = [];
    for (let at = 0; at < exports.length; at += rowsPerStatement) {
      const part = exports.slice(at, at + rowsPerStatement);
      const rows = part.map(
        (entry, position) => sql`((SELECT last_sequence FROM export_counter) - ${part.length - position - 1},
          ${depthOf(entry.level)}, ${entry.publicId}, ${entry.remote}, ${entry.date}, ${entry.patientId},
          ${entry.studyInstanceUid ?? null}, ${entry.seriesInstanceUid ?? null}, ${entry.sopInstanceUid ?? null})`,
      );
      statements.push(
        sql`UPDATE export_counter SET last_sequence = last_sequence + ${part.length}`,
        sql`INSERT INTO exported_resource (sequence, level, public_id, remote, date, patient_id, study_instance_uid,
          series_instance_uid, sop_instance_uid) VALUES ${join(rows, ', ')}`,
      );
    }
    await this.#runner.write(statements);
  }

  /** Reads one entry more than asked, to know whether it was the last. */
  async listExports({ limit, newest = false, since }: ExportQuery): Promise<ExportPage> {
    const rows = await this.#runner.read(
      sql`SELECT * FROM exported_resource WHERE sequence > ${since}
        ORDER BY sequence ${raw(newest ? 'DESC' : 'ASC')} LIMIT ${limit + 1}`,
    );
    const exports = rows.slice(0, limit).map(exportOf);
    if (newest) exports.reverse();
    return { exports, done: newest || (limit > 0 && rows.length <= limit) };
  }

  async deleteExports(): Promise<void> {
    await this.#runner.write([sql`DELETE FROM exported_resource`]);
  }
}

function exportOf(row: Row): LoggedExport {
  const level = levels[integerOf(row, 'level')];
  if (level === undefined) throw new IsocenterError('Database', 'Index: an export of an unknown level');
  return {
    sequence: integerOf(row, 'sequence'),
    level,
    publicId: textOf(row, 'public_id'),
    remote: textOf(row, 'remote'),
    date: textOf(row, 'date'),
    patientId: textOf(row, 'patient_id'),
    studyInstanceUid: optionalTextOf(row, 'study_instance_uid'),
    seriesInstanceUid: optionalTextOf(row, 'series_instance_uid'),
    sopInstanceUid: optionalTextOf(row, 'sop_instance_uid'),
  };
}
