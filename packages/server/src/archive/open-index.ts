import { FolderLock } from '../blobs/files/folder-lock.ts';
import { Reservations } from '../blobs/files/reservations.ts';
import { indexDirectory } from '../config/effective-values.ts';
import type { Configuration } from '../config/options.ts';
import type { BlobNames } from '../index/blob-names.ts';
import type { CommonStores } from '../index/common-stores.ts';
import type { IndexStore } from '../index/index-store.ts';
import { openSqliteIndex } from '../index/sqlite/open-sqlite-index.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Logger } from '../logging/logger.ts';

/** The index of an archive, with what depends on its kind. */
export interface ArchiveIndex extends CommonStores {
  readonly index: IndexStore;
  readonly jobs: JobStore;
  readonly names: BlobNames;
  readonly nowMs: () => number;
  /** The index keeps copies of small blobs until their files are durable. */
  readonly keepsCopies: boolean;
  readonly isShared: boolean;
  readonly backend: string | null;
}

export interface IndexEnvironment {
  readonly logger: Logger;
  readonly serverId: string;
  readonly opened: AsyncDisposableStack;
}

/** Opens the index that the configuration names; closed by `opened`. */
export function openIndex(configuration: Configuration, environment: IndexEnvironment): Promise<ArchiveIndex> {
  return configuration.PostgreSQL?.EnableIndex === true
    ? openPostgres(configuration, configuration.PostgreSQL, environment)
    : openEmbedded(configuration, environment);
}

async function openEmbedded(configuration: Configuration, { opened }: IndexEnvironment): Promise<ArchiveIndex> {
  const { StorageDirectory } = configuration;
  const folders = new Set([StorageDirectory, indexDirectory(configuration)]);
  for (const folder of folders) opened.use(new FolderLock(folder));
  const stores = await openSqliteIndex(indexDirectory(configuration));
  opened.defer(() => stores.index.close());
  const names = new Reservations(StorageDirectory);
  opened.defer(() => names.close());
  return {
    ...stores,
    names,
    nowMs: () => Date.now(),
    keepsCopies: true,
    isShared: false,
    backend: null,
  };
}

async function openPostgres(
  { JobsLease }: Configuration,
  section: NonNullable<Configuration['PostgreSQL']>,
  { logger, opened, serverId }: IndexEnvironment,
): Promise<ArchiveIndex> {
  // Who does not use the database does not wait for its driver.
  const { openPostgresIndex } = await import('../index/postgres/open-postgres-index.ts');
  const stores = await openPostgresIndex({
    connectionUri: section.ConnectionUri,
    host: section.Host,
    port: section.Port,
    database: section.Database,
    username: section.Username,
    password: section.Password,
    schema: section.Schema,
    ssl: section.EnableSsl,
    connections: section.IndexConnectionsCount,
    connectionRetries: section.MaximumConnectionRetries,
    retryIntervalMs: section.ConnectionRetryInterval * 1000,
    serverId,
    leaseMs: JobsLease * 1000,
    exclusive: section.Lock,
    logger,
  });
  opened.defer(() => stores.index.close());
  return {
    ...stores,
    keepsCopies: false,
    isShared: !section.Lock,
    backend: 'PostgreSQL',
  };
}
