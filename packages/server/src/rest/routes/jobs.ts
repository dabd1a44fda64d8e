import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { JobRequest, JobStore } from '../../jobs/job-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { jobJson } from '../contract/job-schemas.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { sendArray } from '../json-answer.ts';
import type { IdParams } from './resources.ts';

export interface JobsDeps {
  readonly jobs: Pick<JobEngine, 'describe' | 'request'>;
  readonly jobStore: Pick<JobStore, 'deleteJob' | 'getJob' | 'listJobIds' | 'listJobs'>;
}

const requestSummaries = {
  cancel: 'End a job early',
  pause: 'Keep a job from going on',
  resume: 'Let a paused job go on',
  resubmit: 'Begin a job that has failed again',
} as const satisfies Partial<Record<JobRequest, string>>;
const requests = ['cancel', 'pause', 'resume', 'resubmit'] as const satisfies readonly JobRequest[];

const parameters = { id: 'Id of the job' } as const;
const listQuery = Type.Object({
  expand: Type.Optional(Type.Boolean({ description: 'Jobs in place of their ids' })),
});

/** Jobs described at a time. */
const pageSize = 100;

/** `/jobs`: what runs, waits and has ended, and what a user wants of it. */
export function jobRoutes(app: FastifyInstance, { jobs, jobStore }: JobsDeps): void {
  const listing = contract({
    tag: 'Jobs',
    summary: 'List the jobs',
    query: listQuery,
    answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Array(jobJson)]) }],
  });
  app.get('/jobs', { config: listing }, async (request, reply) => {
    if (readQuery(request, listQuery).expand !== true) return (await jobStore.listJobIds()).toSorted();
    const records = (await jobStore.listJobs()).toSorted((left, right) => (left.id < right.id ? -1 : 1));
    return sendArray(request, reply, described());

    async function* described() {
      for (let at = 0; at < records.length; at += pageSize) {
        yield records.slice(at, at + pageSize).map((record) => jobs.describe(record));
      }
    }
  });

  const showing = contract({ tag: 'Jobs', summary: 'Show a job', parameters, answer: [{ json: jobJson }] });
  app.get<{ Params: IdParams }>('/jobs/:id', { config: showing }, async (request, reply) => {
    const job = await jobStore.getJob(request.params.id);
    return job === undefined ? answerNothing(request, reply) : jobs.describe(job);
  });

  const deleting = contract({
    tag: 'Jobs',
    summary: 'Forget a job that has ended',
    parameters,
    answer: [{ json: Type.Object({}) }],
  });
  app.delete<{ Params: IdParams }>('/jobs/:id', { config: deleting }, async (request) => {
    const outcome = await jobStore.deleteJob(request.params.id);
    if (outcome === 'deleted') return {};
    throw new IsocenterError('InexistentItem', outcome === 'active' ? 'The job has not ended' : 'Unknown job');
  });

  for (const asked of requests) {
    const requesting = contract({
      tag: 'Jobs',
      summary: requestSummaries[asked],
      parameters,
      answer: [{ json: Type.Object({}) }],
      otherAnswers: { 400: 'There is no such job, or its state does not allow it' },
    });
    app.post<{ Params: IdParams }>(`/jobs/:id/${asked}`, { config: requesting }, async (request, reply) => {
      const outcome = await jobs.request(request.params.id, asked);
      return outcome === undefined || outcome === 'refused' ? answerNothing(request, reply) : {};
    });
  }

  // No kind of job keeps an output of its own.
  for (const method of ['GET', 'DELETE'] as const) {
    app.route({
      method,
      url: '/jobs/:id/:key',
      config: contract({ tag: 'Jobs', summary: method === 'GET' ? 'Get an output' : 'Delete an output', parameters }),
      handler: async () => {
        throw new IsocenterError('InexistentItem', 'The job has no such output');
      },
    });
  }
}
