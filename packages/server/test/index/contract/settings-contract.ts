import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

export function settingsContract(name: string, open: OpenIndex): void {
  describe(`${name}: settings and properties`, () => {
    test(
      'settings are kept by kind and name, replaced, removed, and listed by name',
      onIndex(open, async (opened) => {
        const { index } = opened;
        await index.putSetting('modality', { name: 'b', value: { Port: 1, Text: 'Ä "quoted" \\ \u0000' } });
        await index.putSetting('modality', { name: 'a', value: [1, null, 'x'] });
        await index.putSetting('peer', { name: 'a', value: {} });
        await index.putSetting('modality', { name: 'b', value: { Port: 2 } });
        await index.putSetting('modality', { name: 'gone', value: 0 });
        await index.deleteSetting('modality', 'gone');
        await index.deleteSetting('modality', 'never there');
        const again = await opened.reopen();
        assert.deepEqual(await again.index.listSettings('modality'), [
          { name: 'a', value: [1, null, 'x'] },
          { name: 'b', value: { Port: 2 } },
        ]);
        assert.deepEqual(await again.index.listSettings('peer'), [{ name: 'a', value: {} }]);
      }),
    );

    test(
      'whoever initializes a property first says what it is',
      onIndex(open, async ({ index }) => {
        const answers = await Promise.all(['1', '2', '3'].map((value) => index.initializeProperty('id', value)));
        assert.equal(new Set(answers).size, 1);
        assert.equal(await index.getProperty('id'), answers[0]);
        assert.equal(await index.initializeProperty('id', 'other'), answers[0]);
        await index.setProperty('id', 'set');
        assert.equal(await index.getProperty('id'), 'set');
      }),
    );

    test(
      'what is added to a property at the same time comes to different sums',
      onIndex(open, async (opened) => {
        const { index } = opened;
        const sums = await Promise.all([1, 1, 3].map((amount) => index.addToProperty('count', amount)));
        assert.equal(new Set(sums).size, 3);
        assert.equal(Math.max(...sums), 5);
        const again = await opened.reopen();
        assert.equal(await again.index.addToProperty('count', 2), 7);
        assert.equal(await again.index.getProperty('count'), '7');
      }),
    );

    test(
      'blobs are found by the beginning of their names',
      onIndex(open, async ({ index }) => {
        const attachment = newInstance().attachments[0];
        assert.ok(attachment);
        const store = async (instance: string, uuid: string) =>
          index.storeInstance({ ...newInstance({ instance }), attachments: [{ ...attachment, uuid }] }, noLimits);
        await store('1.1', '0123abcd-one');
        await store('1.2', '0123abcd-two');
        await store('1.3', '0123abce-three');
        const found = await index.findBlobsBeginning('0123abcd');
        assert.deepEqual(found.map(({ uuid }) => uuid).sort(), ['0123abcd-one', '0123abcd-two']);
        assert.equal(found[0]?.level, 'Instance');
        assert.deepEqual(await index.findBlobsBeginning('ffff'), []);
      }),
    );
  });
}
