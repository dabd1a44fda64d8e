import { isHttpServerSecure } from '../access/http-access.ts';
import type { Configuration } from '../config/options.ts';
import { type Level, levels } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { peerVersion } from '../model/peer-version.ts';

/** What `/system` tells that is no option of the configuration. */
export interface SystemFacts {
  /** Version of this program. */
  readonly version: string;
  /** Identifies this server among those on one database. */
  readonly databaseServerIdentifier: string;
  /** The ports that are listened on: a configured 0 is replaced. */
  readonly dicomPort: number;
  readonly httpPort: number;
  readonly mainTags: MainTags;
  /** The index behind this server, where it is not the built-in one. */
  readonly databaseBackend: string | null;
  /** The storage area behind this server, where it is not the built-in one. */
  readonly storageArea: string | null;
}

const apiVersion = 31;
/** The schema that clients of the peer know; they ask for 5 or later. */
const databaseVersion = 6;

/** The answer of `/system`, in the fields of the peer. */
export function systemJson(configuration: Configuration, facts: SystemFacts): object {
  return {
    ApiVersion: apiVersion,
    Capabilities: {
      HasExtendedChanges: true,
      HasExtendedFind: true,
      HasKeyValueStores: false,
      HasQueues: false,
      HasReserveQueueValue: false,
    },
    CheckRevisions: configuration.CheckRevisions,
    DatabaseBackendPlugin: facts.databaseBackend,
    DatabaseServerIdentifier: facts.databaseServerIdentifier,
    DatabaseVersion: databaseVersion,
    DicomAet: configuration.DicomAet,
    DicomDefaultRetrieveMethod: configuration.DicomDefaultRetrieveMethod,
    DicomPort: facts.dicomPort,
    HasLabels: true,
    HttpPort: facts.httpPort,
    IngestTranscoding: configuration.IngestTranscoding ?? '',
    IsHttpServerSecure: isHttpServerSecure(configuration),
    IsocenterVersion: facts.version,
    MainDicomTags: signatures(facts.mainTags),
    MaximumPatientCount: configuration.MaximumPatientCount,
    MaximumStorageMode: configuration.MaximumStorageMode,
    MaximumStorageSize: configuration.MaximumStorageSize,
    Name: configuration.Name,
    OverwriteInstances: configuration.OverwriteInstances !== 'Never',
    OverwriteInstancesMode: configuration.OverwriteInstances,
    PatientLevelEnabled: configuration.PatientLevelEnabled,
    Performance: performanceJson(configuration),
    PluginsEnabled: false,
    ReadOnly: configuration.ReadOnly,
    StorageAreaPlugin: facts.storageArea,
    StorageCompression: configuration.StorageCompression,
    StoreMD5ForAttachments: configuration.StoreMD5ForAttachments,
    ThirdPartyPatches: [],
    ThirdPartyVersions: { node: process.versions.node, openssl: process.versions.openssl },
    UserMetadata: configuration.UserMetadata,
    Version: peerVersion,
  };
}

function signatures(mainTags: MainTags): object {
  return Object.fromEntries(levels.map((level: Level) => [level, mainTags.signature(level)]));
}

/** The peer's threads and caches; most have no effect here and are shown as they are configured. */
function performanceJson(configuration: Configuration): object {
  return {
    ConcurrentJobs: configuration.ConcurrentJobs,
    DicomParserCacheSize: configuration.DicomParserCacheSize,
    DicomParserMemoryCapacity: configuration.DicomParserMemoryCapacity,
    DicomParserThreadsCount: configuration.DicomParserThreadsCount,
    DicomThreadsCount: configuration.DicomThreadsCount,
    HttpThreadsCount: configuration.HttpThreadsCount,
    MaximumStorageCacheSize: configuration.MaximumStorageCacheSize,
    SequentialDicomReaderThreadsCount:
      configuration.SequentialDicomReaderThreadsCount ?? configuration.StorageLoaderThreadsCount,
    StorageLoaderThreadsCount: configuration.StorageLoaderThreadsCount,
    StorageMemoryCapacity: configuration.StorageMemoryCapacity,
    TranscoderCacheSize: configuration.TranscoderCacheSize,
    TranscoderMemoryCapacity: configuration.TranscoderMemoryCapacity,
    TranscoderThreadsCount: configuration.TranscoderThreadsCount,
  };
}
