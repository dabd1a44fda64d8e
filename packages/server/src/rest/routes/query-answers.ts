import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { childOf, type Level } from '../../model/level.ts';
import { askedQuestionOf, type RemoteQueries } from '../../remote-query/remote-queries.ts';
import { dataSetJson } from '../../tag-json/data-set-json.ts';
import { parentTags } from '../answer-retrieve.ts';
import { readJson } from '../contract/read-body.ts';
import { queryParameters, submittedQuery, writtenTags } from '../contract/remote-schemas.ts';
import { tagFormatQuery, tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { queryArguments } from '../query-arguments.ts';
import type { BodyLimits } from '../request-body.ts';
import { tagFormatArgument } from '../tag-format-argument.ts';

export interface QueryAnswersDeps {
  readonly modalities: ModalityRegistry;
  readonly remoteQueries: RemoteQueries;
  readonly limits: BodyLimits;
}

/** Path parameters of one answer. */
export interface AnswerParams {
  readonly id: string;
  readonly index: string;
}

const childQueryFields = Type.Object({
  Query: Type.Optional(writtenTags),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
});

const parameters = queryParameters;

const contracts = {
  children: contract({
    tag: 'Queries',
    summary: 'What can be done with an answer',
    parameters,
    answer: [{ json: Type.Array(Type.String()) }],
  }),
  content: contract({
    tag: 'Queries',
    summary: 'The tags of an answer',
    parameters,
    query: tagFormatQuery,
    answer: [{ json: tagsJson }],
  }),
  below: contract({
    tag: 'Queries',
    summary: 'Search in the same modality below an answer (C-FIND), and keep the answers',
    parameters,
    body: [{ json: childQueryFields }],
    answer: [{ json: submittedQuery }],
    otherAnswers: { 422: 'The modality has answered with a failure' },
  }),
};

/** Searching below an answer, by the level of the query that it belongs to. */
const belowRoutes = [
  { name: 'query-studies', level: 'Study', above: ['Patient'] },
  { name: 'query-series', level: 'Series', above: ['Patient', 'Study'] },
  { name: 'query-instances', level: 'Instance', above: ['Patient', 'Study', 'Series'] },
] as const satisfies readonly { name: string; level: Level; above: readonly Level[] }[];

/** What the peer of this product lists as the children of an answer: `query-study`, although the route is in the plural. */
const childrenOf: Readonly<Record<Level, readonly string[]>> = {
  Patient: ['content', 'retrieve', 'query-study', 'query-series', 'query-instances'],
  Study: ['content', 'retrieve', 'query-series', 'query-instances'],
  Series: ['content', 'retrieve', 'query-instances'],
  Instance: ['content', 'retrieve'],
};

/** `/queries/{id}/answers/{index}`: one thing that a modality has found. */
export function queryAnswerRoutes(app: FastifyInstance, deps: QueryAnswersDeps): void {
  const { limits, modalities, remoteQueries } = deps;

  app.get<{ Params: AnswerParams }>('/queries/:id/answers/:index', { config: contracts.children }, async (request) => {
    const { id, level } = await remoteQueries.require(request.params.id);
    await remoteQueries.answer(id, positionOf(request));
    return childrenOf[level];
  });

  const content = { config: contracts.content };
  app.get<{ Params: AnswerParams }>('/queries/:id/answers/:index/content', content, async (request) => {
    const { id } = await remoteQueries.require(request.params.id);
    const answer = await remoteQueries.answer(id, positionOf(request));
    return dataSetJson(answer, { format: tagFormatArgument(queryArguments(request.query), 'Full') });
  });

  for (const { above, level, name } of belowRoutes) {
    const uri = `/queries/:id/answers/:index/${name}`;
    app.post<{ Params: AnswerParams }>(uri, { config: contracts.below }, async (request) => {
      const { Query = {}, Timeout } = await readJson(request, limits, childQueryFields);
      const parent = await remoteQueries.require(request.params.id);
      if (!above.some((each) => each === parent.level)) {
        throw new IsocenterError(
          'UnknownResource',
          `Below ${parent.level} there is ${childOf(parent.level) ?? 'nothing'}`,
        );
      }
      const answer = await remoteQueries.answer(parent.id, positionOf(request));
      const { localAet, timeoutSeconds } = askedQuestionOf(parent);
      const id = await remoteQueries.submit(
        modalities.require(parent.modality),
        { level, tags: { ...Query, ...parentTags(parent.level, answer) }, normalize: true },
        { localAet, timeoutSeconds: Timeout ?? timeoutSeconds },
      );
      return { ID: id, Path: `/queries/${id}` };
    });
  }
}

/** The position of an answer in the path. @throws IsocenterError BadParameterType, in the words of the peer */
export function positionOf(request: FastifyRequest<{ Params: AnswerParams }>): number {
  const { index } = request.params;
  if (!/^\d{1,9}$/.test(index)) {
    throw new IsocenterError('BadParameterType', 'Syntax error in some user-supplied data');
  }
  return Number(index);
}
