import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { BlobJanitor } from '../../blobs/blob-janitor.ts';
import { type DestinationDefaults, destinationOf } from '../../dimse-out/destination.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { StorageCommitmentScu } from '../../dimse-out/storage-commitment-scu.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { meaningOf } from '../../storage-commitment/failure-reasons.ts';
import { isReferenceText, referenceKey, type SopReference } from '../../storage-commitment/sop-reference.ts';
import type {
  StorageCommitmentReport,
  StorageCommitmentReports,
} from '../../storage-commitment/storage-commitment-reports.ts';
import { readJson } from '../contract/read-body.ts';
import { modalityParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { selectInstances } from '../instance-selection.ts';
import type { BodyLimits } from '../request-body.ts';
import { deleteResource } from '../resource-deletion.ts';
import type { IdParams } from './resources.ts';

export interface StorageCommitmentDeps {
  readonly modalities: ModalityRegistry;
  readonly index: Pick<IndexStore, 'deleteResource' | 'findResources' | 'findSopInstances' | 'listInstances'>;
  readonly janitor: Pick<BlobJanitor, 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
  readonly storageCommitment: Pick<StorageCommitmentScu, 'request'>;
  readonly reports: Pick<StorageCommitmentReports, 'get'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly limits: BodyLimits;
  /** `ReadOnly`: no route that writes. */
  readonly readOnly: boolean;
}

const referenceSchema = Type.Object({ SOPClassUID: Type.String(), SOPInstanceUID: Type.String() });

const requestFields = Type.Object({
  Resources: Type.Optional(Type.Array(Type.String(), { description: 'Public ids of any level' })),
  DicomInstances: Type.Optional(
    Type.Array(Type.Union([Type.Array(Type.String(), { minItems: 2, maxItems: 2 }), referenceSchema]), {
      description: 'Instances by SOP class UID and SOP instance UID',
    }),
  ),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds' })),
});

const parameters = { id: 'Transaction UID' } as const;

const contracts = {
  request: contract({
    tag: 'Storage commitment',
    summary: 'Ask a modality to commit itself to instances',
    parameters: modalityParameters,
    body: [{ json: requestFields }],
    answer: [{ json: Type.Object({ ID: Type.String(), Path: Type.String() }) }],
  }),
  report: contract({
    tag: 'Storage commitment',
    summary: 'What the modality has said',
    parameters,
    answer: [
      {
        json: Type.Object({
          RemoteAET: Type.String(),
          Status: Type.Enum(['Pending', 'Success', 'Failure']),
          Success: Type.Array(referenceSchema),
          Failures: Type.Array(
            Type.Object({
              ...referenceSchema.properties,
              FailureReason: Type.Integer(),
              Description: Type.String(),
            }),
          ),
        }),
      },
    ],
  }),
  remove: contract({
    tag: 'Storage commitment',
    summary: 'Delete the instances that the modality has committed itself to',
    parameters,
    answer: [{ json: Type.Object({}) }],
  }),
};

/** Instances looked up at a time. */
const pageSize = 100;

/** Asking modalities to commit themselves to instances, and what they said. */
export function storageCommitmentRoutes(app: FastifyInstance, deps: StorageCommitmentDeps): void {
  const { destinationDefaults, index, limits, modalities, reports, storageCommitment } = deps;

  const config = { config: contracts.request };
  app.post<{ Params: IdParams }>('/modalities/:id/storage-commitment', config, async (request) => {
    const { DicomInstances = [], Resources = [], Timeout } = await readJson(request, limits, requestFields);
    const modality = modalities.require(request.params.id);
    const timeoutMs = Timeout === undefined ? undefined : Timeout * 1000;
    const destination = destinationOf(modality, destinationDefaults, { timeoutMs });
    const references = [...(await referencesOf(index, Resources)), ...DicomInstances.map(namedReference)];
    if (references.length === 0) throw new IsocenterError('BadRequest', 'Neither Resources nor DicomInstances');
    const id = await storageCommitment.request(destination, references);
    return { ID: id, Path: `/storage-commitment/${id}` };
  });

  app.get<{ Params: IdParams }>('/storage-commitment/:id', { config: contracts.report }, async (request) =>
    reportJson(requireReport(reports, request.params.id)),
  );

  if (deps.readOnly) return;
  app.post<{ Params: IdParams }>('/storage-commitment/:id/remove', { config: contracts.remove }, async (request) => {
    const { committed, status } = requireReport(reports, request.params.id);
    if (status !== 'Success') {
      throw new IsocenterError('BadSequenceOfCalls', 'Only what the modality has committed itself to can be removed');
    }
    await removeInstances(deps, committed);
    return {};
  });
}

function requireReport(reports: StorageCommitmentDeps['reports'], id: string): StorageCommitmentReport {
  const report = reports.get(id);
  if (report === undefined) throw new IsocenterError('InexistentItem', 'Unknown storage commitment');
  return report;
}

function reportJson({ committed, failed, remoteAet, status }: StorageCommitmentReport) {
  return {
    RemoteAET: remoteAet,
    Status: status,
    Success: committed.map(referenceJson),
    Failures: failed.map((failure) => ({
      ...referenceJson(failure),
      FailureReason: failure.failureReason,
      Description: meaningOf(failure.failureReason),
    })),
  };
}

function referenceJson({ sopClassUid, sopInstanceUid }: SopReference) {
  return { SOPClassUID: sopClassUid, SOPInstanceUID: sopInstanceUid };
}

/** The instances of resources of any level. */
async function referencesOf(
  index: StorageCommitmentDeps['index'],
  publicIds: readonly string[],
): Promise<readonly SopReference[]> {
  const { instances } = await selectInstances(index, publicIds);
  const references: SopReference[] = [];
  for await (const page of index.listInstances('Instance', instances)) {
    references.push(...page.map(({ sopClassUid, sopInstanceUid }) => ({ sopClassUid, sopInstanceUid })));
  }
  return references;
}

/** An entry of `DicomInstances`: an array of class and instance, or an object with both. */
function namedReference(entry: readonly string[] | Static<typeof referenceSchema>): SopReference {
  const [sopClassUid, sopInstanceUid] = isReferenceObject(entry) ? [entry.SOPClassUID, entry.SOPInstanceUID] : entry;
  if (isReferenceText(sopClassUid) && isReferenceText(sopInstanceUid)) return { sopClassUid, sopInstanceUid };
  throw new IsocenterError('BadRequest', 'An entry of DicomInstances must be a SOP class UID and an instance UID');
}

function isReferenceObject(
  entry: readonly string[] | Static<typeof referenceSchema>,
): entry is Static<typeof referenceSchema> {
  return !Array.isArray(entry);
}

async function removeInstances(deps: StorageCommitmentDeps, committed: readonly SopReference[]): Promise<void> {
  const keys = new Set(committed.map(referenceKey));
  for (let at = 0; at < committed.length; at += pageSize) {
    const uids = committed.slice(at, at + pageSize).map(({ sopInstanceUid }) => sopInstanceUid);
    for (const instance of await deps.index.findSopInstances(uids)) {
      if (keys.has(referenceKey(instance))) await deleteResource(deps, 'Instance', instance.publicId);
    }
  }
}
