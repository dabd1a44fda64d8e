import { DatabaseSync } from 'node:sqlite';

export interface DatabaseSettings {
  /** Memory for pages of the database, per thread. */
  readonly cacheKilobytes: number;
  /** Pages in the write-ahead log after which a commit copies them to the database. */
  readonly checkpointPages: number;
  /** How long to wait for another process that holds the database. */
  readonly busyTimeoutMs: number;
}

export const defaultDatabaseSettings: DatabaseSettings = {
  cacheKilobytes: 8 * 1024,
  checkpointPages: 8000,
  busyTimeoutMs: 10_000,
};

/** Opens the database for writing. A commit is durable when it returns: `synchronous=FULL` syncs the log each time. */
export function openForWriting(path: string, settings: DatabaseSettings): DatabaseSync {
  const database = open(path, settings);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec(`PRAGMA wal_autocheckpoint = ${settings.checkpointPages}`);
  return database;
}

/** Opens a database that has its schema already; every statement sees the last commit. */
export function openForReading(path: string, settings: DatabaseSettings): DatabaseSync {
  const database = open(path, settings);
  database.exec('PRAGMA query_only = ON');
  return database;
}

function open(path: string, settings: DatabaseSettings): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: settings.busyTimeoutMs });
  database.exec(`PRAGMA cache_size = -${settings.cacheKilobytes}`);
  database.exec('PRAGMA temp_store = MEMORY');
  // LIKE means what it means on PostgreSQL.
  database.exec('PRAGMA case_sensitive_like = ON');
  return database;
}
