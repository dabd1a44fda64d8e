import type { LuaModule, Pointer } from './lua-module.ts';
import { isLuaTable, type LuaValue } from './lua-value.ts';

/** What Lua says of a script that fails. */
export class LuaError extends Error {
  override readonly name = 'LuaError';
}

/** A function of the server that Lua may call; what it throws becomes an error of Lua. */
export type HostFunction = (args: readonly LuaValue[]) => LuaValue;

/** Types of values (Lua 5.4, lua.h). */
const luaTypes = { nil: 0, boolean: 1, number: 3, string: 4, table: 5, function: 6 } as const;

/** Deeper tables are refused; one that holds itself is infinitely deep. */
const maximumDepth = 64;
/** Slots of the stack that one level of a table needs. */
const slotsPerLevel = 6;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One Lua context: its globals stay from one script to the next. */
export class LuaState {
  readonly #module: LuaModule;
  readonly #state: Pointer;
  /** Where the C API writes the length of a string. */
  readonly #length: Pointer;

  constructor(module: LuaModule) {
    this.#module = module;
    this.#state = module._luaL_newstate();
    this.#length = module._malloc(4);
    module._luaL_openlibs(this.#state);
  }

  /** Makes a global function that calls the server. */
  define(name: string, called: HostFunction): void {
    const pointer = this.#module.addFunction((state) => this.#answer(state, called), 'ii');
    this.#module._lua_pushcclosure(this.#state, pointer, 0);
    this.#withText(name, (text) => this.#module._lua_setglobal(this.#state, text));
  }

  isFunction(name: string): boolean {
    const type = this.#withText(name, (text) => this.#module._lua_getglobal(this.#state, text));
    this.#pop(1);
    return type === luaTypes.function;
  }

  /** Runs a script and answers its first result. @throws LuaError */
  run(script: Uint8Array, chunkName: string): LuaValue {
    const { _luaL_loadbufferx: load } = this.#module;
    const loaded = this.#withBytes(script, (bytes) =>
      // Text only: precompiled chunks could break the module.
      this.#withText('t', (mode) =>
        this.#withText(chunkName, (name) => load(this.#state, bytes, script.length, name, mode)),
      ),
    );
    if (loaded !== 0) throw this.#takeError();
    return this.#callTop(0);
  }

  /** Calls a global function and answers its first result. @throws LuaError */
  call(name: string, args: readonly LuaValue[]): LuaValue {
    for (const arg of args) checkDepth(arg);
    this.#withText(name, (text) => this.#module._lua_getglobal(this.#state, text));
    for (const arg of args) this.#push(this.#state, arg);
    return this.#callTop(args.length);
  }

  #callTop(args: number): LuaValue {
    const below = this.#module._lua_gettop(this.#state) - args - 1;
    if (this.#module._lua_pcallk(this.#state, args, 1, 0, 0, 0) !== 0) throw this.#takeError();
    try {
      return this.#read(this.#state, -1);
    } finally {
      this.#module._lua_settop(this.#state, below);
    }
  }

  /** Called by Lua. Errors of Lua itself pass through these frames as exceptions, so pushing is outside of any `catch`. */
  #answer(state: Pointer, called: HostFunction): number {
    let result: LuaValue;
    let failed = false;
    try {
      const count = this.#module._lua_gettop(state);
      const args = Array.from({ length: count }, (_, index) => this.#read(state, index + 1));
      result = called(args);
      checkDepth(result);
    } catch (error) {
      failed = true;
      result = error instanceof Error ? error.message : String(error);
    }
    this.#push(state, result);
    return failed ? this.#module._lua_error(state) : 1;
  }

  #push(state: Pointer, value: LuaValue): void {
    const lua = this.#module;
    lua._lua_checkstack(state, slotsPerLevel);
    if (value === null) lua._lua_pushnil(state);
    else if (typeof value === 'boolean') lua._lua_pushboolean(state, value ? 1 : 0);
    else if (typeof value === 'number') lua._lua_pushnumber(state, value);
    else if (typeof value === 'string') this.#pushBytes(state, Buffer.from(value, 'utf8'));
    else if (value instanceof Uint8Array) this.#pushBytes(state, value);
    else if (isLuaTable(value)) {
      const fields = Object.entries(value);
      lua._lua_createtable(state, 0, fields.length);
      for (const [key, item] of fields) {
        this.#pushBytes(state, Buffer.from(key, 'utf8'));
        this.#push(state, item);
        lua._lua_rawset(state, -3);
      }
    } else {
      lua._lua_createtable(state, value.length, 0);
      for (const [position, item] of value.entries()) {
        this.#push(state, item);
        lua._lua_rawseti(state, -2, BigInt(position + 1));
      }
    }
  }

  #pushBytes(state: Pointer, bytes: Uint8Array): void {
    this.#withBytes(bytes, (pointer) => this.#module._lua_pushlstring(state, pointer, bytes.length));
  }

  #read(state: Pointer, index: number, depth = 0): LuaValue {
    const lua = this.#module;
    switch (lua._lua_type(state, index)) {
      case luaTypes.boolean:
        return lua._lua_toboolean(state, index) !== 0;
      case luaTypes.number:
        return lua._lua_tonumberx(state, index, 0);
      case luaTypes.string:
        return this.#readString(state, index);
      case luaTypes.table:
        return this.#readTable(state, index, depth);
      default:
        return null;
    }
  }

  #readString(state: Pointer, index: number): string | Uint8Array {
    const start = this.#module._lua_tolstring(state, index, this.#length);
    const bytes = this.#bytesAt(start);
    try {
      return utf8.decode(bytes);
    } catch {
      return bytes.slice();
    }
  }

  #readTable(state: Pointer, index: number, depth: number): LuaValue {
    const lua = this.#module;
    if (depth > maximumDepth || lua._lua_checkstack(state, slotsPerLevel) === 0) throw tooDeep();
    const table = index < 0 ? lua._lua_gettop(state) + 1 + index : index;
    const items: LuaValue[] = [];
    const fields: [string, LuaValue][] = [];
    lua._lua_pushnil(state);
    while (lua._lua_next(state, table) !== 0) {
      const item = this.#read(state, -1, depth + 1);
      const key = this.#readKey(state);
      if (key === items.length + 1 && fields.length === 0) items.push(item);
      else if (key !== undefined) fields.push([String(key), item]);
      lua._lua_settop(state, -2);
    }
    if (fields.length === 0) return items;
    return Object.fromEntries([
      ...items.map((item, position): [string, LuaValue] => [String(position + 1), item]),
      ...fields,
    ]);
  }

  /** The key below the top; undefined when it is neither text nor a number. */
  #readKey(state: Pointer): string | number | undefined {
    const lua = this.#module;
    const type = lua._lua_type(state, -2);
    if (type === luaTypes.number) return lua._lua_tonumberx(state, -2, 0);
    if (type !== luaTypes.string) return undefined;
    const key = this.#readString(state, -2);
    return typeof key === 'string' ? key : Buffer.from(key).toString('latin1');
  }

  #takeError(): LuaError {
    const start = this.#module._luaL_tolstring(this.#state, -1, this.#length);
    const message = Buffer.from(this.#bytesAt(start)).toString('utf8');
    this.#pop(2);
    return new LuaError(message);
  }

  /** The string at a pointer, whose length the API has just told. Valid until Lua runs again. */
  #bytesAt(start: Pointer): Uint8Array {
    const length = this.#module.HEAPU32[this.#length >> 2] ?? 0;
    return this.#module.HEAPU8.subarray(start, start + length);
  }

  #pop(count: number): void {
    this.#module._lua_settop(this.#state, -count - 1);
  }

  #withText<Result>(text: string, use: (pointer: Pointer) => Result): Result {
    return this.#withBytes(Buffer.from(`${text}\0`, 'utf8'), use);
  }

  #withBytes<Result>(bytes: Uint8Array, use: (pointer: Pointer) => Result): Result {
    const pointer = this.#module._malloc(Math.max(bytes.length, 1));
    if (pointer === 0) throw new LuaError('not enough memory');
    this.#module.HEAPU8.set(bytes, pointer);
    try {
      return use(pointer);
    } finally {
      this.#module._free(pointer);
    }
  }
}

/** Found out before anything is on the stack. @throws LuaError */
function checkDepth(value: LuaValue, depth = 0): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (depth > maximumDepth) throw tooDeep();
  for (const item of Object.values(value)) checkDepth(item, depth + 1);
}

function tooDeep(): LuaError {
  return new LuaError('a table is nested too deeply');
}
