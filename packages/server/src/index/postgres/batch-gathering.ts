/** How long a batch waits at most for those who are expected. */
const gatheringMs = 3;

/**
 * Who has had an answer is likely to ask again at once. A batch waits for as many as took part in the last one or came
 * while it was under way: one commit for all of them costs little more than one for each half. Who is alone never waits.
 */
export class BatchGathering {
  #expected = 0;
  #complete: (() => void) | undefined;

  /** One more waits. */
  came(waiting: number): void {
    if (waiting >= this.#expected) this.#complete?.();
  }

  /** Resolves once those who are expected have come, or the time for that is over. */
  async gathered(waiting: number): Promise<void> {
    if (waiting >= this.#expected) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, gatheringMs);
    this.#complete = resolve;
    await promise;
    this.#complete = undefined;
    clearTimeout(timer);
  }

  /** A batch is done, and so many had come for the next one by then. */
  done(batch: number, waiting: number): void {
    this.#expected = batch + waiting;
  }
}
