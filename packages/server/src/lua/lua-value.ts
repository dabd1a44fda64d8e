/**
 * What crosses between Lua and the server. A Lua string is bytes: it comes as text where it is UTF-8, as bytes where it
 * is not; text goes to Lua in UTF-8.
 */
export type LuaValue = null | boolean | number | string | Uint8Array | readonly LuaValue[] | LuaTable;

/** A table whose keys are not 1 to n. */
export interface LuaTable {
  readonly [key: string]: LuaValue;
}

export function isLuaTable(value: LuaValue | undefined): value is LuaTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** Bytes of a Lua string; numbers are written as Lua would. */
export function bytesOf(value: LuaValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(textOf(value), 'utf8');
}

/** The text of a Lua string or number, '' for nil. @throws TypeError for anything else */
export function textOf(value: LuaValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  throw new TypeError('a string is expected');
}
