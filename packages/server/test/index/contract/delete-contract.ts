import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newInstance, noLimits } from './new-instance.ts';
import { findAll, type OpenIndex, onIndex } from './opened-index.ts';

export function deleteContract(name: string, open: OpenIndex): void {
  describe(`${name}: deleting`, () => {
    test(
      'empty ancestors vanish, the nearest that remains is answered and updated',
      onIndex(open, async ({ index }) => {
        const first = newInstance({ series: '1.1.1', instance: '1', uuid: 'one' });
        await index.storeInstance(first, noLimits);
        await index.storeInstance(newInstance({ series: '1.1.2', instance: '2' }), noLimits);
        const result = await index.deleteResource('Instance', first.publicIds.Instance);
        assert.deepEqual(result, {
          deleted: [
            { level: 'Instance', publicId: first.publicIds.Instance },
            { level: 'Series', publicId: first.publicIds.Series },
          ],
          removedBlobs: [{ uuid: 'one', contentType: 1 }],
          remainingAncestor: { level: 'Study', publicId: first.publicIds.Study },
        });
        assert.deepEqual(await index.pendingBlobRemovals(), [{ uuid: 'one', contentType: 1 }]);
        const study = await index.getResource('Study', first.publicIds.Study, { counts: true });
        assert.deepEqual(study?.counts, { Series: 1, Instance: 1 });
        assert.notEqual(study?.lastUpdate, '20240131T101112');
      }),
    );

    test(
      'a large patient goes as a whole and leaves the others',
      onIndex(open, async ({ index }) => {
        const large = Array.from({ length: 2500 }, (_, number) =>
          newInstance({ patient: 'L', study: `2.${number % 3}`, series: `2.${number % 7}`, instance: `2.${number}` }),
        );
        await Promise.all(large.map((instance) => index.storeInstance(instance, noLimits)));
        await index.storeInstance(newInstance(), noLimits);
        const publicId = large[0]?.publicIds.Patient ?? '';
        const result = await index.deleteResource('Patient', publicId);
        assert.equal(result?.deleted.filter(({ level }) => level === 'Instance').length, 2500);
        assert.equal(result?.deleted.filter(({ level }) => level === 'Study').length, 3);
        assert.equal(result?.removedBlobs.length, 2500);
        assert.equal(result?.remainingAncestor, undefined);
        assert.deepEqual(await index.statistics(), {
          patients: 1,
          studies: 1,
          series: 1,
          instances: 1,
          diskBytes: 1000,
          uncompressedBytes: 1000,
        });
      }),
    );

    test(
      'what does not exist, or no longer, is not deleted',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        assert.equal(await index.deleteResource('Study', publicIds.Patient), undefined);
        assert.notEqual(await index.deleteResource('Patient', publicIds.Patient), undefined);
        assert.equal(await index.deleteResource('Patient', publicIds.Patient), undefined);
        assert.deepEqual(await findAll(index, 'Instance'), []);
      }),
    );
  });
}
