import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DicomServer } from '@isocenter/dimse';
import { AcceptedStorage } from './access/accepted-storage.ts';
import { openArrival } from './composition/arrival.ts';
import { openDicomServices } from './composition/dicom-services.ts';
import { openFoundation } from './composition/foundation.ts';
import { openJobs } from './composition/jobs.ts';
import { openPrefetch } from './composition/prefetch.ts';
import { openRelay, openRelayArrivals } from './composition/relay.ts';
import { openRemotes } from './composition/remotes.ts';
import { openRestApi } from './composition/rest-api.ts';
import { openWorklistServices } from './composition/worklist-services.ts';
import type { Configuration } from './config/options.ts';
import { storageCommitmentReportHandler } from './dimse-in/storage-commitment-report.ts';
import { StorageCommitmentScu } from './dimse-out/storage-commitment-scu.ts';
import { Readiness } from './health/readiness.ts';
import { MovedInstances } from './ingest/moved-instances.ts';
import { parkSavedJobs } from './jobs/park-saved-jobs.ts';
import type { Logs } from './logging/logs.ts';
import { portError } from './model/port-error.ts';
import type { FindSettings } from './query/find-query.ts';
import { inProcessClient } from './rest/in-process-requests.ts';
import { listenForRest, type RestServer } from './rest/rest-server.ts';
import { Deliverer } from './retrieve/delivery.ts';
import { InstanceReader } from './retrieve/instance-reader.ts';
import { StorageCommitmentReports } from './storage-commitment/storage-commitment-reports.ts';

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

/**
 * The composition root: makes every part of the server and connects them. What holds data is opened first and closed
 * last, also when the start fails.
 * @throws IsocenterError when a port is taken or the index cannot be opened
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { configuration, logs } = options;
  await using opened = new AsyncDisposableStack();
  const serverId = `${hostname()}/${randomUUID()}`;
  const foundation = await openFoundation({ configuration, logs, serverId }, opened);
  const { archive, dictionary, encoding, events, mainTags, scripting } = foundation;
  const { blobs, index, isShared, jobs: jobStore } = archive;
  const dicomLogger = logs.logger('dicom');

  const remotes = await openRemotes(foundation, opened);
  const arrivals = openRelayArrivals(foundation, remotes, opened);
  const { ingest } = openArrival(foundation, arrivals?.fetches, opened);
  const reader = new InstanceReader(blobs);
  const deliverer = new Deliverer({
    pool: remotes.pool,
    reader,
    retries: configuration.DicomStoreRetries,
    retryDelayMs: configuration.DicomStoreRetryDelay * 1000,
  });
  const reports = new StorageCommitmentReports(configuration.StorageCommitmentReportsSize);
  const eventReport = storageCommitmentReportHandler({ reports, logger: dicomLogger });
  const storageCommitment = new StorageCommitmentScu({ opener: remotes.opener, reports, eventReport });
  const acceptedStorage = new AcceptedStorage(configuration);
  const movedInstances = new MovedInstances();
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
  const relay =
    arrivals && (await openRelay(foundation, { arrivals, remotes, ingest, movedInstances, acceptedStorage }, opened));
  const shared = { ingest, remotes, reader, deliverer, storageCommitment, acceptedStorage, movedInstances, relay };
  const jobs = openJobs(foundation, shared, opened);
  const { engine, router } = jobs;
  const worklists = openWorklistServices(foundation, opened);
  const scp = openDicomServices(foundation, { ...shared, engine, findSettings, worklists, eventReport });

  const readiness = new Readiness({
    index,
    blobs,
    dicom: configuration.DicomServerEnabled ? scp : undefined,
    logger: logs.logger('generic'),
  });
  let http: RestServer | undefined;
  const app = await openRestApi(foundation, {
    ...shared,
    jobs,
    scp,
    readiness,
    findSettings,
    worklists,
    reports,
    httpPort: () => http?.port ?? configuration.HttpPort,
    onEnd: options.onEnd,
  });
  scripting.connect(events, {
    jobs: engine,
    luaClient: inProcessClient(app, 'Lua'),
    pluginClient: inProcessClient(app, 'Plugins'),
  });
  opened.defer(() => app.close());
  // Before: a script may still ask the server for something.
  opened.defer(() => scripting.close());

  // A start that fails waits for nobody.
  let graceMs = 0;
  opened.defer(async () => {
    await Promise.all([scp.close({ graceMs }), http?.close(graceMs), engine.stop({ graceMs })]);
  });
  if (configuration.DicomServerEnabled) await listen(scp, configuration.DicomPort);
  if (configuration.HttpServerEnabled) http = await listenForRest(app, configuration);
  if (!options.loadJobs) {
    // Those of a shared index are not this server's alone.
    const parked = isShared ? 0 : await parkSavedJobs(jobStore, Date.now());
    logs.logger('jobs').info('Saved jobs are paused', { jobs: parked });
  }
  await engine.start();
  await router.start();
  if (relay !== undefined) await openPrefetch(foundation, engine, worklists, opened).start();
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
