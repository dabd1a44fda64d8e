import { isLuaTable, type LuaValue } from './lua-value.ts';

export interface LuaJsonOptions {
  /** Otherwise text that is an integer becomes one, as the peer's DumpJson does. */
  readonly keepStrings: boolean;
}

const integerText = /^-?\d{1,15}$/;

/** JSON text of a Lua value; names are sorted, as they are in the peer's. */
export function luaToJson(value: LuaValue, { keepStrings }: LuaJsonOptions): string {
  return JSON.stringify(value, (_, item: LuaValue) => {
    const plain = item instanceof Uint8Array ? Buffer.from(item).toString('utf8') : item;
    if (typeof plain === 'string') return !keepStrings && integerText.test(plain) ? Number(plain) : plain;
    if (!isLuaTable(plain)) return plain;
    return Object.fromEntries(Object.entries(plain).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The value of JSON text; undefined where it is none. */
export function jsonToLua(text: string): LuaValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
