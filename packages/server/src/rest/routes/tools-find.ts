import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { systemMetadata } from '../../model/metadata.ts';
import type { SpannedSearch } from '../../query/spanned-search.ts';
import { disconnectSignal } from '../client-disconnect.ts';
import { criteriaFields, findBody } from '../contract/find-schemas.ts';
import { readJson } from '../contract/read-body.ts';
import { resourceLinks, resourceList } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { lookUpIdentifier } from '../identifier-lookup.ts';
import { sendArray } from '../json-answer.ts';
import { NamedNumbers } from '../named-numbers.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import type { ResourceReader } from '../resource-reader.ts';
import { spannedFind } from '../spanned-find.ts';
import { readCriteria, readToolsFind, type ToolsFindContext } from '../tools-find-request.ts';

export interface ToolsFindDeps {
  readonly resources: ResourceReader;
  readonly index: Pick<IndexStore, 'findResources' | 'lookupIdentifier'>;
  readonly limits: BodyLimits;
  /** `UserMetadata`: name to number. */
  readonly userMetadata: Readonly<Record<string, number>>;
  /** Archives that `/tools/find` asks too. */
  readonly spannedSearch?: SpannedSearch | undefined;
}

/** Searching: for resources, for their number, for a DICOM identifier. */
export function toolsFindRoutes(app: FastifyInstance, deps: ToolsFindDeps): void {
  const { index, limits, resources, spannedSearch, userMetadata } = deps;
  const context: ToolsFindContext = {
    dictionary: resources.settings.dictionary,
    mainTags: resources.settings.mainTags,
    metadata: new NamedNumbers(systemMetadata, userMetadata),
  };

  app.post(
    '/tools/find',
    {
      config: contract({
        tag: 'Find',
        summary: 'Find resources by what their tags, labels and metadata are',
        description:
          'At most `LimitFindResults` (instances: `LimitFindInstances`) are found. Tags that the index does not keep ' +
          'are read from the files, where `StorageAccessOnFind` allows it; they cannot be combined with `Since`. What ' +
          'upstreams of the relay have comes after what is here.',
        body: [{ json: findBody }],
        answer: [{ json: resourceList }],
      }),
    },
    async (request, reply) => {
      const find = readToolsFind(await readJson(request, limits, findBody), context);
      const { expand, search, view } = find;
      if (spannedSearch === undefined) {
        return sendArray(request, reply, expand ? resources.expanded(search, view) : resources.ids(search, view));
      }
      const client = { service: 'REST', name: request.username ?? '' } as const;
      const spanned = { ...find, client, signal: disconnectSignal(reply) };
      return sendArray(request, reply, spannedFind(spanned, resources, spannedSearch));
    },
  );

  app.post(
    '/tools/count-resources',
    {
      config: contract({
        tag: 'Find',
        summary: 'Count the resources that a search would find without limits',
        description: 'Only criteria that the index keeps can be counted, and case does not matter.',
        body: [{ json: criteriaFields }],
        answer: [{ json: Type.Object({ Count: Type.Integer() }) }],
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, criteriaFields);
      if (body.CaseSensitive) {
        throw new IsocenterError('BadRequest', 'CaseSensitive cannot be true: resources are counted without case');
      }
      return { Count: await resources.count(readCriteria(body, context)) };
    },
  );

  app.post(
    '/tools/lookup',
    {
      config: contract({
        tag: 'Find',
        summary: 'Find the resources with a DICOM identifier',
        description: 'Case and accents do not matter. The resources come from the patient down.',
        body: [{ text: 'A Patient ID, Study, Series or SOP Instance UID' }],
        answer: [{ json: resourceLinks }],
      }),
    },
    async (request) => lookUpIdentifier(index, await textBody(request, limits)),
  );
}
