import { LimitExceededError } from '../errors.ts';
import type { DataSetSink } from './message-receiver.ts';

/** Keeps a small data set in memory until it is whole, under `maxIdentifierBytes`. */
export class DataSetCollector implements DataSetSink {
  readonly #maxIdentifierBytes: number;
  readonly #complete: (dataSet: Uint8Array) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(maxIdentifierBytes: number, complete: (dataSet: Uint8Array) => void) {
    this.#maxIdentifierBytes = maxIdentifierBytes;
    this.#complete = complete;
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxIdentifierBytes) {
      throw new LimitExceededError('maxIdentifierBytes', this.#maxIdentifierBytes);
    }
    this.#chunks.push(chunk);
  }

  end(): void {
    const [first] = this.#chunks;
    this.#complete(first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks));
  }
}
