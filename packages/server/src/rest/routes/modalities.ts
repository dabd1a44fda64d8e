import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { modalityToJson, type RemoteModality } from '../../config/modality.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { readOptionalJson } from '../contract/read-body.ts';
import { readQuery } from '../contract/read-query.ts';
import { expandQuery, modalityJson, modalityParameters, modalityWritten } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { modalityOfBody } from '../modality-body.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
import type { IdParams } from './resources.ts';

/** How one request changes an echo. */
export interface EchoOptions {
  readonly timeoutSeconds?: number;
  readonly localAet?: string;
  /** Also ask for a study that does not exist, to test C-FIND. Unset: `DicomEchoChecksFind`. */
  readonly checkFind?: boolean;
}

/** DICOM requests to others that are answered at once. */
export interface DimseOut {
  /** Resolves when the modality has answered. @throws IsocenterError */
  echo(modality: RemoteModality, options: EchoOptions): Promise<void>;
}

export interface ModalitiesDeps {
  readonly modalities: ModalityRegistry;
  readonly dimseOut: DimseOut;
  readonly limits: BodyLimits;
}

/** How a request changes an echo. */
export const echoFields = Type.Object({
  CheckFind: Type.Optional(Type.Boolean({ description: 'Also try a C-FIND; `DicomEchoChecksFind` by default' })),
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0 is `DicomScuTimeout`' })),
});

const parameters = modalityParameters;

const contracts = {
  list: contract({
    tag: 'Modalities',
    summary: 'The DICOM applications that the server knows',
    query: expandQuery,
    answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), modalityJson)]) }],
  }),
  children: contract({
    tag: 'Modalities',
    summary: 'What can be done with a modality',
    parameters,
    answer: [{ json: Type.Array(Type.String()) }],
  }),
  put: contract({
    tag: 'Modalities',
    summary: 'Add or replace a modality',
    description: 'Kept over restarts when `DicomModalitiesInDatabase` is on.',
    parameters,
    body: [{ json: modalityWritten }],
  }),
  remove: contract({ tag: 'Modalities', summary: 'Forget a modality', parameters }),
  configuration: contract({
    tag: 'Modalities',
    summary: 'The configuration of a modality',
    parameters,
    answer: [{ json: modalityJson }],
  }),
  echo: contract({
    tag: 'Modalities',
    summary: 'Ask a modality whether it is there (C-ECHO)',
    parameters,
    body: [{ json: echoFields }],
    answer: [{ json: Type.Object({}) }],
  }),
};

/** What can be done with a modality: the children of `/modalities/{id}`. */
const children = [
  'configuration',
  'echo',
  'find',
  'find-instance',
  'find-patient',
  'find-series',
  'find-study',
  'find-worklist',
  'get',
  'move',
  'query',
  'storage-commitment',
  'store',
  'store-straight',
];

/** `/modalities`: the DICOM applications that this server knows, and whether they answer. */
export function modalityRoutes(app: FastifyInstance, { modalities, dimseOut, limits }: ModalitiesDeps): void {
  app.get('/modalities', { config: contracts.list }, async (request) => {
    const known = modalities.list();
    if (!readQuery(request, expandQuery).expand) return known.map(({ Name }) => Name);
    return Object.fromEntries(known.map((modality) => [modality.Name, modalityToJson(modality)]));
  });

  app.get<{ Params: IdParams }>('/modalities/:id', { config: contracts.children }, async (request, reply) =>
    modalities.get(request.params.id) === undefined ? answerNothing(request, reply) : children,
  );

  app.put<{ Params: IdParams }>('/modalities/:id', { config: contracts.put }, async (request, reply) => {
    await modalities.put(modalityOfBody(request.params.id, await jsonBody(request, limits)));
    return reply.type('text/plain').send('');
  });

  app.delete<{ Params: IdParams }>('/modalities/:id', { config: contracts.remove }, async (request, reply) => {
    await modalities.remove(request.params.id);
    return reply.type('text/plain').send('');
  });

  const configuration = { config: contracts.configuration };
  app.get<{ Params: IdParams }>('/modalities/:id/configuration', configuration, async (request, reply) => {
    const modality = modalities.get(request.params.id);
    return modality === undefined ? answerNothing(request, reply) : modalityToJson(modality);
  });

  app.post<{ Params: IdParams }>('/modalities/:id/echo', { config: contracts.echo }, async (request) => {
    const fields = await readOptionalJson(request, limits, echoFields);
    await dimseOut.echo(modalities.require(request.params.id), echoOptions(fields));
    return {};
  });
}

/** What the fields of a request ask for. */
export function echoOptions({ CheckFind, LocalAet, Timeout }: Static<typeof echoFields>): EchoOptions {
  return {
    ...(Timeout !== undefined && { timeoutSeconds: Timeout }),
    ...(LocalAet !== undefined && { localAet: LocalAet }),
    ...(CheckFind !== undefined && { checkFind: CheckFind }),
  };
}
