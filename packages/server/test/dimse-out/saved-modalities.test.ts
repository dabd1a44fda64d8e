import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { savedModalities } from '../../src/dimse-out/saved-modalities.ts';
import type { Setting } from '../../src/index/records.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { modalityAt } from '../support/remote-peer.ts';

/** Settings as two servers share them: whoever watches is told of each change. */
function sharedSettings() {
  const settings = new Map<string, Setting>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    settings,
    listSettings: async () => [...settings.values()],
    async putSetting(_kind: string, setting: Setting) {
      settings.set(setting.name, JSON.parse(JSON.stringify(setting)));
      tell();
    },
    async deleteSetting(_kind: string, name: string) {
      settings.delete(name);
      tell();
    },
    watchSettings(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function serverOn(index: ReturnType<typeof sharedSettings>) {
  const saved = savedModalities(index, silentLogger);
  const registry = new ModalityRegistry([], false, saved);
  return { registry, end: await saved.keepUpToDate(registry) };
}

test('a modality is kept in the index before it is known, and other servers hear of it', async () => {
  const index = sharedSettings();
  const [here, there] = [await serverOn(index), await serverOn(index)];
  await here.registry.put(modalityAt(104, { Name: 'ct', AET: 'CT', Timeout: 7 }));
  await new Promise(setImmediate);
  assert.deepEqual(there.registry.list(), here.registry.list());
  assert.equal(there.registry.get('ct')?.Timeout, 7);
  await there.registry.delete('ct');
  await new Promise(setImmediate);
  assert.deepEqual(here.registry.list(), []);
  here.end();
  await there.registry.put(modalityAt(104, { Name: 'mr' }));
  await new Promise(setImmediate);
  assert.deepEqual(here.registry.list(), []);
});

test('a restart knows them, and leaves out what it does not understand', async () => {
  const index = sharedSettings();
  await (await serverOn(index)).registry.put(modalityAt(104, { Name: 'ct' }));
  index.settings.set('odd', { name: 'odd', value: { AET: 'X', Port: 'none' } });
  const { registry } = await serverOn(index);
  assert.deepEqual(
    registry.list().map(({ Name }) => Name),
    ['ct'],
  );
});

test('a change that the index refuses is not made', async () => {
  const index = { ...sharedSettings(), putSetting: () => Promise.reject(new Error('full')) };
  const { registry } = await serverOn(index);
  await assert.rejects(registry.put(modalityAt(104)), /full/);
  assert.deepEqual(registry.list(), []);
});
