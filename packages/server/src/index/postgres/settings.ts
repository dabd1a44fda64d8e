import type { Logger } from '../../logging/logger.ts';

/** How to reach the database, and how hard to try. */
export interface PostgresSettings {
  /** Comes before the single fields; empty: none. */
  readonly connectionUri: string;
  readonly host: string;
  readonly port: number;
  /** Empty: as the user. */
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly schema: string;
  readonly ssl: boolean;
  readonly connections: number;
  readonly connectionRetries: number;
  /** Between attempts to connect at start-up. */
  readonly retryIntervalMs: number;
  /** Names this run of this server among those on the database. */
  readonly serverId: string;
  /** `JobsLease`: how long a server may be silent before others take over what it had. */
  readonly leaseMs: number;
  /** Keep other servers out. */
  readonly exclusive: boolean;
  readonly logger: Logger;
}
