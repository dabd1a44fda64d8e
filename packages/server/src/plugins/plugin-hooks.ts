import type { Hook } from '../hooks/hook.ts';
import type { Hooks, InstanceVerdict, QueryKeys, WorklistKeys } from '../hooks/hooks.ts';
import type { Plugin } from './plugin.ts';
import { pluginFailure } from './plugin-thread-client.ts';

/** The filters of a plugin. One that fails accepts or refuses, as the plugin has said. */
export function pluginHooks(plugin: Plugin): Hooks {
  const store: InstanceVerdict = { kind: 'store' };
  return {
    receivedInstance: filterHook(plugin, 'receivedInstance', verdict, () => store),
    httpRequest: filterHook(plugin, 'httpRequest', yesOrNo, () => true),
    incomingMove: filterHook(plugin, 'incomingMove', yesOrNo, () => true),
    incomingFind: filterHook(plugin, 'incomingFind', queryKeys, ({ keys }) => keys),
    incomingWorklist: filterHook(plugin, 'incomingWorklist', worklistKeys, ({ keys }) => keys),
    outgoingFind: filterHook(plugin, 'outgoingFind', queryKeys, ({ keys }) => keys),
  };
}

function filterHook<Input, Output>(
  plugin: Plugin,
  name: keyof Hooks,
  checked: (value: unknown) => Output,
  accepted: (input: Input) => Output,
): Hook<Input, Output> {
  return {
    isActive: plugin.manifest.filters.includes(name),
    async call(input) {
      try {
        return checked(await plugin.call({ kind: 'filter', name }, input));
      } catch (error) {
        if (plugin.manifest.onFailure === 'accept') return accepted(input);
        throw error;
      }
    },
  };
}

function verdict(value: unknown): InstanceVerdict {
  const { dimseStatus, kind } = Object(value);
  if (kind === 'store' || kind === 'discard') return { kind };
  if (kind === 'refuse' && Number.isInteger(dimseStatus) && dimseStatus > 0 && dimseStatus <= 0xffff) {
    return { kind, dimseStatus };
  }
  throw pluginFailure('receivedInstance must answer { kind: "store" }, { kind: "discard" } or a refusal');
}

function yesOrNo(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw pluginFailure('the filter must answer true or false');
}

function queryKeys(value: unknown): QueryKeys {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [['', undefined]];
  if (entries.some(([, text]) => typeof text !== 'string')) throw pluginFailure('the filter must answer texts by tag');
  return Object.fromEntries(entries);
}

/** As `queryKeys`, with lists of the same for sequences. */
function worklistKeys(value: unknown): WorklistKeys {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw pluginFailure('the filter must answer texts, or lists of items, by tag');
  }
  return Object.fromEntries(
    Object.entries(value).map(([tag, key]: [string, unknown]) => {
      if (Array.isArray(key)) return [tag, key.map(worklistKeys)];
      if (typeof key === 'string') return [tag, key];
      throw pluginFailure('the filter must answer texts, or lists of items, by tag');
    }),
  );
}
