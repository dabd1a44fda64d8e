import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { HashReply, HashRequest } from './hash-thread.ts';

/** Bytes under way to the thread before writers are asked to wait. */
const maximumWaitingBytes = 8 * 1024 * 1024;

/** Bytes of a buffer, and how many are kept for the next files: memory that comes and goes burdens the collector. */
const bufferBytes = 256 * 1024;
const spareBuffers = 8;

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
  readonly #spare: ArrayBuffer[] = [];

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

  /** Copies the chunks. Returns a promise when more should wait. */
  update(id: number, chunks: readonly Uint8Array[]): Promise<void> | undefined {
    this.#post(id, chunks, {});
    if (this.#waitingBytes <= maximumWaitingBytes) return undefined;
    this.#drained ??= Promise.withResolvers<void>();
    return this.#drained.promise;
  }

  /** The sum over all bytes of the file, the chunks being the last ones. */
  digest(id: number, chunks: readonly Uint8Array[]): Promise<string> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const { promise, reject, resolve } = Promise.withResolvers<string>();
    this.#pending.set(id, { resolve, reject });
    this.#post(id, chunks, { last: true });
    return promise;
  }

  drop(id: number): void {
    this.#post(id, [], { drop: true });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(id: number, chunks: readonly Uint8Array[], { drop = false, last = false }): void {
    if (this.#failure !== undefined) return;
    let length = 0;
    for (const chunk of chunks) length += chunk.length;
    const spare = length > bufferBytes ? undefined : this.#spare.pop();
    const target = new Uint8Array(spare ?? new ArrayBuffer(Math.max(length, bufferBytes)));
    let offset = 0;
    for (const chunk of chunks) {
      target.set(chunk, offset);
      offset += chunk.length;
    }
    this.#waitingBytes += length;
    const request: HashRequest = { id, buffer: target.buffer, length, last, drop };
    this.#worker.postMessage(request, [target.buffer]);
  }

  #take({ buffer, id, md5, takenBytes }: HashReply): void {
    if (buffer.byteLength === bufferBytes && this.#spare.length < spareBuffers) this.#spare.push(buffer);
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
