import type { JobOutput } from './job-output.ts';
import type { JobError, JobItem, JobItemState, JobJson, JobRecord, JobState } from './job-record.ts';

export interface NewJob {
  readonly id: string;
  readonly type: string;
  readonly priority: number;
  readonly userData: unknown;
  readonly parameters: JobJson;
  readonly content: JobJson;
  readonly createdAtMs: number;
  readonly state?: 'Pending' | 'Paused';
}

/** How a run ended. `runtimeMs` is the total over all runs, this one included. */
export interface JobEnding {
  readonly state: Exclude<JobState, 'Running'>;
  readonly progress: number;
  readonly content: JobJson;
  readonly error: JobError | undefined;
  readonly runtimeMs: number;
  readonly retryAtMs: number | undefined;
  readonly attempts: number;
  readonly completedAtMs: number | undefined;
}

/** What a run reports while it goes on. */
export interface JobUpdate {
  readonly items: readonly JobItemOutcome[];
  readonly progress: number;
  /** Replaces the content of the job; undefined keeps it. */
  readonly content: JobJson | undefined;
}

export interface JobItemOutcome {
  readonly position: number;
  readonly state: Exclude<JobItemState, 'Waiting'>;
  readonly comment: string | undefined;
}

/** Whether the caller still holds the job, and what a user has asked of it meanwhile. */
export interface JobLease {
  readonly held: boolean;
  readonly requested: JobRequest | undefined;
}

/** How far something has come that makes jobs: a property of the index, and where it is to be moved. */
export interface JobCursor {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface NewJobWithItems {
  readonly job: NewJob;
  readonly itemKeys: readonly string[];
}

/**
 * Jobs in the index. A running job is held under a lease: who claims it must renew the lease, and when it runs out
 * (the server died) another claim takes the job over from its last recorded item. `owner` names one run of one job,
 * never two: it fences off a run that lost its job without noticing.
 */
export interface JobStore {
  /**
   * Calls the listener when another server on the same index may have changed a job: with its id, or undefined when
   * it could be any. Answers the function that ends this. Absent where there are no other servers.
   */
  watch?(listener: (id: string | undefined) => void): () => void;
  /**
   * Durable when it resolves. Items are given once, in order. False, and nothing added, when `maximumWaiting` jobs
   * are Pending, Paused or Retry already; counted in the same transaction.
   */
  addJob(job: NewJob, itemKeys: readonly string[], maximumWaiting: number): Promise<boolean>;
  /**
   * Adds jobs and moves the cursor in one transaction. `moved`: the cursor was not where it should have been, and nothing
   * is done; `full`: with these, more than `maximumWaiting` jobs would wait.
   */
  addJobsAt(
    cursor: JobCursor,
    jobs: readonly NewJobWithItems[],
    maximumWaiting: number,
  ): Promise<'added' | 'moved' | 'full'>;
  /**
   * Takes the best job that may run now: Pending, Retry whose time has come, or Running under a lease that ran out;
   * higher priority first, then the oldest. The job becomes Running, without error, `startedAtMs` now; its progress is
   * that of its items. A job whose lease ran out with a request still unheeded is not claimed: the request is applied
   * as to a Pending one. Jobs of the types in `except` are left where they are.
   */
  claimJob(owner: string, nowMs: number, leaseMs: number, except?: readonly string[]): Promise<JobRecord | undefined>;
  renewLease(id: string, owner: string, untilMs: number): Promise<JobLease>;
  /** Items from position `from` on that wait, in order, at most `limit`. */
  waitingItems(id: string, from: number, limit: number): Promise<readonly JobItem[]>;
  /** Items from position `from` on that are done, in order, at most `limit`. */
  doneItems(id: string, from: number, limit: number): Promise<readonly JobItem[]>;
  /** Survives `kill -9` of this server when it resolves. Records nothing when the lease was lost. */
  recordUpdate(id: string, owner: string, update: JobUpdate): Promise<JobLease>;
  /**
   * Ends a run: success, failure, retry later, paused, or back to Pending. A request that the run did not heed is
   * applied to the state that it ends in, by the table of transitions. Answers the job as it is then;
   * undefined, and nothing recorded, when the lease was lost.
   */
  releaseJob(id: string, owner: string, ending: JobEnding, nowMs: number): Promise<JobRecord | undefined>;
  /**
   * A user's wish; decided by the table of transitions inside one transaction. Undefined when there is no such job.
   * A job in state Running under a lease that ran out counts as Pending.
   *
   * Cancel ends the job with `canceledJobError`, completed now. Pause and resume drop the time of the retry.
   * Resubmit puts all items back to Waiting, runtime and attempts to 0; error and progress stay visible until it runs.
   */
  requestJob(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined>;
  getJob(id: string): Promise<JobRecord | undefined>;
  listJobs(): Promise<readonly JobRecord[]>;
  listJobIds(): Promise<readonly string[]>;
  /** `active`: only a job in state Success or Failure can be deleted. */
  deleteJob(id: string): Promise<'deleted' | 'active' | 'unknown'>;
  /** Keeps the newest `keep` completed jobs, by time of completion. */
  trimHistory(keep: number): Promise<void>;
  /**
   * At start-up of the only server on this index: gives back at once what an earlier run of it held, as Pending or
   * as the request that waited on it says.
   */
  releaseLeases(nowMs: number): Promise<void>;
  /** When the next job in state Retry may run, or the next lease runs out, to set a timer. */
  nextDueAtMs(): Promise<number | undefined>;
  countJobs(): Promise<Readonly<Record<JobState, number>>>;

  /**
   * Keeps an output whose blob is durable, in place of one with the same key, and of the outputs of all jobs only the
   * `keep` used last. Answers the blobs that are not needed any more: the caller removes them, then tells the index.
   * Undefined, and nothing kept, when there is no such job.
   */
  keepOutput(id: string, output: JobOutput, keep: number, nowMs: number): Promise<readonly string[] | undefined>;
  /** An output of a job in state Success; it was used now. */
  useOutput(id: string, key: string, nowMs: number): Promise<JobOutput | undefined>;
  /** Answers the blob, which is not needed any more; undefined when there is none. Deleting a job drops its outputs, too. */
  dropOutput(id: string, key: string): Promise<string | undefined>;
}

export type JobRequest = 'cancel' | 'pause' | 'resume' | 'resubmit';

/** `applied`: the state changed. `unchanged`: nothing had to. `later`: the runner will heed it. `refused`: not in this state. */
export type JobRequestOutcome = 'applied' | 'unchanged' | 'later' | 'refused';
