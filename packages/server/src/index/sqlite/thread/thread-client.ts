import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsocenterError } from '../../../model/isocenter-error.ts';
import type { DatabaseSettings } from '../open-database.ts';
import {
  type Attached,
  decodeReplies,
  encodeRequests,
  errorOfThread,
  type ThreadData,
  type ThreadMethods,
  type ThreadReply,
  type ThreadRequest,
} from './messages.ts';

/** Heap of a thread: pages of the database are outside of it. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 } as const;

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Calls the methods of a database thread. Calls made in the same turn of the event loop travel together. */
export class ThreadClient<Methods extends ThreadMethods> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #outbox: ThreadRequest[] = [];
  #lastId = 0;
  #failure: IsocenterError | undefined;

  /** `entry` names the file of the thread beside this one, without its extension. */
  constructor(entry: string, data: ThreadData<DatabaseSettings>) {
    const file = new URL(`./${entry}${extname(import.meta.filename)}`, import.meta.url);
    this.#worker = new Worker(file, { workerData: data, resourceLimits, name: entry });
    this.#worker.on('message', (text: string) => {
      for (const reply of decodeReplies(text)) this.#settle(reply);
    });
    this.#worker.on('error', (cause) => this.#fail(new IsocenterError('Database', `Index: ${cause}`, { cause })));
    this.#worker.on('exit', () => this.#fail(new IsocenterError('Database', 'The index is closed')));
  }

  call<Name extends keyof Methods & string>(
    method: Name,
    request: Parameters<Methods[Name]>[0],
    attached?: Parameters<Methods[Name]>[1] & Attached,
  ): Promise<ReturnType<Methods[Name]>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#lastId += 1;
    const id = this.#lastId;
    if (this.#outbox.length === 0) queueMicrotask(() => this.#send());
    this.#outbox.push({ id, method, request, attached });
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  /** Resolves once the thread has ended; requests made before are answered first. */
  async closed(): Promise<void> {
    const failure = new IsocenterError('Database', 'The index is closed');
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    if (this.#failure !== undefined) return;
    this.#send();
    this.#failure = failure;
    this.#worker.postMessage(null);
    await ended;
  }

  #send(): void {
    if (this.#outbox.length === 0) return;
    const requests = this.#outbox;
    this.#outbox = [];
    this.#worker.postMessage(encodeRequests(requests));
  }

  #settle(reply: ThreadReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ('error' in reply) pending?.reject(errorOfThread(reply.error));
    else pending?.resolve(reply.answer);
  }

  #fail(error: IsocenterError): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
