import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Level, levelRoutes } from '../../model/level.ts';
import { levelTags } from '../contract/level-tags.ts';
import { readOptionalJson } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import type { BodyLimits } from '../request-body.ts';
import { type ReconstructionDeps, reconstructAll, reconstructResource } from '../resource-reconstruction.ts';
import { servedLevels } from '../served-levels.ts';
import type { IdParams } from './resources.ts';

export interface ReconstructDeps extends ReconstructionDeps {
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
  readonly patientLevel: boolean;
}

const filesField = {
  ReconstructFiles: Type.Optional(
    Type.Boolean({
      description: 'Write the files anew, too, compressed as `StorageCompression` says; false by default',
    }),
  ),
};

const allBody = Type.Object(filesField);
const resourceBody = Type.Object({
  ...filesField,
  LimitToThisLevelMainDicomTags: Type.Optional(
    Type.Boolean({ description: 'Only the main tags of this resource, as one of its instances has them' }),
  ),
});

/** Making the index anew from the files: after `ExtraMainDicomTags` have changed, or when instances of a study differ. */
export function reconstructRoutes(app: FastifyInstance, deps: ReconstructDeps): void {
  if (deps.readOnly) return;
  for (const level of servedLevels(deps)) resourceRoute(app, level, deps);
  app.post(
    '/tools/reconstruct',
    {
      config: contract({
        tag: 'System',
        summary: 'Make the whole index anew from the files',
        description:
          'Answered when it is done. Labels, user metadata and attachments stay. What cannot be read is logged.',
        body: [{ json: allBody }],
      }),
    },
    async (request, reply) => {
      const { ReconstructFiles: files = false } = await readOptionalJson(request, deps.limits, allBody);
      await reconstructAll(deps, { files, onlyThisLevel: false });
      return reply.type('text/plain').send('');
    },
  );
}

function resourceRoute(app: FastifyInstance, level: Level, deps: ReconstructDeps): void {
  app.post(
    `/${levelRoutes[level]}/:id/reconstruct`,
    {
      config: contract({
        tag: levelTags[level],
        summary: 'Make the main tags and metadata in the index anew from the files',
        description: 'Answered when it is done. Labels, user metadata and attachments stay. The last instance counts.',
        body: [{ json: resourceBody }],
      }),
    },
    async (request: FastifyRequest<{ Params: IdParams }>, reply) => {
      const body = await readOptionalJson(request, deps.limits, resourceBody);
      const { LimitToThisLevelMainDicomTags: onlyThisLevel = false, ReconstructFiles: files = false } = body;
      await reconstructResource(deps, level, request.params.id, { files, onlyThisLevel });
      return reply.type('text/plain').send('');
    },
  );
}
