import { randomUUID } from 'node:crypto';
import { type DataDictionary, type DataSet, generateUid, Tags } from '@isocenter/dicom';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { formatDateTime } from '../../model/date-time.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { dataSetJson } from '../../tag-json/data-set-json.ts';
import { dataSetOfTags } from '../../tag-json/data-set-of-tags.ts';
import type { Worklist, WorklistSource } from '../../worklists/worklist-source.ts';
import { readJson } from '../contract/read-body.ts';
import { readQuery } from '../contract/read-query.ts';
import { writtenTags } from '../contract/remote-schemas.ts';
import { tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { answerEmptyObject, sendArray } from '../json-answer.ts';
import type { BodyLimits } from '../request-body.ts';
import type { IdParams } from './resources.ts';

export interface WorklistsDeps {
  /** Absent: worklists are not offered. */
  readonly worklists:
    | {
        readonly source: WorklistSource;
        readonly dictionary: DataDictionary;
        /** Terms of `DefaultEncoding`. */
        readonly characterSet: () => readonly string[];
        /** `SetStudyInstanceUidIfMissing`. */
        readonly setStudyInstanceUid: boolean;
      }
    | undefined;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

type OfferedWorklists = NonNullable<WorklistsDeps['worklists']>;

const formatQuery = Type.Object({
  format: Type.Optional(
    Type.Enum(['Full', 'Short', 'Simplify'], { description: 'How tags are written; by keyword by default' }),
  ),
});

const writtenWorklist = Type.Object({
  Tags: writtenTags,
  Force: Type.Optional(Type.Boolean({ description: 'Take a worklist whose step lacks its modality or date' })),
});

const worklistJson = Type.Object(
  {
    ID: Type.String(),
    Tags: tagsJson,
    CreationDate: Type.Optional(Type.String({ description: '`YYYYMMDDTHHMMSS`, UTC' })),
  },
  { $id: 'Worklist' },
);

const parameters = { id: 'Id of the worklist, or the name of its file without `.wl`' } as const;
const written = [{ json: Type.Object({ ID: Type.String(), Path: Type.String() }) }];

const contracts = {
  create: contract({
    tag: 'Worklists',
    summary: 'Add a worklist',
    body: [{ json: writtenWorklist }],
    answer: written,
  }),
  list: contract({
    tag: 'Worklists',
    summary: 'All worklists',
    query: formatQuery,
    answer: [{ json: Type.Array(worklistJson) }],
  }),
  one: contract({
    tag: 'Worklists',
    summary: 'One worklist',
    parameters,
    query: formatQuery,
    answer: [{ json: worklistJson }],
  }),
  put: contract({
    tag: 'Worklists',
    summary: 'Replace a worklist, or add it under this id',
    parameters,
    body: [{ json: writtenWorklist }],
    answer: written,
  }),
  remove: contract({ tag: 'Worklists', summary: 'Delete a worklist', parameters, answer: [{ json: Type.Object({}) }] }),
};

/** Attributes that the step of a worklist has to have (PS3.4 Table K.6-1). */
const requiredOfStep = {
  Modality: Tags.Modality,
  ScheduledProcedureStepStartDate: Tags.ScheduledProcedureStepStartDate,
} as const;

/** `/worklists`: what is scheduled, in the JSON of the peer's plugin. */
export function worklistRoutes(app: FastifyInstance, { limits, readOnly, worklists }: WorklistsDeps): void {
  if (worklists === undefined) return;
  const { source } = worklists;

  app.get('/worklists', { config: contracts.list }, async (request, reply) => {
    const format = formatOf(request);
    return sendArray(request, reply, shown(source, format));
  });

  app.get<{ Params: IdParams }>('/worklists/:id', { config: contracts.one }, async (request) => {
    const worklist = await source.get(request.params.id);
    if (worklist === undefined) throw unknown(request.params.id);
    return worklistView(worklist, formatOf(request));
  });

  if (readOnly) return;
  const save = async (id: string, request: FastifyRequest) => {
    const dataSet = worklistOf(await readJson(request, limits, writtenWorklist), worklists);
    await source.put({ id, createdAtMs: Date.now(), dataSet });
    return { ID: id, Path: `/worklists/${id}` };
  };

  app.post('/worklists/create', { config: contracts.create }, (request) => save(randomUUID(), request));

  app.put<{ Params: IdParams }>('/worklists/:id', { config: contracts.put }, (request) =>
    save(request.params.id, request),
  );

  app.delete<{ Params: IdParams }>('/worklists/:id', { config: contracts.remove }, async (request, reply) => {
    if (!(await source.delete(request.params.id))) throw unknown(request.params.id);
    return answerEmptyObject(reply);
  });
}

function worklistOf(body: Static<typeof writtenWorklist>, offered: OfferedWorklists): DataSet {
  const { dictionary, characterSet, setStudyInstanceUid } = offered;
  const dataSet = dataSetOfTags(body.Tags, { dictionary, characterSet: characterSet() });
  if (body.Force !== true) checkStep(dataSet);
  if (setStudyInstanceUid && !dataSet.has(Tags.StudyInstanceUID)) {
    dataSet.set(Tags.StudyInstanceUID, 'UI', generateUid());
  }
  return dataSet;
}

function checkStep(dataSet: DataSet): void {
  const [step] = dataSet.sequence(Tags.ScheduledProcedureStepSequence);
  const missing = Object.entries(requiredOfStep).find(([, tag]) => step?.has(tag) !== true);
  if (missing === undefined) return;
  const [keyword] = missing;
  throw new IsocenterError(
    'BadFileFormat',
    `ScheduledProcedureStepSequence needs an item with ${keyword}, unless Force is true`,
  );
}

type Format = NonNullable<Static<typeof formatQuery>['format']>;

function formatOf(request: FastifyRequest): Format {
  return readQuery(request, formatQuery).format ?? 'Simplify';
}

async function* shown(source: WorklistSource, format: Format): AsyncGenerator<readonly object[]> {
  for await (const page of source.list()) yield page.map((worklist) => worklistView(worklist, format));
}

function worklistView({ createdAtMs, dataSet, id }: Worklist, format: Format): object {
  return {
    ID: id,
    Tags: dataSetJson(dataSet, { format: format === 'Simplify' ? 'Simplified' : format }),
    ...(createdAtMs !== undefined && { CreationDate: formatDateTime(new Date(createdAtMs)) }),
  };
}

function unknown(id: string): IsocenterError {
  return new IsocenterError('UnknownResource', `No worklist has the id ${id}`);
}
