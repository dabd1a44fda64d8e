import type { Configuration } from '../config/options.ts';
import { AssociationOpener } from '../dimse-out/association-opener.ts';
import { AssociationPool } from '../dimse-out/association-pool.ts';
import { CircuitBreaker } from '../dimse-out/circuit-breaker.ts';
import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import { echoModality } from '../dimse-out/echo.ts';
import { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import { savedModalities } from '../dimse-out/saved-modalities.ts';
import { ExportRecorder } from '../exports/export-recorder.ts';
import type { ExportLog } from '../index/export-log.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Logs } from '../logging/logs.ts';
import { PeerClient } from '../peers/peer-client.ts';
import { PeerRegistry } from '../peers/peer-registry.ts';
import { savedPeers } from '../peers/saved-peers.ts';
import { RemoteQueries } from '../remote-query/remote-queries.ts';
import type { DimseOut } from '../rest/routes/modalities.ts';
import type { StraightStore } from '../rest/routes/modality-store-straight.ts';
import { storeStraight } from '../retrieve/straight-store.ts';
import type { Foundation } from './foundation.ts';

/** The other applications that the server knows, and the ways to speak with them. */
export interface Remotes {
  readonly modalities: ModalityRegistry;
  readonly peers: PeerRegistry;
  readonly peerClient: PeerClient;
  readonly destinationDefaults: DestinationDefaults;
  readonly opener: AssociationOpener;
  readonly pool: AssociationPool;
  readonly remoteQueries: RemoteQueries;
  readonly exports: ExportLog;
  readonly exportRecorder: ExportRecorder;
  readonly dimseOut: DimseOut;
  readonly storeStraight: StraightStore;
  readonly defaultRetrieveMethod: Configuration['DicomDefaultRetrieveMethod'];
}

/** Registries from the configuration or the index, associations. */
export async function openRemotes(
  { archive, configuration, dictionary, encoding, httpClient, logs, scripting, tls }: Foundation,
  opened: AsyncDisposableStack,
): Promise<Remotes> {
  const { exports, index, queries } = archive;
  const breaker = new CircuitBreaker({
    threshold: configuration.DicomBreakerThreshold,
    delayMs: configuration.DicomBreakerDelay * 1000,
    nowMs: () => performance.now(),
  });
  const opener = new AssociationOpener({ breaker, maxPduBytes: configuration.MaximumPduLength, tls: tls.client });
  const pool = new AssociationPool({ opener, idleMs: configuration.DicomAssociationCloseDelay * 1000 });
  opened.defer(() => pool.close());
  const destinationDefaults: DestinationDefaults = {
    localAet: configuration.DicomAet,
    timeoutMs: configuration.DicomScuTimeout * 1000,
    parallelAssociations: configuration.DicomMoveParallelAssociations,
    asynchronousOperations: configuration.DicomAsynchronousOperations,
    transcode: configuration.TranscodeDicomProtocol,
  };
  return {
    modalities: await openModalities(configuration, index, logs, opened),
    peers: await openPeers(configuration, index, logs, opened),
    peerClient: new PeerClient(httpClient),
    destinationDefaults,
    opener,
    pool,
    remoteQueries: new RemoteQueries({
      opener,
      destinationDefaults,
      store: queries,
      settings: () => ({ dictionary, characterSet: encoding.terms }),
      maximumQueries: configuration.QueryRetrieveSize,
      filter: scripting.hooks.outgoingFind,
    }),
    exports,
    exportRecorder: new ExportRecorder({
      index,
      log: exports,
      enabled: configuration.LogExportedResources,
    }),
    dimseOut: {
      echo: (modality, { checkFind = configuration.DicomEchoChecksFind, localAet, timeoutSeconds = 0 }) =>
        echoModality(
          opener,
          destinationOf(modality, destinationDefaults, { localAet, timeoutMs: timeoutSeconds * 1000 }),
          { checkFind },
        ),
    },
    storeStraight: (modality, file) => storeStraight(opener, destinationOf(modality, destinationDefaults), file),
    defaultRetrieveMethod: configuration.DicomDefaultRetrieveMethod,
  };
}

async function openModalities(
  { DicomModalities, DicomModalitiesInDatabase, StrictAetComparison }: Configuration,
  index: IndexStore,
  logs: Logs,
  opened: AsyncDisposableStack,
): Promise<ModalityRegistry> {
  if (!DicomModalitiesInDatabase) return new ModalityRegistry(Object.values(DicomModalities), StrictAetComparison);
  const saved = savedModalities(index, logs.logger('dicom'));
  const modalities = new ModalityRegistry([], StrictAetComparison, saved);
  opened.defer(await saved.keepUpToDate(modalities));
  return modalities;
}

async function openPeers(
  { OrthancPeers, OrthancPeersInDatabase }: Configuration,
  index: IndexStore,
  logs: Logs,
  opened: AsyncDisposableStack,
): Promise<PeerRegistry> {
  if (!OrthancPeersInDatabase) return new PeerRegistry(Object.values(OrthancPeers));
  const saved = savedPeers(index, logs.logger('http'));
  const peers = new PeerRegistry([], saved);
  opened.defer(await saved.keepUpToDate(peers));
  return peers;
}
