import { createHash, type Hash, hash } from 'node:crypto';
import type { HashThread } from './hash-thread-client.ts';

/** Bytes that go to the thread at a time; a file up to here is hashed where it is. */
const bytesPerMessage = 192 * 1024;

/** MD5 of a file while it streams by, on the hash thread once it is worth the way. */
export class FileHash {
  #hash: Hash | undefined;
  readonly #thread: HashThread | undefined;
  #id: number | undefined;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  /** @param thread undefined: everything is hashed where it is */
  constructor(thread: HashThread | undefined) {
    this.#thread = thread;
  }

  /** Returns a promise when more should wait. */
  update(bytes: Uint8Array): Promise<void> | undefined {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes < bytesPerMessage) return undefined;
    if (this.#thread === undefined) return this.#hashHere();
    this.#id ??= this.#thread.begin();
    return this.#thread.update(this.#id, this.#takeChunks());
  }

  /** 32 hex digits. */
  async digest(): Promise<string> {
    if (this.#id !== undefined && this.#thread !== undefined) return this.#thread.digest(this.#id, this.#takeChunks());
    // In one call, which for a small file costs half of what three do.
    if (this.#hash === undefined) return hash('md5', Buffer.concat(this.#waiting), 'hex');
    this.#hashHere();
    return this.#hash.digest('hex');
  }

  /** The file is given up. */
  drop(): void {
    if (this.#id !== undefined) this.#thread?.drop(this.#id);
    this.#id = undefined;
    this.#waiting = [];
  }

  #hashHere(): undefined {
    this.#hash ??= createHash('md5');
    for (const chunk of this.#waiting) this.#hash.update(chunk);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #takeChunks(): readonly Uint8Array[] {
    const chunks = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return chunks;
  }
}
