/** A timer with a fixed length that can be restarted cheaply; a length of 0 never runs out. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #expired: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, expired: () => void) {
    this.#milliseconds = milliseconds;
    this.#expired = expired;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  /** Starts it, from its full length when it runs already. */
  start(): void {
    if (this.#milliseconds === 0) return;
    if (this.#timer !== undefined) {
      this.#timer.refresh();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#expired();
    }, this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
