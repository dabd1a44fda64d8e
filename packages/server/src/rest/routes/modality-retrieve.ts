import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { applicationEntityTitle } from '../application-entity.ts';
import { jobAnswer, jobOptionFields } from '../contract/job-schemas.ts';
import { readJson } from '../contract/read-body.ts';
import { modalityParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { requiredLevel } from '../level-field.ts';
import type { BodyLimits } from '../request-body.ts';
import { retrieveIdentifier } from '../retrieve-query.ts';
import { type RetrieveEnvironment, runRetrieve } from '../retrieve-submission.ts';
import type { IdParams } from './resources.ts';

export interface ModalityRetrieveDeps extends RetrieveEnvironment {
  readonly modalities: ModalityRegistry;
  readonly limits: BodyLimits;
}

const getFields = Type.Object({
  ...jobOptionFields,
  Level: Type.String({ description: 'Patient, Study, Series or Instance' }),
  Resources: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    description: 'For each resource its DICOM identifiers, by keyword or number',
  }),
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
});

const moveFields = Type.Object({
  ...getFields.properties,
  TargetAet: Type.Optional(Type.String({ description: 'Where to send the instances; `DicomAet` by default' })),
});

const answer = [{ json: jobAnswer }];

const contracts = {
  move: contract({
    tag: 'Modalities',
    summary: 'Have a modality send resources to this server or a third application (C-MOVE)',
    parameters: modalityParameters,
    body: [{ json: moveFields }],
    answer,
  }),
  get: contract({
    tag: 'Modalities',
    summary: 'Fetch resources from a modality (C-GET)',
    parameters: modalityParameters,
    body: [{ json: getFields }],
    answer,
  }),
};

const routes = [
  { uri: '/modalities/:id/move', method: 'C-MOVE', config: contracts.move },
  { uri: '/modalities/:id/get', method: 'C-GET', config: contracts.get },
] as const;

/** Retrieving from a modality: jobs, waited for unless the client says no. */
export function modalityRetrieveRoutes(app: FastifyInstance, deps: ModalityRetrieveDeps): void {
  const { limits, modalities } = deps;
  for (const { uri, config, method } of routes) {
    app.post<{ Params: IdParams }>(uri, { config }, async (request) => {
      const body = await readJson(request, limits, moveFields);
      const modality = modalities.require(request.params.id);
      const level = requiredLevel(body.Level);
      return runRetrieve(
        {
          modality,
          method,
          level,
          itemKeys: body.Resources.map((resource) => retrieveIdentifier(level, resource)),
          targetAet: applicationEntityTitle(body, 'TargetAet'),
          localAet: applicationEntityTitle(body, 'LocalAet'),
          timeoutSeconds: body.Timeout,
          queryFormat: 'Short',
          options: body,
        },
        deps,
      );
    });
  }
}
