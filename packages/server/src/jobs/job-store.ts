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

export interface JobEnding {
  readonly state: JobState;
  readonly progress: number;
  readonly content: JobJson;
  readonly error: JobError | undefined;
  readonly runtimeMs: number;
  readonly retryAtMs: number | undefined;
  readonly attempts: number;
  readonly completedAtMs: number | undefined;
}

/**
 * Jobs in the index. A running job is held under a lease: who claims it must renew the lease, and when it runs out
 * (the server died) another claim takes the job over from its last recorded item.
 */
export interface JobStore {
  /** Durable when it resolves. Items are given once, in order. */
  addJob(job: NewJob, itemKeys: readonly string[]): Promise<void>;
  /** Takes the best job that may run now: Pending, Retry whose time has come, or Running under a lease that ran out. */
  claimJob(owner: string, nowMs: number, leaseMs: number): Promise<JobRecord | undefined>;
  /** Answers whether the owner still holds it, and what a user has asked of it meanwhile. */
  renewLease(id: string, owner: string, untilMs: number): Promise<{ held: boolean; requested: JobRequest | undefined }>;
  /** Items from `from` on that wait, at most `limit`. */
  waitingItems(id: string, from: number, limit: number): Promise<readonly JobItem[]>;
  countItems(id: string): Promise<Readonly<Record<JobItemState, number>>>;
  /** Survives `kill -9` of this server when it resolves. */
  recordItems(
    id: string,
    owner: string,
    items: readonly Pick<JobItem, 'position' | 'state' | 'comment'>[],
    progress: number,
  ): Promise<void>;
  /** Ends a run: success, failure, retry later, paused, or back to Pending. False when the lease was lost. */
  releaseJob(id: string, owner: string, ending: JobEnding): Promise<boolean>;
  /** A user's wish; decided by the pure table of job transitions inside one transaction. Undefined when there is no such job. */
  requestJob(id: string, request: JobRequest, nowMs: number): Promise<JobRequestOutcome | undefined>;
  getJob(id: string): Promise<JobRecord | undefined>;
  listJobs(): Promise<readonly JobRecord[]>;
  listJobIds(): Promise<readonly string[]>;
  deleteJob(id: string): Promise<'deleted' | 'active' | 'unknown'>;
  /** Keeps the newest `keep` completed jobs. */
  trimHistory(keep: number): Promise<void>;
  /** At start-up of the only server on this index: gives back at once what an earlier run of it held. */
  releaseLeases(): Promise<void>;
  /** When the next waiting job may run, to set a timer. */
  nextRetryAtMs(): Promise<number | undefined>;
  countJobs(): Promise<Readonly<Record<JobState, number>>>;
}

export type JobRequest = 'cancel' | 'pause' | 'resume' | 'resubmit';

/** `applied`: the state changed, or nothing had to. `later`: the runner will heed it. `refused`: not in this state. */
export type JobRequestOutcome = 'applied' | 'later' | 'refused';
