import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DataDictionary } from '@isocenter/dicom';
import type { DicomServer } from '@isocenter/dimse';
import { AcceptedStorage } from './access/accepted-storage.ts';
import { Authenticator } from './access/authenticator.ts';
import { dicomTls } from './access/dicom-tls.ts';
import { openArchive } from './archive/open-archive.ts';
import type { Configuration } from './config/options.ts';
import { createDicomScp } from './dimse-in/dicom-scp.ts';
import { findHandler } from './dimse-in/find.ts';
import { getHandler } from './dimse-in/get.ts';
import { moveHandler } from './dimse-in/move.ts';
import { retrieveMetrics } from './dimse-in/retrieve-metrics.ts';
import { storageCommitmentHandler } from './dimse-in/storage-commitment.ts';
import { storageCommitmentReportHandler } from './dimse-in/storage-commitment-report.ts';
import { storeHandler } from './dimse-in/store.ts';
import { StorageCommitmentScu } from './dimse-out/storage-commitment-scu.ts';
import { EventFeed } from './events/event-feed.ts';
import { StabilityMonitor } from './events/stability-monitor.ts';
import { Readiness } from './health/readiness.ts';
import { HashThread } from './ingest/hash-thread-client.ts';
import { Ingest } from './ingest/ingest.ts';
import { MovedInstances } from './ingest/moved-instances.ts';
import { CommitmentJobs } from './job-kinds/commitment-jobs.ts';
import { dicomGetScuKind } from './job-kinds/dicom-get-scu.ts';
import { dicomMoveScuKind } from './job-kinds/dicom-move-scu.ts';
import { modalityStoreKind } from './job-kinds/modality-store.ts';
import { openModification } from './job-kinds/open-modification.ts';
import { orthancPeerStoreKind } from './job-kinds/orthanc-peer-store.ts';
import { sequenceOfOperationsKind } from './job-kinds/sequence-of-operations.ts';
import { storageCommitmentScpKind } from './job-kinds/storage-commitment-scp.ts';
import { StoreJobs } from './job-kinds/store-jobs.ts';
import { JobEngine } from './jobs/job-engine.ts';
import { parkSavedJobs } from './jobs/park-saved-jobs.ts';
import type { Logs } from './logging/logs.ts';
import { Metrics } from './metrics/metrics.ts';
import { CurrentEncoding } from './model/current-encoding.ts';
import { extraMainTags } from './model/extra-main-tags.ts';
import type { Level } from './model/level.ts';
import { MainTags } from './model/main-tags.ts';
import { portError } from './model/port-error.ts';
import type { FindSettings } from './query/find-query.ts';
import { maximumConnections } from './rest/http-listener.ts';
import { inProcessClient } from './rest/in-process-requests.ts';
import { deleteResource } from './rest/resource-deletion.ts';
import { ResourceReader } from './rest/resource-reader.ts';
import { createRestApp } from './rest/rest-app.ts';
import { addRestRoutes } from './rest/rest-routes.ts';
import { bodyLimits, listenForRest, type RestServer } from './rest/rest-server.ts';
import { systemJson } from './rest/system-json.ts';
import { Deliverer } from './retrieve/delivery.ts';
import { InstanceReader } from './retrieve/instance-reader.ts';
import { openRouting } from './routing/open-routing.ts';
import { pluginDescription, pluginRoutesOf } from './scripting/plugin-descriptions.ts';
import { Scripting } from './scripting/scripting.ts';
import { openFiles } from './server-files.ts';
import { openHttpClient, openRemotes } from './server-remotes.ts';
import { openWorklistServices } from './server-worklists.ts';
import { StorageCommitmentReports } from './storage-commitment/storage-commitment-reports.ts';
import { version } from './version.ts';

export interface ServerOptions {
  readonly configuration: Configuration;
  readonly logs: Logs;
  /** false: begin without the jobs that were saved. */
  readonly loadJobs: boolean;
  /** The REST API asks for the end of the server. */
  readonly onEnd: (ending: 'stop' | 'restart') => void;
}

export interface RunningServer {
  readonly dicomPort: number | undefined;
  readonly httpPort: number | undefined;
  /** Not ready at once; after `DrainDelay` no new associations and requests; those under way get `ShutdownGrace`, jobs are parked. */
  stop(): Promise<void>;
}

const bytesPerMegabyte = 1024 * 1024;

