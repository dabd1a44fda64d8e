import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { newInstance, noLimits } from './new-instance.ts';
import { findAll, type OpenIndex, onIndex } from './opened-index.ts';

export function storeContract(name: string, open: OpenIndex): void {
  describe(`${name}: storing`, () => {
    test(
      'a first instance creates its parents, top first, and is counted',
      onIndex(open, async ({ index }) => {
        const result = await index.storeInstance(newInstance({ size: 500 }), noLimits);
        assert.deepEqual(result, {
          status: 'Success',
          created: ['Patient', 'Study', 'Series', 'Instance'],
          completedSeries: false,
          removedBlobs: [],
          deleted: [],
        });
        assert.deepEqual(await index.statistics(), {
          patients: 1,
          studies: 1,
          series: 1,
          instances: 1,
          diskBytes: 500,
          uncompressedBytes: 500,
        });
      }),
    );

    test(
      'instances stored at the same time create each parent once',
      onIndex(open, async ({ index }) => {
        const results = await Promise.all(
          Array.from({ length: 50 }, (_, number) =>
            index.storeInstance(newInstance({ instance: `1.1.1.${number}` }), noLimits),
          ),
        );
        assert.equal(results.flatMap(({ created }) => created).filter((level) => level === 'Patient').length, 1);
        assert.equal((await index.statistics()).instances, 50);
      }),
    );

    test(
      'one that fails harms none of those stored with it',
      onIndex(open, async ({ index }) => {
        const full = { maximumStorageBytes: 10, maximumPatients: 0, mode: 'Reject' } as const;
        const [first, second, third] = await Promise.allSettled([
          index.storeInstance(newInstance({ instance: '1.1.1.1' }), noLimits),
          index.storeInstance(newInstance({ instance: '1.1.1.2' }), full),
          index.storeInstance(newInstance({ instance: '1.1.1.3' }), noLimits),
        ]);
        assert.equal(first.status, 'fulfilled');
        assert.equal(third.status, 'fulfilled');
        assert.ok(second.status === 'rejected' && second.reason instanceof IsocenterError);
        assert.equal(second.reason.code, 'FullStorage');
        assert.equal((await index.statistics()).instances, 2);
      }),
    );

    test(
      'Never keeps the instance that is there and gives the new file back',
      onIndex(open, async ({ index }) => {
        const first = newInstance({ uuid: 'first', md5: 'a' });
        await index.storeInstance(first, noLimits);
        const again = await index.storeInstance(newInstance({ uuid: 'second', md5: 'b' }), noLimits);
        assert.equal(again.status, 'AlreadyStored');
        assert.deepEqual(again.removedBlobs, [{ uuid: 'second', contentType: 1 }]);
        assert.deepEqual(await index.pendingBlobRemovals(), [{ uuid: 'second', contentType: 1 }]);
        assert.equal((await index.getAttachment('Instance', first.publicIds.Instance, 1))?.uuid, 'first');
        await index.blobsRemoved(['second']);
        assert.deepEqual(await index.pendingBlobRemovals(), []);
      }),
    );

    test(
      'Always replaces the instance with its metadata and labels',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ uuid: 'first' }), noLimits);
        await index.storeInstance(newInstance({ instance: '1.1.1.2' }), noLimits);
        await index.setMetadata('Instance', publicIds.Instance, 1024, 'mine');
        await index.addLabel('Instance', publicIds.Instance, 'seen');
        const again = await index.storeInstance(newInstance({ uuid: 'second', overwrite: 'Always' }), noLimits);
        assert.equal(again.status, 'Success');
        assert.deepEqual(again.created, ['Instance']);
        assert.deepEqual(again.removedBlobs, [{ uuid: 'first', contentType: 1 }]);
        const record = await index.getResource('Instance', publicIds.Instance, { metadata: true, labels: true });
        assert.equal(record?.metadata?.['1024'], undefined);
        assert.deepEqual(record?.labels, []);
        assert.equal((await index.statistics()).instances, 2);
      }),
    );

    test(
      'IfChanged replaces by hash only',
      onIndex(open, async ({ index }) => {
        await index.storeInstance(newInstance({ md5: 'a', overwrite: 'IfChanged' }), noLimits);
        const same = await index.storeInstance(newInstance({ md5: 'a', overwrite: 'IfChanged' }), noLimits);
        const other = await index.storeInstance(newInstance({ md5: 'b', overwrite: 'IfChanged' }), noLimits);
        assert.deepEqual([same.status, other.status], ['AlreadyStored', 'Success']);
      }),
    );

    test(
      'a series is complete with the instance that fills its last index',
      onIndex(open, async ({ index }) => {
        const completed: boolean[] = [];
        for (const number of [3, 1, 2]) {
          const instance = newInstance({ instance: `1.1.1.${number}`, index: number, expected: 3 });
          completed.push((await index.storeInstance(instance, noLimits)).completedSeries);
        }
        assert.deepEqual(completed, [false, false, true]);
      }),
    );

    test(
      'a series with an index used twice is not complete',
      onIndex(open, async ({ index }) => {
        for (const [position, number] of [1, 1].entries()) {
          const instance = newInstance({ instance: `1.1.1.${position}`, index: number, expected: 2 });
          assert.equal((await index.storeInstance(instance, noLimits)).completedSeries, false);
        }
      }),
    );

    test(
      'the patient stored to least recently is recycled, never a protected one nor the one being written',
      onIndex(open, async ({ index }) => {
        const limits = { maximumStorageBytes: 0, maximumPatients: 2, mode: 'Recycle' } as const;
        const store = (patient: string, instance: string, receivedAtMs: number) =>
          index.storeInstance(
            newInstance({ patient, study: `1.${patient}`, series: `1.${patient}`, instance, receivedAtMs }),
            limits,
          );
        await store('A', '1', 1000);
        await store('B', '2', 2000);
        await store('A', '3', 3000);
        const result = await store('C', '4', 4000);
        assert.deepEqual(
          result.deleted.filter(({ level }) => level === 'Patient').map(({ publicId }) => publicId),
          [newInstance({ patient: 'B' }).publicIds.Patient],
        );
        await index.setProtected(newInstance({ patient: 'A' }).publicIds.Patient, true);
        await index.setProtected(newInstance({ patient: 'C' }).publicIds.Patient, true);
        await assert.rejects(store('D', '5', 5000), { code: 'FullStorage' });
        assert.equal((await index.statistics()).patients, 2);
      }),
    );

    test(
      'an instance that cannot fit deletes nobody',
      onIndex(open, async ({ index }) => {
        await index.storeInstance(newInstance({ patient: 'A', size: 600 }), noLimits);
        const limits = { maximumStorageBytes: 1000, maximumPatients: 0, mode: 'Recycle' } as const;
        await assert.rejects(index.storeInstance(newInstance({ patient: 'B', size: 1001 }), limits), {
          code: 'FullStorage',
        });
        assert.equal((await index.statistics()).diskBytes, 600);
      }),
    );

    test(
      'what was stored is there after the index was closed and opened',
      onIndex(open, async (opened) => {
        await opened.index.storeInstance(newInstance(), noLimits);
        const { index } = await opened.reopen();
        assert.equal((await findAll(index, 'Instance')).length, 1);
      }),
    );
  });
}
