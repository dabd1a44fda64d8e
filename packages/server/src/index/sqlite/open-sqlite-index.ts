import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobStore } from '../../jobs/job-store.ts';
import type { CommonStores } from '../common-stores.ts';
import type { IndexStore } from '../index-store.ts';
import { sqlCommonStores } from '../sql/sql-common-stores.ts';
import { type DatabaseSettings, defaultDatabaseSettings } from './open-database.ts';
import { SqliteIndexStore } from './sqlite-index-store.ts';
import { SqliteJobStore } from './sqlite-job-store.ts';
import { SqliteStatementRunner } from './sqlite-statement-runner.ts';
import type { ReadThreadMethods } from './thread/read-thread.ts';
import { ThreadClient } from './thread/thread-client.ts';
import type { WriteThreadMethods } from './thread/write-thread.ts';

/** Name of the database in the index directory; SQLite puts `-wal` and `-shm` beside it. */
export const indexFileName = 'isocenter-index.sqlite';

/** All stores live in one database, in two threads; closing the index closes them. */
export interface SqliteIndex extends CommonStores {
  readonly index: IndexStore;
  readonly jobs: JobStore;
}

/**
 * Opens the index in a directory, making what is missing, and brings it to the newest schema.
 * @throws IsocenterError IncompatibleDatabaseVersion, Database, FullStorage
 */
export async function openSqliteIndex(
  directory: string,
  settings: Partial<DatabaseSettings> = {},
): Promise<SqliteIndex> {
  await mkdir(directory, { recursive: true });
  const data = { path: join(directory, indexFileName), settings: { ...defaultDatabaseSettings, ...settings } };
  const writer = new ThreadClient<WriteThreadMethods>('write-thread', data);
  try {
    // The reader needs the schema.
    await writer.call('open', {});
  } catch (error) {
    await writer.closed();
    throw error;
  }
  const reader = new ThreadClient<ReadThreadMethods>('read-thread', data);
  return {
    index: new SqliteIndexStore(writer, reader),
    jobs: new SqliteJobStore(writer, reader),
    ...sqlCommonStores(new SqliteStatementRunner(writer, reader)),
  };
}
