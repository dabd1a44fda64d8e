import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { HashReply, HashRequest } from './hash-thread.ts';

/** Bytes under way to the thread before writers are asked to wait. */
const maximumWaitingBytes = 8 * 1024 * 1024;

interface Pending {
  resolve(md5: string): void;
  reject(error: Error): void;
}

/** MD5 sums computed on a thread of their own, many files at a time. */
export class HashThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #waitingBytes = 0;
  #drained: { readonly promise: Promise<void>; resolve(): void } | undefined;
  #failure: IsocenterError | undefined;

  constructor() {
    const file = new URL(`./hash-thread${extname(import.meta.filename)}`, import.meta.url);
    const resourceLimits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };
    this.#worker = new Worker(file, { name: 'hash-thread', resourceLimits });
    this.#worker.on('message', (reply: HashReply) => this.#take(reply));
    this.#worker.on('error', (cause) => this.#fail(cause));
    this.#worker.on('exit', () => this.#fail(undefined));
    // It only answers: it need not keep the process alive.
    this.#worker.unref();
  }

  /** The id of a new file. */
  begin(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Takes `bytes` over, whose memory must be theirs alone. Returns a promise when more should wait. */
  update(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> | undefined {
    this.#post({ id, bytes, last: false, drop: false });
    if (this.#waitingBytes <= maximumWaitingBytes) return undefined;
    this.#drained ??= Promise.withResolvers<void>();
    return this.#drained.promise;
  }

  /** The sum over all bytes of the file, `bytes` being the last ones. */
  digest(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const { promise, reject, resolve } = Promise.withResolvers<string>();
    this.#pending.set(id, { resolve, reject });
    this.#post({ id, bytes, last: true, drop: false });
    return promise;
  }

  drop(id: number): void {
    this.#post({ id, bytes: new Uint8Array(0), last: false, drop: true });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(request: HashRequest & { readonly bytes: Uint8Array<ArrayBuffer> }): void {
    if (this.#failure !== undefined) return;
    this.#waitingBytes += request.bytes.length;
    this.#worker.postMessage(request, [request.bytes.buffer]);
  }

  #take({ id, md5, takenBytes }: HashReply): void {
    this.#waitingBytes -= takenBytes;
    if (this.#waitingBytes <= maximumWaitingBytes / 2) {
      this.#drained?.resolve();
      this.#drained = undefined;
    }
    if (md5 === undefined) return;
    this.#pending.get(id)?.resolve(md5);
    this.#pending.delete(id);
  }

  #fail(cause: unknown): void {
    this.#failure ??= new IsocenterError('InternalError', 'The hash thread has ended', { cause });
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
    this.#drained?.resolve();
    this.#drained = undefined;
  }
}
