import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combinedHooks } from '../../src/hooks/combined-hooks.ts';
import type { Hook } from '../../src/hooks/hook.ts';
import type { Hooks, InstanceVerdict, QueryKeys } from '../../src/hooks/hooks.ts';

const instance = { tags: {}, origin: { RequestOrigin: 'RestApi' }, transferSyntaxUid: '1', hasPixelData: false };
const query = { keys: { '0010,0020': 'a' }, modality: 'm' };

const hook = <Input, Output>(call: (input: Input) => Output, isActive = true): Hook<Input, Output> => ({
  isActive,
  call: async (input) => call(input),
});

const noHooks = combinedHooks([]);

const hooks = (some: Partial<Hooks>): Hooks => ({ ...noHooks, ...some });

test('without anybody to ask nothing is active, and everything goes on as it was', async () => {
  for (const each of Object.values(noHooks)) assert.equal(each.isActive, false);
  assert.deepEqual(await noHooks.receivedInstance.call(instance), { kind: 'store' });
  assert.deepEqual(await noHooks.outgoingFind.call(query), query.keys);
});

test('the first objection counts, and nobody is asked after it', async () => {
  const asked: string[] = [];
  const verdict = (name: string, answer: InstanceVerdict) =>
    hooks({
      receivedInstance: hook(() => {
        asked.push(name);
        return answer;
      }),
    });
  const refuse: InstanceVerdict = { kind: 'refuse', dimseStatus: 0xa700 };
  const all = combinedHooks([
    verdict('first', { kind: 'store' }),
    verdict('second', refuse),
    verdict('third', { kind: 'discard' }),
  ]);
  assert.equal(all.receivedInstance.isActive, true);
  assert.deepEqual(await all.receivedInstance.call(instance), refuse);
  assert.deepEqual(asked, ['first', 'second']);
});

test('each changes the query that the one before has left; who is not active is left out', async () => {
  const adding = (text: string, isActive = true) =>
    hooks({
      outgoingFind: hook(({ keys }: { keys: QueryKeys }) => ({ '0010,0020': `${keys['0010,0020']}${text}` }), isActive),
    });
  const all = combinedHooks([adding('b'), adding('x', false), adding('c')]);
  assert.deepEqual(await all.outgoingFind.call(query), { '0010,0020': 'abc' });
});

test('whether anybody is active is asked anew each time', () => {
  let isActive = false;
  const changing: Hook<never, boolean> = {
    get isActive() {
      return isActive;
    },
    call: async () => true,
  };
  const all = combinedHooks([hooks({ httpRequest: changing })]);
  assert.equal(all.httpRequest.isActive, false);
  isActive = true;
  assert.equal(all.httpRequest.isActive, true);
});
