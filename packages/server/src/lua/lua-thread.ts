import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { luaCallbacks } from './lua-callbacks.ts';
import { jsonToLua, luaToJson } from './lua-json.ts';
import { loadLuaModule } from './lua-module.ts';
import { luaPrelude } from './lua-prelude.ts';
import { LuaState } from './lua-state.ts';
import {
  deadlineByteOffset,
  type FromLuaThread,
  type LuaAnswer,
  type LuaCall,
  type LuaThreadData,
  messageCountSlot,
  type ToLuaThread,
} from './lua-thread-protocol.ts';
import { type LuaValue, textOf } from './lua-value.ts';
import { withoutSystemAccess, withSystemAccess } from './system-access.ts';

/** Calls inside of calls: each needs stack of Lua and of the thread. */
const maximumNesting = 8;

/** A call that runs, and the time it has had. */
interface Frame {
  readonly id: number;
  ranMs: number;
  sinceMs: number;
  outputBytes: number;
}

/**
 * The thread of Lua. It never returns to its event loop: it waits for messages, so a script that asks the server gets
 * its answer like that of any function, and filters can run meanwhile.
 */
class LuaThread {
  readonly #port: MessagePort;
  readonly #data: LuaThreadData;
  readonly #messageCount: Int32Array;
  readonly #deadline: BigInt64Array;
  readonly #lua: LuaState;
  readonly #frames: Frame[] = [];
  /** What came while it was not its turn. */
  readonly #waitingCalls: LuaCall[] = [];
  readonly #answers = new Map<number, LuaAnswer>();
  #lastAskId = 0;

  constructor(port: MessagePort, data: LuaThreadData, lua: LuaState) {
    this.#port = port;
    this.#data = data;
    this.#lua = lua;
    this.#messageCount = new Int32Array(data.signals, messageCountSlot, 1);
    this.#deadline = new BigInt64Array(data.signals, deadlineByteOffset, 1);
    lua.define('_host', (args) => this.#host(textOf(args[0]), args.slice(1)));
    lua.run(Buffer.from(luaPrelude, 'utf8'), '=prelude');
    const system = data.systemAccess ? withSystemAccess : withoutSystemAccess;
    if (data.systemAccess) lua.define('_system', (args) => this.#ask('system', args));
    lua.run(Buffer.from(system, 'utf8'), '=prelude');
  }

  serve(): never {
    for (;;) {
      const waiting = this.#waitingCalls.shift();
      if (waiting !== undefined) this.#perform(waiting);
      else this.#take();
    }
  }

  /** Waits for a message, and runs it when it is a call that may run now. */
  #take(): void {
    const seen = Atomics.load(this.#messageCount, 0);
    const received: { readonly message: ToLuaThread } | undefined = receiveMessageOnPort(this.#port);
    if (received === undefined) {
      Atomics.wait(this.#messageCount, 0, seen);
      return;
    }
    const { message } = received;
    if (message.type === 'answer') this.#answers.set(message.id, message);
    else if (this.#frames.length > 0 && message.nested) this.#perform(message);
    else this.#waitingCalls.push(message);
  }

  #perform(call: LuaCall): void {
    if (this.#frames.length >= maximumNesting) {
      this.#done(call, { error: 'callbacks call each other too deeply' });
      return;
    }
    const frame: Frame = { id: call.id, ranMs: 0, sinceMs: 0, outputBytes: 0 };
    this.#frames.push(frame);
    this.#resume(frame);
    let outcome: { readonly value: LuaValue } | { readonly error: string };
    try {
      const value =
        'script' in call ? this.#lua.run(call.script, call.chunkName) : this.#lua.call(call.callback, call.args);
      outcome = { value };
    } catch (error) {
      // An exception of the module itself leaves nothing that could be used again.
      if (!(error instanceof Error) || error.name !== 'LuaError') throw error;
      outcome = { error: error.message };
    }
    this.#pause(frame);
    this.#frames.pop();
    this.#done(call, outcome);
  }

  #done(call: LuaCall, outcome: { readonly value?: LuaValue; readonly error?: string }): void {
    const outermost = this.#frames.length === 0;
    const operations = outermost ? this.#lua.call('_AccessJob', []) : [];
    if (outermost) this.#lua.call('_InitializeJob', []);
    this.#send({
      type: 'done',
      id: call.id,
      ...outcome,
      operations: Array.isArray(operations) ? operations : [],
      callbacks: luaCallbacks.filter((name) => this.#lua.isFunction(name)),
    });
  }

  #host(name: string, args: readonly LuaValue[]): LuaValue {
    if (name === 'print') return this.#print(textOf(args[0]));
    if (name === 'parseJson') return jsonToLua(textOf(args[0])) ?? null;
    if (name === 'dumpJson') return luaToJson(args[0] ?? null, { keepStrings: args[1] === true });
    return this.#ask(name, args);
  }

  #print(text: string): null {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return null;
    // What is short costs, too.
    frame.outputBytes += Buffer.byteLength(text, 'utf8') + 64;
    if (frame.outputBytes > this.#data.maximumOutputBytes) throw new Error('too much was printed');
    this.#send({ type: 'print', callId: frame.id, text });
    return null;
  }

  #ask(name: string, args: readonly LuaValue[]): LuaValue {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) this.#pause(frame);
    this.#lastAskId += 1;
    const id = this.#lastAskId;
    this.#send({ type: 'ask', id, name, args });
    let answer = this.#answers.get(id);
    while (answer === undefined) {
      this.#take();
      answer = this.#answers.get(id);
    }
    this.#answers.delete(id);
    if (frame !== undefined) this.#resume(frame);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value ?? null;
  }

  #resume(frame: Frame): void {
    frame.sinceMs = Date.now();
    Atomics.store(this.#deadline, 0, BigInt(frame.sinceMs + this.#data.timeLimitMs - Math.round(frame.ranMs)));
  }

  #pause(frame: Frame): void {
    frame.ranMs += Date.now() - frame.sinceMs;
    Atomics.store(this.#deadline, 0, 0n);
  }

  #send(message: FromLuaThread): void {
    this.#port.postMessage(message);
  }
}

const data: LuaThreadData = workerData;
if (parentPort === null) throw new Error('this module is the main module of a thread');
new LuaThread(parentPort, data, new LuaState(await loadLuaModule(data.maximumMemoryBytes))).serve();
