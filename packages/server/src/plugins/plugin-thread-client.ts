import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { InProcessClient } from '../hooks/in-process-client.ts';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type {
  FromPluginThread,
  PluginManifest,
  PluginTarget,
  PluginThreadData,
  ToPluginThread,
} from './plugin-thread-protocol.ts';

export interface PluginThreadOptions {
  /** Of the module. */
  readonly path: string;
  /** `PluginTimeLimit`. */
  readonly timeLimitMs: number;
  /** `PluginMemoryLimit`. */
  readonly maximumMemoryMb: number;
  readonly client: () => InProcessClient | undefined;
  readonly logger: Logger;
  /** The thread has ended: why. */
  readonly ended: (error: IsocenterError) => void;
}

interface Pending {
  readonly timer: NodeJS.Timeout;
  resolve(value: unknown): void;
  reject(error: IsocenterError): void;
}

const bytesPerMegabyte = 1024 * 1024;

/** One life of the thread of a plugin. A call that takes too long ends it: nothing else stops an endless loop. */
export class PluginThreadClient {
  readonly #options: PluginThreadOptions;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #loaded = Promise.withResolvers<PluginManifest>();
  readonly #loading: NodeJS.Timeout;
  #lastId = 0;
  #failure: IsocenterError | undefined;

  constructor(options: PluginThreadOptions) {
    this.#options = options;
    const workerData: PluginThreadData = { module: pathToFileURL(options.path).href };
    this.#worker = new Worker(new URL(`./plugin-thread${extname(import.meta.filename)}`, import.meta.url), {
      name: 'plugin',
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: options.maximumMemoryMb },
    });
    this.#loading = setTimeout(() => this.#tooLong('loading'), options.timeLimitMs);
    this.#loaded.promise.catch(() => undefined);
    this.#worker.on('message', (message: FromPluginThread) => this.#take(message));
    this.#worker.on('error', (cause) => this.#end(pluginFailure(messageOf(cause), { cause })));
    this.#worker.on('exit', () => this.#end(pluginFailure('its thread has ended')));
    this.#worker.unref();
  }

  /** What the plugin is. @throws IsocenterError when it cannot be loaded */
  get loaded(): Promise<PluginManifest> {
    return this.#loaded.promise;
  }

  /** @throws IsocenterError when the plugin throws, takes too long, or has ended */
  call(target: PluginTarget, input: unknown): Promise<unknown> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, reject, resolve } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => this.#tooLong(nameOf(target)), this.#options.timeLimitMs);
    this.#pending.set(id, { timer, resolve, reject });
    this.#post({ type: 'call', id, target, input });
    return promise;
  }

  async close(): Promise<void> {
    this.#end(pluginFailure('the server stops'));
    await this.#worker.terminate();
  }

  #post(message: ToPluginThread): void {
    this.#worker.postMessage(message);
  }

  #take(message: FromPluginThread): void {
    switch (message.type) {
      case 'loaded':
        clearTimeout(this.#loading);
        this.#loaded.resolve(message.manifest);
        break;
      case 'result':
        this.#settle(message);
        break;
      case 'ask':
        void this.#answer(message);
        break;
      case 'log':
        this.#options.logger[message.severity]('A plugin says', { text: message.message });
    }
  }

  #settle({ error, id, value }: Extract<FromPluginThread, { type: 'result' }>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    if (error === undefined) pending?.resolve(value);
    else pending?.reject(pluginFailure(error));
  }

  async #answer({ id, request }: Extract<FromPluginThread, { type: 'ask' }>): Promise<void> {
    const { client, maximumMemoryMb } = this.#options;
    try {
      const answer = await client()?.request(request, maximumMemoryMb * bytesPerMegabyte);
      if (answer === undefined) throw new IsocenterError('BadSequenceOfCalls', 'The REST API is not available yet');
      this.#post({ type: 'answer', id, answer });
    } catch (error) {
      this.#post({ type: 'answer', id, error: messageOf(error) });
    }
  }

  #tooLong(what: string): void {
    this.#end(pluginFailure(`${what} took longer than ${this.#options.timeLimitMs / 1000} s`));
    void this.#worker.terminate();
  }

  #end(error: IsocenterError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    clearTimeout(this.#loading);
    this.#loaded.reject(error);
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
    this.#options.ended(error);
  }
}

/** Whoever was refused because of it may try again: the plugin is started anew. */
export function pluginFailure(details: string, options?: ErrorOptions): IsocenterError {
  return new IsocenterError('Plugin', details, { ...options, transient: true, httpStatus: 503 });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nameOf(target: PluginTarget): string {
  return 'name' in target ? target.name : target.kind;
}
