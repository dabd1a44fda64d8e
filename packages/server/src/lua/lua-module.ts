import { LuaFactory } from 'wasmoon';

/** A pointer into the memory of the module, or a state of Lua. */
export type Pointer = number;

/** What is used of the C API of Lua 5.4 (reference manual, chapters 4 and 5), as the WebAssembly module exports it. */
export interface LuaModule {
  /** Views of the memory; another one after each growth. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;
  addFunction(called: (state: Pointer) => number, signature: 'ii'): Pointer;
  _luaL_newstate(): Pointer;
  _luaL_openlibs(state: Pointer): void;
  _luaL_loadbufferx(state: Pointer, text: Pointer, bytes: number, name: Pointer, mode: Pointer): number;
  _lua_pcallk(state: Pointer, args: number, results: number, handler: number, context: number, k: Pointer): number;
  _lua_error(state: Pointer): number;
  _lua_gettop(state: Pointer): number;
  _lua_settop(state: Pointer, index: number): void;
  _lua_checkstack(state: Pointer, slots: number): number;
  _lua_pushnil(state: Pointer): void;
  _lua_pushboolean(state: Pointer, value: number): void;
  _lua_pushnumber(state: Pointer, value: number): void;
  _lua_pushlstring(state: Pointer, bytes: Pointer, length: number): Pointer;
  _lua_pushcclosure(state: Pointer, called: Pointer, upvalues: number): void;
  _lua_createtable(state: Pointer, items: number, fields: number): void;
  _lua_rawset(state: Pointer, index: number): void;
  _lua_rawseti(state: Pointer, index: number, key: bigint): void;
  _lua_rawlen(state: Pointer, index: number): number;
  _lua_next(state: Pointer, index: number): number;
  _lua_type(state: Pointer, index: number): number;
  _lua_toboolean(state: Pointer, index: number): number;
  _lua_tonumberx(state: Pointer, index: number, isNumber: Pointer): number;
  _lua_tolstring(state: Pointer, index: number, length: Pointer): Pointer;
  _luaL_tolstring(state: Pointer, index: number, length: Pointer): Pointer;
  _lua_getglobal(state: Pointer, name: Pointer): number;
  _lua_setglobal(state: Pointer, name: Pointer): void;
}

/** The types of Node do not tell of it. */
interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const wasmPageBytes = 65_536;

/**
 * The module of Lua, whose memory does not grow beyond a limit: a script that wants more gets Lua's own "not enough
 * memory". The limit holds for every WebAssembly memory of the thread, which has no other.
 */
export async function loadLuaModule(maximumMemoryBytes: number): Promise<LuaModule> {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: WebAssemblyMemory } } };
  const memories = WebAssembly.Memory.prototype;
  const { grow } = memories;
  memories.grow = function (this: WebAssemblyMemory, pages: number): number {
    if (this.buffer.byteLength + pages * wasmPageBytes > maximumMemoryBytes) throw new RangeError('memory limit');
    return grow.call(this, pages);
  };
  const { module } = await new LuaFactory().getLuaModule();
  // The types of the package leave out the exports of the C API.
  return module as unknown as LuaModule;
}
