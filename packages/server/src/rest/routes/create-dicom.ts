import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { CreationRequest, DicomCreator, NewContent } from '../../create/dicom-creator.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { WrittenTags } from '../../tag-json/data-set-of-tags.ts';
import { readJson } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import type { BodyLimits } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { resourcePath } from '../resource-json.ts';
import { storedInstance, storedInstanceJson } from '../stored-instance.ts';

export interface CreateDicomDeps {
  readonly dicomCreator: Pick<DicomCreator, 'create'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

const tags = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Tag to text, or to an array of such objects for a sequence',
});
const uri = Type.String({
  description: 'A data URI with base64: PNG, JPEG, PAM, PGM, PPM; PDF, STL, OBJ, MTL',
});
const content = Type.Union([uri, Type.Object({ Content: Type.Optional(uri), Tags: Type.Optional(tags) })]);

const creationBody = Type.Object({
  Tags: tags,
  Content: Type.Optional(Type.Union([uri, Type.Array(content)])),
  Parent: Type.Optional(Type.String({ description: 'Public id of the patient, study or series that it joins' })),
  Force: Type.Optional(Type.Boolean({ description: 'Identifiers and tags of the parent may be replaced' })),
  Encapsulate: Type.Optional(Type.Boolean({ description: 'A JPEG stays as it is' })),
  InterpretBinaryTags: Type.Optional(Type.Boolean({ description: 'Tags with data URIs become their bytes (default)' })),
  PrivateCreator: Type.Optional(Type.String({ description: 'Of private tags' })),
});

const createdSeries = Type.Object({
  ID: Type.String(),
  Path: Type.String({ description: '`/series/{id}`' }),
  Status: Type.Enum(['Success', 'AlreadyStored']),
});

/** `/tools/create-dicom`: a new instance, or a series, of tags and images or documents. */
export function createDicomRoutes(app: FastifyInstance, { dicomCreator, limits, readOnly }: CreateDicomDeps): void {
  if (readOnly) return;
  app.post(
    '/tools/create-dicom',
    {
      config: contract({
        tag: 'Modification',
        summary: 'Create and store a DICOM instance, or a series',
        description: 'A body without `Tags` is taken for the tags themselves; `PixelData` is the content then.',
        body: [{ json: creationBody }, { json: tags }],
        answer: [{ json: Type.Union([storedInstanceJson, createdSeries]) }],
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, Type.Union([creationBody, tags]));
      const creation = creationOf(body as Readonly<Record<string, unknown>>);
      const results = await dicomCreator.create(creation, requestOrigin(request));
      const last = results.at(-1);
      if (last === undefined) throw new IsocenterError('InternalError', 'Nothing was stored');
      if (!Array.isArray(creation.content) || creation.content.length === 0) return storedInstance(last);
      const { Series } = last.publicIds;
      return { ID: Series, Path: resourcePath('Series', Series), Status: last.status };
    },
  );
}

function creationOf(body: Readonly<Record<string, unknown>>): CreationRequest {
  if (!('Tags' in body)) return bareCreation(body);
  const request = body as Static<typeof creationBody>;
  return {
    tags: request.Tags,
    content: contentOf(request.Content),
    parent: request.Parent,
    force: request.Force ?? false,
    encapsulate: request.Encapsulate ?? false,
    interpretBinaryTags: request.InterpretBinaryTags ?? true,
    privateCreator: request.PrivateCreator ?? '',
    bare: false,
  };
}

function bareCreation(tags: WrittenTags): CreationRequest {
  const { PixelData: pixelData } = tags;
  return {
    tags,
    content: typeof pixelData === 'string' ? { uri: pixelData, tags: {} } : undefined,
    parent: undefined,
    force: true,
    encapsulate: false,
    interpretBinaryTags: true,
    privateCreator: '',
    bare: true,
  };
}

function contentOf(content: Static<typeof creationBody>['Content']): CreationRequest['content'] {
  if (content === undefined) return undefined;
  if (typeof content === 'string') return { uri: content, tags: {} };
  return content.map(
    (item): NewContent =>
      typeof item === 'string' ? { uri: item, tags: {} } : { uri: item.Content, tags: item.Tags ?? {} },
  );
}
