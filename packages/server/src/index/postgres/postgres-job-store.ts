import type { JobOutput } from '../../jobs/job-output.ts';
import type { JobItem, JobItemState, JobRecord, JobState } from '../../jobs/job-record.ts';
import type {
  JobCursor,
  JobEnding,
  JobLease,
  JobRequest,
  JobRequestOutcome,
  JobStore,
  JobUpdate,
  NewJob,
  NewJobWithItems,
} from '../../jobs/job-store.ts';
import { jobItemOf, jobOf, stateOf } from '../sql/job-rows.ts';
import { integerOf, optionalIntegerOf, textOf } from '../sql/row.ts';
import { JobOutputWrites } from './job-output-writes.ts';
import { JobWrites } from './job-writes.ts';
import type { Notifications } from './notifications.ts';
import type { PostgresDatabase, Queries } from './postgres-database.ts';

/** Jobs in the PostgreSQL index, for all servers that share it. */
export class PostgresJobStore implements JobStore {
  readonly #database: PostgresDatabase;
  readonly #notifications: Notifications;

  constructor(database: PostgresDatabase, notifications: Notifications) {
    this.#database = database;
    this.#notifications = notifications;
  }

  watch(listener: (id: string | undefined) => void): () => void {
    return this.#notifications.subscribe('job', listener);
  }

  addJob(job: NewJob, itemKeys: readonly string[], maximumWaiting: number): Promise<boolean> {
    return this.#write((jobs) => jobs.add(job, itemKeys, maximumWaiting));
  }

  addJobsAt(cursor: JobCursor, jobs: readonly NewJobWithItems[], maximumWaiting: number) {
    return this.#write((writes) => writes.addAt(cursor, jobs, maximumWaiting));
  }

  claimJob(
    owner: string,
    nowMs: number,
    leaseMs: number,
    except: readonly string[] = [],
  ): Promise<JobRecord | undefined> {
    return this.#write((jobs) => jobs.claim(owner, nowMs, leaseMs, except));
  }

  renewLease(id: string, owner: string, untilMs: number): Promise<JobLease> {
    return this.#write((jobs) => jobs.renewLease(id, owner, untilMs), { durable: false });
  }

  waitingItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#items('Waiting', id, from, limit);
  }

  doneItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#items('Done', id, from, limit);
  }

  recordUpdate(id: string, owner: string, update: JobUpdate): Promise<JobLease> {
    return this.#write((jobs) => jobs.recordUpdate(id, owner, update), { durable: false });
  }

  releaseJob(id: string, owner: string, ending: JobEnding, nowMs: number): Promise<JobRecord | undefined> {
    return this.#write((jobs) => jobs.release(id, owner, ending, nowMs));
  }

  requestJob(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined> {
    return this.#write((jobs) => jobs.request(id, request, nowMs));
  }

  async getJob(id: string): Promise<JobRecord | undefined> {
    const [row] = await this.#database.rows('SELECT * FROM job WHERE id = $1', [id]);
    return row === undefined ? undefined : jobOf(row);
  }

  async listJobs(): Promise<readonly JobRecord[]> {
    return (await this.#database.rows('SELECT * FROM job ORDER BY number')).map(jobOf);
  }

  async listJobIds(): Promise<readonly string[]> {
    return (await this.#database.rows('SELECT id FROM job ORDER BY number')).map((row) => textOf(row, 'id'));
  }

  deleteJob(id: string): Promise<'deleted' | 'active' | 'unknown'> {
    return this.#write((jobs) => jobs.delete(id));
  }

  trimHistory(keep: number): Promise<void> {
    return this.#write((jobs) => jobs.trimHistory(keep));
  }

  releaseLeases(nowMs: number): Promise<void> {
    return this.#write((jobs) => jobs.releaseLeases(nowMs));
  }

  async nextDueAtMs(): Promise<number | undefined> {
    const [row] = await this.#database.rows(
      `SELECT min(CASE state WHEN 'Retry' THEN retry_at_ms ELSE lease_until_ms END) AS next FROM job
       WHERE state IN ('Retry', 'Running')`,
    );
    return row === undefined ? undefined : optionalIntegerOf(row, 'next');
  }

  async countJobs(): Promise<Readonly<Record<JobState, number>>> {
    const counts = { Pending: 0, Running: 0, Paused: 0, Retry: 0, Success: 0, Failure: 0 };
    const rows = await this.#database.rows('SELECT state, count(*) AS count FROM job GROUP BY state');
    for (const row of rows) counts[stateOf(row)] = integerOf(row, 'count');
    return counts;
  }

  keepOutput(id: string, output: JobOutput, keep: number, nowMs: number): Promise<readonly string[] | undefined> {
    return this.#writeOutput((outputs) => outputs.keep(id, output, keep, nowMs));
  }

  useOutput(id: string, key: string, nowMs: number): Promise<JobOutput | undefined> {
    return this.#writeOutput((outputs) => outputs.use(id, key, nowMs));
  }

  dropOutput(id: string, key: string): Promise<string | undefined> {
    return this.#writeOutput((outputs) => outputs.drop(id, key));
  }

  #writeOutput<Result>(write: (outputs: JobOutputWrites) => Promise<Result>): Promise<Result> {
    return this.#database.transaction((queries) => write(new JobOutputWrites(queries)), { repeatable: true });
  }

  async #items(state: JobItemState, id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    // The state is part of the text, so that the index on waiting items is used.
    const rows = await this.#database.rows(
      `SELECT position, key, job_item.state, comment FROM job_item
       WHERE job_number = (SELECT number FROM job WHERE id = $1) AND position >= $2 AND job_item.state = '${state}'
       ORDER BY position LIMIT $3`,
      [id, from, limit],
    );
    return rows.map(jobItemOf);
  }

  /**
   * Runs one write in a transaction. What is not durable survives the end of this server, not that of the database: a
   * job repeats it then.
   */
  #write<Result>(write: (jobs: JobWrites) => Promise<Result>, { durable } = { durable: true }): Promise<Result> {
    const work = async (queries: Queries) => {
      if (!durable) await queries.rows('SET LOCAL synchronous_commit TO off');
      return write(new JobWrites(queries));
    };
    // Each says by id and owner what it changes: done twice, it changes nothing more.
    return this.#database.transaction(work, { repeatable: true });
  }
}
