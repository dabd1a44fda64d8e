import { LimitExceededError } from '../errors.ts';
import { GrowingBuffer } from '../pdu/growing-buffer.ts';
import type { DataSetSink } from './message-receiver.ts';

/** Keeps a small data set in memory until it is whole, under `maxIdentifierBytes`. */
export class DataSetCollector implements DataSetSink {
  readonly #maxIdentifierBytes: number;
  readonly #complete: (dataSet: Uint8Array) => void;
  readonly #bytes = new GrowingBuffer();

  constructor(maxIdentifierBytes: number, complete: (dataSet: Uint8Array) => void) {
    this.#maxIdentifierBytes = maxIdentifierBytes;
    this.#complete = complete;
  }

  data(chunk: Uint8Array): void {
    if (this.#bytes.length + chunk.length > this.#maxIdentifierBytes) {
      throw new LimitExceededError('maxIdentifierBytes', this.#maxIdentifierBytes);
    }
    this.#bytes.append(chunk);
  }

  end(): void {
    this.#complete(this.#bytes.take());
  }
}
