import type { DicomServer, ScpHandlers } from '@isocenter/dimse';
import type { AcceptedStorage } from '../access/accepted-storage.ts';
import { createDicomScp } from '../dimse-in/dicom-scp.ts';
import { findHandler } from '../dimse-in/find.ts';
import { getHandler } from '../dimse-in/get.ts';
import { moveHandler } from '../dimse-in/move.ts';
import { retrieveMetrics } from '../dimse-in/retrieve-metrics.ts';
import { storageCommitmentHandler } from '../dimse-in/storage-commitment.ts';
import { storeHandler } from '../dimse-in/store.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import { CommitmentJobs } from '../job-kinds/commitment-jobs.ts';
import { RelayJobs } from '../job-kinds/relay-jobs.ts';
import { StoreJobs } from '../job-kinds/store-jobs.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { FindSettings } from '../query/find-query.ts';
import type { Deliverer } from '../retrieve/delivery.ts';
import type { InstanceReader } from '../retrieve/instance-reader.ts';
import type { Foundation } from './foundation.ts';
import type { RelayServices } from './relay.ts';
import type { Remotes } from './remotes.ts';
import type { WorklistServices } from './worklist-services.ts';

export interface DicomServicesEnvironment {
  readonly ingest: Ingest;
  readonly remotes: Remotes;
  readonly reader: InstanceReader;
  readonly deliverer: Deliverer;
  readonly engine: JobEngine;
  readonly findSettings: FindSettings;
  readonly acceptedStorage: AcceptedStorage;
  readonly movedInstances: MovedInstances;
  readonly relay: RelayServices | undefined;
  readonly worklists: WorklistServices;
  readonly eventReport: NonNullable<ScpHandlers['eventReport']>;
}

/** The DICOM port, not listening yet. */
export function openDicomServices(
  { archive, configuration, logs, metrics, scripting, tls }: Foundation,
  environment: DicomServicesEnvironment,
): DicomServer {
  const { acceptedStorage, deliverer, engine, findSettings, ingest, movedInstances, reader, relay } = environment;
  const { blobs, index, jobs: jobStore } = archive;
  const { destinationDefaults, modalities } = environment.remotes;
  const logger = logs.logger('dicom');
  const retrieves = {
    index,
    reader,
    convention: configuration.CMoveStatusConvention,
    responseIntervalMs: configuration.CMoveResponseInterval * 1000,
    observer: retrieveMetrics(metrics),
    logger,
  };
  return createDicomScp({
    configuration,
    modalities,
    storage: acceptedStorage,
    tls: tls.server,
    logger,
    metrics,
    services: {
      echo: () => ({ status: 0x0000 }),
      store: storeHandler({
        ingest,
        movedInstances,
        logger,
        observe: (durationMs, bytes, status) => metrics.storeScp(durationMs, bytes, status),
      }),
      find: findHandler({
        index,
        blobs,
        logger,
        settings: findSettings,
        filter: scripting.hooks.incomingFind,
        caseSensitivePersonNames: configuration.CaseSensitivePN,
        retrieveAet: configuration.DicomAet,
        ...(relay && { spanned: relay.search }),
        observe: (durationMs) => metrics.findScp(durationMs),
      }),
      ...environment.worklists.scp,
      move: moveHandler({
        ...retrieves,
        filter: scripting.hooks.incomingMove,
        modalities,
        deliverer,
        jobs: new StoreJobs(engine, modalities, destinationDefaults),
        destinationDefaults,
        synchronous: configuration.SynchronousCMove,
        ...(relay && { relay: { sources: relay.relay, jobs: new RelayJobs(engine) } }),
      }),
      get: getHandler({
        ...retrieves,
        ...(relay && { sources: relay.relay }),
        allowTranscoding: ({ association }) =>
          configuration.TranscodeDicomProtocol &&
          modalities.withAet(association.callingAet).every(({ AllowTranscoding }) => AllowTranscoding),
      }),
      action: storageCommitmentHandler({ modalities, jobs: new CommitmentJobs(engine, jobStore), logger }),
      eventReport: environment.eventReport,
    },
  });
}
