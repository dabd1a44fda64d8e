import type { ClientBase } from 'pg';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { migrations } from './migrations.ts';

/** Names the lock under which one server at a time changes the schema. */
const migrationLock = 'isocenter.migration';

/**
 * Brings the schema of the session to the newest version, each step in a transaction of its own; servers that start at
 * the same time take turns. Rejects one that a newer version of the server has written, and one that holds something
 * else, with `IncompatibleDatabaseVersion`.
 */
export async function migrate(
  client: ClientBase,
  schema: string,
  steps: readonly (readonly string[])[] = migrations,
): Promise<void> {
  const lock = [`${migrationLock}.${schema}`];
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', lock);
  try {
    const version = await versionOf(client, schema);
    if (version > steps.length) {
      throw new IsocenterError(
        'IncompatibleDatabaseVersion',
        `The index has version ${version}, this server knows versions up to ${steps.length}`,
      );
    }
    for (const [offset, step] of steps.slice(version).entries()) await apply(client, step, version + offset + 1);
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock);
  }
}

async function apply(client: ClientBase, step: readonly string[], version: number): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const statement of step) await client.query(statement);
    await client.query('UPDATE isocenter_schema SET version = $1', [version]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** 0 for an empty schema, which is marked as ours. */
async function versionOf(client: ClientBase, schema: string): Promise<number> {
  const { rows: tables } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = $1',
    [schema],
  );
  const isOurs = tables.some(({ name }) => name === 'isocenter_schema');
  if (!isOurs && tables.length > 0) {
    throw new IsocenterError(
      'IncompatibleDatabaseVersion',
      `The schema ${schema} holds tables of something else; give this server a database or a schema of its own`,
    );
  }
  if (!isOurs) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema.replaceAll('"', '""')}"`);
    await client.query('CREATE TABLE isocenter_schema AS SELECT 0 AS version');
  }
  const { rows } = await client.query<{ version: number }>('SELECT version FROM isocenter_schema');
  return rows[0]?.version ?? 0;
}
