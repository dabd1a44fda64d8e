/** Each half of the window is kept apart, so that old values leave it. */
interface Half {
  readonly startMs: number;
  readonly maximum: number;
}

/** The largest of the values of the last seconds: what the peer shows of durations. */
export class RecentMaximum {
  readonly #halfWindowMs: number;
  readonly #nowMs: () => number;
  #current: Half | undefined;
  #before: Half | undefined;

  constructor(windowMs: number, nowMs: () => number) {
    this.#halfWindowMs = windowMs / 2;
    this.#nowMs = nowMs;
  }

  observe(value: number): void {
    this.#shift();
    const nowMs = this.#nowMs();
    const current = this.#current ?? { startMs: nowMs, maximum: value };
    this.#current = { startMs: current.startMs, maximum: Math.max(current.maximum, value) };
  }

  /** Undefined when nothing was observed within the window. */
  get value(): number | undefined {
    this.#shift();
    const values = [this.#before, this.#current].flatMap((half) => (half === undefined ? [] : [half.maximum]));
    return values.length === 0 ? undefined : Math.max(...values);
  }

  #shift(): void {
    const nowMs = this.#nowMs();
    const isOver = (half: Half | undefined, ageMs: number) => half !== undefined && nowMs - half.startMs >= ageMs;
    if (isOver(this.#before, 2 * this.#halfWindowMs)) this.#before = undefined;
    if (!isOver(this.#current, this.#halfWindowMs)) return;
    this.#before = isOver(this.#current, 2 * this.#halfWindowMs) ? undefined : this.#current;
    this.#current = undefined;
  }
}
