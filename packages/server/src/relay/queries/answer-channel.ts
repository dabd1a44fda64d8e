import type { DataSet } from '@isocenter/dicom';

/** Answers of one upstream that wait to be read; it is held up when there are more. */
const maximumWaiting = 256;

/** Passes the answers of one upstream to one reader, all that wait at a time. */
export class AnswerChannel {
  #waiting: DataSet[] = [];
  #ended = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  /** Resolves when there is room for another one; at once when the channel has ended. */
  async push(answer: DataSet): Promise<void> {
    if (this.#ended) return;
    this.#waiting.push(answer);
    this.#wakeReader?.();
    while (this.#waiting.length >= maximumWaiting && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
  }

  /** No more answers: those that wait can still be read. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
    this.#wakeWriter?.();
  }

  async *pages(): AsyncGenerator<readonly DataSet[], void, void> {
    for (;;) {
      const page = this.#waiting;
      this.#waiting = [];
      this.#wakeWriter?.();
      if (page.length > 0) yield page;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }
}
