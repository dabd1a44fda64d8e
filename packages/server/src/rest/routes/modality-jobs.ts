import type { FastifyInstance } from 'fastify';
import { isAeTitle } from '../../config/dicom-values.ts';
import type { RemoteModality } from '../../config/modality.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { readRetrieveItem } from '../../job-kinds/retrieve-item.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, parseLevel } from '../../model/level.ts';
import { BodyFields, bodyObject, isBodyObject, isTexts } from '../body-fields.ts';
import { instancesOf } from '../instance-selection.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import { type BodyLimits, jsonBody, parseJson, textBody } from '../request-body.ts';
import { retrieveIdentifier } from '../retrieve-query.ts';
import type { IdParams } from './resources.ts';

export interface ModalityJobsDeps {
  readonly modalities: ModalityRegistry;
  readonly index: Pick<IndexStore, 'findResources' | 'listInstances'>;
  readonly jobs: JobSubmitter;
  /** `DicomAet`. */
  readonly localAet: string;
  readonly limits: BodyLimits;
}

/** Sending to a modality (C-STORE) and retrieving from it (C-MOVE, C-GET): jobs, waited for unless the client says no. */
export function modalityJobRoutes(app: FastifyInstance, deps: ModalityJobsDeps): void {
  const { modalities, index, jobs, limits } = deps;

  app.post<{ Params: IdParams }>('/modalities/:id/store', async (request) => {
    const fields = storeFields(await textBody(request, limits));
    const modality = modalities.require(request.params.id);
    const resources = fields.texts('Resources');
    if (resources === undefined) throw new IsocenterError('BadRequest', 'The field Resources is missing');
    const itemKeys = await instancesOf(index, resources);
    const overrides = storeOverrides(fields);
    return runJob(jobs, jobOptions(fields), {
      type: 'DicomModalityStore',
      itemKeys,
      parameters: { Modality: modality.Name, ...overrides },
      content: {
        Description: 'REST API',
        LocalAet: localAetOf(overrides.LocalAet, modality, deps),
        RemoteAet: overrides.CalledAet ?? modality.AET,
        ...moveOriginatorContent(overrides),
        ParentResources: resources,
      },
    });
  });

  for (const { uri, type } of retrieveJobs) {
    app.post<{ Params: IdParams }>(uri, async (request) => {
      const fields = new BodyFields(bodyObject(await jsonBody(request, limits)));
      const modality = modalities.require(request.params.id);
      const level = retrieveLevel(fields);
      const itemKeys = retrieveResources(fields).map((resource) => retrieveIdentifier(level, resource));
      // Reading them back tells at once what the job would refuse later.
      const items = itemKeys.map((key) => readRetrieveItem(key, level));
      const localAet = aet(fields, 'LocalAet');
      const timeout = fields.count('Timeout');
      const targetAet = type === 'DicomMoveScu' ? (aet(fields, 'TargetAet') ?? deps.localAet) : undefined;
      const target = targetAet === undefined ? {} : { TargetAet: targetAet };
      return runJob(jobs, jobOptions(fields), {
        type,
        itemKeys,
        parameters: {
          Modality: modality.Name,
          ...target,
          ...(localAet !== undefined && { LocalAet: localAet }),
          ...(timeout !== undefined && { Timeout: timeout }),
        },
        content: {
          Description: 'REST API',
          LocalAet: localAetOf(localAet, modality, deps),
          Query: items.map(({ query }) => query),
          RemoteAet: modality.AET,
          ...target,
        },
      });
    });
  }
}

const retrieveJobs = [
  { uri: '/modalities/:id/move', type: 'DicomMoveScu' },
  { uri: '/modalities/:id/get', type: 'DicomGetScu' },
] as const;

/** A public id as text or JSON, an array of them, or an object with options. */
function storeFields(text: string): BodyFields {
  const body = text.trim();
  if (!/^[[{"]/.test(body)) return new BodyFields({ Resources: [body] });
  const json = parseJson(body);
  if (typeof json === 'string') return new BodyFields({ Resources: [json] });
  if (isTexts(json)) return new BodyFields({ Resources: json });
  if (isBodyObject(json)) return new BodyFields(json);
  throw new IsocenterError('BadRequest', 'The body must be an id, an array of ids or an object with Resources');
}

interface StoreOverrides {
  readonly LocalAet?: string;
  readonly CalledAet?: string;
  readonly Host?: string;
  readonly Port?: number;
  readonly MoveOriginatorAet?: string;
  readonly MoveOriginatorID?: number;
  readonly StorageCommitment?: boolean;
  readonly Timeout?: number;
}

/** What a request may replace of its modality. */
function storeOverrides(fields: BodyFields): StoreOverrides {
  const [LocalAet, CalledAet, MoveOriginatorAet] = [
    aet(fields, 'LocalAet'),
    aet(fields, 'CalledAet'),
    aet(fields, 'MoveOriginatorAet'),
  ];
  const Host = fields.text('Host');
  const Port = numberWithin(fields, 'Port', 1, 65535);
  const MoveOriginatorID = numberWithin(fields, 'MoveOriginatorID', 0, 65535);
  const StorageCommitment = fields.flag('StorageCommitment');
  const Timeout = fields.count('Timeout');
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
function moveOriginatorContent({ MoveOriginatorAet, MoveOriginatorID }: StoreOverrides): object {
  if (MoveOriginatorAet === undefined) return {};
  return { MoveOriginatorAET: MoveOriginatorAet, MoveOriginatorID: MoveOriginatorID ?? 0 };
}

function localAetOf(asked: string | undefined, modality: RemoteModality, { localAet }: ModalityJobsDeps): string {
  return asked || modality.LocalAet || localAet;
}

function retrieveLevel(fields: BodyFields): Level {
  const text = fields.text('Level');
  const level = text === undefined ? undefined : parseLevel(text);
  if (level === undefined) throw new IsocenterError('BadRequest', 'The field Level must name a level');
  return level;
}

function retrieveResources(fields: BodyFields) {
  const resources = fields.objects('Resources');
  if (resources === undefined) throw new IsocenterError('BadRequest', 'The field Resources is missing');
  return resources;
}

/** An AE title (PS3.5 6.2); the empty one counts as absent. */
function aet(fields: BodyFields, name: string): string | undefined {
  const title = fields.text(name)?.trim();
  if (title === undefined || title === '') return undefined;
  if (!isAeTitle(title)) throw new IsocenterError('BadRequest', `The field ${name} is no application entity title`);
  return title;
}

function numberWithin(fields: BodyFields, name: string, first: number, last: number): number | undefined {
  const value = fields.integer(name);
  if (value !== undefined && (value < first || value > last)) {
    throw new IsocenterError('ParameterOutOfRange', `The field ${name} must be within ${first} to ${last}`);
  }
  return value;
}
