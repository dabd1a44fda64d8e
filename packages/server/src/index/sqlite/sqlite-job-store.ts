import type { JobOutput } from '../../jobs/job-output.ts';
import type { JobItem, JobRecord, JobState } from '../../jobs/job-record.ts';
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
import type { ReadThreadMethods } from './thread/read-thread.ts';
import type { ThreadClient } from './thread/thread-client.ts';
import type { WriteThreadMethods } from './thread/write-thread.ts';

/** Jobs in the SQLite index, as the main thread sees them. */
export class SqliteJobStore implements JobStore {
  readonly #writer: ThreadClient<WriteThreadMethods>;
  readonly #reader: ThreadClient<ReadThreadMethods>;

  constructor(writer: ThreadClient<WriteThreadMethods>, reader: ThreadClient<ReadThreadMethods>) {
    this.#writer = writer;
    this.#reader = reader;
  }

  addJob(job: NewJob, itemKeys: readonly string[], maximumWaiting: number): Promise<boolean> {
    // JSON knows no infinity.
    const limit = Number.isFinite(maximumWaiting) ? maximumWaiting : undefined;
    return this.#writer.call('addJob', { job, itemKeys, maximumWaiting: limit });
  }

  addJobsAt(cursor: JobCursor, jobs: readonly NewJobWithItems[], maximumWaiting: number) {
    const limit = Number.isFinite(maximumWaiting) ? maximumWaiting : undefined;
    return this.#writer.call('addJobsAt', { cursor, jobs, maximumWaiting: limit });
  }

  claimJob(
    owner: string,
    nowMs: number,
    leaseMs: number,
    except: readonly string[] = [],
  ): Promise<JobRecord | undefined> {
    return this.#writer.call('claimJob', { owner, nowMs, leaseMs, except });
  }

  renewLease(id: string, owner: string, untilMs: number): Promise<JobLease> {
    return this.#writer.call('renewLease', { id, owner, untilMs });
  }

  waitingItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#reader.call('waitingItems', { id, from, limit });
  }

  doneItems(id: string, from: number, limit: number): Promise<readonly JobItem[]> {
    return this.#reader.call('doneItems', { id, from, limit });
  }

  recordUpdate(id: string, owner: string, update: JobUpdate): Promise<JobLease> {
    return this.#writer.call('recordUpdate', { id, owner, update });
  }

  releaseJob(id: string, owner: string, ending: JobEnding, nowMs: number): Promise<JobRecord | undefined> {
    return this.#writer.call('releaseJob', { id, owner, ending, nowMs });
  }

  requestJob(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined> {
    return this.#writer.call('requestJob', { id, request, nowMs });
  }

  getJob(id: string): Promise<JobRecord | undefined> {
    return this.#reader.call('getJob', { id });
  }

  listJobs(): Promise<readonly JobRecord[]> {
    return this.#reader.call('listJobs', undefined);
  }

  listJobIds(): Promise<readonly string[]> {
    return this.#reader.call('listJobIds', undefined);
  }

  deleteJob(id: string): Promise<'deleted' | 'active' | 'unknown'> {
    return this.#writer.call('deleteJob', { id });
  }

  trimHistory(keep: number): Promise<void> {
    return this.#writer.call('trimHistory', { keep });
  }

  releaseLeases(nowMs: number): Promise<void> {
    return this.#writer.call('releaseLeases', { nowMs });
  }

  nextDueAtMs(): Promise<number | undefined> {
    return this.#reader.call('nextDueAtMs', undefined);
  }

  countJobs(): Promise<Readonly<Record<JobState, number>>> {
    return this.#reader.call('countJobs', undefined);
  }

  keepOutput(id: string, output: JobOutput, keep: number, nowMs: number): Promise<readonly string[] | undefined> {
    return this.#writer.call('keepOutput', { id, output, keep, nowMs });
  }

  useOutput(id: string, key: string, nowMs: number): Promise<JobOutput | undefined> {
    return this.#writer.call('useOutput', { id, key, nowMs });
  }

  dropOutput(id: string, key: string): Promise<string | undefined> {
    return this.#writer.call('dropOutput', { id, key });
  }
}
