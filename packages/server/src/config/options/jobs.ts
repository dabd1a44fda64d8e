import type { OptionRows } from '../option.ts';
import { boolean, integer, mapOf } from '../value-type.ts';

export const jobsOptions = {
  ConcurrentJobs: {
    type: integer(0),
    default: 2,
    meaning: 'Jobs that run at the same time; 0: as many as cores.',
    support: 'yes',
  },
  JobsHistorySize: {
    type: integer(0),
    default: 100,
    meaning: 'Finished jobs that are kept.',
    support: 'yes',
  },
  SaveJobs: {
    type: boolean(),
    default: true,
    meaning: 'Jobs survive a restart.',
    support: 'later',
    reason: 'jobs are always kept; --no-jobs pauses those that were saved',
  },
  JobsEngineThreadsCount: {
    type: mapOf(integer(0)),
    default: { ResourceModification: 1 },
    meaning: 'Threads inside one job, by type of job; 0: as many as cores.',
    support: 'ignored',
    reason: 'jobs wait for disk and network, not for threads',
  },
} as const satisfies OptionRows;
