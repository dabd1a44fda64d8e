import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { DataDictionary } from '@isocenter/dicom';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { AcceptedStorage } from '../../src/access/accepted-storage.ts';
import { Authenticator } from '../../src/access/authenticator.ts';
import { BlobCopies } from '../../src/blobs/blob-copies.ts';
import { BlobJanitor } from '../../src/blobs/blob-janitor.ts';
import type { BlobStore } from '../../src/blobs/blob-store.ts';
import { openFiles } from '../../src/composition/files.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { parseModality } from '../../src/config/modality.ts';
import type { Configuration } from '../../src/config/options.ts';
import { destinationOf } from '../../src/dimse-out/destination.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { EventFeed, type ResourceEvent } from '../../src/events/event-feed.ts';
import { ExportRecorder } from '../../src/exports/export-recorder.ts';
import { Readiness } from '../../src/health/readiness.ts';
import { HttpClient } from '../../src/http-client/http-client.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { RelayStore } from '../../src/index/relay-store.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import type { ModificationOptions } from '../../src/job-kinds/modification-run.ts';
import { type ModificationParts, openModification } from '../../src/job-kinds/open-modification.ts';
import { JobEngine } from '../../src/jobs/job-engine.ts';
import type { JobContext, JobKind } from '../../src/jobs/job-kind.ts';
import type { Logger } from '../../src/logging/logger.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { Logs } from '../../src/logging/logs.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { CurrentEncoding } from '../../src/model/current-encoding.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { Level } from '../../src/model/level.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { PeerClient } from '../../src/peers/peer-client.ts';
import { PeerRegistry } from '../../src/peers/peer-registry.ts';
import type { SpannedSearch } from '../../src/query/spanned-search.ts';
import { RemoteQueries } from '../../src/remote-query/remote-queries.ts';
import { FetchedResources, type FetchedResourcesOptions } from '../../src/rest/fetched-resources.ts';
import { deleteResource } from '../../src/rest/resource-deletion.ts';
import { ResourceReader } from '../../src/rest/resource-reader.ts';
import { createRestApp } from '../../src/rest/rest-app.ts';
import { addRestRoutes } from '../../src/rest/rest-routes.ts';
import { bodyLimits } from '../../src/rest/rest-server.ts';
import type { EchoOptions } from '../../src/rest/routes/modalities.ts';
import type { InstalledPlugin } from '../../src/rest/routes/plugins.ts';
import { systemJson } from '../../src/rest/system-json.ts';
import { InstanceReader } from '../../src/retrieve/instance-reader.ts';
import { storeStraight } from '../../src/retrieve/straight-store.ts';
import type { UpstreamOverview } from '../../src/retrieve/upstream-overview.ts';
import { StorageCommitmentReports } from '../../src/storage-commitment/storage-commitment-reports.ts';
import { IndexWorklists } from '../../src/worklists/index-worklists.ts';
import { MemoryJobStore } from '../jobs/memory-job-store.ts';
import { openFileBlobs } from '../support/file-blobs.ts';
import { newOpener } from '../support/remote-peer.ts';

/** An archive with the REST API in front of it: everything real but the network to other DICOM applications. */
export interface Archive extends Pick<ModificationParts, 'modificationJobs'> {
  readonly app: FastifyInstance;
  readonly configuration: Configuration;
  readonly index: IndexStore;
  readonly relay: RelayStore;
  readonly ingest: Ingest;
  readonly blobs: BlobStore;
  /** What jobs that modify are given. */
  readonly modification: ModificationOptions;
  readonly metrics: Metrics;
  readonly modalities: ModalityRegistry;
  readonly peers: PeerRegistry;
  readonly events: ResourceEvent[];
  readonly echoes: { readonly modality: string; readonly options: EchoOptions }[];
  /** Runs of jobs: their items and parameters. */
  readonly runs: { readonly type: string; readonly items: readonly string[]; readonly parameters: object }[];
  /** What `/tools/shutdown` and `/tools/reset` asked for. */
  readonly endings: string[];
  /** Index calls by name since the last `reset`. */
  readonly calls: string[];
  readonly acceptedStorage: AcceptedStorage;
  /** Of the index and the files. */
  readonly folder: string;
  readonly settle: () => Promise<void>;
}

type SqliteIndex = Awaited<ReturnType<typeof openSqliteIndex>>;

/** Opens what an archive keeps in a database. */
export type OpenIndex = (
  folder: string,
) => Promise<Pick<SqliteIndex, 'exports' | 'index' | 'queries' | 'relay' | 'worklists'>>;

