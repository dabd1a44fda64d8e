import type { FastifyInstance } from 'fastify';
import { modalityToJson, type RemoteModality } from '../../config/modality.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { BodyFields, bodyObject } from '../body-fields.ts';
import { answerNothing } from '../error-answer.ts';
import { modalityOfBody } from '../modality-body.ts';
import { flagArgument, queryArguments } from '../query-arguments.ts';
import { type BodyLimits, jsonBody, parseJson, textBody } from '../request-body.ts';
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

/** What can be done with a modality: the children of `/modalities/{id}`. */
const children = ['configuration', 'echo', 'get', 'move', 'storage-commitment', 'store'];

/** `/modalities`: the DICOM applications that this server knows, and whether they answer. */
export function modalityRoutes(app: FastifyInstance, { modalities, dimseOut, limits }: ModalitiesDeps): void {
  app.get('/modalities', async (request) => {
    const known = modalities.list();
    if (flagArgument(queryArguments(request.query), 'expand') !== true) return known.map(({ Name }) => Name);
    return Object.fromEntries(known.map((modality) => [modality.Name, modalityToJson(modality)]));
  });

  app.get<{ Params: IdParams }>('/modalities/:id', async (request, reply) =>
    modalities.get(request.params.id) === undefined ? answerNothing(request, reply) : children,
  );

  app.put<{ Params: IdParams }>('/modalities/:id', async (request, reply) => {
    await modalities.put(modalityOfBody(request.params.id, await jsonBody(request, limits)));
    return reply.type('text/plain').send('');
  });

  app.delete<{ Params: IdParams }>('/modalities/:id', async (request, reply) => {
    await modalities.delete(request.params.id);
    return reply.type('text/plain').send('');
  });

  app.get<{ Params: IdParams }>('/modalities/:id/configuration', async (request, reply) => {
    const modality = modalities.get(request.params.id);
    return modality === undefined ? answerNothing(request, reply) : modalityToJson(modality);
  });

  app.post<{ Params: IdParams }>('/modalities/:id/echo', async (request) => {
    const text = await textBody(request, limits);
    const fields = new BodyFields(text.trim() === '' ? {} : bodyObject(parseJson(text)));
    await dimseOut.echo(modalities.require(request.params.id), echoOptions(fields));
    return {};
  });
}

function echoOptions(fields: BodyFields): EchoOptions {
  const timeoutSeconds = fields.count('Timeout');
  const localAet = fields.text('LocalAet');
  const checkFind = fields.flag('CheckFind');
  return {
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(localAet !== undefined && { localAet }),
    ...(checkFind !== undefined && { checkFind }),
  };
}
