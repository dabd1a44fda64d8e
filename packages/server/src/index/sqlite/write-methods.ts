import type { DatabaseSync } from 'node:sqlite';
import { formatDateTime } from '../../model/date-time.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { Level } from '../../model/level.ts';
import type { ExpectedValue } from '../expected-value.ts';
import type {
  Attachment,
  ReconstructedInstance,
  Setting,
  SettingKind,
  StorageLimits,
  StoreResult,
  TagRecords,
} from '../records.ts';
import type { InstanceColumns, InstanceRow } from '../sql/instance-row.ts';
import { AttachmentWriter } from './attachment-writer.ts';
import { BlobCopyWriter } from './blob-copy-writer.ts';
import { BlobRemovals } from './blob-removals.ts';
import { CacheRecycler } from './cache-recycler.ts';
import { ChangeLog } from './change-log.ts';
import { InstanceWriter } from './instance-writer.ts';
import { MetadataWriter } from './metadata-writer.ts';
import { PatientRecycler } from './patient-recycler.ts';
import { PropertyWriter } from './property-writer.ts';
import { RelayedRemover } from './relayed-remover.ts';
import { type Removal, ResourceRemover } from './resource-remover.ts';
import { StabilityWriter } from './stability-writer.ts';
import { TagWriter } from './tag-writer.ts';

interface ResourceName {
  readonly level: Level;
  readonly publicId: string;
}

interface StoreRequest {
  readonly instance: InstanceRow;
  readonly limits: StorageLimits;
}

interface ExpectingWrite extends ResourceName {
  readonly expected: ExpectedValue | undefined;
  readonly nowMs: number;
}

interface MetadataName extends ExpectingWrite {
  readonly name: number;
}

/** Methods whose effect need not survive a power failure: a copy too many is found again at start-up. */
export const relaxedIndexMethods: ReadonlySet<string> = new Set(['dropBlobCopies']);

/** What the writing thread does for the index; each runs inside a transaction of its caller. */
export function writeMethods(database: DatabaseSync) {
  const changes = new ChangeLog(database);
  const blobCopies = new BlobCopyWriter(database);
  const blobRemovals = new BlobRemovals(database);
  const remover = new ResourceRemover(database, blobRemovals, changes);
  const relayed = new RelayedRemover(database, remover);
  const recycler = new PatientRecycler(database, remover, new CacheRecycler(database, relayed));
  const instances = new InstanceWriter(database, { changes, blobRemovals, remover, recycler });
  const attachments = new AttachmentWriter(database, { changes, blobRemovals, recycler });
  const metadata = new MetadataWriter(database, changes);
  const tags = new TagWriter(database);
  const stability = new StabilityWriter(database, changes);
  const properties = new PropertyWriter(database);

  return {
    storeInstance: ({ instance, limits }: StoreRequest, columns: InstanceColumns): StoreResult => {
      const result = instances.store(instance, columns, limits, dateOf(instance.receivedAtMs));
      const uuid = instance.attachments[0]?.uuid;
      if (columns.copy === undefined || uuid === undefined || result.status !== 'Success') return result;
      return { ...result, copyId: blobCopies.add(uuid, columns.copy) };
    },

    dropBlobCopies: ({ ids }: { readonly ids: readonly number[] }) => blobCopies.drop(ids),

    deleteStep: (request: ResourceName & { readonly maximumInstances: number; readonly nowMs: number }) => {
      const { level, publicId, maximumInstances, nowMs } = request;
      const removal: Removal = { deleted: [], removedBlobs: [] };
      const step = remover.remove(level, publicId, maximumInstances, dateOf(nowMs), removal);
      return step === undefined ? undefined : { ...step, ...removal };
    },

    deleteRelayedInstances: ({
      nowMs,
      publicIds,
    }: {
      readonly publicIds: readonly string[];
      readonly nowMs: number;
    }) => {
      const removal: Removal = { deleted: [], removedBlobs: [] };
      relayed.remove(publicIds, nowMs, dateOf(Date.now()), removal);
      return removal;
    },

    blobsRemoved: ({ uuids }: { readonly uuids: readonly string[] }) => blobRemovals.confirm(uuids),

    setMetadata: (request: MetadataName & { readonly value: string }) => {
      const { level, publicId, name, value, expected, nowMs } = request;
      return metadata.set(level, publicId, name, value, expected, dateOf(nowMs));
    },

    deleteMetadata: ({ level, publicId, name, expected, nowMs }: MetadataName) =>
      metadata.delete(level, publicId, name, expected, dateOf(nowMs)),

    setAttachment: (request: ExpectingWrite & { readonly attachment: Attachment; readonly limits: StorageLimits }) => {
      const { level, publicId, attachment, limits, expected, nowMs } = request;
      return attachments.set(level, publicId, attachment, limits, expected, dateOf(nowMs));
    },

    deleteAttachment: (request: ExpectingWrite & { readonly contentType: number }) => {
      const { level, publicId, contentType, expected, nowMs } = request;
      return attachments.delete(level, publicId, contentType, expected, dateOf(nowMs));
    },

    replaceTags: ({ level, publicId, records }: ResourceName & { readonly records: TagRecords }) =>
      tags.replace(level, publicId, records),

    reconstructInstance: ({ instance }: { readonly instance: ReconstructedInstance }) => tags.reconstruct(instance),

    addLabel: ({ level, publicId, label }: ResourceName & { readonly label: string }) =>
      metadata.addLabel(level, publicId, label),

    removeLabel: ({ level, publicId, label }: ResourceName & { readonly label: string }) =>
      metadata.removeLabel(level, publicId, label),

    setProtected: (request: { readonly publicId: string; readonly isProtected: boolean; readonly nowMs: number }) => {
      const { publicId, isProtected, nowMs } = request;
      if (!recycler.setProtected(publicId, isProtected, nowMs)) {
        throw new IsocenterError('UnknownResource', '');
      }
    },

    deleteChanges: () => changes.deleteAll(),

    makeStable: ({ beforeMs, nowMs }: { readonly beforeMs: number; readonly nowMs: number }) =>
      stability.makeStable(beforeMs, dateOf(nowMs)),

    setProperty: ({ name, value }: { readonly name: string; readonly value: string }) => properties.set(name, value),

    initializeProperty: ({ name, value }: { readonly name: string; readonly value: string }) =>
      properties.initialize(name, value),

    addToProperty: ({ name, amount }: { readonly name: string; readonly amount: number }) =>
      properties.add(name, amount),

    putSetting: ({ kind, setting }: { readonly kind: SettingKind; readonly setting: Setting }) =>
      properties.putSetting(kind, setting),

    deleteSetting: ({ kind, name }: { readonly kind: SettingKind; readonly name: string }) =>
      properties.deleteSetting(kind, name),
  };
}

function dateOf(timeMs: number): string {
  return formatDateTime(new Date(timeMs));
}
