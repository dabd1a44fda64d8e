import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JobOutputs } from '../../job-kinds/job-outputs.ts';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { JobRequest, JobStore } from '../../jobs/job-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { jobJson } from '../contract/job-schemas.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { sendArray } from '../json-answer.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface JobsDeps {
  readonly jobs: Pick<JobEngine, 'describe' | 'request'>;
  readonly jobStore: Pick<JobStore, 'deleteJob' | 'getJob' | 'listJobIds' | 'listJobs'>;
  readonly jobOutputs: Pick<JobOutputs, 'collect' | 'drop' | 'open'>;
}

interface OutputParams extends IdParams {
  readonly key: string;
}

const outputQuery = Type.Object({
  filename: Type.Optional(Type.String({ description: 'Name of the file, for browsers' })),
});

/** What may be asked of a job, and what comes of it. */
const requests = {
  cancel: 'Stop the job for good',
  pause: 'Interrupt the job until it is resumed',
  resume: 'Go on with a paused job',
  resubmit: 'Run a failed job again, from its first item',
} as const satisfies Partial<Record<JobRequest, string>>;

const listQuery = Type.Object({
  expand: Type.Optional(Type.Boolean({ description: 'Jobs in place of their ids' })),
});

const contracts = {
  list: contract({
    tag: 'Jobs',
    summary: 'All jobs',
    query: listQuery,
    answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Array(jobJson)]) }],
  }),
  one: contract({ tag: 'Jobs', summary: 'One job', answer: [{ json: jobJson }] }),
  remove: contract({
    tag: 'Jobs',
    summary: 'Forget a job that has ended, with its output',
    answer: [{ json: Type.Object({}) }],
  }),
};

/** Jobs described at a time. */
const pageSize = 100;

/** `/jobs`: what runs, waits and has ended, and what a user wants of it. */
export function jobRoutes(app: FastifyInstance, { jobOutputs, jobs, jobStore }: JobsDeps): void {
  app.get('/jobs', { config: contracts.list }, async (request, reply) => {
    if (readQuery(request, listQuery).expand !== true) return (await jobStore.listJobIds()).toSorted();
    const records = (await jobStore.listJobs()).toSorted((left, right) => (left.id < right.id ? -1 : 1));
    return sendArray(request, reply, described());

    async function* described() {
      for (let at = 0; at < records.length; at += pageSize) {
        yield records.slice(at, at + pageSize).map((record) => jobs.describe(record));
      }
    }
  });

  app.get<{ Params: IdParams }>('/jobs/:id', { config: contracts.one }, async (request, reply) => {
    const job = await jobStore.getJob(request.params.id);
    return job === undefined ? answerNothing(request, reply) : jobs.describe(job);
  });

  app.delete<{ Params: IdParams }>('/jobs/:id', { config: contracts.remove }, async (request) => {
    const outcome = await jobStore.deleteJob(request.params.id);
    if (outcome === 'deleted') {
      jobOutputs.collect();
      return {};
    }
    throw new IsocenterError('InexistentItem', outcome === 'active' ? 'The job has not ended' : 'Unknown job');
  });

  for (const [asked, summary] of Object.entries(requests)) {
    const config = contract({ tag: 'Jobs', summary, answer: [{ json: Type.Object({}) }] });
    app.post<{ Params: IdParams }>(`/jobs/:id/${asked}`, { config }, async (request, reply) => {
      const outcome = await jobs.request(request.params.id, asked as JobRequest);
      return outcome === undefined || outcome === 'refused' ? answerNothing(request, reply) : {};
    });
  }

  app.get<{ Params: OutputParams }>(
    '/jobs/:id/:key',
    {
      config: contract({
        tag: 'Jobs',
        summary: 'Download what a job has made',
        query: outputQuery,
        answer: [{ bytes: 'The file', mediaType: 'application/octet-stream' }],
      }),
    },
    async (request, reply) => {
      const { id, key } = request.params;
      const { filename } = readQuery(request, outputQuery);
      const { chunks, output } = await jobOutputs.open(id, key);
      const { contentType, sizeBytes: length } = output;
      return sendChunks(reply, chunks, { contentType, length, filename: filename ?? output.filename });
    },
  );

  app.delete<{ Params: OutputParams }>(
    '/jobs/:id/:key',
    { config: contract({ tag: 'Jobs', summary: 'Drop what a job has made' }) },
    async (request, reply) => {
      await jobOutputs.drop(request.params.id, request.params.key);
      return reply.type('text/plain').send('');
    },
  );
}
