import type { FastifyInstance } from 'fastify';
import type { BlobJanitor } from '../../blobs/blob-janitor.ts';
import { type DestinationDefaults, destinationOf } from '../../dimse-out/destination.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { StorageCommitmentScu } from '../../dimse-out/storage-commitment-scu.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { meaningOf } from '../../storage-commitment/failure-reasons.ts';
import { referenceKey, type SopReference } from '../../storage-commitment/sop-reference.ts';
import type {
  StorageCommitmentReport,
  StorageCommitmentReports,
} from '../../storage-commitment/storage-commitment-reports.ts';
import { BodyFields, bodyObject, isBodyObject } from '../body-fields.ts';
import { instancesOf } from '../instance-selection.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
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

/** Instances looked up at a time. */
const pageSize = 100;

/** Asking modalities to commit themselves to instances, and what they said. */
export function storageCommitmentRoutes(app: FastifyInstance, deps: StorageCommitmentDeps): void {
  const { destinationDefaults, index, limits, modalities, reports, storageCommitment } = deps;

  app.post<{ Params: IdParams }>('/modalities/:id/storage-commitment', async (request) => {
    const fields = new BodyFields(bodyObject(await jsonBody(request, limits)));
    const modality = modalities.require(request.params.id);
    const seconds = fields.count('Timeout');
    const timeoutMs = seconds === undefined ? undefined : seconds * 1000;
    const destination = destinationOf(modality, destinationDefaults, { timeoutMs });
    const references = [...(await referencesOf(index, fields.texts('Resources') ?? [])), ...namedReferences(fields)];
    if (references.length === 0) throw new IsocenterError('BadRequest', 'Neither Resources nor DicomInstances');
    const id = await storageCommitment.request(destination, references);
    return { ID: id, Path: `/storage-commitment/${id}` };
  });

  app.get<{ Params: IdParams }>('/storage-commitment/:id', async (request) =>
    reportJson(requireReport(reports, request.params.id)),
  );

  if (deps.readOnly) return;
  app.post<{ Params: IdParams }>('/storage-commitment/:id/remove', async (request) => {
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
  const instances = await instancesOf(index, publicIds);
  const references: SopReference[] = [];
  for await (const page of index.listInstances('Instance', instances)) {
    references.push(...page.map(({ sopClassUid, sopInstanceUid }) => ({ sopClassUid, sopInstanceUid })));
  }
  return references;
}

/** `DicomInstances`: each an array of class and instance, or an object with both. */
function namedReferences(fields: BodyFields): readonly SopReference[] {
  const named = fields.raw('DicomInstances') ?? [];
  if (!Array.isArray(named)) throw new IsocenterError('BadRequest', 'The field DicomInstances must be an array');
  return named.map((entry: unknown) => {
    const [sopClassUid, sopInstanceUid] = uidsOf(entry);
    if (isUidText(sopClassUid) && isUidText(sopInstanceUid)) return { sopClassUid, sopInstanceUid };
    throw new IsocenterError('BadRequest', 'An entry of DicomInstances must be a SOP class UID and an instance UID');
  });
}

function uidsOf(entry: unknown): readonly unknown[] {
  if (isBodyObject(entry)) return [entry.SOPClassUID, entry.SOPInstanceUID];
  return Array.isArray(entry) && entry.length === 2 ? entry : [];
}

/** What is no UID is asked for all the same: the modality says that it has no such instance. */
function isUidText(value: unknown): value is string {
  return typeof value === 'string' && /^[!-[\]-~]{1,64}$/.test(value);
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
