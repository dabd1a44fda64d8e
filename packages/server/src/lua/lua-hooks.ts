import type { Hook } from '../hooks/hook.ts';
import type { Hooks, InstanceVerdict, QueryKeys, ReceivedInstanceFacts, WorklistKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { LuaCallback } from './lua-callbacks.ts';
import type { LuaEngine } from './lua-engine.ts';
import { isLuaTable, type LuaTable, type LuaValue, textOf } from './lua-value.ts';

/** The filters that scripts define. One that fails, or answers something else than it should, refuses. */
export function luaHooks(lua: LuaEngine): Hooks {
  return {
    receivedInstance: receivedInstanceHook(lua),
    httpRequest: callbackHook(
      lua,
      'IncomingHttpRequestFilter',
      ({ headers, ip, method, uri, username }) => [method, uri, ip, username, headers],
      predicate,
    ),
    incomingFind: callbackHook(
      lua,
      'IncomingFindRequestFilter',
      ({ keys, origin }) => [keys, tableOf(origin)],
      queryKeys,
    ),
    incomingWorklist: callbackHook(
      lua,
      'IncomingWorklistRequestFilter',
      ({ keys, origin }) => [tableOf(keys), tableOf(origin)],
      worklistKeys,
    ),
    outgoingFind: callbackHook(lua, 'OutgoingFindRequestFilter', ({ keys, modality }) => [keys, modality], queryKeys),
    // The peer has no such callback.
    incomingMove: { isActive: false, call: async () => true },
  };
}

function callbackHook<Input, Output>(
  lua: LuaEngine,
  callback: LuaCallback,
  args: (input: Input) => readonly LuaValue[],
  result: (value: LuaValue) => Output,
): Hook<Input, Output> {
  return {
    get isActive() {
      return lua.has(callback);
    },
    call: async (input) => result(await lua.call(callback, args(input), { nested: true })),
  };
}

/** `ReceivedInstanceFilter`, then for a C-STORE `ReceivedCStoreInstanceFilter`, whose answer is a DIMSE status. */
function receivedInstanceHook(lua: LuaEngine): Hook<ReceivedInstanceFacts, InstanceVerdict> {
  return {
    get isActive() {
      return lua.has('ReceivedInstanceFilter') || lua.has('ReceivedCStoreInstanceFilter');
    },
    async call({ hasPixelData, origin, tags, transferSyntaxUid }) {
      const args = [
        tableOf(tags),
        tableOf(origin),
        { TransferSyntaxUID: transferSyntaxUid, HasPixelData: hasPixelData },
      ];
      try {
        if (lua.has('ReceivedInstanceFilter')) {
          const isWanted = predicate(await lua.call('ReceivedInstanceFilter', args, { nested: true }));
          if (!isWanted) return { kind: 'discard' };
        }
        if (origin.RequestOrigin === 'DicomProtocol' && lua.has('ReceivedCStoreInstanceFilter')) {
          const status = dimseStatus(await lua.call('ReceivedCStoreInstanceFilter', args, { nested: true }));
          if (status !== 0) return { kind: 'refuse', dimseStatus: status };
        }
        return { kind: 'store' };
      } catch (cause) {
        if (!(cause instanceof IsocenterError)) throw cause;
        // As the peer answers; its sender may try again.
        throw new IsocenterError(cause.code, cause.message, { cause, dimseStatus: outOfResources });
      }
    },
  };
}

/** Refused: Out of Resources (PS3.4 B.2.3). */
const outOfResources = 0xa700;

function predicate(value: LuaValue): boolean {
  if (typeof value === 'boolean') return value;
  throw new IsocenterError('NotLuaPredicate', '');
}

function dimseStatus(value: LuaValue): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff) return value;
  throw new IsocenterError('CannotExecuteLua', 'ReceivedCStoreInstanceFilter must return a DIMSE status');
}

function queryKeys(value: LuaValue): QueryKeys {
  // A table without fields is an empty list, too.
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isLuaTable(value))
    throw new IsocenterError('CannotExecuteLua', 'The filter must return a table of tags to texts');
  return Object.fromEntries(Object.entries(value).map(([tag, text]) => [tag, textOf(text)]));
}

/** As `queryKeys`, with lists of the same for sequences. */
function worklistKeys(value: LuaValue): WorklistKeys {
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isLuaTable(value)) throw new IsocenterError('CannotExecuteLua', 'The filter must return a table of tags');
  return Object.fromEntries(
    Object.entries(value).map(([tag, key]) => [tag, Array.isArray(key) ? key.map(worklistKeys) : textOf(key)]),
  );
}

/** What is made of JSON only: Lua takes it as it is. */
export function tableOf(json: object): LuaTable {
  return json as LuaTable;
}
