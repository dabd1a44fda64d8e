import type { JobOutput } from '../../jobs/job-output.ts';
import { jobOutputOf } from '../sql/job-rows.ts';
import { integerOf, textOf } from '../sql/row.ts';
import type { Queries } from './postgres-database.ts';

/** The changes of the outputs of jobs; each method runs inside a transaction of its caller. */
export class JobOutputWrites {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async keep(id: string, output: JobOutput, keep: number, nowMs: number): Promise<readonly string[] | undefined> {
    const [job] = await this.#queries.rows('SELECT number FROM job WHERE id = $1 FOR UPDATE', [id]);
    if (job === undefined) return undefined;
    const { key, uuid, sizeBytes, contentType, filename } = output;
    // An earlier attempt, whose answer was lost, may have kept it.
    const replaced = await this.#queries.rows(
      'DELETE FROM job_output WHERE job_number = $1 AND key = $2 AND uuid <> $3 RETURNING uuid',
      [integerOf(job, 'number'), key, uuid],
    );
    await this.#queries.rows(
      `INSERT INTO job_output (job_number, key, uuid, size_bytes, content_type, filename, used_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [integerOf(job, 'number'), key, uuid, sizeBytes, contentType, filename, nowMs],
    );
    // Two servers may do so at the same time: each takes what the other has not.
    const dropped = await this.#queries.rows(
      `DELETE FROM job_output WHERE (job_number, key) IN (SELECT job_number, key FROM job_output
         WHERE (job_number, key) IN (SELECT job_number, key FROM job_output
           ORDER BY used_at_ms DESC, job_number DESC OFFSET $1)
         ORDER BY job_number, key FOR UPDATE SKIP LOCKED)
       RETURNING uuid`,
      [keep],
    );
    return [...replaced, ...dropped].map((row) => textOf(row, 'uuid'));
  }

  async use(id: string, key: string, nowMs: number): Promise<JobOutput | undefined> {
    const [row] = await this.#queries.rows(
      `UPDATE job_output SET used_at_ms = $1 WHERE key = $2 AND job_number =
       (SELECT number FROM job WHERE id = $3 AND state = 'Success') RETURNING *`,
      [nowMs, key, id],
    );
    return row === undefined ? undefined : jobOutputOf(row);
  }

  async drop(id: string, key: string): Promise<string | undefined> {
    const [row] = await this.#queries.rows(
      'DELETE FROM job_output WHERE job_number = (SELECT number FROM job WHERE id = $1) AND key = $2 RETURNING uuid',
      [id, key],
    );
    return row === undefined ? undefined : textOf(row, 'uuid');
  }
}
