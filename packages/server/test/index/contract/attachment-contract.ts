import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExpectedValue } from '../../../src/index/expected-value.ts';
import type { Attachment, StorageLimits } from '../../../src/index/records.ts';
import { newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

/** An attachment of users, of the contents that the MD5 stands for. */
function attachment(uuid: string, md5: string, size: number, contentType = 1024): Attachment {
  return {
    contentType,
    uuid,
    uncompressedSize: size,
    compressedSize: size,
    uncompressedMd5: md5,
    compressedMd5: md5,
    compression: 'none',
  };
}

function within(maximumStorageBytes: number, mode: StorageLimits['mode']): StorageLimits {
  return { maximumStorageBytes, maximumPatients: 0, mode };
}

export function attachmentContract(name: string, open: OpenIndex): void {
  describe(`${name}: attachments`, () => {
    test(
      'a new one has revision 0 as what ingest brought has; the blob that it replaces is to be removed',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ size: 500 }), noLimits);
        assert.equal((await index.getAttachment('Instance', publicIds.Instance, 1))?.revision, 0);
        const first = await index.setAttachment('Study', publicIds.Study, attachment('one', 'a', 10), noLimits);
        assert.deepEqual(first, { revision: 0, removedBlobs: [], deleted: [] });
        const second = await index.setAttachment('Study', publicIds.Study, attachment('two', 'a', 7), noLimits);
        const removed = [{ uuid: 'one', contentType: 1024 }];
        assert.deepEqual(second, { revision: 1, removedBlobs: removed, deleted: [] });
        assert.deepEqual(await index.pendingBlobRemovals(), removed);
        assert.deepEqual(await index.getAttachment('Study', publicIds.Study, 1024), {
          ...attachment('two', 'a', 7),
          revision: 1,
        });
        const { diskBytes, uncompressedBytes } = await index.statistics();
        assert.deepEqual([diskBytes, uncompressedBytes], [507, 507]);
        const study = await index.getResource('Study', publicIds.Study, { attachments: true });
        assert.deepEqual(study?.attachments, [attachment('two', 'a', 7)]);
        assert.deepEqual((await index.findBlobs(['one', 'two'])).get('two'), {
          uuid: 'two',
          level: 'Study',
          publicId: publicIds.Study,
          contentType: 1024,
          size: 7,
          md5: 'a',
        });
      }),
    );

    test(
      'revision and MD5 are compared where they are expected, and what is refused changes nothing',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ size: 500 }), noLimits);
        const set = (uuid: string, md5: string, expected: ExpectedValue) =>
          index.setAttachment('Instance', publicIds.Instance, attachment(uuid, md5, 10), noLimits, expected);
        assert.equal((await set('one', 'a', 'absent')).revision, 0);
        await assert.rejects(set('two', 'b', 'absent'), { code: 'Revision' });
        await assert.rejects(set('two', 'b', { revision: 1, md5: 'a' }), { code: 'Revision' });
        await assert.rejects(set('two', 'b', { revision: 0, md5: 'b' }), { code: 'Revision' });
        assert.equal((await index.getAttachment('Instance', publicIds.Instance, 1024))?.uuid, 'one');
        assert.equal((await index.statistics()).diskBytes, 510);
        assert.deepEqual(await index.pendingBlobRemovals(), []);
        assert.equal((await set('two', 'b', { revision: 0, md5: 'a' })).revision, 1);
      }),
    );

    test(
      'only one of those who overwrite the same revision at once succeeds',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ size: 500 }), noLimits);
        await index.setAttachment('Series', publicIds.Series, attachment('first', 'f', 1), noLimits);
        const results = await Promise.allSettled(
          ['a', 'b', 'c', 'd'].map((uuid) =>
            index.setAttachment('Series', publicIds.Series, attachment(uuid, uuid, 10), noLimits, {
              revision: 0,
              md5: 'f',
            }),
          ),
        );
        const outcomes = results.map((one) => (one.status === 'fulfilled' ? one.value.revision : one.reason.code));
        assert.deepEqual(outcomes.toSorted(), [1, 'Revision', 'Revision', 'Revision']);
        assert.equal((await index.statistics()).diskBytes, 510);
        assert.deepEqual(await index.pendingBlobRemovals(), [{ uuid: 'first', contentType: 1024 }]);
      }),
    );

    test(
      'deleting takes one out of the totals and answers its blob, if it is the expected one',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ size: 500 }), noLimits);
        await index.setAttachment('Patient', publicIds.Patient, attachment('one', 'a', 10), noLimits);
        const remove = (expected?: ExpectedValue) =>
          index.deleteAttachment('Patient', publicIds.Patient, 1024, expected);
        await assert.rejects(remove({ revision: 1, md5: 'a' }), { code: 'Revision' });
        assert.deepEqual(await remove({ revision: 0, md5: 'a' }), { uuid: 'one', contentType: 1024 });
        assert.equal(await remove({ revision: 0, md5: 'a' }), undefined);
        assert.equal(await remove(), undefined);
        assert.equal((await index.statistics()).diskBytes, 500);
        assert.deepEqual(await index.pendingBlobRemovals(), [{ uuid: 'one', contentType: 1024 }]);
        const again = await index.setAttachment('Patient', publicIds.Patient, attachment('two', 'b', 1), noLimits, {
          revision: 5,
          md5: 'long gone',
        });
        assert.equal(again.revision, 0);
      }),
    );

    test(
      'changes of attachments of users are listed, those of the system are not',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        await index.setAttachment('Instance', publicIds.Instance, attachment('pixels', 'p', 3, 3), noLimits);
        await index.setAttachment('Instance', publicIds.Instance, attachment('mine', 'm', 3), noLimits);
        await index.deleteAttachment('Instance', publicIds.Instance, 3);
        await index.deleteAttachment('Instance', publicIds.Instance, 1024);
        const { changes } = await index.listChanges({ since: 4, limit: 10 });
        assert.deepEqual(
          changes.map(({ type, level, publicId }) => [type, level, publicId]),
          Array.from({ length: 2 }, () => ['UpdatedAttachment', 'Instance', publicIds.Instance]),
        );
      }),
    );

    test(
      'an unknown resource has none to set or delete',
      onIndex(open, async ({ index }) => {
        await assert.rejects(index.setAttachment('Study', 'none', attachment('one', 'a', 1), noLimits), {
          code: 'UnknownResource',
        });
        await assert.rejects(index.deleteAttachment('Study', 'none', 1024), { code: 'UnknownResource' });
      }),
    );

    test(
      'one that is too large is refused; where patients may be recycled, others than its own make room',
      onIndex(open, async ({ index }) => {
        const own = newInstance({ patient: 'own', size: 400, receivedAtMs: 1000 });
        const other = newInstance({
          patient: 'other',
          study: '2',
          series: '2',
          instance: '2',
          size: 400,
          uuid: 'other',
        });
        await index.storeInstance(own, noLimits);
        await index.storeInstance(other, noLimits);
        const set = (size: number, uuid: string, limits: StorageLimits) =>
          index.setAttachment('Instance', own.publicIds.Instance, attachment(uuid, uuid, size), limits);
        await set(200, 'fits', within(1000, 'Reject'));
        // What is replaced needs no room any more.
        await set(199, 'fits too', within(999, 'Reject'));
        await assert.rejects(set(201, 'large', within(1000, 'Reject')), { code: 'FullStorage' });
        const result = await set(500, 'large', within(1000, 'Recycle'));
        assert.deepEqual(result.deleted.map(({ level }) => level).toSorted(), [
          'Instance',
          'Patient',
          'Series',
          'Study',
        ]);
        assert.deepEqual(result.removedBlobs.map(({ uuid }) => uuid).toSorted(), ['fits too', 'other']);
        await assert.rejects(set(601, 'larger', within(1000, 'Recycle')), { code: 'FullStorage' });
        const { diskBytes, patients } = await index.statistics();
        assert.deepEqual([diskBytes, patients], [900, 1]);
        assert.equal((await index.getAttachment('Instance', own.publicIds.Instance, 1024))?.uuid, 'large');
      }),
    );

    test(
      'the sizes of a resource are those of all attachments at and below it',
      onIndex(open, async ({ index }) => {
        const one = newInstance({ size: 500 });
        const two = newInstance({ series: '1.1.2', instance: '2', size: 40 });
        const other = newInstance({ patient: 'P2', study: '2', series: '2', instance: '3', size: 7000 });
        for (const instance of [one, two, other]) await index.storeInstance(instance, noLimits);
        const { Patient, Study, Series, Instance } = one.publicIds;
        await index.setAttachment('Patient', Patient, attachment('p', '', 1), noLimits);
        await index.setAttachment('Study', Study, attachment('s', '', 2), noLimits);
        await index.setAttachment('Instance', Instance, attachment('i', '', 3), noLimits);
        await index.setAttachment(
          'Instance',
          Instance,
          { ...attachment('z', '', 9, 1025), compressedSize: 4 },
          noLimits,
        );
        const sizes = (diskBytes: number, uncompressedBytes: number, dicomBytes: number) => ({
          diskBytes,
          uncompressedBytes,
          dicomDiskBytes: dicomBytes,
          dicomUncompressedBytes: dicomBytes,
        });
        assert.deepEqual(await index.attachmentSizes('Instance', Instance), sizes(507, 512, 500));
        assert.deepEqual(await index.attachmentSizes('Series', Series), sizes(507, 512, 500));
        assert.deepEqual(await index.attachmentSizes('Study', Study), sizes(549, 554, 540));
        assert.deepEqual(await index.attachmentSizes('Patient', Patient), sizes(550, 555, 540));
        assert.deepEqual(await index.attachmentSizes('Study', 'none'), sizes(0, 0, 0));
      }),
    );

    test(
      'those of a resource go with it',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ uuid: 'file' }), noLimits);
        await index.setAttachment('Patient', publicIds.Patient, attachment('note', 'n', 10), noLimits);
        const deletion = await index.deleteResource('Instance', publicIds.Instance);
        assert.deepEqual(deletion?.removedBlobs.map(({ uuid }) => uuid).toSorted(), ['file', 'note']);
        assert.equal((await index.statistics()).diskBytes, 0);
      }),
    );
  });
}
