import type { RelayRequest, RelayStore } from '../index/relay-store.ts';
import type { JobClock } from '../jobs/job-clock.ts';
import type { Logger } from '../logging/logger.ts';
import { signOfLifeMs } from './ledger-entry.ts';

export interface LedgerKeeperOptions {
  readonly store: Pick<RelayStore, 'listRequests' | 'putRequest' | 'trimRequests'>;
  /** The same time for all servers of the index. */
  readonly clock: JobClock;
  readonly logger: Logger;
  /** `MaximumRequestsKept`. */
  readonly maximumRequests: number;
  /** Other servers work on the same index. */
  readonly isShared: boolean;
}

const intervalMs = 60_000;

/** Without a sign of life for so long a request goes on no more: its server has died. */
const silenceMs = 3 * signOfLifeMs;

const requestsPerPage = 100;

/** Keeps the ledger short and true: forgets old requests, and ends those whose server has died. */
export class LedgerKeeper {
  readonly #options: LedgerKeeperOptions;
  #stopTimer: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: LedgerKeeperOptions) {
    this.#options = options;
  }

  /** Before this server takes requests: where no other one works on the index, all that go on have been left behind. */
  async start(): Promise<void> {
    const { clock, isShared } = this.#options;
    await this.#keep(isShared ? clock.nowMs() - silenceMs : Number.POSITIVE_INFINITY);
    this.#wait();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer();
    await this.#running;
  }

  #wait(): void {
    if (this.#isClosed) return;
    const { clock } = this.#options;
    this.#stopTimer = clock.after(intervalMs, () => {
      this.#running = this.#keep(clock.nowMs() - silenceMs).finally(() => this.#wait());
    });
  }

  async #keep(heardBeforeMs: number): Promise<void> {
    const { logger, maximumRequests, store } = this.#options;
    try {
      await this.#endThoseLeft(heardBeforeMs);
      await store.trimRequests(maximumRequests);
    } catch (error) {
      logger.warn('The ledger of the relay could not be tidied', { error });
    }
  }

  async #endThoseLeft(heardBeforeMs: number): Promise<void> {
    const { clock, logger, store } = this.#options;
    for (let before: RelayRequest | undefined; !this.#isClosed; ) {
      const page = await store.listRequests({
        states: ['Queued', 'Fetching'],
        limit: requestsPerPage,
        ...(before !== undefined && { before }),
      });
      for (const request of page) {
        if ((request.heardAtMs ?? request.createdAtMs) >= heardBeforeMs) continue;
        const reason = 'The server that performed it has died';
        await store.putRequest({ ...request, state: 'Failure', reason, endedAtMs: clock.nowMs() });
        logger.info('A request of the relay was left behind', { request: request.id });
      }
      before = page.at(-1);
      if (page.length < requestsPerPage) return;
    }
  }
}
