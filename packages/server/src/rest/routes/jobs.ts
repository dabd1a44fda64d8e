import type { FastifyInstance } from 'fastify';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { JobRequest, JobStore } from '../../jobs/job-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { answerNothing } from '../error-answer.ts';
import { sendArray } from '../json-answer.ts';
import { flagArgument, queryArguments } from '../query-arguments.ts';
import type { IdParams } from './resources.ts';

export interface JobsDeps {
  readonly jobs: Pick<JobEngine, 'describe' | 'request'>;
  readonly jobStore: Pick<JobStore, 'deleteJob' | 'getJob' | 'listJobIds' | 'listJobs'>;
}

const requests = ['cancel', 'pause', 'resume', 'resubmit'] as const satisfies readonly JobRequest[];

/** Jobs described at a time. */
const pageSize = 100;

/** `/jobs`: what runs, waits and has ended, and what a user wants of it. */
export function jobRoutes(app: FastifyInstance, { jobs, jobStore }: JobsDeps): void {
  app.get('/jobs', async (request, reply) => {
    if (flagArgument(queryArguments(request.query), 'expand') !== true) return (await jobStore.listJobIds()).toSorted();
    const records = (await jobStore.listJobs()).toSorted((left, right) => (left.id < right.id ? -1 : 1));
    return sendArray(request, reply, described());

    async function* described() {
      for (let at = 0; at < records.length; at += pageSize) {
        yield records.slice(at, at + pageSize).map((record) => jobs.describe(record));
      }
    }
  });

  app.get<{ Params: IdParams }>('/jobs/:id', async (request, reply) => {
    const job = await jobStore.getJob(request.params.id);
    return job === undefined ? answerNothing(request, reply) : jobs.describe(job);
  });

  app.delete<{ Params: IdParams }>('/jobs/:id', async (request) => {
    const outcome = await jobStore.deleteJob(request.params.id);
    if (outcome === 'deleted') return {};
    throw new IsocenterError('InexistentItem', outcome === 'active' ? 'The job has not ended' : 'Unknown job');
  });

  for (const asked of requests) {
    app.post<{ Params: IdParams }>(`/jobs/:id/${asked}`, async (request, reply) => {
      const outcome = await jobs.request(request.params.id, asked);
      return outcome === undefined || outcome === 'refused' ? answerNothing(request, reply) : {};
    });
  }

  // No kind of job keeps an output of its own.
  for (const method of ['GET', 'DELETE'] as const) {
    app.route({
      method,
      url: '/jobs/:id/:key',
      handler: async () => {
        throw new IsocenterError('InexistentItem', 'The job has no such output');
      },
    });
  }
}
