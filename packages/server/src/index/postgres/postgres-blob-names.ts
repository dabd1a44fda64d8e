import { randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from '../../logging/logger.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type BlobNames, batchDigits } from '../blob-names.ts';
import { textOf } from '../sql/row.ts';
import type { PostgresDatabase } from './postgres-database.ts';

/** Names of one batch: what has to be looked through when a server dies. Another batch is always ready. */
const batchSize = 4096;

interface Batch {
  readonly prefix: string;
  /** Given out, and not settled yet. */
  readonly open: Set<string>;
  unused: number;
  /** Somebody has to look through it. */
  isDoubtful: boolean;
}

export interface PostgresBlobNamesOptions {
  readonly database: PostgresDatabase;
  readonly serverId: string;
  /** How long a server may be silent before its batches are taken over. */
  readonly leaseMs: number;
  readonly logger: Logger;
}

/** Names for the blobs of servers that share a database, which knows whose they are. */
export class PostgresBlobNames implements BlobNames {
  readonly #options: PostgresBlobNamesOptions;
  readonly #batches = new Map<string, Batch>();
  readonly #writes = new Set<Promise<void>>();
  #current: Batch | undefined;
  #next: Batch | undefined;
  #reserving: Promise<void> | undefined;

  private constructor(options: PostgresBlobNamesOptions) {
    this.#options = options;
  }

  static async open(options: PostgresBlobNamesOptions): Promise<PostgresBlobNames> {
    const names = new PostgresBlobNames(options);
    names.#current = await names.#reserved();
    names.#next = await names.#reserved();
    return names;
  }

  take(): string {
    if (this.#current === undefined || this.#current.unused === 0) {
      this.#current = this.#next;
      this.#next = undefined;
    }
    if (this.#next === undefined) this.#reserveSoon();
    const batch = this.#current;
    if (batch === undefined) {
      throw new IsocenterError('DatabaseUnavailable', 'No names for new files can be had', { transient: true });
    }
    const uuid = batch.prefix + randomUUID().slice(batchDigits);
    batch.unused -= 1;
    batch.open.add(uuid);
    return uuid;
  }

  /** What the index is to require of the names in a write: see `require_names`. */
  heldPrefixes(uuids: readonly string[]): readonly string[] {
    const prefixes = new Set(uuids.map((uuid) => uuid.slice(0, batchDigits)));
    return [...prefixes].filter((prefix) => this.#batches.has(prefix));
  }

  settle(uuid: string): void {
    const batch = this.#batches.get(uuid.slice(0, batchDigits));
    if (batch === undefined) return;
    batch.open.delete(uuid);
    this.#endIfDone(batch);
  }

  doubt(uuid: string): void {
    const batch = this.#batches.get(uuid.slice(0, batchDigits));
    if (batch === undefined) return;
    batch.open.delete(uuid);
    this.#giveUp(batch);
  }

  /** Others have taken over all batches: what is under way cannot come into the index any more. */
  buried(): void {
    for (const batch of this.#batches.values()) this.#giveUp(batch);
    this.#reserveSoon();
  }

  async left(): Promise<readonly string[]> {
    const { database, leaseMs, serverId } = this.#options;
    const rows = await database.rows('SELECT take_left_batches($1, $2) AS prefix', [serverId, 2 * leaseMs]);
    return rows.map((row) => textOf(row, 'prefix'));
  }

  async forget(prefix: string): Promise<void> {
    await this.#options.database.rows('DELETE FROM blob_batch WHERE prefix = $1', [prefix]);
  }

  async close(): Promise<void> {
    await this.#reserving;
    for (const batch of this.#batches.values()) {
      batch.unused = 0;
      batch.isDoubtful ||= batch.open.size > 0;
      batch.open.clear();
      this.#endIfDone(batch);
    }
    await Promise.all(this.#writes);
  }

  #giveUp(batch: Batch): void {
    batch.isDoubtful = true;
    batch.unused = 0;
    this.#endIfDone(batch);
  }

  #endIfDone(batch: Batch): void {
    if (batch.open.size > 0 || batch.unused > 0 || !this.#batches.delete(batch.prefix)) return;
    if (batch === this.#next) this.#next = undefined;
    const { database, logger, serverId } = this.#options;
    const parameters = [batch.prefix, serverId];
    const end = batch.isDoubtful
      ? database.rows('UPDATE blob_batch SET server_id = NULL WHERE prefix = $1 AND server_id = $2', parameters)
      : database.rows('DELETE FROM blob_batch WHERE prefix = $1 AND server_id = $2', parameters);
    // Otherwise the batch is looked through once this server is gone.
    const write = end
      .then(() => undefined)
      .catch((error: unknown) => logger.warn('The names of a batch of files stay reserved', { error }))
      .finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  #reserveSoon(): void {
    this.#reserving ??= this.#reserved()
      .then((batch) => {
        this.#next = batch;
      })
      .catch((error: unknown) => this.#options.logger.warn('No names for new files can be had', { error }))
      .finally(() => {
        this.#reserving = undefined;
      });
  }

  async #reserved(): Promise<Batch> {
    const { database, serverId } = this.#options;
    const prefix = randomBytes(batchDigits / 2).toString('hex');
    const sql = 'INSERT INTO blob_batch (prefix, server_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING prefix';
    const [reserved] = await database.rows(sql, [prefix, serverId]);
    // Somebody has it already, or an attempt without an answer was successful: then it is found once this server is gone.
    if (reserved === undefined) return this.#reserved();
    const batch = { prefix, open: new Set<string>(), unused: batchSize, isDoubtful: false };
    this.#batches.set(prefix, batch);
    return batch;
  }
}
