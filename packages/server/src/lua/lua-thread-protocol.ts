import type { LuaCallback } from './lua-callbacks.ts';
import type { LuaValue } from './lua-value.ts';

/** What the thread is started with. */
export interface LuaThreadData {
  readonly maximumMemoryBytes: number;
  /** How long Lua may run in one call, waiting for the server not counted. */
  readonly timeLimitMs: number;
  readonly maximumOutputBytes: number;
  /** Where a script may not run programs and reach files: these functions are taken away. */
  readonly systemAccess: boolean;
  readonly signals: SharedArrayBuffer;
}

export type ToLuaThread = LuaCall | LuaAnswer;

export type LuaCall = {
  readonly type: 'call';
  readonly id: number;
  /** It may run while a script waits for the server: what that waits for may need it. */
  readonly nested: boolean;
} & (
  | { readonly script: Uint8Array; readonly chunkName: string }
  | { readonly callback: LuaCallback; readonly args: readonly LuaValue[] }
);

/** What the server answers to an `ask`. */
export interface LuaAnswer {
  readonly type: 'answer';
  readonly id: number;
  readonly value?: LuaValue;
  readonly error?: string;
}

export type FromLuaThread =
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly args: readonly LuaValue[] }
  | { readonly type: 'print'; readonly callId: number; readonly text: string }
  | LuaDone;

/** A call has ended. */
export interface LuaDone {
  readonly type: 'done';
  readonly id: number;
  readonly value?: LuaValue;
  readonly error?: string;
  /** What is to be done with resources, in this order. */
  readonly operations: readonly LuaValue[];
  /** The callbacks that are defined now. */
  readonly callbacks: readonly LuaCallback[];
}

/** Counts what was sent to the thread: it waits until that changes. */
export const messageCountSlot = 0;
/** Byte offset of the time, by the clock of the machine, when the script that runs has had its time; 0: none runs. */
export const deadlineByteOffset = 8;
export const signalsBytes = 16;
