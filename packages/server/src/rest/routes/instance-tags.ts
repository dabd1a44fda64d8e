import { DataSet } from '@isocenter/dicom';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { fullTagsOf } from '../../tag-json/data-set-json.ts';
import { inFormat, type TagFormat } from '../../tag-json/tag-format.ts';
import { tagFormatQuery, tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { openInstanceFile, withDicomFile } from '../instance-file.ts';
import { fileTagsQuery, fullTagsOptions, readTags, type TagReading } from '../instance-tags.ts';
import { flagArgument, queryArguments } from '../query-arguments.ts';
import { tagFormatArgument } from '../tag-format-argument.ts';
import type { IdParams } from './resources.ts';

export interface InstanceTagsDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

type InstanceRequest = FastifyRequest<{ Params: IdParams }>;

const wholeQuery = Type.Interface([fileTagsQuery], {
  whole: Type.Optional(Type.Boolean({ description: 'Tags after the pixel data, too' })),
});

/** The tags of an instance, and those of the header of its file. */
export function instanceTagRoutes(app: FastifyInstance, deps: InstanceTagsDeps): void {
  app.get(
    '/instances/:id/tags',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The tags of an instance',
        query: wholeQuery,
        answer: [{ json: tagsJson }],
      }),
    },
    (request: InstanceRequest) => tagsOf(request, deps, tagFormatArgument(queryArguments(request.query), 'Full')),
  );

  app.get(
    '/instances/:id/simplified-tags',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The tags of an instance by keyword',
        query: wholeQuery,
        answer: [{ json: tagsJson }],
      }),
    },
    (request: InstanceRequest) => tagsOf(request, deps, 'Simplified'),
  );

  app.get(
    '/instances/:id/header',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The file meta information (group 0002) of an instance',
        query: tagFormatQuery,
        answer: [{ json: tagsJson }],
      }),
    },
    (request: InstanceRequest) =>
      withDicomFile(deps.index, request.params.id, async (attachment) => {
        const { fileMeta } = await openInstanceFile(deps.blobs, attachment);
        const format = tagFormatArgument(queryArguments(request.query), 'Full');
        // The peer shows no binary values here, of which there is the version.
        const tags = Object.entries(fullTagsOf(fileMeta ?? new DataSet())).filter(([, { Type }]) => Type !== 'Null');
        return inFormat(Object.fromEntries(tags), format);
      }),
  );
}

function tagsOf(request: InstanceRequest, deps: InstanceTagsDeps, format: TagFormat): Promise<object> {
  const whole = flagArgument(queryArguments(request.query), 'whole') ?? false;
  const options = fullTagsOptions(request, deps);
  return withDicomFile(deps.index, request.params.id, async (attachment) =>
    inFormat(fullTagsOf(await readTags(deps, attachment, whole), options), format),
  );
}
