import type { Configuration } from './config/options.ts';
import { ModalityRegistry } from './dimse-out/modality-registry.ts';
import { savedModalities } from './dimse-out/saved-modalities.ts';
import { HttpClient } from './http-client/http-client.ts';
import type { IndexStore } from './index/index-store.ts';
import type { Logs } from './logging/logs.ts';
import { PeerClient } from './peers/peer-client.ts';
import { PeerRegistry } from './peers/peer-registry.ts';
import { savedPeers } from './peers/saved-peers.ts';

/** The other applications that the server knows, and how it speaks HTTP with them. */
export interface Remotes {
  readonly modalities: ModalityRegistry;
  readonly peers: PeerRegistry;
  readonly httpClient: HttpClient;
  readonly peerClient: PeerClient;
}

/** Part of the composition root: the registries, from the configuration or the index, and the HTTP client. */
export async function openRemotes(
  configuration: Configuration,
  index: IndexStore,
  logs: Logs,
  opened: AsyncDisposableStack,
): Promise<Remotes> {
  const httpClient = new HttpClient({
    proxy: configuration.HttpProxy,
    timeoutMs: configuration.HttpTimeout * 1000,
    verifyServers: configuration.HttpsVerifyPeers,
    authoritiesFile: configuration.HttpsCACertificates,
  });
  opened.defer(() => httpClient.close());
  return {
    modalities: await openModalities(configuration, index, logs, opened),
    peers: await openPeers(configuration, index, logs, opened),
    httpClient,
    peerClient: new PeerClient(httpClient),
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
