/** Passes values from several writers to one reader, all that wait at a time. */
export class PageChannel<T> {
  readonly #limit: number;
  #waiting: T[] = [];
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #wakeReader: (() => void) | undefined;
  #wakeWriters = Promise.withResolvers<void>();

  /** @param limit values that may wait before writers are to wait too */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /** Values that wait for the reader. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes the value at once. Resolves when there is room for another one, or when the channel has ended. */
  async push(value: T): Promise<void> {
    if (this.#ended) return;
    this.#waiting.push(value);
    this.#wakeReader?.();
    while (this.#waiting.length >= this.#limit && !this.#ended) await this.#wakeWriters.promise;
  }

  /** No more values: those that wait can still be read. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
    this.#wakeWriters.resolve();
  }

  /** The reader gets this error once it has read what waits. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.end();
  }

  async *pages(): AsyncGenerator<readonly T[], void, void> {
    for (;;) {
      const page = this.#waiting;
      this.#waiting = [];
      this.#wakeWriters.resolve();
      this.#wakeWriters = Promise.withResolvers<void>();
      if (page.length > 0) yield page;
      else if (this.#failure !== undefined) throw this.#failure.error;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }
}
