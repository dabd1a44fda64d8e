import { randomUUID } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';
import type { PostgresSettings } from '../../src/index/postgres/settings.ts';
import { silentLogger } from '../../src/logging/logger.ts';

/** The server that tests use; each makes a schema of its own in it. */
export const postgresUri = process.env.ISOCENTER_TEST_POSTGRES ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** Why tests cannot run, or false: a database is there. */
export const postgresIsMissing: string | false = await withClient(async () => false as const).catch(
  (error: unknown) => `no PostgreSQL: ${error instanceof Error ? error.message : error}`,
);

export function postgresSettings(schema: string, choice: Partial<PostgresSettings> = {}): PostgresSettings {
  return {
    connectionUri: postgresUri,
    host: '',
    port: 0,
    database: '',
    username: '',
    password: '',
    schema,
    ssl: false,
    connections: 6,
    connectionRetries: 5,
    retryIntervalMs: 50,
    serverId: randomUUID(),
    leaseMs: 30_000,
    exclusive: false,
    logger: silentLogger,
    ...choice,
  };
}

export function newSchemaName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

export async function dropSchema(schema: string): Promise<void> {
  await withClient((client) => client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
}

/** A session outside of the server's own. */
export async function withClient<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: postgresUri, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
