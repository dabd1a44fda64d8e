import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChangePage } from '../../../src/index/records.ts';
import { newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

const sequencesOf = ({ changes }: ChangePage) => changes.map(({ sequence }) => sequence);
const typesOf = ({ changes }: ChangePage) => changes.map(({ type }) => type);

export function changesContract(name: string, open: OpenIndex): void {
  describe(`${name}: changes`, () => {
    test(
      'a new instance is listed before its new parents, a completed series last',
      onIndex(open, async ({ index }) => {
        const instance = newInstance({ index: 1, expected: 1 });
        await index.storeInstance(instance, noLimits);
        const page = await index.listChanges({ limit: 100 });
        assert.deepEqual(typesOf(page), ['NewInstance', 'NewSeries', 'NewStudy', 'NewPatient', 'CompletedSeries']);
        assert.deepEqual(page.changes[1], {
          sequence: 2,
          type: 'NewSeries',
          level: 'Series',
          publicId: instance.publicIds.Series,
          date: '20240131T101112',
        });
        assert.equal(page.done, true);
        assert.equal(page.last, 5);
      }),
    );

    test(
      'pages go forwards from since, or backwards from to, in ascending order',
      onIndex(open, async ({ index }) => {
        for (const number of [1, 2, 3]) await index.storeInstance(newInstance({ instance: `${number}` }), noLimits);
        const first = await index.listChanges({ since: 1, limit: 3 });
        assert.deepEqual([sequencesOf(first), first.done], [[2, 3, 4], false]);
        const newest = await index.listChanges({ to: 5, limit: 2, newest: true });
        assert.deepEqual([sequencesOf(newest), newest.done], [[4, 5], false]);
        const between = await index.listChanges({ since: 4, to: 5, limit: 10 });
        assert.deepEqual([sequencesOf(between), between.done], [[5], true]);
        const none = await index.listChanges({ limit: 0 });
        assert.deepEqual([sequencesOf(none), none.done, none.last], [[], false, 6]);
        const some = await index.listChanges({ limit: 10, types: ['NewPatient', 'NewStudy'] });
        assert.deepEqual(typesOf(some), ['NewStudy', 'NewPatient']);
      }),
    );

    test(
      'deleting the list keeps the numbers',
      onIndex(open, async ({ index }) => {
        await index.storeInstance(newInstance(), noLimits);
        await index.deleteChanges();
        assert.deepEqual(await index.listChanges({ limit: 10 }), { changes: [], done: true, last: 4 });
        await index.storeInstance(newInstance({ instance: '2' }), noLimits);
        assert.deepEqual(sequencesOf(await index.listChanges({ limit: 10 })), [5]);
      }),
    );

    test(
      'changes go with their resource, and those of what remains above stay',
      onIndex(open, async ({ index }) => {
        const first = newInstance({ instance: '1', receivedAtMs: 1000 });
        await index.storeInstance(first, noLimits);
        await index.storeInstance(newInstance({ instance: '2', receivedAtMs: 1000 }), noLimits);
        await index.makeStable(2000);
        await index.setMetadata('Instance', first.publicIds.Instance, 1024, 'x');
        await index.deleteResource('Instance', first.publicIds.Instance);
        const kept = ['NewSeries', 'NewStudy', 'NewPatient', 'NewInstance', 'StableSeries', 'StableStudy'];
        assert.deepEqual(typesOf(await index.listChanges({ limit: 100 })), [...kept, 'StablePatient']);
        await index.deleteResource('Patient', first.publicIds.Patient);
        assert.deepEqual(await index.listChanges({ limit: 100 }), { changes: [], done: true, last: 9 });
      }),
    );

    test(
      'an instance that is replaced is listed anew, without what was listed before',
      onIndex(open, async ({ index }) => {
        await index.storeInstance(newInstance({ instance: 'other' }), noLimits);
        await index.storeInstance(newInstance({ overwrite: 'Always' }), noLimits);
        await index.storeInstance(newInstance({ overwrite: 'Always' }), noLimits);
        assert.deepEqual(sequencesOf(await index.listChanges({ limit: 100 })), [1, 2, 3, 4, 6]);
      }),
    );

    test(
      'resources become stable once, also after a restart, and unstable with the next instance',
      onIndex(open, async (opened) => {
        const { publicIds } = newInstance();
        await opened.index.storeInstance(newInstance({ receivedAtMs: 1000 }), noLimits);
        assert.deepEqual(await opened.index.makeStable(1000), []);
        const { index } = await opened.reopen();
        assert.equal((await index.getResource('Study', publicIds.Study, {}))?.isStable, false);
        assert.deepEqual(await index.makeStable(1001), [
          { type: 'StableSeries', level: 'Series', publicId: publicIds.Series },
          { type: 'StableStudy', level: 'Study', publicId: publicIds.Study },
          { type: 'StablePatient', level: 'Patient', publicId: publicIds.Patient },
        ]);
        assert.equal((await index.getResource('Study', publicIds.Study, {}))?.isStable, true);
        assert.deepEqual(await index.makeStable(9999), []);
        assert.deepEqual(typesOf(await index.listChanges({ since: 4, limit: 10 })), [
          'StableSeries',
          'StableStudy',
          'StablePatient',
        ]);
        await index.storeInstance(newInstance({ instance: '2', receivedAtMs: 2000 }), noLimits);
        assert.equal((await index.getResource('Patient', publicIds.Patient, {}))?.isStable, false);
      }),
    );
  });
}
