/** Holds those that come until a test lets them through. */
export class Gate {
  #free = 0;
  readonly #held: (() => void)[] = [];
  readonly #watchers: { readonly count: number; readonly resolve: () => void }[] = [];

  /** How many are held now. */
  get held(): number {
    return this.#held.length;
  }

  /** Resolves when it is the caller's turn, or when `ended` does: then the caller has had no turn. */
  pass(ended?: Promise<unknown>): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.push(resolve);
    void ended?.then(() => {
      const place = this.#held.indexOf(resolve);
      if (place >= 0) this.#held.splice(place, 1);
      resolve();
    });
    for (const { count, resolve: reached } of this.#watchers) if (this.#held.length >= count) reached();
    return promise;
  }

  /** Resolves once so many are held. */
  reached(count = 1): Promise<void> {
    if (this.#held.length >= count) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#watchers.push({ count, resolve });
    return promise;
  }

  /** Lets so many through, those held first; by default all, for good. */
  open(count = Number.POSITIVE_INFINITY): void {
    this.#free += count;
    while (this.#free > 0) {
      const next = this.#held.shift();
      if (next === undefined) return;
      this.#free -= 1;
      next();
    }
  }
}
