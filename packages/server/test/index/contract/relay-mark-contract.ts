import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IndexStore } from '../../../src/index/index-store.ts';
import type { OverwriteMode } from '../../../src/index/records.ts';
import { newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

const { publicIds } = newInstance();
const overwriteModes: readonly OverwriteMode[] = ['Never', 'Always', 'IfChanged'];

/** The name of the file, and the upstream that the instance is there for. */
async function kept(index: IndexStore): Promise<readonly (string | undefined)[]> {
  const file = await index.getAttachment('Instance', publicIds.Instance, 1);
  const record = await index.getResource('Instance', publicIds.Instance, { metadata: true });
  return [file?.uuid, record?.metadata?.RelayedFrom];
}

export function relayMarkContract(name: string, open: OpenIndex): void {
  describe(`${name}: the mark of a relayed instance`, () => {
    test(
      'the mark is metadata of the system, stored with the instance',
      onIndex(open, async ({ index }) => {
        await index.storeInstance(newInstance({ relayedFrom: 'pacs' }), noLimits);
        assert.deepEqual(await index.getMetadata('Instance', publicIds.Instance, 1023), { value: 'pacs', revision: 0 });
      }),
    );

    for (const overwrite of overwriteModes) {
      test(
        `${overwrite}: what a user stores takes the place of what was relayed, and bears no mark`,
        onIndex(open, async ({ index }) => {
          await index.storeInstance(newInstance({ relayedFrom: 'pacs', uuid: 'relayed', overwrite }), noLimits);
          const stored = await index.storeInstance(newInstance({ uuid: 'own', overwrite }), noLimits);
          assert.equal(stored.status, 'Success');
          assert.deepEqual(stored.removedBlobs, [{ uuid: 'relayed', contentType: 1 }]);
          assert.deepEqual(await kept(index), ['own', undefined]);
          assert.equal((await index.statistics()).instances, 1);
        }),
      );

      test(
        `${overwrite}: what an upstream sends leaves alone what users have stored`,
        onIndex(open, async ({ index }) => {
          await index.storeInstance(newInstance({ uuid: 'own', md5: 'a', overwrite }), noLimits);
          const sent = newInstance({ relayedFrom: 'pacs', uuid: 'relayed', md5: 'b', overwrite });
          const stored = await index.storeInstance(sent, noLimits);
          assert.equal(stored.status, 'AlreadyStored');
          assert.deepEqual(stored.removedBlobs, [{ uuid: 'relayed', contentType: 1 }]);
          assert.deepEqual(await kept(index), ['own', undefined]);
        }),
      );
    }

    test(
      'an upstream that sends again follows the overwrite mode',
      onIndex(open, async ({ index }) => {
        const send = async (uuid: string, relayedFrom: string, overwrite: OverwriteMode) =>
          (await index.storeInstance(newInstance({ relayedFrom, uuid, overwrite }), noLimits)).status;
        assert.equal(await send('first', 'pacs', 'Never'), 'Success');
        assert.equal(await send('second', 'other', 'Never'), 'AlreadyStored');
        assert.deepEqual(await kept(index), ['first', 'pacs']);
        assert.equal(await send('third', 'other', 'Always'), 'Success');
        assert.deepEqual(await kept(index), ['third', 'other']);
      }),
    );

    test(
      'a user and an upstream that store side by side leave the file of the user',
      onIndex(open, async ({ index }) => {
        const limits = { maximumStorageBytes: 1_000_000, maximumPatients: 0, mode: 'Recycle' } as const;
        for (const chosen of [noLimits, limits]) {
          await Promise.all([
            index.storeInstance(newInstance({ relayedFrom: 'pacs', uuid: 'one' }), chosen),
            index.storeInstance(newInstance({ uuid: 'own' }), chosen),
            index.storeInstance(newInstance({ relayedFrom: 'pacs', uuid: 'two' }), chosen),
          ]);
          assert.deepEqual(await kept(index), ['own', undefined]);
          const removed = await index.deleteResource('Instance', publicIds.Instance);
          await index.blobsRemoved([...(removed?.removedBlobs ?? []).map(({ uuid }) => uuid), 'one', 'two']);
        }
      }),
    );
  });
}
