import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Configuration } from '../../config/options.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { RemoteQuery } from '../../index/remote-query-store.ts';
import { askedQuestionOf, type RemoteQueries } from '../../remote-query/remote-queries.ts';
import { answerIdentifier } from '../answer-retrieve.ts';
import { applicationEntityTitle } from '../application-entity.ts';
import { jobAnswer, jobOptionFields } from '../contract/job-schemas.ts';
import { checked } from '../contract/read-body.ts';
import { queryParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, parseJson, textBody } from '../request-body.ts';
import { type RetrieveEnvironment, runRetrieve } from '../retrieve-submission.ts';
import { tagFormatField } from '../tag-format-argument.ts';
import { type AnswerParams, positionOf } from './query-answers.ts';
import type { IdParams } from './resources.ts';

export interface QueryRetrieveDeps extends RetrieveEnvironment {
  readonly modalities: ModalityRegistry;
  readonly remoteQueries: RemoteQueries;
  /** `DicomDefaultRetrieveMethod`. */
  readonly defaultRetrieveMethod: Configuration['DicomDefaultRetrieveMethod'];
  readonly limits: BodyLimits;
}

const retrieveFields = Type.Object({
  ...jobOptionFields,
  TargetAet: Type.Optional(Type.String({ description: 'Where to send the instances; `DicomAet` by default' })),
  RetrieveMethod: Type.Optional(
    Type.Enum(['SystemDefault', 'C-MOVE', 'C-GET'], { description: 'In place of that of the modality' }),
  ),
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
  Full: Type.Optional(Type.Boolean({ description: 'The job shows its queries by number, with name, type and value' })),
  Simplify: Type.Optional(Type.Boolean({ description: 'The job shows its queries by keyword' })),
});

const retrieve = contract({
  tag: 'Queries',
  summary: 'Retrieve what was found (C-MOVE or C-GET)',
  parameters: queryParameters,
  body: [{ json: retrieveFields }, { text: 'AE title to send the instances to' }],
  answer: [{ json: jobAnswer }],
});

/** Retrieving the answers to a query: a job, waited for unless the client says no. */
export function queryRetrieveRoutes(app: FastifyInstance, deps: QueryRetrieveDeps): void {
  const { remoteQueries } = deps;
  const config = { config: retrieve };

  app.post<{ Params: IdParams }>('/queries/:id/retrieve', config, async (request) => {
    const body = await readBody(request, deps.limits);
    const query = await remoteQueries.require(request.params.id);
    const itemKeys: string[] = [];
    for await (const page of remoteQueries.answers(query.id)) {
      itemKeys.push(...page.map((answer) => answerIdentifier(query.level, answer)));
    }
    return retrieveAnswers(deps, query, itemKeys, body);
  });

  app.post<{ Params: AnswerParams }>('/queries/:id/answers/:index/retrieve', config, async (request) => {
    const body = await readBody(request, deps.limits);
    const query = await remoteQueries.require(request.params.id);
    const answer = await remoteQueries.answer(query.id, positionOf(request));
    return retrieveAnswers(deps, query, [answerIdentifier(query.level, answer)], body);
  });
}

type RetrieveBody = Static<typeof retrieveFields>;

/** An object with options, or the target alone as text; nothing at all is no option. */
async function readBody(request: FastifyRequest, limits: BodyLimits): Promise<RetrieveBody> {
  const text = (await textBody(request, limits)).trim();
  if (text === '') return {};
  if (!/^[[{"]/.test(text)) return { TargetAet: text };
  const json = parseJson(text);
  return checked(retrieveFields, typeof json === 'string' ? { TargetAet: json } : json);
}

function retrieveAnswers(
  deps: QueryRetrieveDeps,
  query: RemoteQuery,
  itemKeys: readonly string[],
  body: RetrieveBody,
): Promise<unknown> {
  const modality = deps.modalities.require(query.modality);
  const { localAet, timeoutSeconds } = askedQuestionOf(query);
  const methods = [body.RetrieveMethod, modality.RetrieveMethod];
  const method = methods.find((each) => each !== undefined && each !== 'SystemDefault') ?? 'SystemDefault';
  return runRetrieve(
    {
      modality,
      method: method === 'SystemDefault' ? deps.defaultRetrieveMethod : method,
      level: query.level,
      itemKeys,
      targetAet: applicationEntityTitle(body, 'TargetAet'),
      localAet: applicationEntityTitle(body, 'LocalAet') ?? localAet,
      timeoutSeconds: body.Timeout ?? timeoutSeconds,
      queryFormat: tagFormatField(body, 'Short'),
      options: body,
    },
    deps,
  );
}
