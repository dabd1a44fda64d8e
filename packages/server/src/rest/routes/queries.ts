import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { askedQuestionOf, type RemoteQueries } from '../../remote-query/remote-queries.ts';
import { dataSetJson } from '../../tag-json/data-set-json.ts';
import { inFormat } from '../../tag-json/tag-format.ts';
import { readQuery } from '../contract/read-query.ts';
import { queryParameters } from '../contract/remote-schemas.ts';
import { tagFormatQuery, tagsJson } from '../contract/resource-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { sendArray } from '../json-answer.ts';
import { queryArguments } from '../query-arguments.ts';
import { tagFormatArgument } from '../tag-format-argument.ts';
import type { IdParams } from './resources.ts';

export interface QueriesDeps {
  readonly remoteQueries: RemoteQueries;
}

const answersQuery = Type.Object({
  ...tagFormatQuery.properties,
  expand: Type.Optional(Type.Boolean({ description: 'The tags of the answers in place of their positions' })),
});

const parameters = queryParameters;

const contracts = {
  list: contract({
    tag: 'Queries',
    summary: 'The queries that are kept',
    answer: [{ json: Type.Array(Type.String()) }],
  }),
  children: contract({
    tag: 'Queries',
    summary: 'What can be done with a query',
    parameters,
    answer: [{ json: Type.Array(Type.String()) }],
  }),
  remove: contract({ tag: 'Queries', summary: 'Forget a query and its answers', parameters }),
  level: contract({
    tag: 'Queries',
    summary: 'Patient, Study, Series or Instance',
    parameters,
    answer: [{ text: '' }],
  }),
  modality: contract({ tag: 'Queries', summary: 'Name of the modality', parameters, answer: [{ text: '' }] }),
  asked: contract({
    tag: 'Queries',
    summary: 'What was asked',
    parameters,
    query: tagFormatQuery,
    answer: [{ json: tagsJson }],
  }),
  answers: contract({
    tag: 'Queries',
    summary: 'The answers to a query',
    parameters,
    query: answersQuery,
    answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Array(tagsJson)]) }],
  }),
};

/** What can be done with a query: the children of `/queries/{id}`. */
const children = ['answers', 'level', 'modality', 'query', 'retrieve'];

/** `/queries`: what was asked of modalities, and what they answered. */
export function queryRoutes(app: FastifyInstance, { remoteQueries }: QueriesDeps): void {
  app.get('/queries', { config: contracts.list }, () => remoteQueries.list());

  app.get<{ Params: IdParams }>('/queries/:id', { config: contracts.children }, async (request) => {
    await remoteQueries.require(request.params.id);
    return children;
  });

  app.delete<{ Params: IdParams }>('/queries/:id', { config: contracts.remove }, async (request, reply) => {
    await remoteQueries.delete(request.params.id);
    return reply.type('text/plain').send('');
  });

  app.get<{ Params: IdParams }>('/queries/:id/level', { config: contracts.level }, async (request, reply) => {
    const { level } = await remoteQueries.require(request.params.id);
    return reply.type('text/plain').send(level);
  });

  app.get<{ Params: IdParams }>('/queries/:id/modality', { config: contracts.modality }, async (request, reply) => {
    const { modality } = await remoteQueries.require(request.params.id);
    return reply.type('text/plain').send(modality);
  });

  app.get<{ Params: IdParams }>('/queries/:id/query', { config: contracts.asked }, async (request) => {
    const { tags } = askedQuestionOf(await remoteQueries.require(request.params.id));
    return inFormat(tags, tagFormatArgument(queryArguments(request.query), 'Full'));
  });

  app.get<{ Params: IdParams }>('/queries/:id/answers', { config: contracts.answers }, async (request, reply) => {
    const { answerCount, id } = await remoteQueries.require(request.params.id);
    if (readQuery(request, answersQuery).expand !== true) {
      return Array.from({ length: answerCount }, (_, position) => String(position));
    }
    const format = tagFormatArgument(queryArguments(request.query), 'Full');
    return sendArray(request, reply, shown(remoteQueries.answers(id), format));
  });
}

async function* shown(
  pages: ReturnType<RemoteQueries['answers']>,
  format: ReturnType<typeof tagFormatArgument>,
): AsyncGenerator<readonly object[]> {
  for await (const page of pages) yield page.map((answer) => dataSetJson(answer, { format }));
}
