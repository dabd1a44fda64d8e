import type { Hook } from './hook.ts';
import type { Hooks, InstanceVerdict } from './hooks.ts';

/**
 * Several as one: all have to agree that something is done, the first who does not is heard; each changes the query
 * that the one before has left.
 */
export function combinedHooks(all: readonly Hooks[]): Hooks {
  return {
    receivedInstance: firstObjection(
      all.map((hooks) => hooks.receivedInstance),
      { kind: 'store' } as InstanceVerdict,
      ({ kind }) => kind !== 'store',
    ),
    httpRequest: everyAgrees(all.map((hooks) => hooks.httpRequest)),
    incomingMove: everyAgrees(all.map((hooks) => hooks.incomingMove)),
    incomingFind: oneAfterAnother(all.map((hooks) => hooks.incomingFind)),
    incomingWorklist: oneAfterAnother(all.map((hooks) => hooks.incomingWorklist)),
    outgoingFind: oneAfterAnother(all.map((hooks) => hooks.outgoingFind)),
  };
}

function firstObjection<Input, Output>(
  hooks: readonly Hook<Input, Output>[],
  agreement: Output,
  objects: (output: Output) => boolean,
): Hook<Input, Output> {
  return {
    get isActive() {
      return hooks.some(({ isActive }) => isActive);
    },
    async call(input) {
      for (const hook of hooks) {
        if (!hook.isActive) continue;
        const output = await hook.call(input);
        if (objects(output)) return output;
      }
      return agreement;
    },
  };
}

function everyAgrees<Input>(hooks: readonly Hook<Input, boolean>[]): Hook<Input, boolean> {
  return firstObjection(hooks, true, (agrees) => !agrees);
}

function oneAfterAnother<Keys, Input extends { readonly keys: Keys }>(
  hooks: readonly Hook<Input, Keys>[],
): Hook<Input, Keys> {
  return {
    get isActive() {
      return hooks.some(({ isActive }) => isActive);
    },
    async call(input) {
      let { keys } = input;
      for (const hook of hooks) {
        if (hook.isActive) keys = await hook.call({ ...input, keys });
      }
      return keys;
    },
  };
}