export interface ArchiveOptions {
  readonly configuration?: Partial<Configuration>;
  readonly logger?: Logger;
  /** Told of every route before it is added. */
  readonly onRoute?: (route: RouteOptions) => void;
  readonly plugins?: readonly InstalledPlugin[];
  /** Left out: SQLite. */
  readonly openIndex?: OpenIndex;
  /** Bytes that a document may have. */
  readonly maxDocumentBytes?: number;
  /** Where resources come from that are not here. */
  readonly fetching?: Pick<FetchedResourcesOptions, 'fetcher' | 'known'>;
  /** Archives that are searched too. */
  readonly spannedSearch?: SpannedSearch;
  readonly upstreams?: UpstreamOverview;
  /** Told of every blob that is opened (1) and closed (-1). */
  readonly onBlobRead?: (change: 1 | -1) => void;
}

export async function startArchive(t: TestContext, options: ArchiveOptions = {}): Promise<Archive> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-rest-'));
  const defaults = loadConfiguration({ paths: [], env: {}, cwd: folder }).configuration;
  const configuration: Configuration = { ...defaults, ...options.configuration };
  const opened = await (options.openIndex ?? openSqliteIndex)(folder);
  const calls: string[] = [];
  const index = recordingCalls(opened.index, calls);
  const { blobs: storedFiles, close: closeBlobs, names } = openFileBlobs(folder);
  const blobs = observedReads(storedFiles, options.onBlobRead);
  const events: ResourceEvent[] = [];
  const feed = new EventFeed((error) => {
    throw error;
  });
  feed.subscribe((event) => events.push(event));
  const janitor = new BlobJanitor({ blobs, names, index, foreignRemovalAgeMs: 0, logger: silentLogger });
  const copies = new BlobCopies({ blobs, index, logger: silentLogger });
  const mainTags = new MainTags();
  const encoding = new CurrentEncoding('Latin1');
  const acceptedStorage = new AcceptedStorage(configuration);
  const dictionary = DataDictionary.standard;
  const ingest = new Ingest({
    index,
    blobs,
    janitor,
    copies,
    events: feed,
    mainTags,
    overwrite: configuration.OverwriteInstances,
    limits: { maximumStorageBytes: 0, maximumPatients: 0, mode: 'Recycle' },
    storeMd5: true,
    compress: configuration.StorageCompression,
    encoding,
    dictionary,
  });
  const metrics = new Metrics({ enabled: true });
  const modalities = new ModalityRegistry([parseModality('pacs', ['PACS', '192.0.2.1', 104])], false);
  const peers = new PeerRegistry([]);
  const destinationDefaults = {
    localAet: configuration.DicomAet,
    timeoutMs: 1000,
    parallelAssociations: 1,
    asynchronousOperations: 1,
    transcode: true,
  };
  const http = new HttpClient({ proxy: '', timeoutMs: 5000, verifyServers: true, authoritiesFile: '' });
  const runs: Archive['runs'] = [];
  const jobStore = new MemoryJobStore();
  const files = openFiles(
    { ...configuration, TemporaryDirectory: folder },
    {
      index,
      blobs,
      janitor,
      ingest,
      jobStore,
      reader: new InstanceReader(blobs),
      dictionary,
      encoding,
      now: () => new Date(Date.UTC(2026, 0, 31, 23, 59, 58)),
    },
  );
  const removeResource = (level: Level, publicId: string) =>
    deleteResource({ index, janitor, events: feed }, level, publicId);
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
  const jobs = new JobEngine({
    store: jobStore,
    kinds: [
      ...['DicomModalityStore', 'DicomMoveScu', 'DicomGetScu', 'OrthancPeerStore'].map((type) =>
        recordingKind(type, runs),
      ),
      ...modifyingKinds,
      ...files.kinds,
    ],
    owner: 'test',
    logger: silentLogger,
  });
  await jobs.start();
  const settings = {
    mainTags,
    dictionary,
    storageAccess: 'Always',
    get characterSet() {
      return encoding.terms;
    },
    limitFindResults: configuration.LimitFindResults,
    limitFindInstances: configuration.LimitFindInstances,
  } as const;
  const logger = options.logger ?? silentLogger;
  const authenticator = new Authenticator(configuration.RegisteredUsers ?? {});
  const app = createRestApp({ configuration, authenticator, logger, metrics });
  const limits = bodyLimits(configuration);
  const echoes: Archive['echoes'] = [];
  const endings: string[] = [];
  const readiness = new Readiness({ index, blobs, dicom: undefined, logger });
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  const fetched = options.fetching && new FetchedResources({ ...options.fetching, index });
  fetched?.addTo(app);
  addRestRoutes(app, {
    fetchNamed: fetched?.fetchNamed,
    luaScripts: undefined,
    addedRoutes: [],
    readiness,
    name: configuration.Name,
    version: '1.2.3',
    system: () =>
      systemJson(configuration, {
        version: '1.2.3',
        databaseServerIdentifier: 'here',
        dicomPort: 4242,
        httpPort: 8042,
        mainTags,
        databaseBackend: null,
        storageArea: null,
      }),
    index,
    ingest,
    blobs,
    janitor,
    events: feed,
    resources: new ResourceReader({ index, blobs, logger, settings, userMetadata: configuration.UserMetadata }),
    settings,
    limits: { ...limits, maxDocumentBytes: options.maxDocumentBytes ?? limits.maxDocumentBytes },
    configuration,
    acceptedStorage,
    encoding,
    plugins: () => options.plugins ?? [],
    userMetadata: configuration.UserMetadata,
    spannedSearch: options.spannedSearch,
    userContentTypes: configuration.UserContentType,
    checkRevisions: configuration.CheckRevisions,
    readOnly: configuration.ReadOnly,
    patientLevel: configuration.PatientLevelEnabled,
    writesToFileSystem: configuration.RestApiWriteToFileSystemEnabled,
    storageCompression: configuration.StorageCompression,
    logger,
    metrics,
    logs: new Logs({ verbosity: 'default', deidentify: true, destination: { write: () => {}, flush: () => {} } }),
    modalities,
    localAet: configuration.DicomAet,
    dimseOut: {
      async echo(modality, echoOptions) {
        if (modality.Host === 'nowhere') throw new IsocenterError('NetworkProtocol', 'No connection');
        echoes.push({ modality: modality.Name, options: echoOptions });
      },
    },
    jobs,
    ...modifying,
    jobStore,
    ...files.parts,
    storageCommitment: { request: () => Promise.reject(new IsocenterError('NetworkProtocol', 'No connection')) },
    reports: new StorageCommitmentReports(10),
    peers,
    peerClient: new PeerClient(http),
    remoteQueries: new RemoteQueries({
      opener: newOpener(),
      destinationDefaults,
      store: opened.queries,
      settings: () => ({ dictionary, characterSet: ['ISO_IR 100'] }),
      maximumQueries: configuration.QueryRetrieveSize,
    }),
    storeStraight: (modality, file) => storeStraight(newOpener(), destinationOf(modality, destinationDefaults), file),
    defaultRetrieveMethod: configuration.DicomDefaultRetrieveMethod,
    worklists: {
      source: new IndexWorklists(opened.worklists, logger),
      dictionary,
      characterSet: () => ['ISO_IR 100'],
      setStudyInstanceUid: true,
    },
    relayRequests: opened.relay,
    upstreams: options.upstreams,
    exports: opened.exports,
    exportRecorder: new ExportRecorder({
      index,
      log: opened.exports,
      enabled: configuration.LogExportedResources,
      now: () => new Date(Date.UTC(2026, 0, 31, 23, 59, 58)),
    }),
    destinationDefaults,
    now: () => new Date(Date.UTC(2026, 0, 31, 23, 59, 58)),
    shutDown: () => endings.push('shutdown'),
    restart: () => endings.push('restart'),
  });
  t.after(async () => {
    await app.close();
    await http.close();
    await jobs.stop({ graceMs: 0 });
    await janitor.settle();
    await copies.close();
    await closeBlobs();
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });
  const settle = () => janitor.settle();
  return {
    app,
    configuration,
    index,
    relay: opened.relay,
    ingest,
    blobs,
    ...modifying,
    modification: { ...modifying.modification, index, ingest, deleteResource: removeResource },
    metrics,
    modalities,
    peers,
    events,
    echoes,
    runs,
    endings,
    calls,
    acceptedStorage,
    folder,
    settle,
  };
}

/** A kind of job that succeeds, unless it is to call the AE title REFUSES. */
function recordingKind(type: string, runs: Archive['runs']): JobKind {
  return {
    type,
    permissive: true,
    async run(context: JobContext) {
      const items: string[] = [];
      for await (const { key, position } of context.waitingItems()) {
        items.push(key);
        await context.itemDone(position);
      }
      runs.push({ type, items, parameters: context.parameters });
      if (context.parameters.CalledAet === 'REFUSES') {
        const payload = { Type: 'Dimse', Content: { DimseErrorStatus: 42752 } } as const;
        throw new IsocenterError('NetworkProtocol', 'Refused', { payload });
      }
    },
  };
}

function observedReads(blobs: BlobStore, observe: ArchiveOptions['onBlobRead']): BlobStore {
  if (observe === undefined) return blobs;
  return new Proxy(blobs, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'read') return typeof member === 'function' ? member.bind(target) : member;
      return async function* (...range: Parameters<BlobStore['read']>) {
        observe(1);
        try {
          yield* target.read(...range);
        } finally {
          observe(-1);
        }
      };
    },
  });
}

function recordingCalls(index: IndexStore, calls: string[]): IndexStore {
  return new Proxy(index, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, values);
      };
    },
  });
}