/**
 * The composition root: makes every part of the server and connects them. What holds data is opened first and closed
 * last, also when the start fails.
 * @throws IsocenterError when a port is taken or the index cannot be opened
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { configuration, logs } = options;
  await using opened = new AsyncDisposableStack();
  const dicomLogger = logs.logger('dicom');
  const metrics = new Metrics({
    enabled: configuration.MetricsEnabled,
    maximumAssociations: configuration.MaximumAssociations,
    maximumConnections,
  });
  logs.listen((severity) => metrics.logged(severity));
  const dictionary = DataDictionary.standard.extend(configuration.Dictionary);
  const mainTags = new MainTags(extraMainTags(configuration.ExtraMainDicomTags, dictionary));
  const encoding = new CurrentEncoding(configuration.DefaultEncoding);
  const events = new EventFeed((error) => logs.logger('generic').error('A listener of events failed', { error }));
  const tls = dicomTls(configuration);

  const serverId = `${hostname()}/${randomUUID()}`;
  const archive = await openArchive(configuration, { logs, serverId, storageObserver: metrics }, opened);
  const { blobs, copies, index, isShared, janitor, jobs: jobStore } = archive;
  const httpClient = openHttpClient(configuration, opened);
  const scripting = await Scripting.open(configuration, { logs, httpClient, metrics });
  opened.defer(() => scripting.close());
  const remotes = await openRemotes(
    configuration,
    {
      index,
      stores: archive,
      dictionary,
      encoding,
      tls: tls.client,
      logs,
      httpClient,
      outgoingFind: scripting.hooks.outgoingFind,
    },
    opened,
  );
  const { destinationDefaults, modalities, opener, peerClient, peers } = remotes;
  const hashThread = new HashThread();
  opened.defer(() => hashThread.close());
  const ingest = new Ingest({
    index,
    blobs,
    janitor,
    copies,
    events,
    mainTags,
    overwrite: configuration.OverwriteInstances,
    limits: {
      maximumStorageBytes: configuration.MaximumStorageSize * bytesPerMegabyte,
      maximumPatients: configuration.MaximumPatientCount,
      mode: configuration.MaximumStorageMode,
    },
    storeMd5: configuration.StoreMD5ForAttachments,
    compress: configuration.StorageCompression,
    hashThread,
    encoding,
    dictionary,
    filter: scripting.hooks.receivedInstance,
  });
  const stability = new StabilityMonitor({
    index,
    events,
    stableAgeMs: configuration.StableAge * 1000,
    isShared,
    logger: logs.logger('generic'),
  });
  opened.defer(() => stability.close());

  const reader = new InstanceReader(blobs);
  const deliverer = new Deliverer({
    pool: remotes.pool,
    reader,
    retries: configuration.DicomStoreRetries,
    retryDelayMs: configuration.DicomStoreRetryDelay * 1000,
  });

  const reports = new StorageCommitmentReports(configuration.StorageCommitmentReportsSize);
  const eventReport = storageCommitmentReportHandler({ reports, logger: dicomLogger });
  const storageCommitment = new StorageCommitmentScu({ opener, reports, eventReport });
  const acceptedStorage = new AcceptedStorage(configuration);

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
  const files = openFiles(configuration, {
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
  const movedInstances = new MovedInstances();
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
        logger: dicomLogger,
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
      storageCommitmentScpKind({ index, blobs, modalities, opener, destinationDefaults }),
      ...modifyingKinds,
      ...files.kinds,
    ],
    owner: serverId,
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

  const findSettings: FindSettings = {
    mainTags,
    dictionary,
    storageAccess: configuration.StorageAccessOnFind,
    get characterSet() {
      return encoding.terms;
    },
    limitFindResults: configuration.LimitFindResults,
    limitFindInstances: configuration.LimitFindInstances,
  };
  const retrieves = {
    index,
    reader,
    convention: configuration.CMoveStatusConvention,
    responseIntervalMs: configuration.CMoveResponseInterval * 1000,
    observer: retrieveMetrics(metrics),
    logger: dicomLogger,
  };
  const worklists = openWorklistServices(
    configuration,
    {
      store: archive.worklists,
      index,
      dictionary,
      encoding,
      filter: scripting.hooks.incomingWorklist,
      logger: dicomLogger,
    },
    opened,
  );
  const scp = createDicomScp({
    configuration,
    modalities,
    storage: acceptedStorage,
    tls: tls.server,
    logger: dicomLogger,
    metrics,
    services: {
      echo: () => ({ status: 0x0000 }),
      store: storeHandler({
        ingest,
        movedInstances,
        logger: dicomLogger,
        observe: (durationMs, bytes, status) => metrics.storeScp(durationMs, bytes, status),
      }),
      find: findHandler({
        index,
        blobs,
        logger: dicomLogger,
        settings: findSettings,
        filter: scripting.hooks.incomingFind,
        caseSensitivePersonNames: configuration.CaseSensitivePN,
        retrieveAet: configuration.DicomAet,
        observe: (durationMs) => metrics.findScp(durationMs),
      }),
      ...worklists.scp,
      move: moveHandler({
        ...retrieves,
        filter: scripting.hooks.incomingMove,
        modalities,
        deliverer,
        jobs: new StoreJobs(engine, modalities, destinationDefaults),
        destinationDefaults,
        synchronous: configuration.SynchronousCMove,
      }),
      get: getHandler({
        ...retrieves,
        allowTranscoding: ({ association }) =>
          configuration.TranscodeDicomProtocol &&
          modalities.withAet(association.callingAet).every(({ AllowTranscoding }) => AllowTranscoding),
      }),
      action: storageCommitmentHandler({
        modalities,
        jobs: new CommitmentJobs(engine, jobStore),
        logger: dicomLogger,
      }),
      eventReport,
    },
  });

  const databaseServerIdentifier =
    configuration.DatabaseServerIdentifier ??
    (await index.initializeProperty('DatabaseServerIdentifier', randomUUID()));
  let httpPort = configuration.HttpPort;
  const app = createRestApp({
    configuration,
    authenticator: new Authenticator(configuration.RegisteredUsers ?? {}),
    logger: logs.logger('http'),
    metrics,
    filter: scripting.hooks.httpRequest,
    runningCallback: () => scripting.runningCallback(),
  });
  scripting.connect(events, {
    jobs: engine,
    luaClient: inProcessClient(app, 'Lua'),
    pluginClient: inProcessClient(app, 'Plugins'),
  });
  const readiness = new Readiness({
    index,
    blobs,
    dicom: configuration.DicomServerEnabled ? scp : undefined,
    logger: logs.logger('generic'),
  });
  addRestRoutes(app, {
    readiness,
    name: configuration.Name,
    version,
    system: () =>
      systemJson(configuration, {
        version,
        databaseServerIdentifier,
        dicomPort: scp.address?.port ?? configuration.DicomPort,
        httpPort,
        mainTags,
        databaseBackend: archive.databaseBackend,
        storageArea: archive.storageArea,
      }),
    index,
    ingest,
    blobs,
    janitor,
    events,
    resources: new ResourceReader({
      index,
      blobs,
      logger: logs.logger('http'),
      settings: findSettings,
      userMetadata: configuration.UserMetadata,
    }),
    settings: findSettings,
    limits: bodyLimits(configuration),
    configuration,
    acceptedStorage,
    encoding,
    plugins: () => scripting.plugins.map(pluginDescription),
    addedRoutes: scripting.plugins.flatMap(pluginRoutesOf),
    userMetadata: configuration.UserMetadata,
    userContentTypes: configuration.UserContentType,
    checkRevisions: configuration.CheckRevisions,
    readOnly: configuration.ReadOnly,
    patientLevel: configuration.PatientLevelEnabled,
    writesToFileSystem: configuration.RestApiWriteToFileSystemEnabled,
    storageCompression: configuration.StorageCompression,
    logger: logs.logger('http'),
    metrics,
    logs,
    ...remotes,
    localAet: configuration.DicomAet,
    beforeChangesGo: () => router.catchUp(),
    luaScripts: configuration.ExecuteLuaEnabled ? scripting.lua : undefined,
    jobs: engine,
    ...modifying,
    jobStore,
    ...files.parts,
    storageCommitment,
    reports,
    worklists: worklists.worklists,
    now: () => new Date(),
    shutDown: () => options.onEnd('stop'),
    restart: () => options.onEnd('restart'),
  });

  opened.defer(() => app.close());
  // Before: a script may still ask the server for something.
  opened.defer(() => scripting.close());

  // A start that fails waits for nobody.
  let graceMs = 0;
  let http: RestServer | undefined;
  opened.defer(async () => {
    await Promise.all([scp.close({ graceMs }), http?.close(graceMs), engine.stop({ graceMs })]);
  });
  if (configuration.DicomServerEnabled) await listen(scp, configuration.DicomPort);
  if (configuration.HttpServerEnabled) http = await listenForRest(app, configuration);
  httpPort = http?.port ?? httpPort;
  if (!options.loadJobs) {
    // Those of a shared index are not this server's alone.
    const parked = isShared ? 0 : await parkSavedJobs(jobStore, Date.now());
    logs.logger('jobs').info('Saved jobs are paused', { jobs: parked });
  }
  await engine.start();
  await router.start();
  await scripting.start();

  const running = opened.move();
  return {
    dicomPort: configuration.DicomServerEnabled ? scp.address?.port : undefined,
    httpPort: http?.port,
    async stop() {
      await readiness.drain(configuration.DrainDelay * 1000);
      graceMs = configuration.ShutdownGrace * 1000;
      await running.disposeAsync();
    },
  };
}

async function listen(scp: DicomServer, port: number): Promise<void> {
  await scp.listen({ port }).catch((cause: unknown) => {
    throw portError('DICOM', port, cause);
  });
}
