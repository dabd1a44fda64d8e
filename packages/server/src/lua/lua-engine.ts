import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import type { LuaCallback } from './lua-callbacks.ts';
import { type LuaOutcome, type LuaRequest, LuaThreadClient, luaFailure } from './lua-thread-client.ts';
import type { LuaValue } from './lua-value.ts';

export interface LuaScript {
  /** For messages of errors. */
  readonly name: string;
  readonly text: Uint8Array;
}

export interface LuaEngineOptions {
  /** Run at each start of Lua, in this order. */
  readonly scripts: readonly LuaScript[];
  /** `LuaTimeLimit`. */
  readonly timeLimitMs: number;
  /** `LuaMemoryLimit`. */
  readonly maximumMemoryBytes: number;
  /** `LuaSystemAccess`. */
  readonly systemAccess: boolean;
  /** Does what a script asks the server for. */
  readonly answer: (name: string, args: readonly LuaValue[]) => Promise<LuaValue>;
  /** What scripts want done with resources. */
  readonly perform: (operations: readonly LuaValue[]) => Promise<void>;
  readonly logger: Logger;
}

/** Beyond this much that one call prints it fails. */
const maximumOutputBytes = 8 * 1024 * 1024;
/** Waits before Lua is started again after its scripts could not be loaded. */
const firstRestartDelayMs = 1000;
const maximumRestartDelayMs = 60_000;

/**
 * The one Lua context of a server. When a script takes too long or too much, the thread is ended, and another one starts
 * with the scripts of the configuration; what `/tools/execute-script` defined is gone then.
 */
export class LuaEngine {
  readonly #options: LuaEngineOptions;
  #thread: Promise<LuaThreadClient> | undefined;
  /** The thread, once its scripts are loaded. */
  #loaded: LuaThreadClient | undefined;
  readonly #closing = new AbortController();

  constructor(options: LuaEngineOptions) {
    this.#options = options;
  }

  /** Loads the scripts, when there are any. @throws IsocenterError CannotExecuteLua when one fails */
  async start(): Promise<void> {
    if (this.#options.scripts.length > 0) await this.#startThread();
  }

  /** Whether a script has defined a callback: asked before anything is done for it. */
  has(callback: LuaCallback): boolean {
    return this.#loaded?.callbacks.has(callback) ?? false;
  }

  /** Runs a script; answers what it printed. @throws IsocenterError CannotExecuteLua */
  async run(script: Uint8Array): Promise<string> {
    const { output } = await this.#call({ script, chunkName: 'line' }, { nested: true });
    return output;
  }

  /**
   * Calls a callback that is defined.
   * @param nested the call may have been caused by a script that waits for its end
   * @throws IsocenterError CannotExecuteLua
   */
  async call(
    callback: LuaCallback,
    args: readonly LuaValue[],
    { nested }: { readonly nested: boolean },
  ): Promise<LuaValue> {
    const { value } = await this.#call({ callback, args }, { nested });
    return value;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const thread = await this.#thread?.catch(() => undefined);
    await thread?.close();
  }

  async #call(request: LuaRequest, options: { readonly nested: boolean }): Promise<LuaOutcome> {
    if (this.#closing.signal.aborted) throw luaFailure('the server stops');
    const thread = await (this.#thread ?? this.#startThread());
    const outcome = await thread.call(request, options);
    if (outcome.operations.length > 0) await this.#options.perform(outcome.operations);
    return outcome;
  }

  #startThread(): Promise<LuaThreadClient> {
    const starting = this.#load();
    this.#thread = starting;
    starting.catch(() => {
      if (this.#thread === starting) this.#thread = undefined;
    });
    return starting;
  }

  async #load(): Promise<LuaThreadClient> {
    const { answer, logger, maximumMemoryBytes, scripts, systemAccess, timeLimitMs } = this.#options;
    const thread = new LuaThreadClient({
      maximumMemoryBytes,
      maximumOutputBytes,
      systemAccess,
      timeLimitMs,
      answer,
      printed: (text) => logger.warn('Lua says', { text }),
      ended: (error) => this.#ended(thread, error),
    });
    try {
      for (const { name, text } of scripts) {
        await thread.call({ script: text, chunkName: `@${name}` }, { nested: false });
      }
    } catch (error) {
      await thread.close();
      throw error;
    }
    this.#loaded = thread;
    return thread;
  }

  /** A thread that had loaded its scripts has ended: another one takes its place, callers wait for it. */
  #ended(thread: LuaThreadClient, error: Error): void {
    if (this.#loaded !== thread || this.#closing.signal.aborted) return;
    const { logger, scripts } = this.#options;
    logger.error('Lua has been stopped, and is started again', { error });
    this.#thread = undefined;
    if (scripts.length === 0) {
      this.#loaded = undefined;
      return;
    }
    // The old one still tells which callbacks there are: what needs them waits for the new one.
    void this.#restart().catch(() => undefined);
  }

  async #restart(): Promise<void> {
    for (let delayMs = firstRestartDelayMs; ; delayMs = Math.min(2 * delayMs, maximumRestartDelayMs)) {
      try {
        // Somebody who needs it may have begun already.
        await (this.#thread ?? this.#startThread());
        return;
      } catch (error) {
        this.#options.logger.error('The Lua scripts could not be loaded again', { error });
        await delay(delayMs, undefined, { signal: this.#closing.signal, ref: false });
      }
    }
  }
}
