import type { RelayRequest, RelayState, RelayStore } from '../index/relay-store.ts';
import type { JobClock } from '../jobs/job-clock.ts';
import type { Logger } from '../logging/logger.ts';

/** How often a request that goes on is written down when something has changed. */
const writeIntervalMs = 1000;

/** And when nothing has: others see that its server lives. */
export const signOfLifeMs = 60_000;

export interface LedgerParts {
  readonly store: Pick<RelayStore, 'putRequest'>;
  readonly clock: JobClock;
  readonly logger: Logger;
  readonly observe: (request: RelayRequest) => void;
}

/** One request in the ledger, while it goes on: written at once, now and then, and at its end. */
export class LedgerEntry {
  readonly #parts: LedgerParts;
  #request: RelayRequest;
  #stopTimer: () => void = () => undefined;
  #isChanged = false;
  /** Writes go one after the other, or an older one could win. */
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: LedgerParts, request: RelayRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#write();
    this.#wait(signOfLifeMs);
  }

  get request(): RelayRequest {
    return this.#request;
  }

  update(change: Partial<RelayRequest>): void {
    this.#request = { ...this.#request, ...change };
    if (this.#isChanged || this.#request.endedAtMs !== undefined) return;
    this.#isChanged = true;
    this.#wait(writeIntervalMs);
  }

  /** Resolves when it is written down, as far as that works. */
  async end(state: RelayState, reason: string): Promise<void> {
    this.#stopTimer();
    this.#request = { ...this.#request, state, reason, endedAtMs: this.#parts.clock.nowMs() };
    this.#parts.observe(this.#request);
    this.#log();
    this.#write();
    await this.#writing;
  }

  /** No UIDs: who may read the ledger finds them there. */
  #log(): void {
    const { delivered, expected, failed, id, kind, reason, received, state, upstreams } = this.#request;
    if (state === 'Success') return;
    const facts = { request: id, kind, state, upstreams, expected, received, delivered, failed, reason };
    if (state === 'Cancelled') this.#parts.logger.info('A request of the relay was cancelled', facts);
    else this.#parts.logger.warn('A request of the relay did not bring everything', facts);
  }

  #wait(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#parts.clock.after(delayMs, () => {
      this.#isChanged = false;
      this.#write();
      this.#wait(signOfLifeMs);
    });
  }

  #write(): void {
    const { clock, logger, store } = this.#parts;
    const request = { ...this.#request, heardAtMs: clock.nowMs() };
    this.#writing = this.#writing
      .then(() => store.putRequest(request))
      .catch((error: unknown) =>
        logger.warn('A request of the relay was not written down', { request: request.id, error }),
      );
  }
}
