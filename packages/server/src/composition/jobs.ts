import type { AcceptedStorage } from '../access/accepted-storage.ts';
import type { StorageCommitmentScu } from '../dimse-out/storage-commitment-scu.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import { dicomGetScuKind } from '../job-kinds/dicom-get-scu.ts';
import { dicomMoveScuKind } from '../job-kinds/dicom-move-scu.ts';
import { modalityStoreKind } from '../job-kinds/modality-store.ts';
import { type ModificationParts, openModification } from '../job-kinds/open-modification.ts';
import { orthancPeerStoreKind } from '../job-kinds/orthanc-peer-store.ts';
import { relayKind } from '../job-kinds/relay.ts';
import { sequenceOfOperationsKind } from '../job-kinds/sequence-of-operations.ts';
import { storageCommitmentScpKind } from '../job-kinds/storage-commitment-scp.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import type { Level } from '../model/level.ts';
import { deleteResource } from '../rest/resource-deletion.ts';
import type { Deliverer } from '../retrieve/delivery.ts';
import type { InstanceReader } from '../retrieve/instance-reader.ts';
import type { AutoRouter } from '../routing/auto-router.ts';
import { openRouting } from '../routing/open-routing.ts';
import { type FileParts, openFiles } from './files.ts';
import type { Foundation } from './foundation.ts';
import type { RelayServices } from './relay.ts';
import type { Remotes } from './remotes.ts';

export interface JobsEnvironment {
  readonly ingest: Ingest;
  readonly remotes: Remotes;
  readonly reader: InstanceReader;
  readonly deliverer: Deliverer;
  readonly storageCommitment: StorageCommitmentScu;
  readonly acceptedStorage: AcceptedStorage;
  readonly movedInstances: MovedInstances;
  readonly relay: RelayServices | undefined;
}

export interface Jobs {
  readonly engine: JobEngine;
  readonly router: AutoRouter;
  readonly modifying: Omit<ModificationParts, 'kinds'>;
  readonly files: FileParts;
}

/** The engine with every kind of job, and what submits jobs by itself. */
export function openJobs(foundation: Foundation, environment: JobsEnvironment, opened: AsyncDisposableStack): Jobs {
  const { archive, configuration, dictionary, encoding, events, logs, mainTags, metrics, scripting } = foundation;
  const { blobs, index, isShared, janitor, jobs: jobStore } = archive;
  const { acceptedStorage, deliverer, ingest, movedInstances, reader, relay, remotes, storageCommitment } = environment;
  const { destinationDefaults, modalities, opener, peerClient, peers } = remotes;
  const removeResource = (level: Level, publicId: string) =>
    deleteResource({ index, janitor, events }, level, publicId);
  const { kinds: modifyingKinds, ...modifying } = openModification({
    configuration,
    index,
    blobs,
    ingest,
    dictionary,
    encoding,
    mainTags,
    deleteResource: removeResource,
  });
  const { kinds: fileKinds, parts: files } = openFiles(configuration, {
    index,
    blobs,
    janitor,
    ingest,
    jobStore,
    reader,
    dictionary,
    encoding,
    now: () => new Date(),
  });
  const engine = new JobEngine({
    store: jobStore,
    kinds: [
      modalityStoreKind({ index, modalities, deliverer, destinationDefaults, storageCommitment }),
      dicomMoveScuKind({ opener, modalities, destinationDefaults, movedInstances }),
      dicomGetScuKind({
        opener,
        modalities,
        destinationDefaults,
        ingest,
        receivable: acceptedStorage,
        logger: logs.logger('dicom'),
      }),
      sequenceOfOperationsKind({
        ...modifying.modification,
        index,
        modalities,
        deliverer,
        destinationDefaults,
        peers,
        peerClient,
        ingest,
        deleteResource: removeResource,
        systemAccess: configuration.LuaSystemAccess,
      }),
      orthancPeerStoreKind({ index, blobs, peers, client: peerClient }),
      ...(relay === undefined
        ? []
        : [
            relayKind({ sources: relay.relay, store: archive.relay, modalities, deliverer, destinationDefaults }),
            relay.prefetch,
          ]),
      storageCommitmentScpKind({ index, blobs, modalities, opener, destinationDefaults }),
      ...modifyingKinds,
      ...fileKinds,
    ],
    owner: foundation.serverId,
    soleServer: !isShared,
    clock: archive.jobClock,
    leaseMs: configuration.JobsLease * 1000,
    logger: logs.logger('jobs'),
    concurrentJobs: configuration.ConcurrentJobs,
    historySize: configuration.JobsHistorySize,
    retry: {
      baseDelayMs: configuration.JobsRetryDelay * 1000,
      maximumDelayMs: configuration.JobsMaximumRetryDelay * 1000,
      maximumRetries: configuration.JobsMaximumRetries,
    },
    events: [
      scripting.events.jobEvents,
      {
        succeeded: (job) => metrics.jobEnded(job.type, 'Success', job.runtimeMs),
        failed: (job) => metrics.jobEnded(job.type, 'Failure', job.runtimeMs),
      },
    ],
  });
  const router = openRouting({
    rules: configuration.AutoRouting,
    index,
    blobs,
    events,
    jobs: engine,
    modalities,
    peers,
    mainTags,
    dictionary,
    encoding,
    isShared,
    observe: (progress) => metrics.routed(progress),
    logger: logs.logger('jobs'),
  });
  opened.defer(() => router.close());
  return { engine, router, modifying, files };
}
