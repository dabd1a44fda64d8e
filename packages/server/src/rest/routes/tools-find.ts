import type { FastifyInstance } from 'fastify';
import { sendArray } from '../json-answer.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
import type { ResourceReader } from '../resource-reader.ts';
import { readToolsFind } from '../tools-find-request.ts';

export interface ToolsFindDeps {
  readonly resources: ResourceReader;
  readonly limits: BodyLimits;
  /** `UserMetadata`: name to number. */
  readonly userMetadata: Readonly<Record<string, number>>;
}

/** `/tools/find`: the answer is written while the pages come. */
export function toolsFindRoutes(app: FastifyInstance, { resources, limits, userMetadata }: ToolsFindDeps): void {
  app.post('/tools/find', async (request, reply) => {
    const { search, view, expand } = readToolsFind(await jsonBody(request, limits), {
      dictionary: resources.settings.dictionary,
      mainTags: resources.settings.mainTags,
      userMetadata,
    });
    const pages = expand ? resources.expanded(search, view) : resources.ids(search, view);
    return sendArray(request, reply, pages);
  });
}
