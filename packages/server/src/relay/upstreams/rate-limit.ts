const minuteMs = 60_000;

/** So many in any minute. */
export class RateLimit {
  readonly #maximum: number;
  readonly #nowMs: () => number;
  /** When the last ones were, the oldest first. */
  readonly #times: number[] = [];

  /** @param perMinute 0: no limit */
  constructor(perMinute: number, nowMs: () => number) {
    this.#maximum = perMinute;
    this.#nowMs = nowMs;
  }

  /** Milliseconds until one more is allowed; 0: now. */
  waitMs(): number {
    const oldest = this.#times.at(-this.#maximum);
    if (this.#maximum === 0 || this.#times.length < this.#maximum || oldest === undefined) return 0;
    return Math.max(0, oldest + minuteMs - this.#nowMs());
  }

  count(): void {
    if (this.#maximum === 0) return;
    this.#times.push(this.#nowMs());
    if (this.#times.length > this.#maximum) this.#times.shift();
  }
}
