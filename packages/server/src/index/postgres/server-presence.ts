import type { Logger } from '../../logging/logger.ts';
import { integerOf } from '../sql/row.ts';
import type { PostgresDatabase } from './postgres-database.ts';

export interface ServerPresenceOptions {
  readonly database: PostgresDatabase;
  /** Names this run of this server. */
  readonly serverId: string;
  /** How long a server may be silent before others take over what it had; told three times as often. */
  readonly leaseMs: number;
  readonly logger: Logger;
  /** Others have taken this server for dead in the meantime. */
  readonly onBuried: () => void;
}

/** Tells the other servers on the database that this one is there, and tells this one what time it is for all of them. */
export class ServerPresence {
  readonly #options: ServerPresenceOptions;
  readonly #timer: NodeJS.Timeout;
  #offsetMs = 0;
  #beating: Promise<void> | undefined;

  private constructor(options: ServerPresenceOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#beatSoon(), options.leaseMs / 3).unref();
  }

  static async open(options: ServerPresenceOptions): Promise<ServerPresence> {
    const presence = new ServerPresence(options);
    try {
      await presence.#beat();
      return presence;
    } catch (error) {
      clearInterval(presence.#timer);
      throw error;
    }
  }

  /** The clock of the database in whole ms, as of the last time it was asked: leases mean the same time to all servers. */
  nowMs(): number {
    return Math.round(Date.now() + this.#offsetMs);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await this.#options.database.rows('DELETE FROM server WHERE id = $1', [this.#options.serverId]);
  }

  #beatSoon(): void {
    const { logger, onBuried } = this.#options;
    this.#beating ??= this.#beat()
      .then((isNew) => {
        if (!isNew) return;
        logger.warn('Other servers had taken this one for dead');
        onBuried();
      })
      .catch((error: unknown) => logger.warn('Other servers cannot be told that this one is there', { error }))
      .finally(() => {
        this.#beating = undefined;
      });
  }

  /** Whether this server was not known. */
  async #beat(): Promise<boolean> {
    const askedAtMs = Date.now();
    const [row = {}] = await this.#options.database.rows(
      `INSERT INTO server (id, seen_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()
       RETURNING (xmax = 0) AS is_new, (extract(epoch FROM seen_at) * 1000)::bigint AS now_ms`,
      [this.#options.serverId],
    );
    this.#offsetMs = integerOf(row, 'now_ms') - (askedAtMs + Date.now()) / 2;
    return row.is_new === true;
  }
}
