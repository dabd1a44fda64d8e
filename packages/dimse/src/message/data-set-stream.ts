/** What a queued chunk costs beyond its bytes, so that a peer sending tiny fragments does not fill the memory. */
const CHUNK_OVERHEAD_BYTES = 256;

/** What a DataSetStream tells its reader's connection. */
interface DataSetStreamOwner {
  /** As many bytes, overhead included, have left the queue. */
  consumed(bytes: number): void;
}

/** Chunks read before the queue is cut at its head: a few at a time cost nothing to keep. */
const MAX_READ_SLOTS = 16;

type Waiting = {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * A data set on its way in: chunks as the network cut them, in order. Iterate it once, or take what is there at once
 * with `takeBuffered`. While nobody reads, chunks queue up to a limit and then the connection is paused.
 */
export class DataSetStream implements AsyncIterable<Uint8Array> {
  readonly #owner: DataSetStreamOwner;
  #chunks: Uint8Array[] = [];
  #head = 0;
  #ended = false;
  #discarding = false;
  #failure: Error | undefined;
  #waiting: Waiting | undefined;
  #endWaiters: { readonly resolve: () => void; readonly reject: (reason: unknown) => void }[] = [];
  #bytes = 0;

  constructor(owner: DataSetStreamOwner) {
    this.#owner = owner;
  }

  /** Whether the last byte has arrived; then `takeBuffered` gives all that is left. */
  get complete(): boolean {
    return this.#ended;
  }

  /** Bytes received so far, read or not. */
  get receivedBytes(): number {
    return this.#bytes;
  }

  /** The chunks that have arrived and were not read, without waiting. */
  takeBuffered(): Uint8Array[] {
    const taken = this.#head === 0 ? this.#chunks : this.#chunks.slice(this.#head);
    this.#chunks = [];
    this.#head = 0;
    let bytes = 0;
    for (const chunk of taken) bytes += queuedBytes(chunk);
    if (bytes > 0) this.#owner.consumed(bytes);
    return taken;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return {
      next: () => this.#next(),
      return: () => {
        this.discard();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.#chunks[this.#head];
    if (chunk !== undefined) {
      this.#head += 1;
      // What was read must not stay in memory, also while the network keeps ahead of the reader.
      if (this.#head === this.#chunks.length || this.#head === MAX_READ_SLOTS) {
        this.#chunks = this.#chunks.slice(this.#head);
        this.#head = 0;
      }
      this.#owner.consumed(queuedBytes(chunk));
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#ended || this.#discarding) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /** Gives up the rest: it is read from the network and dropped. */
  discard(): void {
    this.#discarding = true;
    this.takeBuffered();
  }

  /** Resolves when the last byte has arrived; rejects when it never will. */
  ended(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#endWaiters.push({ resolve, reject });
    });
  }

  /** @internal Adds a chunk; returns the bytes that stay queued because of it. */
  push(chunk: Uint8Array): number {
    this.#bytes += chunk.length;
    if (this.#discarding) return 0;
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      this.#waiting = undefined;
      waiting.resolve({ done: false, value: chunk });
      return 0;
    }
    this.#chunks.push(chunk);
    return queuedBytes(chunk);
  }

  /** @internal */
  end(): void {
    this.#ended = true;
    this.#waiting?.resolve({ done: true, value: undefined });
    this.#waiting = undefined;
    for (const { resolve } of this.#endWaiters) resolve();
  }

  /** @internal */
  fail(failure: Error): void {
    if (this.#ended) return;
    this.#failure = failure;
    this.#waiting?.reject(failure);
    this.#waiting = undefined;
    for (const { reject } of this.#endWaiters) reject(failure);
  }
}

function queuedBytes(chunk: Uint8Array): number {
  return chunk.length + CHUNK_OVERHEAD_BYTES;
}
