import type { Logger } from '../logging/logger.ts';
import type { JobClock } from './job-clock.ts';
import type { JobEvents } from './job-events.ts';
import type { JobKind } from './job-kind.ts';
import type { JobJson } from './job-record.ts';
import type { JobStore } from './job-store.ts';
import type { RetryPolicy } from './run-ending.ts';

export interface JobEngineOptions extends Partial<JobEngineLimits> {
  readonly store: JobStore;
  readonly kinds: readonly JobKind[];
  /** Names this server among those on one index. */
  readonly owner: string;
  /** No other server works on this index: what an earlier run of this one held is given back at start. Default false. */
  readonly soleServer?: boolean;
  readonly logger: Logger;
  /** All are told, one after another. */
  readonly events?: readonly JobEvents[];
  readonly clock?: JobClock;
  /** 0 to below 1, for the jitter of retries. */
  readonly random?: () => number;
}

export interface JobEngineLimits {
  /** Jobs that run at a time; 0: as many as there are cores. */
  readonly concurrentJobs: number;
  /** Completed jobs that are kept. */
  readonly historySize: number;
  /** Jobs Pending, Paused or Retry from which on new ones are refused. */
  readonly maximumWaitingJobs: number;
  readonly retry: RetryPolicy;
  /** How long a job stays with a server that does not answer any more; renewed every third of it. */
  readonly leaseMs: number;
  /** How often an idle server looks for what others submitted or left behind. At least 1000. */
  readonly pollMs: number;
  /** How long a run may go on after it was interrupted before its job is taken away from it. */
  readonly interruptionGraceMs: number;
}

export const defaultJobEngineLimits: JobEngineLimits = {
  concurrentJobs: 2,
  historySize: 10,
  maximumWaitingJobs: 10_000,
  retry: { baseDelayMs: 5_000, maximumDelayMs: 300_000, maximumRetries: 5 },
  leaseMs: 30_000,
  pollMs: 5_000,
  interruptionGraceMs: 60_000,
};

export interface JobSubmission {
  readonly type: string;
  /** `Permissive` (boolean) and `MaximumRetries` (in place of that of the engine) are the engine's; the rest is the kind's. */
  readonly parameters?: JobJson;
  readonly itemKeys?: readonly string[];
  /** Higher runs first. Default 0. */
  readonly priority?: number;
  readonly userData?: unknown;
  readonly content?: JobJson;
}

/** Pending counts Retry too, running Paused too; the totals are those of this server since its start. */
export interface JobMetrics {
  readonly pending: number;
  readonly running: number;
  readonly completed: number;
  readonly succeeded: number;
  readonly failed: number;
}
