/** Gathers chunks and writes them out while the next ones come: at most two buffers wait. */
export class WriteBehind {
  readonly #bufferBytes: number;
  readonly #writeOut: (chunks: readonly Uint8Array[]) => Promise<void>;
  #chunks: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #failed = false;
  #failure: unknown;

  /** @param writeOut is never called again before it has resolved, nor after it has rejected */
  constructor(bufferBytes: number, writeOut: (chunks: readonly Uint8Array[]) => Promise<void>) {
    this.#bufferBytes = bufferBytes;
    this.#writeOut = writeOut;
  }

  /** Takes the chunk over. Returns a promise when more should wait for it; rejects as the writing did. */
  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#failed) return Promise.reject(this.#failure);
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes < this.#bufferBytes) return undefined;
    if (this.#writing === undefined) {
      this.#start();
      return undefined;
    }
    return this.#writing.then(() => {
      this.#throwFailure();
      if (this.#writing === undefined && this.#waitingBytes >= this.#bufferBytes) this.#start();
    });
  }

  /** Resolves when all is written. */
  async finish(): Promise<void> {
    await this.#writing;
    this.#throwFailure();
    if (this.#chunks.length > 0) this.#start();
    await this.#writing;
    this.#throwFailure();
  }

  /** Nothing more is to be written. Resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.#chunks = [];
    this.#waitingBytes = 0;
    await this.#writing;
  }

  #start(): void {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#waitingBytes = 0;
    this.#writing = this.#writeOut(chunks)
      .catch((error: unknown) => {
        this.#failed = true;
        this.#failure = error;
      })
      .finally(() => {
        this.#writing = undefined;
      });
  }

  #throwFailure(): void {
    if (this.#failed) throw this.#failure;
  }
}
