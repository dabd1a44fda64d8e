import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Logger } from '../../logging/logger.ts';
import type { Queries } from './postgres-database.ts';

/** What servers tell each other of: the first word of a message. */
export type Topic = 'job' | 'setting';

/** Called with what the message names; undefined: something may have been missed. */
type Listener = (subject: string | undefined) => void;

/** The channel of all messages. */
const channel = 'isocenter';

/** Between attempts to connect again. */
const reconnectDelayMs = 1000;

export interface NotificationsOptions {
  /** Connects, and takes whatever a session of this server holds. */
  readonly connect: () => Promise<Client>;
  readonly logger: Logger;
}

/** Tells the other servers, once the transaction of `queries` is over. */
export async function notify(queries: Queries, topic: Topic, subject = ''): Promise<void> {
  await queries.rows('SELECT pg_notify($1, $2)', [channel, `${topic} ${subject}`.trimEnd()]);
}

/**
 * Hears what other servers on the database have done. A connection that breaks is made anew, and everybody is told that
 * something may have been missed meanwhile.
 */
export class Notifications {
  readonly #options: NotificationsOptions;
  readonly #listeners = new Map<Topic, Set<Listener>>([
    ['job', new Set()],
    ['setting', new Set()],
  ]);
  readonly #closing = new AbortController();
  #client: Client | undefined;
  #reconnecting: Promise<void> | undefined;

  private constructor(options: NotificationsOptions) {
    this.#options = options;
  }

  /** Rejects when the first connection fails. */
  static async open(options: NotificationsOptions): Promise<Notifications> {
    const notifications = new Notifications(options);
    await notifications.#listen();
    return notifications;
  }

  /** Answers the function that ends the subscription. */
  subscribe(topic: Topic, listener: Listener): () => void {
    this.#listeners.get(topic)?.add(listener);
    return () => this.#listeners.get(topic)?.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reconnecting;
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const client = await this.#options.connect();
    client.on('notification', ({ payload = '' }) => this.#heard(payload));
    client.on('end', () => {
      if (!this.#closing.signal.aborted && this.#client === client) this.#reconnecting ??= this.#reconnect();
    });
    await client.query(`LISTEN ${channel}`);
    this.#client = client;
  }

  async #reconnect(): Promise<void> {
    const { logger } = this.#options;
    logger.warn('The connection that hears other servers was lost');
    while (!this.#closing.signal.aborted) {
      await delay(reconnectDelayMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      try {
        if (!this.#closing.signal.aborted) await this.#listen();
        break;
      } catch (error) {
        logger.warn('Other servers cannot be heard yet', { error });
      }
    }
    this.#reconnecting = undefined;
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener(undefined);
  }

  #heard(payload: string): void {
    const [topic = '', subject = ''] = payload.split(' ', 2);
    const listeners = topic === 'job' || topic === 'setting' ? this.#listeners.get(topic) : undefined;
    for (const listener of listeners ?? []) listener(subject);
  }
}
