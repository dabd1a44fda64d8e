import type { FastifyInstance } from 'fastify';
import { systemMetadata } from '../../model/metadata.ts';
import { sendArray } from '../json-answer.ts';
import { NamedNumbers } from '../named-numbers.ts';
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
  const metadata = new NamedNumbers(systemMetadata, userMetadata);
  app.post('/tools/find', async (request, reply) => {
    const { search, view, expand } = readToolsFind(await jsonBody(request, limits), {
      dictionary: resources.settings.dictionary,
      mainTags: resources.settings.mainTags,
      metadata,
    });
    const pages = expand ? resources.expanded(search, view) : resources.ids(search, view);
    return sendArray(request, reply, pages);
  });
}
