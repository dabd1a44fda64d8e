import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import type { NamedResource } from '../../job-kinds/modification-parameters.ts';
import type { StudyJobs } from '../../job-kinds/study-jobs.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { Level } from '../../model/level.ts';
import { jobOptionFields, submittedJob } from '../contract/job-schemas.ts';
import { modificationContent, removeField, replaceField, resultFields } from '../contract/modification-schemas.ts';
import { readJson } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import type { BodyLimits } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { levelsOf } from '../resource-levels.ts';
import type { IdParams } from './resources.ts';

export interface StudyChangesDeps {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly jobs: JobSubmitter;
  readonly studyJobs: Pick<StudyJobs, 'merge' | 'split'>;
  readonly limits: BodyLimits;
  /** `ReadOnly`: no route that writes. */
  readonly readOnly: boolean;
}

const splitBody = Type.Object({
  Series: Type.Optional(Type.Array(Type.String(), { description: 'Public ids of series of the study' })),
  Instances: Type.Optional(Type.Array(Type.String(), { description: 'Public ids of instances of the study' })),
  Replace: Type.Optional(replaceField),
  Remove: Type.Optional(removeField),
  ...resultFields,
  ...jobOptionFields,
});

const mergeBody = Type.Object({
  Resources: Type.Array(Type.String(), { description: 'Public ids of studies, series and instances' }),
  ...resultFields,
  ...jobOptionFields,
});

const answer = [{ json: modificationContent }, { json: submittedJob }];

/** Moving series and instances between studies. The sources are deleted, unless the client says to keep them. */
export function studyChangeRoutes(app: FastifyInstance, deps: StudyChangesDeps): void {
  const { index, jobs, limits, studyJobs } = deps;
  if (deps.readOnly) return;

  app.post<{ Params: IdParams }>(
    '/studies/:id/split',
    {
      config: contract({
        tag: 'Modification',
        summary: 'Take series and instances of a study into a new one',
        body: [{ json: splitBody }],
        answer,
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, splitBody);
      const { Instances = [], Remove = [], Replace = {}, Series = [] } = body;
      if (Series.length + Instances.length === 0) {
        throw new IsocenterError('BadRequest', 'Neither the field Series nor the field Instances names something');
      }
      const resources = [...(await known(index, Series, ['Series'])), ...(await known(index, Instances, ['Instance']))];
      const submission = await studyJobs.split({
        study: request.params.id,
        resources,
        replace: Replace,
        remove: Remove,
        keepSource: body.KeepSource ?? false,
        keepLabels: body.KeepLabels ?? false,
        origin: requestOrigin(request),
      });
      return runJob(jobs, jobOptions(body), submission);
    },
  );

  app.post<{ Params: IdParams }>(
    '/studies/:id/merge',
    {
      config: contract({
        tag: 'Modification',
        summary: 'Take studies, series and instances into a study',
        body: [{ json: mergeBody }],
        answer,
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, mergeBody);
      const submission = await studyJobs.merge({
        study: request.params.id,
        resources: await known(index, body.Resources, ['Study', 'Series', 'Instance']),
        keepSource: body.KeepSource ?? false,
        keepLabels: body.KeepLabels ?? false,
        origin: requestOrigin(request),
      });
      return runJob(jobs, jobOptions(body), submission);
    },
  );
}

/** @throws IsocenterError UnknownResource for an id that is not of one of the levels */
async function known(
  index: StudyChangesDeps['index'],
  ids: readonly string[],
  allowed: readonly Level[],
): Promise<readonly NamedResource[]> {
  const levels = await levelsOf(index, ids);
  return ids.map((publicId) => {
    const level = levels.get(publicId);
    if (level === undefined || !allowed.includes(level)) {
      throw new IsocenterError('UnknownResource', `Unknown resource: ${publicId}`);
    }
    return { level, publicId };
  });
}
