import { DataDictionary } from '@isocenter/dicom';
import { type DicomTls, dicomTls } from '../access/dicom-tls.ts';
import { type Archive, openArchive } from '../archive/open-archive.ts';
import type { Configuration } from '../config/options.ts';
import { EventFeed } from '../events/event-feed.ts';
import { HttpClient } from '../http-client/http-client.ts';
import type { Logs } from '../logging/logs.ts';
import { Metrics } from '../metrics/metrics.ts';
import { CurrentEncoding } from '../model/current-encoding.ts';
import { extraMainTags } from '../model/extra-main-tags.ts';
import { MainTags } from '../model/main-tags.ts';
import { maximumConnections } from '../rest/http-listener.ts';
import { Scripting } from '../scripting/scripting.ts';

/** What every other part of the server is built upon. */
export interface Foundation {
  readonly configuration: Configuration;
  readonly logs: Logs;
  readonly serverId: string;
  readonly metrics: Metrics;
  readonly dictionary: DataDictionary;
  readonly mainTags: MainTags;
  readonly encoding: CurrentEncoding;
  readonly events: EventFeed;
  readonly tls: DicomTls;
  readonly archive: Archive;
  readonly httpClient: HttpClient;
  readonly scripting: Scripting;
}

/** Opens the archive and starts what others are given: each ends with `opened`. */
export async function openFoundation(
  { configuration, logs, serverId }: Pick<Foundation, 'configuration' | 'logs' | 'serverId'>,
  opened: AsyncDisposableStack,
): Promise<Foundation> {
  const metrics = new Metrics({
    enabled: configuration.MetricsEnabled,
    maximumAssociations: configuration.MaximumAssociations,
    maximumConnections,
  });
  logs.listen((severity) => metrics.logged(severity));
  const dictionary = DataDictionary.standard.extend(configuration.Dictionary);
  const mainTags = new MainTags(extraMainTags(configuration.ExtraMainDicomTags, dictionary));
  const archive = await openArchive(configuration, { logs, serverId, storageObserver: metrics }, opened);
  const httpClient = openHttpClient(configuration, opened);
  const scripting = await Scripting.open(configuration, { logs, httpClient, metrics });
  opened.defer(() => scripting.close());
  return {
    configuration,
    logs,
    serverId,
    metrics,
    dictionary,
    mainTags,
    encoding: new CurrentEncoding(configuration.DefaultEncoding),
    events: new EventFeed((error) => logs.logger('generic').error('A listener of events failed', { error })),
    tls: dicomTls(configuration),
    archive,
    httpClient,
    scripting,
  };
}

/** What asks other servers over HTTP. */
function openHttpClient(configuration: Configuration, opened: AsyncDisposableStack): HttpClient {
  const httpClient = new HttpClient({
    proxy: configuration.HttpProxy,
    timeoutMs: configuration.HttpTimeout * 1000,
    verifyServers: configuration.HttpsVerifyPeers,
    authoritiesFile: configuration.HttpsCACertificates,
  });
  opened.defer(() => httpClient.close());
  return httpClient;
}
