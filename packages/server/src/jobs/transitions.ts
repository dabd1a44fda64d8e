import type { JobState } from './job-record.ts';
import type { JobRequest } from './job-store.ts';

/**
 * What each request of a user does to a job in each state: the state it takes on at once, `later` when its runner
 * heeds the request between two items, `unchanged` when there is nothing to do, `refused` when it makes no sense.
 */
export const jobTransitions = {
  Pending: { cancel: 'Failure', pause: 'Paused', resume: 'refused', resubmit: 'refused' },
  Running: { cancel: 'later', pause: 'later', resume: 'refused', resubmit: 'refused' },
  Paused: { cancel: 'Failure', pause: 'unchanged', resume: 'Pending', resubmit: 'refused' },
  Retry: { cancel: 'Failure', pause: 'Paused', resume: 'refused', resubmit: 'refused' },
  Success: { cancel: 'unchanged', pause: 'unchanged', resume: 'refused', resubmit: 'refused' },
  Failure: { cancel: 'unchanged', pause: 'unchanged', resume: 'refused', resubmit: 'Pending' },
} as const satisfies Record<JobState, Record<JobRequest, JobState | 'later' | 'unchanged' | 'refused'>>;

export type JobTransition =
  | { readonly outcome: 'applied'; readonly state: 'Failure' | 'Paused' | 'Pending' }
  | { readonly outcome: 'later' | 'unchanged' | 'refused' };

/** Looks a request up in `jobTransitions`. */
export function transitionOf(state: JobState, request: JobRequest): JobTransition {
  const found = jobTransitions[state][request];
  switch (found) {
    case 'later':
    case 'unchanged':
    case 'refused':
      return { outcome: found };
    default:
      return { outcome: 'applied', state: found };
  }
}

/** The request that a running job keeps until its runner heeds it, when a further one comes: a cancel stays. */
export function keptRequest(kept: JobRequest | undefined, further: JobRequest): JobRequest {
  return kept === 'cancel' ? kept : further;
}
