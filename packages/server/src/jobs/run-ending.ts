import type { IsocenterError } from '../model/isocenter-error.ts';
import { canceledJobError, jobErrorOf } from './job-error.ts';
import type { JobJson, JobRecord } from './job-record.ts';
import type { JobEnding } from './job-store.ts';

export interface RetryPolicy {
  /** Before the second attempt; doubled for each further one. */
  readonly baseDelayMs: number;
  readonly maximumDelayMs: number;
  /** Attempts after the first that may end without finishing an item; 0: never again. */
  readonly maximumRetries: number;
}

export type RunOutcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: IsocenterError }
  | { readonly kind: 'postponed'; readonly untilMs: number }
  | { readonly kind: 'interrupted'; readonly reason: 'cancel' | 'pause' | 'stop' };

/** What a run has come to. */
export interface RunResult {
  readonly outcome: RunOutcome;
  readonly progress: number;
  readonly content: JobJson;
  /** Whether it finished at least one item. */
  readonly advanced: boolean;
  readonly elapsedMs: number;
}

/** How a run ends for the job. `random` (0 to below 1) spreads retries. */
export function endingOf(
  job: JobRecord,
  result: RunResult,
  nowMs: number,
  policy: RetryPolicy,
  random: number,
): JobEnding {
  const { outcome, progress, content } = result;
  const base = {
    progress,
    content,
    error: undefined,
    runtimeMs: job.runtimeMs + result.elapsedMs,
    retryAtMs: undefined,
    attempts: result.advanced ? 0 : job.attempts,
    completedAtMs: undefined,
  };
  switch (outcome.kind) {
    case 'finished':
      return { ...base, state: 'Success', progress: 100, completedAtMs: nowMs };
    case 'interrupted':
      if (outcome.reason === 'cancel') {
        return { ...base, state: 'Failure', error: canceledJobError, completedAtMs: nowMs };
      }
      return { ...base, state: outcome.reason === 'pause' ? 'Paused' : 'Pending' };
    case 'postponed':
      return { ...base, state: 'Retry', retryAtMs: outcome.untilMs };
    case 'failed': {
      const error = jobErrorOf(outcome.error);
      const attempts = base.attempts + 1;
      if (outcome.error.transient && attempts <= maximumRetriesOf(job, policy)) {
        return { ...base, state: 'Retry', error, attempts, retryAtMs: nowMs + retryDelayMs(attempts, policy, random) };
      }
      return { ...base, state: 'Failure', error, attempts, completedAtMs: nowMs };
    }
  }
}

/** Exponential, half of it random, so that jobs that failed together do not come back together. */
function retryDelayMs(attempts: number, policy: RetryPolicy, random: number): number {
  const delayMs = Math.min(policy.maximumDelayMs, policy.baseDelayMs * 2 ** (attempts - 1));
  return Math.round(delayMs * (0.5 + 0.5 * random));
}

function maximumRetriesOf(job: JobRecord, policy: RetryPolicy): number {
  const own = job.parameters.MaximumRetries;
  return typeof own === 'number' ? own : policy.maximumRetries;
}
