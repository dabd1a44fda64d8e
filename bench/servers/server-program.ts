import type { BenchDatabase } from './bench-database.ts';

/** Where a server sends the instances of a C-MOVE. */
export interface Destination {
  readonly aet: string;
  readonly port: number;
  /** Associations side by side, where the server can do that. */
  readonly parallelAssociations?: number;
}

/** Another server of this benchmark: all have the same AE title. */
export interface Neighbour {
  readonly port: number;
  /** What is not here is fetched from it, where the server can do that. */
  readonly isUpstream: boolean;
}

/** The name of the neighbour among the modalities. */
export const NEIGHBOUR = 'neighbour';

export interface ServerSettings {
  readonly storageDirectory: string;
  readonly dicomPort: number;
  readonly httpPort: number;
  /** Whether an instance is on the disk before its C-STORE is answered. */
  readonly syncStorage: boolean;
  readonly destination?: Destination;
  /** Another server, which it may send to and ask. */
  readonly neighbour?: Neighbour;
  /** Holds the index; default: the database that the server brings along. */
  readonly database?: BenchDatabase;
}

export type JsonDocument = Readonly<Record<string, unknown>>;

/** How to start a server, and how to configure it. */
export interface ServerProgram {
  readonly name: string;
  command(configurationFile: string): { readonly file: string; readonly args: readonly string[] };
  readonly environment: Readonly<Record<string, string>>;
  configuration(settings: ServerSettings): JsonDocument;
  version(): Promise<string>;
}

export const SERVER_AET = 'BENCH';

/** What both servers are told; the rest stays at their defaults. */
export function sharedConfiguration({ storageDirectory, dicomPort, httpPort, syncStorage, database }: ServerSettings) {
  return {
    Name: 'bench',
    StorageDirectory: storageDirectory,
    IndexDirectory: storageDirectory,
    SyncStorageArea: syncStorage,
    DicomAet: SERVER_AET,
    DicomPort: dicomPort,
    HttpPort: httpPort,
    RemoteAccessAllowed: false,
    DicomAlwaysAllowEcho: true,
    DicomAlwaysAllowStore: true,
    DicomAlwaysAllowFind: true,
    DicomAlwaysAllowMove: true,
    ...(database === undefined ? {} : { PostgreSQL: postgresqlSection(database) }),
  };
}

/** The section is the same for both. */
function postgresqlSection({ host, port, name, username, password }: BenchDatabase) {
  return {
    EnableIndex: true,
    EnableStorage: false,
    Host: host,
    Port: port,
    Database: name,
    Username: username,
    Password: password,
  };
}
