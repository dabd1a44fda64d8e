import type { DatabaseSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { firstSchema } from './migrations/001-first-schema.ts';
import { settings } from './migrations/002-settings.ts';
import { changesOfResources } from './migrations/003-changes-of-resources.ts';
import { jobOutputs } from './migrations/004-job-outputs.ts';
import { network } from './migrations/005-network.ts';
import { relay } from './migrations/006-relay.ts';
import { relayStudyByAge } from './migrations/007-relay-study-by-age.ts';

/** Step n brings a database of version n to version n + 1. Steps are never changed once released, only added. */
export const migrations: readonly (readonly string[])[] = [
  firstSchema,
  settings,
  changesOfResources,
  jobOutputs,
  network,
  relay,
  relayStudyByAge,
];

/** Marks a file as an index of this server (`PRAGMA application_id`): "ISOC". */
const applicationId = 0x49534f43;

/**
 * Brings a database to the newest schema, each step in a transaction of its own. Rejects one that a newer version of
 * the server has written, and one that is none of ours, with `IncompatibleDatabaseVersion`.
 */
export function migrate(database: DatabaseSync, steps: readonly (readonly string[])[] = migrations): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (application !== applicationId && (application !== 0 || version !== 0 || hasTables(database))) {
    throw new IsocenterError('IncompatibleDatabaseVersion', 'The file is no index of this server');
  }
  if (version > steps.length) {
    throw new IsocenterError(
      'IncompatibleDatabaseVersion',
      `The index has version ${version}, this server knows versions up to ${steps.length}`,
    );
  }
  for (const [offset, step] of steps.slice(version).entries()) {
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const statement of step) database.exec(statement);
      database.exec(`PRAGMA application_id = ${applicationId}`);
      database.exec(`PRAGMA user_version = ${version + offset + 1}`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function hasTables(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
