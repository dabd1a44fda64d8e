import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JobOutput } from '../../jobs/job-output.ts';
import { jobOutputOf } from '../sql/job-rows.ts';
import { integerOf, textOf } from '../sql/row.ts';

/** The changes of the outputs of jobs; each method runs inside a transaction of its caller. */
export class JobOutputWriter {
  readonly #jobNumber: StatementSync;
  readonly #drop: StatementSync;
  readonly #insert: StatementSync;
  readonly #dropOld: StatementSync;
  readonly #use: StatementSync;

  constructor(database: DatabaseSync) {
    this.#jobNumber = database.prepare('SELECT number FROM job WHERE id = ?');
    this.#drop = database.prepare(
      'DELETE FROM job_output WHERE job_number = (SELECT number FROM job WHERE id = ?) AND key = ? RETURNING uuid',
    );
    this.#insert = database.prepare(
      `INSERT INTO job_output (job_number, key, uuid, size_bytes, content_type, filename, used_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#dropOld = database.prepare(
      `DELETE FROM job_output WHERE (job_number, key) IN (SELECT job_number, key FROM job_output
       ORDER BY used_at_ms DESC, job_number DESC LIMIT -1 OFFSET ?) RETURNING uuid`,
    );
    this.#use = database.prepare(
      `UPDATE job_output SET used_at_ms = ? WHERE key = ? AND job_number =
       (SELECT number FROM job WHERE id = ? AND state = 'Success') RETURNING *`,
    );
  }

  keep(id: string, output: JobOutput, keep: number, nowMs: number): readonly string[] | undefined {
    const job = this.#jobNumber.get(id);
    if (job === undefined) return undefined;
    const replaced = this.drop(id, output.key);
    const { key, uuid, sizeBytes, contentType, filename } = output;
    this.#insert.run(integerOf(job, 'number'), key, uuid, sizeBytes, contentType, filename, nowMs);
    const dropped = this.#dropOld.all(keep).map((row) => textOf(row, 'uuid'));
    return replaced === undefined ? dropped : [replaced, ...dropped];
  }

  use(id: string, key: string, nowMs: number): JobOutput | undefined {
    const row = this.#use.get(nowMs, key, id);
    return row === undefined ? undefined : jobOutputOf(row);
  }

  drop(id: string, key: string): string | undefined {
    const row = this.#drop.get(id, key);
    return row === undefined ? undefined : textOf(row, 'uuid');
  }
}
