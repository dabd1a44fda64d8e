import { formatTag, type Tag } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { dicomModules } from '../../model/dicom-modules.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import { fullTagsOf } from '../../tag-json/data-set-json.ts';
import type { FullTags } from '../../tag-json/full-tag.ts';
import { inFormat } from '../../tag-json/tag-format.ts';
import { levelTags } from '../contract/level-tags.ts';
import { tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { withDicomFile } from '../instance-file.ts';
import { fileTagsQuery, fullTagsOptions, readTags, type TagReading, tagsOfInstances } from '../instance-tags.ts';
import { sendObject } from '../json-answer.ts';
import { queryArguments } from '../query-arguments.ts';
import { servedLevels } from '../served-levels.ts';
import { SharedTags } from '../shared-tags.ts';
import { tagFormatArgument } from '../tag-format-argument.ts';
import type { IdParams } from './resources.ts';

export interface ResourceTagsDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment' | 'getResource' | 'listInstances'>;
  readonly patientLevel: boolean;
}

type ResourceRequest = FastifyRequest<{ Params: IdParams }>;

/** Tags that the files of a resource hold, beyond those that the index keeps. */
export function resourceTagRoutes(app: FastifyInstance, deps: ResourceTagsDeps): void {
  for (const level of servedLevels(deps)) {
    moduleRoute(app, level, 'module', dicomModules[level], deps);
    if (level === 'Instance') continue;
    sharedTagsRoute(app, level, deps);
    instancesTagsRoute(app, level, deps);
  }
  moduleRoute(app, 'Study', 'module-patient', dicomModules.Patient, deps);
}

function moduleRoute(
  app: FastifyInstance,
  level: Level,
  name: 'module' | 'module-patient',
  tags: ReadonlySet<Tag>,
  deps: ResourceTagsDeps,
): void {
  const keys = new Set([...tags].map(formatTag));
  app.get(
    `/${levelRoutes[level]}/:id/${name}`,
    {
      config: contract({
        tag: levelTags[level],
        summary: `The tags of the DICOM module of the ${name === 'module' ? level.toLowerCase() : 'patient'}`,
        description: 'As one of the files has them',
        query: fileTagsQuery,
        answer: [{ json: tagsJson }],
      }),
    },
    async (request: ResourceRequest) => {
      const options = fullTagsOptions(request, deps);
      const instance = await oneInstanceOf(deps.index, level, request.params.id);
      const all = await withDicomFile(deps.index, instance, async (file) =>
        fullTagsOf(await readTags(deps, file), options),
      );
      const shown = Object.fromEntries(Object.entries(all).filter(([key]) => keys.has(key)));
      return inFormat(shown, tagFormatArgument(queryArguments(request.query), 'Full'));
    },
  );
}

function sharedTagsRoute(app: FastifyInstance, level: Level, deps: ResourceTagsDeps): void {
  app.get(
    `/${levelRoutes[level]}/:id/shared-tags`,
    {
      config: contract({
        tag: levelTags[level],
        summary: 'The tags that have the same value in all instances',
        query: fileTagsQuery,
        answer: [{ json: tagsJson }],
      }),
    },
    async (request: ResourceRequest) => {
      const shared = new SharedTags();
      for await (const page of await instancesOf(request, level, deps)) {
        for (const [, tags] of page) shared.add(tags);
        if (shared.areNone) break;
      }
      return inFormat(shared.tags, tagFormatArgument(queryArguments(request.query), 'Full'));
    },
  );
}

function instancesTagsRoute(app: FastifyInstance, level: Level, deps: ResourceTagsDeps): void {
  app.get(
    `/${levelRoutes[level]}/:id/instances-tags`,
    {
      config: contract({
        tag: levelTags[level],
        summary: 'The tags of all instances, by their public ids',
        query: fileTagsQuery,
        answer: [{ json: Type.Record(Type.String(), tagsJson) }],
      }),
    },
    async (request: ResourceRequest, reply: FastifyReply) => {
      const format = tagFormatArgument(queryArguments(request.query), 'Full');
      const pages = await instancesOf(request, level, deps);
      return sendObject(
        request,
        reply,
        formatted(pages, (tags) => inFormat(tags, format)),
      );
    },
  );
}

type InstancePages = AsyncIterable<readonly (readonly [publicId: string, tags: FullTags])[]>;

async function instancesOf(request: ResourceRequest, level: Level, deps: ResourceTagsDeps): Promise<InstancePages> {
  const publicId = request.params.id;
  const options = fullTagsOptions(request, deps);
  if ((await deps.index.getResource(level, publicId, {})) === undefined)
    throw new IsocenterError('UnknownResource', '');
  return tagsOfInstances(deps.index, deps, { level, publicId }, options);
}

async function* formatted(
  pages: InstancePages,
  format: (tags: FullTags) => object,
): AsyncGenerator<readonly (readonly [string, object])[]> {
  for await (const page of pages) yield page.map(([publicId, tags]) => [publicId, format(tags)] as const);
}

/** The public id of some instance of a resource. @throws IsocenterError UnknownResource */
async function oneInstanceOf(index: Pick<IndexStore, 'getResource'>, level: Level, publicId: string): Promise<string> {
  if (level === 'Instance') return publicId;
  const record = await index.getResource(level, publicId, { oneInstance: true });
  if (record?.oneInstance === undefined) throw new IsocenterError('UnknownResource', '');
  return record.oneInstance.publicId;
}
