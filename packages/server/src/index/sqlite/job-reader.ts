import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JobItem, JobItemState, JobRecord, JobState } from '../../jobs/job-record.ts';
import { jobItemOf, jobOf, stateOf } from '../sql/job-rows.ts';
import { integerOf, optionalIntegerOf, textOf } from '../sql/row.ts';

/** What is asked about jobs. */
export class JobReader {
  readonly #find: StatementSync;
  readonly #list: StatementSync;
  readonly #listIds: StatementSync;
  readonly #waitingItems: StatementSync;
  readonly #doneItems: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #count: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT * FROM job WHERE id = ?');
    this.#list = database.prepare('SELECT * FROM job ORDER BY number');
    this.#listIds = database.prepare('SELECT id FROM job ORDER BY number');
    // The state is part of the text, so that the index on waiting items is used.
    const itemsIn = (state: JobItemState) =>
      database.prepare(
        `SELECT position, key, job_item.state, comment FROM job_item
         WHERE job_number = (SELECT number FROM job WHERE id = ?) AND position >= ? AND job_item.state = '${state}'
         ORDER BY position LIMIT ?`,
      );
    this.#waitingItems = itemsIn('Waiting');
    this.#doneItems = itemsIn('Done');
    this.#nextDue = database.prepare(
      `SELECT min(CASE state WHEN 'Retry' THEN retry_at_ms ELSE lease_until_ms END) AS next FROM job
       WHERE state IN ('Retry', 'Running')`,
    );
    this.#count = database.prepare('SELECT state, count(*) AS count FROM job GROUP BY state');
  }

  get(id: string): JobRecord | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : jobOf(row);
  }

  list(): readonly JobRecord[] {
    return this.#list.all().map(jobOf);
  }

  listIds(): readonly string[] {
    return this.#listIds.all().map((row) => textOf(row, 'id'));
  }

  waitingItems(id: string, from: number, limit: number): readonly JobItem[] {
    return this.#waitingItems.all(id, from, limit).map(jobItemOf);
  }

  doneItems(id: string, from: number, limit: number): readonly JobItem[] {
    return this.#doneItems.all(id, from, limit).map(jobItemOf);
  }

  nextDueAtMs(): number | undefined {
    const row = this.#nextDue.get();
    return row === undefined ? undefined : optionalIntegerOf(row, 'next');
  }

  count(): Readonly<Record<JobState, number>> {
    const counts = { Pending: 0, Running: 0, Paused: 0, Retry: 0, Success: 0, Failure: 0 };
    for (const row of this.#count.all()) counts[stateOf(row)] = integerOf(row, 'count');
    return counts;
  }
}
