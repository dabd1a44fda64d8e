import { randomUUID } from 'node:crypto';
import type { DicomServer } from '@isocenter/dimse';
import type { FastifyInstance } from 'fastify';
import type { AcceptedStorage } from '../access/accepted-storage.ts';
import { Authenticator } from '../access/authenticator.ts';
import type { StorageCommitmentScu } from '../dimse-out/storage-commitment-scu.ts';
import type { Readiness } from '../health/readiness.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { FindSettings } from '../query/find-query.ts';
import { FetchedResources } from '../rest/fetched-resources.ts';
import { ResourceReader } from '../rest/resource-reader.ts';
import { createRestApp } from '../rest/rest-app.ts';
import { addRestRoutes } from '../rest/rest-routes.ts';
import { bodyLimits } from '../rest/rest-server.ts';
import { systemJson } from '../rest/system-json.ts';
import { pluginDescription, pluginRoutesOf } from '../scripting/plugin-descriptions.ts';
import type { StorageCommitmentReports } from '../storage-commitment/storage-commitment-reports.ts';
import { version } from '../version.ts';
import type { Foundation } from './foundation.ts';
import type { Jobs } from './jobs.ts';
import type { RelayServices } from './relay.ts';
import type { Remotes } from './remotes.ts';
import type { WorklistServices } from './worklist-services.ts';

export interface RestApiEnvironment {
  readonly ingest: Ingest;
  readonly remotes: Remotes;
  readonly jobs: Jobs;
  readonly scp: DicomServer;
  readonly readiness: Readiness;
  readonly findSettings: FindSettings;
  readonly acceptedStorage: AcceptedStorage;
  readonly worklists: WorklistServices;
  readonly relay: RelayServices | undefined;
  readonly storageCommitment: StorageCommitmentScu;
  readonly reports: StorageCommitmentReports;
  /** Known once the server listens. */
  readonly httpPort: () => number;
  readonly onEnd: (ending: 'stop' | 'restart') => void;
}

/** The REST API, not listening yet. */
export async function openRestApi(foundation: Foundation, environment: RestApiEnvironment): Promise<FastifyInstance> {
  const { archive, configuration, encoding, events, logs, mainTags, metrics, scripting } = foundation;
  const { blobs, index, janitor, jobs: jobStore } = archive;
  const { findSettings, httpPort, ingest, jobs, onEnd, readiness, remotes, reports, scp } = environment;
  const logger = logs.logger('http');
  const databaseServerIdentifier =
    configuration.DatabaseServerIdentifier ??
    (await index.initializeProperty('DatabaseServerIdentifier', randomUUID()));
  const app = createRestApp({
    configuration,
    authenticator: new Authenticator(configuration.RegisteredUsers ?? {}),
    logger,
    metrics,
    filter: scripting.hooks.httpRequest,
    runningCallback: () => scripting.runningCallback(),
  });
  const { relay } = environment;
  const fetched = relay && new FetchedResources({ index, known: archive.relay, fetcher: relay.relay });
  fetched?.addTo(app);
  addRestRoutes(app, {
    readiness,
    name: configuration.Name,
    version,
    system: () =>
      systemJson(configuration, {
        version,
        databaseServerIdentifier,
        dicomPort: scp.address?.port ?? configuration.DicomPort,
        httpPort: httpPort(),
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
      logger,
      settings: findSettings,
      userMetadata: configuration.UserMetadata,
    }),
    settings: findSettings,
    limits: bodyLimits(configuration),
    configuration,
    acceptedStorage: environment.acceptedStorage,
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
    logger,
    metrics,
    logs,
    ...remotes,
    spannedSearch: relay?.search,
    fetchNamed: fetched?.fetchNamed,
    localAet: configuration.DicomAet,
    beforeChangesGo: () => jobs.router.catchUp(),
    luaScripts: configuration.ExecuteLuaEnabled ? scripting.lua : undefined,
    jobs: jobs.engine,
    ...jobs.modifying,
    jobStore,
    ...jobs.files,
    storageCommitment: environment.storageCommitment,
    reports,
    worklists: environment.worklists.worklists,
    relayRequests: archive.relay,
    upstreams: relay?.upstreams,
    now: () => new Date(),
    shutDown: () => onEnd('stop'),
    restart: () => onEnd('restart'),
  });
  return app;
}
