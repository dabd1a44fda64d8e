import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { Level } from '../../model/level.ts';
import type { RemoteQueries } from '../../remote-query/remote-queries.ts';
import { dataSetJson } from '../../tag-json/data-set-json.ts';
import { applicationEntityTitle } from '../application-entity.ts';
import { isBodyObject } from '../body-shapes.ts';
import { checked, readJson } from '../contract/read-body.ts';
import { modalityParameters, submittedQuery, writtenTags } from '../contract/remote-schemas.ts';
import { tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { legacyQuestion, legacyTree, simplified } from '../legacy-find.ts';
import { requiredLevel } from '../level-field.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
import type { IdParams } from './resources.ts';

export interface ModalityFindDeps {
  readonly modalities: ModalityRegistry;
  readonly remoteQueries: RemoteQueries;
  readonly limits: BodyLimits;
}

const queryFields = Type.Object({
  Level: Type.String({ description: 'Patient, Study, Series or Instance' }),
  Query: Type.Optional(writtenTags),
  Normalize: Type.Optional(Type.Boolean({ description: 'Ask only what makes sense at the level; true by default' })),
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
});

const worklistFields = Type.Object({
  Query: writtenTags,
  Full: Type.Optional(Type.Boolean({ description: 'Tags by number, with name, type and value' })),
  Short: Type.Optional(Type.Boolean({ description: 'Tags by number' })),
});

const parameters = modalityParameters;
const otherAnswers = { 422: 'The modality has answered with a failure' };
const found = [{ json: Type.Array(tagsJson) }];

const contracts = {
  query: contract({
    tag: 'Modalities',
    summary: 'Search in a modality (C-FIND), and keep the answers',
    parameters,
    body: [{ json: queryFields }],
    answer: [{ json: submittedQuery }],
    otherAnswers,
  }),
  worklist: contract({
    tag: 'Modalities',
    summary: 'Search the worklist of a modality (C-FIND)',
    parameters,
    body: [{ json: worklistFields }, { json: writtenTags }],
    answer: found,
    otherAnswers,
  }),
  legacy: contract({
    tag: 'Modalities',
    summary: 'Search in a modality at one level, answered at once',
    parameters,
    body: [{ json: writtenTags }],
    answer: found,
    otherAnswers: { ...otherAnswers, 400: 'Identifiers are missing, or too short' },
    deprecated: true,
  }),
  tree: contract({
    tag: 'Modalities',
    summary: 'Search patients in a modality, with their studies and series',
    parameters,
    body: [{ json: writtenTags }],
    answer: found,
    otherAnswers,
    deprecated: true,
  }),
};

const legacyRoutes: readonly { readonly uri: string; readonly level: Level }[] = [
  { uri: '/modalities/:id/find-patient', level: 'Patient' },
  { uri: '/modalities/:id/find-study', level: 'Study' },
  { uri: '/modalities/:id/find-series', level: 'Series' },
  { uri: '/modalities/:id/find-instance', level: 'Instance' },
];

/** Searching in modalities. */
export function modalityFindRoutes(app: FastifyInstance, deps: ModalityFindDeps): void {
  const { limits, modalities, remoteQueries } = deps;

  app.post<{ Params: IdParams }>('/modalities/:id/query', { config: contracts.query }, async (request) => {
    const body = await readJson(request, limits, queryFields);
    const modality = modalities.require(request.params.id);
    const { Level, Normalize = true, Query = {}, Timeout } = body;
    const id = await remoteQueries.submit(
      modality,
      { level: requiredLevel(Level), tags: Query, normalize: Normalize },
      { localAet: applicationEntityTitle(body, 'LocalAet'), timeoutSeconds: Timeout },
    );
    return { ID: id, Path: `/queries/${id}` };
  });

  app.post<{ Params: IdParams }>('/modalities/:id/find-worklist', { config: contracts.worklist }, async (request) => {
    const body = await jsonBody(request, limits);
    // Older clients send the tags alone.
    const hasFields = isBodyObject(body) && isBodyObject(body.Query);
    const { Full, Query, Short } = checked(worklistFields, hasFields ? body : { Query: body });
    const answers = await remoteQueries.askWorklist(modalities.require(request.params.id), Query);
    const format = Full === true ? 'Full' : Short === true ? 'Short' : 'Simplified';
    return answers.map((answer) => dataSetJson(answer, { format }));
  });

  for (const { level, uri } of legacyRoutes) {
    app.post<{ Params: IdParams }>(uri, { config: contracts.legacy }, async (request, reply) => {
      const tags = await readJson(request, limits, writtenTags);
      const modality = modalities.require(request.params.id);
      const question = legacyQuestion(level, tags);
      if (question === undefined) return answerNothing(request, reply);
      const answers = await remoteQueries.ask(modality, { level, tags: question, normalize: true });
      return answers.map(simplified);
    });
  }

  app.post<{ Params: IdParams }>('/modalities/:id/find', { config: contracts.tree }, async (request) => {
    const tags = await readJson(request, limits, writtenTags);
    return legacyTree(remoteQueries, modalities.require(request.params.id), tags);
  });
}
