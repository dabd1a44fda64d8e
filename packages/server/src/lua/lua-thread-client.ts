import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { LuaCallback } from './lua-callbacks.ts';
import {
  deadlineByteOffset,
  type FromLuaThread,
  type LuaDone,
  type LuaThreadData,
  messageCountSlot,
  signalsBytes,
  type ToLuaThread,
} from './lua-thread-protocol.ts';
import type { LuaValue } from './lua-value.ts';

export interface LuaThreadOptions extends Omit<LuaThreadData, 'signals'> {
  /** Does what a script asks the server for. */
  readonly answer: (name: string, args: readonly LuaValue[]) => Promise<LuaValue>;
  readonly printed: (text: string) => void;
  /** Lua takes no more calls: why. */
  readonly ended: (error: IsocenterError) => void;
}

export type LuaRequest =
  | { readonly script: Uint8Array; readonly chunkName: string }
  | { readonly callback: LuaCallback; readonly args: readonly LuaValue[] };

/** What a call came to. */
export interface LuaOutcome {
  readonly value: LuaValue;
  readonly output: string;
  readonly operations: readonly LuaValue[];
}

interface Pending {
  readonly output: string[];
  resolve(outcome: LuaOutcome): void;
  reject(error: IsocenterError): void;
}

/** How often it is looked whether a script has had its time. */
const watchIntervalMs = 100;
const bytesPerMegabyte = 1024 * 1024;

/** One life of the thread of Lua. It ends when a script takes too long or too much; then another can be started. */
export class LuaThreadClient {
  readonly #options: LuaThreadOptions;
  readonly #worker: Worker;
  readonly #messageCount: Int32Array;
  readonly #deadline: BigInt64Array;
  readonly #pending = new Map<number, Pending>();
  #callbacks: ReadonlySet<LuaCallback> = new Set();
  #lastId = 0;
  #watch: NodeJS.Timeout | undefined;
  #failure: IsocenterError | undefined;

  constructor(options: LuaThreadOptions) {
    this.#options = options;
    const { maximumMemoryBytes, maximumOutputBytes, systemAccess, timeLimitMs } = options;
    const signals = new SharedArrayBuffer(signalsBytes);
    this.#messageCount = new Int32Array(signals, messageCountSlot, 1);
    this.#deadline = new BigInt64Array(signals, deadlineByteOffset, 1);
    const workerData: LuaThreadData = { maximumMemoryBytes, maximumOutputBytes, systemAccess, timeLimitMs, signals };
    this.#worker = new Worker(new URL(`./lua-thread${extname(import.meta.filename)}`, import.meta.url), {
      name: 'lua',
      workerData,
      // Only the module itself writes there, of memory that it does not get.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(maximumMemoryBytes / bytesPerMegabyte), stackSizeMb: 4 },
    });
    this.#worker.on('message', (message: FromLuaThread) => this.#take(message));
    this.#worker.on('error', (cause) => this.#end(failureOf(cause)));
    this.#worker.on('exit', () => this.#end(luaFailure('the thread has ended')));
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.unref();
  }

  /** The callbacks that scripts have defined so far. */
  get callbacks(): ReadonlySet<LuaCallback> {
    return this.#callbacks;
  }

  /**
   * @param nested it may run while a script waits for the server
   * @throws IsocenterError CannotExecuteLua
   */
  call(request: LuaRequest, { nested }: { readonly nested: boolean }): Promise<LuaOutcome> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, reject, resolve } = Promise.withResolvers<LuaOutcome>();
    this.#pending.set(id, { output: [], resolve, reject });
    this.#watch ??= setInterval(() => this.#checkTime(), watchIntervalMs);
    this.#post({ type: 'call', id, nested, ...request });
    return promise;
  }

  async close(): Promise<void> {
    this.#end(luaFailure('the server stops'));
    await this.#worker.terminate();
  }

  #post(message: ToLuaThread): void {
    this.#worker.postMessage(message);
    Atomics.add(this.#messageCount, 0, 1);
    Atomics.notify(this.#messageCount, 0);
  }

  #take(message: FromLuaThread): void {
    switch (message.type) {
      case 'print':
        this.#pending.get(message.callId)?.output.push(message.text);
        this.#options.printed(message.text);
        break;
      case 'ask':
        void this.#answer(message);
        break;
      case 'done':
        this.#settle(message);
    }
  }

  async #answer({ args, id, name }: Extract<FromLuaThread, { type: 'ask' }>): Promise<void> {
    try {
      this.#post({ type: 'answer', id, value: await this.#options.answer(name, args) });
    } catch (error) {
      this.#post({ type: 'answer', id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #settle({ callbacks, error, id, operations, value = null }: LuaDone): void {
    this.#callbacks = new Set(callbacks);
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#stopWatching();
    if (error !== undefined) pending?.reject(luaFailure(error));
    else pending?.resolve({ value, output: pending.output.map((line) => `${line}\n`).join(''), operations });
  }

  #checkTime(): void {
    const deadline = Number(Atomics.load(this.#deadline, 0));
    if (deadline === 0 || Date.now() < deadline) return;
    this.#end(luaFailure(`the script ran longer than ${this.#options.timeLimitMs / 1000} s`));
    void this.#worker.terminate();
  }

  #stopWatching(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #end(error: IsocenterError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#stopWatching();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.#options.ended(error);
  }
}

/** @returns an error that tells the client what Lua says */
export function luaFailure(details: string, options?: ErrorOptions): IsocenterError {
  return new IsocenterError('CannotExecuteLua', details, options);
}

function failureOf(cause: unknown): IsocenterError {
  const outOfMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return luaFailure(outOfMemory ? 'not enough memory' : 'the thread of Lua has failed', { cause });
}
