import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { JobStore } from '../../jobs/job-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { BlobNames } from '../blob-names.ts';
import type { CommonStores } from '../common-stores.ts';
import type { IndexStore } from '../index-store.ts';
import { sqlCommonStores } from '../sql/sql-common-stores.ts';
import { asDatabaseError, failureKind } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { Notifications } from './notifications.ts';
import { PostgresBlobNames } from './postgres-blob-names.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { PostgresIndexStore } from './postgres-index-store.ts';
import { PostgresJobStore } from './postgres-job-store.ts';
import { PostgresStatementRunner } from './postgres-statement-runner.ts';
import { ServerPresence } from './server-presence.ts';
import type { PostgresSettings } from './settings.ts';

/** All are on the same connections; closing the index closes them. */
export interface PostgresIndex extends CommonStores {
  readonly index: IndexStore;
  readonly jobs: JobStore;
  readonly names: BlobNames;
  /** The clock of the database: the same time for all servers. */
  nowMs(): number;
}

/** Names the lock by which a server keeps others out of the database, or says that it is there. */
const serverLock = 'isocenter.server';

/**
 * Connects to the database, as often as the settings say, and brings it to the newest schema.
 * @throws IsocenterError IncompatibleDatabaseVersion, DatabaseUnavailable, Database, FullStorage
 */
export async function openPostgresIndex(settings: PostgresSettings): Promise<PostgresIndex> {
  const { logger } = settings;
  const database = await PostgresDatabase.open(settings);
  try {
    await prepared(database, settings);
    const notifications = await Notifications.open({ connect: () => connectServer(database, settings), logger });
    // Whoever has the database alone knows that no other server is there.
    if (settings.exclusive) await database.rows('DELETE FROM server');
    const shared = { database, serverId: settings.serverId, leaseMs: settings.leaseMs, logger };
    const presence = await ServerPresence.open({ ...shared, onBuried: () => names.buried() });
    const names = await PostgresBlobNames.open(shared);
    const close = async () => {
      await names.close();
      await presence.close();
      await notifications.close();
      await database.close();
    };
    return {
      index: new PostgresIndexStore({ database, notifications, names, serverId: settings.serverId, close }),
      jobs: new PostgresJobStore(database, notifications),
      ...sqlCommonStores(new PostgresStatementRunner(database)),
      names,
      nowMs: () => presence.nowMs(),
    };
  } catch (error) {
    await database.close();
    throw asDatabaseError(error);
  }
}

async function prepared(database: PostgresDatabase, settings: PostgresSettings): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const client = await database.connectAlone();
      try {
        return await migrate(client, settings.schema);
      } finally {
        await client.end();
      }
    } catch (error) {
      if (failureKind(error) !== 'lost' || attempt >= settings.connectionRetries) throw error;
      settings.logger.warn('The database cannot be reached yet', { error });
      await delay(settings.retryIntervalMs);
    }
  }
}

/** A session that holds the lock of this server for as long as it lasts. */
async function connectServer(database: PostgresDatabase, { exclusive, schema }: PostgresSettings): Promise<Client> {
  const client = await database.connectAlone();
  const lock = exclusive ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
  const { rows } = await client.query<{ taken: boolean }>(`SELECT ${lock}(hashtextextended($1, 0)) AS taken`, [
    `${serverLock}.${schema}`,
  ]);
  if (rows[0]?.taken === true) return client;
  await client.end();
  throw new IsocenterError(
    'DatabaseUnavailable',
    'Another server uses the database. Where several are to share it, each has to set "Lock" of "PostgreSQL" to false',
  );
}
