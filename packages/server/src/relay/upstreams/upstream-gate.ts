import type { UpstreamConfiguration } from '../../config/relay.ts';
import { CircuitBreaker } from '../../dimse-out/circuit-breaker.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type QueuedRequest, RequestQueue } from './request-queue.ts';
import type { UpstreamHealth } from './upstream-health.ts';

export interface GateClock {
  /** Milliseconds that never go back. */
  readonly nowMs: () => number;
  /** Time of day. */
  readonly date: () => Date;
}

/** How a request has ended, for the health of the upstream. */
export interface RequestOutcome {
  /** undefined: well. */
  readonly failure?: string;
}

const systemClock: GateClock = { nowMs: () => performance.now(), date: () => new Date() };

/**
 * Lets requests through to one upstream: as many as it may be asked at a time, none while it is left alone after
 * failures in a row. Each upstream has a gate of its own, so that none holds up requests to another.
 */
export class UpstreamGate {
  readonly #queue: RequestQueue;
  readonly #breaker: CircuitBreaker;
  readonly #clock: GateClock;
  readonly #name: string;
  #lastSuccess: UpstreamHealth['lastSuccess'];
  #lastFailure: UpstreamHealth['lastFailure'];

  constructor(upstream: UpstreamConfiguration, clock: GateClock = systemClock) {
    this.#name = `Upstream ${upstream.Name}`;
    this.#clock = clock;
    this.#queue = new RequestQueue(upstream, clock.nowMs);
    this.#breaker = new CircuitBreaker({
      threshold: upstream.BreakerThreshold,
      delayMs: upstream.BreakerDelay * 1000,
      nowMs: clock.nowMs,
    });
  }

  get health(): UpstreamHealth {
    return {
      state: this.#isOpen ? 'open' : 'closed',
      lastSuccess: this.#lastSuccess,
      lastFailure: this.#lastFailure,
      runningRetrieves: this.#queue.running('retrieve'),
      runningQueries: this.#queue.running('query'),
      waitingRetrieves: this.#queue.waiting('retrieve'),
      waitingQueries: this.#queue.waiting('query'),
    };
  }

  /**
   * Asks when it is the request's turn.
   * @param ask resolves with how it went; what it throws counts against the upstream when it is an `IsocenterError`
   * @throws what `ask` throws; IsocenterError, transient, where it is not asked; the reason of the signal while it waits
   */
  async pass(request: QueuedRequest, ask: () => Promise<RequestOutcome>): Promise<void> {
    if (this.#isOpen) this.#breaker.check(this.#name);
    const end = await this.#queue.turn(request);
    try {
      this.#breaker.check(this.#name);
      await this.#counted(request.signal, ask);
    } finally {
      end();
    }
  }

  async #counted(signal: AbortSignal, ask: () => Promise<RequestOutcome>): Promise<void> {
    try {
      const { failure } = await ask();
      this.#breaker.succeeded(this.#name);
      if (failure === undefined) this.#lastSuccess = this.#clock.date();
      else this.#noteFailure(failure);
    } catch (error) {
      if (!signal.aborted && error instanceof IsocenterError) this.#failed(error);
      throw error;
    }
  }

  #failed(error: IsocenterError): void {
    this.#noteFailure(error.message);
    // Who answers with a failure can be reached.
    if (error.payload !== undefined) this.#breaker.succeeded(this.#name);
    else if (error.transient) this.#breaker.failed(this.#name);
    if (!this.#isOpen) return;
    const details = `${this.#name} cannot be asked now: ${error.message}`;
    this.#queue.failAll(new IsocenterError('NetworkProtocol', details, { transient: true, cause: error }));
  }

  #noteFailure(message: string): void {
    this.#lastFailure = { time: this.#clock.date(), message };
  }

  get #isOpen(): boolean {
    return this.#breaker.open().length > 0;
  }
}
