import type { UpstreamConfiguration } from '../../config/relay.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { RateLimit } from './rate-limit.ts';
import type { RequestPriority } from './upstream-link.ts';

export type RequestKind = 'retrieve' | 'query';

export interface QueuedRequest {
  readonly kind: RequestKind;
  readonly priority: RequestPriority;
  readonly signal: AbortSignal;
}

interface Waiter extends QueuedRequest {
  readonly begin: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Whose turn it is to ask an upstream: so many retrieves and searches at a time, so many requests a minute. Others wait
 * in the order in which they came, those of low priority behind the rest. Of several turns those leave one free.
 */
export class RequestQueue {
  readonly #upstream: UpstreamConfiguration;
  readonly #rate: RateLimit;
  readonly #running: Record<RequestKind, number> = { retrieve: 0, query: 0 };
  #waiting: readonly Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param nowMs of a clock that nobody sets */
  constructor(upstream: UpstreamConfiguration, nowMs: () => number) {
    this.#upstream = upstream;
    this.#rate = new RateLimit(upstream.RequestsPerMinute, nowMs);
  }

  running(kind: RequestKind): number {
    return this.#running[kind];
  }

  waiting(kind: RequestKind): number {
    return this.#waiting.filter((waiter) => waiter.kind === kind).length;
  }

  /**
   * Resolves when it is the turn of the request, with what ends it.
   * @throws IsocenterError, transient, when too many wait (`MaximumQueue`) or `failAll` says so; the reason of the signal
   */
  async turn(request: QueuedRequest): Promise<() => void> {
    request.signal.throwIfAborted();
    await this.#enqueued(request);
    return () => {
      this.#running[request.kind] -= 1;
      this.#beginNext();
    };
  }

  /** Ends the wait of all. */
  failAll(error: unknown): void {
    for (const waiter of this.#waiting) waiter.fail(error);
  }

  #enqueued(request: QueuedRequest): Promise<void> {
    const { promise, reject, resolve } = Promise.withResolvers<void>();
    const { signal } = request;
    const leave = () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      signal.removeEventListener('abort', aborted);
    };
    const waiter: Waiter = {
      ...request,
      begin: () => {
        leave();
        resolve();
      },
      fail: (error) => {
        leave();
        reject(error);
      },
    };
    const aborted = () => waiter.fail(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    this.#waiting = inOrder([...this.#waiting, waiter]);
    this.#beginNext();
    // The last one in order: of low priority, if any is.
    if (this.#waiting.length > this.#upstream.MaximumQueue) this.#waiting.at(-1)?.fail(this.#full());
    return promise;
  }

  #beginNext(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const next = this.#waiting.find((waiter) => this.#hasRoom(waiter));
      if (next === undefined) return;
      const waitMs = this.#rate.waitMs();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#beginNext(), waitMs).unref();
        return;
      }
      this.#rate.count();
      this.#running[next.kind] += 1;
      next.begin();
    }
  }

  #hasRoom({ kind, priority }: QueuedRequest): boolean {
    const { MaximumQueries, MaximumRetrieves } = this.#upstream;
    const maximum = kind === 'retrieve' ? MaximumRetrieves : MaximumQueries;
    return this.#running[kind] < (priority === 'low' ? Math.max(1, maximum - 1) : maximum);
  }

  #full(): IsocenterError {
    const { MaximumQueue, Name } = this.#upstream;
    return new IsocenterError(
      'NotEnoughMemory',
      `Upstream ${Name}: ${MaximumQueue} requests wait for it already (MaximumQueue)`,
      { transient: true, httpStatus: 503 },
    );
  }
}

/** Sorting is stable: among equals the first to come is the first. */
function inOrder(waiters: readonly Waiter[]): readonly Waiter[] {
  const rank = { normal: 0, low: 1 } as const;
  return waiters.toSorted((left, right) => rank[left.priority] - rank[right.priority]);
}
