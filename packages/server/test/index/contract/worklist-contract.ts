import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type OpenIndex, onIndex } from './opened-index.ts';

export function worklistContract(name: string, open: OpenIndex): void {
  describe(`${name}: worklists`, () => {
    test(
      'a worklist keeps its bytes, and its date when it is replaced, after a restart too',
      onIndex(open, async (opened) => {
        await opened.worklists.putWorklist({ id: 'a', createdAtMs: 1, bytes: Uint8Array.of(0, 128, 255) });
        await opened.worklists.putWorklist({ id: 'a', createdAtMs: 9, bytes: Uint8Array.of(5) });
        const { worklists } = await opened.reopen();
        const kept = await worklists.getWorklist('a');
        assert.deepEqual([kept?.createdAtMs, [...(kept?.bytes ?? [])]], [1, [5]]);
        assert.equal(await worklists.getWorklist('b'), undefined);
      }),
    );

    test(
      'worklists are listed in pages by id, and deleted',
      onIndex(open, async ({ worklists }) => {
        for (const id of ['c', 'a', 'b', 'Z']) {
          await worklists.putWorklist({ id, createdAtMs: 0, bytes: new Uint8Array(0) });
        }
        const idsAfter = async (after: string, limit: number) =>
          (await worklists.listWorklists(after, limit)).map(({ id }) => id).join(' ');
        assert.equal(await idsAfter('', 3), 'Z a b');
        assert.equal(await idsAfter('b', 3), 'c');
        assert.equal(await worklists.deleteWorklist('b'), true);
        assert.equal(await worklists.deleteWorklist('b'), false);
        assert.equal(await idsAfter('', 9), 'Z a c');
      }),
    );
  });
}
