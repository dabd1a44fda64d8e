import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { relativesOf, resourcesWithIds } from '../bulk-content.ts';
import { deleteResources, type NamedResource } from '../bulk-deletion.ts';
import { tagFormatFields } from '../contract/find-schemas.ts';
import { readJson } from '../contract/read-body.ts';
import { resourceJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { sendArray } from '../json-answer.ts';
import { requiredLevel } from '../level-field.ts';
import type { BodyLimits } from '../request-body.ts';
import type { DeletionDeps } from '../resource-deletion.ts';
import type { ResourceReader } from '../resource-reader.ts';
import type { ResourceView } from '../resource-view.ts';
import { tagFormatField } from '../tag-format-argument.ts';

export interface ToolsBulkDeps extends DeletionDeps {
  readonly resources: ResourceReader;
  readonly index: Pick<IndexStore, 'deleteResource' | 'findResources'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

const contentBody = Type.Interface([tagFormatFields], {
  Resources: Type.Array(Type.String(), { description: 'Public ids of any levels; unknown ones are left out' }),
  Level: Type.Optional(
    Type.String({ description: 'Answer the resources of this level that are related to them, each once' }),
  ),
  Metadata: Type.Optional(Type.Boolean({ description: 'With metadata, the default' })),
});

const deletionBody = Type.Object({
  Resources: Type.Array(
    Type.Union([Type.String(), Type.Object({ ID: Type.String(), Level: Type.String() })], {
      description: 'Public ids, or ids with their levels',
    }),
  ),
});

/** Many resources in one request. */
export function toolsBulkRoutes(app: FastifyInstance, deps: ToolsBulkDeps): void {
  const { resources, limits } = deps;

  app.post(
    '/tools/bulk-content',
    {
      config: contract({
        tag: 'Find',
        summary: 'Show many resources at once',
        body: [{ json: contentBody }],
        answer: [{ json: Type.Array(resourceJson) }],
      }),
    },
    async (request, reply) => {
      const body = await readJson(request, limits, contentBody);
      const view: ResourceView = {
        format: tagFormatField(body, 'Simplified'),
        requested: [],
        content: undefined,
        withMetadata: body.Metadata ?? true,
      };
      const pages =
        body.Level === undefined
          ? resourcesWithIds(resources, body.Resources, view)
          : relativesOf(resources, body.Resources, requiredLevel(body.Level), view);
      return sendArray(request, reply, pages);
    },
  );

  if (deps.readOnly) return;
  app.post(
    '/tools/bulk-delete',
    {
      config: contract({
        tag: 'Find',
        summary: 'Delete many resources at once',
        description: 'What is not there counts as deleted.',
        body: [{ json: deletionBody }],
      }),
    },
    async (request, reply) => {
      const { Resources } = await readJson(request, limits, deletionBody);
      const named = Resources.map((item): NamedResource => {
        if (typeof item === 'string') return { publicId: item };
        return { publicId: item.ID, level: requiredLevel(item.Level) };
      });
      await deleteResources(deps, named);
      return reply.type('text/plain').send('');
    },
  );
}
