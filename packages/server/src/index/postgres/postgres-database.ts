import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Row } from '../sql/row.ts';
import type { SqlValue, Statement } from '../sql/sql.ts';
import { asDatabaseError, failureKind } from './database-errors.ts';
import type { PostgresSettings } from './settings.ts';

/** How long to wait for a connection of the pool. */
const connectionTimeoutMs = 10_000;

/** Attempts of a transaction that others were in the way of. */
const maximumConflicts = 10;

/** Between attempts after a lost connection; doubled each time. */
const firstRetryDelayMs = 50;
const maximumRetryDelayMs = 5_000;

type Driver = typeof pg;

/** Parameters of a call: JSON goes as text. */
export type CallValue = SqlValue | boolean | readonly string[] | readonly number[];

/** What can be asked inside a transaction and outside of one. */
export interface Queries {
  rows(sql: string, parameters?: readonly CallValue[]): Promise<readonly Row[]>;
}

export interface Repetition {
  /** After the connection was lost, too: doing it twice changes nothing more than doing it once. */
  readonly repeatable: boolean;
}

/** Object identifiers of types (pg_type) that come as numbers here; all stay below 2^53. */
const numberTypes: ReadonlySet<number> = new Set([20, 1700]);

/** JSON stays text: most of it is handed on as it is. */
const jsonTypes: ReadonlySet<number> = new Set([114, 3802]);

/** Connections to one database, which find their schema by themselves, and repeat what failed for a passing reason. */
export class PostgresDatabase implements Queries {
  readonly #settings: PostgresSettings;
  readonly #driver: Driver;
  readonly #pool: pg.Pool;

  private constructor(settings: PostgresSettings, driver: Driver) {
    this.#settings = settings;
    this.#driver = driver;
    this.#pool = new driver.Pool({
      ...clientOptions(settings, driver),
      max: settings.connections,
      connectionTimeoutMillis: connectionTimeoutMs,
      onConnect: (client) => prepareSession(client, settings),
    });
    this.#pool.on('error', (error) => settings.logger.warn('A connection to the database ended', { error }));
  }

  /** Nothing connects yet. The driver is loaded here: servers with another index do without its memory. */
  static async open(settings: PostgresSettings): Promise<PostgresDatabase> {
    const { default: driver } = await import('pg');
    return new PostgresDatabase(settings, driver);
  }

  /** Runs a statement that only reads. */
  run({ sql, parameters }: Statement): Promise<readonly Row[]> {
    return this.rows(sql, parameters);
  }

  /** Runs one statement that reads, or may be repeated. @throws IsocenterError */
  rows(sql: string, parameters: readonly CallValue[] = []): Promise<readonly Row[]> {
    return this.repeated(async () => (await this.#pool.query(sql, [...parameters])).rows, { repeatable: true });
  }

  /**
   * Calls a function of the schema: one round trip, one transaction. Its statement is prepared once per connection.
   * @throws IsocenterError
   */
  call(name: string, parameters: readonly CallValue[], repetition: Repetition): Promise<unknown> {
    const places = parameters.map((_, position) => `$${position + 1}`).join(', ');
    const statement = { name, text: `SELECT ${name}(${places}) AS answer`, values: [...parameters] };
    return this.repeated(async () => (await this.#pool.query(statement)).rows[0]?.answer, repetition);
  }

  /** Runs `work` in a transaction of its own. @throws IsocenterError */
  transaction<Result>(work: (queries: Queries) => Promise<Result>, repetition: Repetition): Promise<Result> {
    return this.repeated(async () => {
      const client = await this.#pool.connect();
      let failed = true;
      try {
        await client.query('BEGIN');
        const result = await work({
          rows: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows,
        });
        await client.query('COMMIT');
        failed = false;
        return result;
      } catch (error) {
        await client.query('ROLLBACK').then(
          () => {
            failed = false;
          },
          () => undefined,
        );
        throw error;
      } finally {
        // A connection in an unknown state is not used again.
        client.release(failed);
      }
    }, repetition);
  }

  /** A connection outside of the pool, which the caller ends. */
  async connectAlone(): Promise<pg.Client> {
    const options = clientOptions(this.#settings, this.#driver);
    const client = new this.#driver.Client({ ...options, connectionTimeoutMillis: connectionTimeoutMs });
    // Without a listener an error of an idle connection would end the process.
    client.on('error', () => undefined);
    await client.connect();
    await prepareSession(client, this.#settings);
    return client;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async repeated<Result>(work: () => Promise<Result>, { repeatable }: Repetition): Promise<Result> {
    const { connectionRetries } = this.#settings;
    for (let conflicts = 0, losses = 0; ; ) {
      try {
        return await work();
      } catch (error) {
        const kind = failureKind(error);
        if (kind === 'conflict' && conflicts < maximumConflicts) {
          conflicts += 1;
          await delay(Math.random() * 10 * conflicts);
        } else if (kind === 'lost' && repeatable && losses < connectionRetries) {
          await delay(Math.min(maximumRetryDelayMs, firstRetryDelayMs * 2 ** losses));
          losses += 1;
        } else {
          throw asDatabaseError(error);
        }
      }
    }
  }
}

function clientOptions(settings: PostgresSettings, driver: Driver): pg.ClientConfig {
  const { connectionUri, database, host, password, port, ssl, username } = settings;
  const address =
    connectionUri === ''
      ? {
          host,
          port,
          ...(database === '' ? {} : { database }),
          ...(username === '' ? {} : { user: username }),
          ...(password === '' ? {} : { password }),
        }
      : { connectionString: connectionUri };
  return {
    ...address,
    ...(ssl ? { ssl: true } : {}),
    application_name: 'isocenter',
    keepAlive: true,
    types: { getTypeParser: (type, format) => typeParser(driver, type, format) },
  };
}

async function prepareSession(client: pg.ClientBase, { schema }: PostgresSettings): Promise<void> {
  const path = `"${schema.replaceAll('"', '""')}"`;
  await client.query(
    `SET search_path TO ${path}; SET default_transaction_isolation TO 'read committed'; SET jit TO off`,
  );
}

function typeParser(driver: Driver, type: number, format?: string): (text: string) => unknown {
  if (numberTypes.has(type)) return Number;
  if (jsonTypes.has(type)) return (text) => text;
  return driver.types.getTypeParser(type, format === 'binary' ? 'binary' : 'text');
}
