import { randomUUID } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';
import type { Workbench } from '../workbench.ts';

/** An empty database of one server, which goes with the workbench. */
export interface BenchDatabase {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** Where databases are made: `ISOCENTER_BENCH_POSTGRES`, a URI of a user who may create them. */
const uri = new URL(process.env.ISOCENTER_BENCH_POSTGRES ?? 'postgresql://postgres@127.0.0.1:5432/postgres');

export async function createDatabase(workbench: Workbench): Promise<BenchDatabase> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}`);
  workbench.onClose(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  return {
    host: uri.hostname,
    port: Number(uri.port || 5432),
    name,
    username: decodeURIComponent(uri.username),
    password: decodeURIComponent(uri.password),
  };
}

/** Whether commits wait for the disk, for sessions that begin from now on. */
export async function setDurable({ name }: BenchDatabase, isDurable: boolean): Promise<void> {
  await administer(`ALTER DATABASE ${name} SET synchronous_commit TO ${isDurable ? 'on' : 'off'}`);
}

/** Brings what the planner knows of the tables up to date, as the server of the database does now and then. */
export async function analyze({ name }: BenchDatabase): Promise<void> {
  const own = new URL(uri);
  own.pathname = `/${name}`;
  await run(own, 'VACUUM ANALYZE');
}

function administer(statement: string): Promise<void> {
  return run(uri, statement);
}

async function run(on: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: on.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
