import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { IsocenterError } from '../../model/isocenter-error.ts';
import { waitEnded, waitMs } from './named-wait.ts';

/**
 * Limits the waits for responses to one retrieve: the first one (`FirstResponseTimeout`) and each further one
 * (`ResponseTimeout`). An upstream that sends instances meanwhile is at work, and has its full time again.
 */
export class ResponseTimer {
  readonly #upstream: UpstreamConfiguration;
  readonly #ended: (error: IsocenterError) => void;
  #option: 'FirstResponseTimeout' | 'ResponseTimeout' = 'FirstResponseTimeout';
  #timer: NodeJS.Timeout | undefined;
  /** Instances that are being received now. */
  #receiving = 0;

  constructor(upstream: UpstreamConfiguration, ended: (error: IsocenterError) => void) {
    this.#upstream = upstream;
    this.#ended = ended;
    this.start();
  }

  /** From its full length. */
  start(): void {
    clearTimeout(this.#timer);
    if (this.#receiving > 0) return;
    this.#timer = setTimeout(
      () => this.#ended(waitEnded(this.#upstream, this.#option)),
      waitMs(this.#upstream, this.#option),
    );
  }

  responded(): void {
    this.#option = 'ResponseTimeout';
    this.start();
  }

  /** While an instance comes in over the same association, storing it is our time, not that of the upstream. */
  async receiving<T>(receive: () => Promise<T>): Promise<T> {
    this.#receiving += 1;
    clearTimeout(this.#timer);
    try {
      return await receive();
    } finally {
      this.#receiving -= 1;
      this.start();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    // Nothing that ends later starts it again.
    this.#receiving = Number.POSITIVE_INFINITY;
  }
}
