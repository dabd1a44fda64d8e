import { createHash } from 'node:crypto';

/** Bytes that may wait to be hashed: an instance up to here is hashed while its file is being written. */
const maximumWaitingBytes = 1024 * 1024;

/** Bytes hashed in one turn of the event loop, a fifth of a millisecond. */
const bytesPerTurn = 128 * 1024;

/**
 * MD5 of what streams by. Hashing takes as long as receiving: it is put off until all bytes are there, when the disk is
 * what everybody waits for. Larger instances are hashed as they come, so that none is kept in memory.
 */
export class DeferredHash {
  readonly #hash = createHash('md5');
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  update(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes <= maximumWaitingBytes) return;
    for (const chunk of this.#waiting) this.#hash.update(chunk);
    this.#waiting = [];
    // From here on nothing waits any more.
    this.#waitingBytes = Number.POSITIVE_INFINITY;
  }

  /** 32 hex digits. */
  async digest(): Promise<string> {
    let bytesOfTurn = 0;
    for (const chunk of this.#waiting) {
      this.#hash.update(chunk);
      bytesOfTurn += chunk.length;
      if (bytesOfTurn < bytesPerTurn) continue;
      bytesOfTurn = 0;
      await new Promise(setImmediate);
    }
    this.#waiting = [];
    return this.#hash.digest('hex');
  }
}
