import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { ExportRecorder } from '../../exports/export-recorder.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { applicationEntityTitle, localAetOf } from '../application-entity.ts';
import { jobAnswer, jobOptionFields } from '../contract/job-schemas.ts';
import { modalityParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import type { FetchNamed } from '../fetched-resources.ts';
import { selectInstances } from '../instance-selection.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import { storeBody } from '../store-body.ts';
import type { IdParams } from './resources.ts';

export interface ModalityStoreDeps {
  readonly modalities: ModalityRegistry;
  readonly index: Pick<IndexStore, 'findResources' | 'listInstances'>;
  readonly jobs: JobSubmitter;
  readonly exportRecorder: Pick<ExportRecorder, 'record'>;
  /** `DicomAet`. */
  readonly localAet: string;
  readonly limits: BodyLimits;
  /** Fetches what upstreams have of the resources of a body. */
  readonly fetchNamed?: FetchNamed | undefined;
}

const storeFields = Type.Object({
  ...jobOptionFields,
  Resources: Type.Array(Type.String(), { description: 'Public ids of any level' }),
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  CalledAet: Type.Optional(Type.String({ description: 'In place of the AET of the modality' })),
  Host: Type.Optional(Type.String({ description: 'In place of that of the modality' })),
  Port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535, description: 'In place of that of the modality' })),
  MoveOriginatorAet: Type.Optional(Type.String()),
  MoveOriginatorID: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  StorageCommitment: Type.Optional(Type.Boolean({ description: 'Ask for storage commitment afterwards' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
});

const contracts = {
  store: contract({
    tag: 'Modalities',
    summary: 'Send resources to a modality (C-STORE)',
    parameters: modalityParameters,
    body: [{ json: storeFields }, { json: Type.Array(Type.String()) }, { text: 'Public id of one resource' }],
    answer: [{ json: jobAnswer }],
  }),
};

/** Sending to a modality: a job, waited for unless the client says no. */
export function modalityStoreRoutes(app: FastifyInstance, deps: ModalityStoreDeps): void {
  const { exportRecorder, index, jobs, limits, modalities } = deps;

  app.post<{ Params: IdParams }>('/modalities/:id/store', { config: contracts.store }, async (request, reply) => {
    const body = storeBody(await textBody(request, limits), storeFields);
    const modality = modalities.require(request.params.id);
    const overrides = overridesOf(body);
    await deps.fetchNamed?.(body.Resources, request, reply);
    const { instances: itemKeys, resources } = await selectInstances(index, body.Resources);
    await exportRecorder.record(body.Resources, modality.Name);
    return runJob(jobs, jobOptions(body), {
      type: 'DicomModalityStore',
      itemKeys,
      parameters: { Modality: modality.Name, ...overrides },
      content: {
        Description: 'REST API',
        LocalAet: localAetOf(overrides.LocalAet, modality, deps.localAet),
        RemoteAet: overrides.CalledAet ?? modality.AET,
        ...moveOriginatorContent(overrides),
        ParentResources: body.Resources,
        Resources: resources,
      },
    });
  });
}

type Overrides = Partial<Omit<Static<typeof storeFields>, keyof typeof jobOptionFields | 'Resources'>>;

/** What a request may replace of its modality. */
function overridesOf(body: Static<typeof storeFields>): Overrides {
  const { Host, MoveOriginatorID, Port, StorageCommitment, Timeout } = body;
  const LocalAet = applicationEntityTitle(body, 'LocalAet');
  const CalledAet = applicationEntityTitle(body, 'CalledAet');
  const MoveOriginatorAet = applicationEntityTitle(body, 'MoveOriginatorAet');
  return {
    ...(LocalAet !== undefined && { LocalAet }),
    ...(CalledAet !== undefined && { CalledAet }),
    ...(Host !== undefined && { Host }),
    ...(Port !== undefined && { Port }),
    ...(MoveOriginatorAet !== undefined && { MoveOriginatorAet }),
    ...(MoveOriginatorID !== undefined && { MoveOriginatorID }),
    ...(StorageCommitment !== undefined && { StorageCommitment }),
    ...(Timeout !== undefined && { Timeout }),
  };
}

/** The job's answer spells the title of the move originator in its own way. */
function moveOriginatorContent({ MoveOriginatorAet, MoveOriginatorID }: Overrides): object {
  if (MoveOriginatorAet === undefined) return {};
  return { MoveOriginatorAET: MoveOriginatorAet, MoveOriginatorID: MoveOriginatorID ?? 0 };
}
