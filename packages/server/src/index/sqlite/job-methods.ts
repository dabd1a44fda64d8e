import type { DatabaseSync } from 'node:sqlite';
import type { JobOutput } from '../../jobs/job-output.ts';
import type { JobCursor, JobEnding, JobRequest, JobUpdate, NewJob, NewJobWithItems } from '../../jobs/job-store.ts';
import { JobOutputWriter } from './job-output-writer.ts';
import { JobReader } from './job-reader.ts';
import { JobWriter } from './job-writer.ts';

interface JobName {
  readonly id: string;
}

/** Updates that a job repeats: after a power failure it goes on from an earlier one. */
export const relaxedJobMethods: ReadonlySet<string> = new Set(['recordUpdate', 'renewLease']);

/** What the writing thread does for jobs. */
export function jobWriteMethods(database: DatabaseSync) {
  const jobs = new JobWriter(database);
  const outputs = new JobOutputWriter(database);
  return {
    /** Without `maximumWaiting` there is no limit. */
    addJob: (request: {
      readonly job: NewJob;
      readonly itemKeys: readonly string[];
      readonly maximumWaiting: number | undefined;
    }) => jobs.add(request.job, request.itemKeys, request.maximumWaiting),
    addJobsAt: (request: {
      readonly cursor: JobCursor;
      readonly jobs: readonly NewJobWithItems[];
      readonly maximumWaiting: number | undefined;
    }) => jobs.addAt(request.cursor, request.jobs, request.maximumWaiting),
    claimJob: (request: {
      readonly owner: string;
      readonly nowMs: number;
      readonly leaseMs: number;
      readonly except: readonly string[];
    }) => jobs.claim(request.owner, request.nowMs, request.leaseMs, request.except),
    renewLease: (request: JobName & { readonly owner: string; readonly untilMs: number }) =>
      jobs.renewLease(request.id, request.owner, request.untilMs),
    recordUpdate: (request: JobName & { readonly owner: string; readonly update: JobUpdate }) =>
      jobs.recordUpdate(request.id, request.owner, request.update),
    releaseJob: (request: JobName & { readonly owner: string; readonly ending: JobEnding; readonly nowMs: number }) =>
      jobs.release(request.id, request.owner, request.ending, request.nowMs),
    requestJob: (request: JobName & { readonly request: JobRequest; readonly nowMs: number }) =>
      jobs.request(request.id, request.request, request.nowMs),
    deleteJob: ({ id }: JobName) => jobs.delete(id),
    trimHistory: ({ keep }: { readonly keep: number }) => jobs.trimHistory(keep),
    releaseLeases: ({ nowMs }: { readonly nowMs: number }) => jobs.releaseLeases(nowMs),
    keepOutput: (request: JobName & { readonly output: JobOutput; readonly keep: number; readonly nowMs: number }) =>
      outputs.keep(request.id, request.output, request.keep, request.nowMs),
    useOutput: (request: JobName & { readonly key: string; readonly nowMs: number }) =>
      outputs.use(request.id, request.key, request.nowMs),
    dropOutput: ({ id, key }: JobName & { readonly key: string }) => outputs.drop(id, key),
  };
}

/** What the reading thread does for jobs. */
export function jobReadMethods(database: DatabaseSync) {
  const jobs = new JobReader(database);
  return {
    waitingItems: (request: JobName & { readonly from: number; readonly limit: number }) =>
      jobs.waitingItems(request.id, request.from, request.limit),
    doneItems: (request: JobName & { readonly from: number; readonly limit: number }) =>
      jobs.doneItems(request.id, request.from, request.limit),
    getJob: ({ id }: JobName) => jobs.get(id),
    listJobs: () => jobs.list(),
    listJobIds: () => jobs.listIds(),
    nextDueAtMs: () => jobs.nextDueAtMs(),
    countJobs: () => jobs.count(),
  };
}
