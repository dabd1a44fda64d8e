import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ctImageStorage, explicitLittleEndian, newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

export function metadataContract(name: string, open: OpenIndex): void {
  describe(`${name}: metadata`, () => {
    test(
      'the revision begins at 0, grows with each overwriting, and is compared where one is expected',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        assert.equal(await index.setMetadata('Study', publicIds.Study, 1024, 'a'), 0);
        assert.equal(await index.setMetadata('Study', publicIds.Study, 1024, 'b'), 1);
        assert.equal(await index.setMetadata('Study', publicIds.Study, 1024, 'c', 1), 2);
        await assert.rejects(index.setMetadata('Study', publicIds.Study, 1024, 'd', 1), { code: 'Revision' });
        await assert.rejects(index.setMetadata('Study', publicIds.Study, 1025, 'd', 0), { code: 'Revision' });
        assert.deepEqual(await index.getMetadata('Study', publicIds.Study, 1024), { value: 'c', revision: 2 });
        await assert.rejects(index.deleteMetadata('Study', publicIds.Study, 1024, 1), { code: 'Revision' });
        assert.equal(await index.deleteMetadata('Study', publicIds.Study, 1024, 2), true);
        assert.equal(await index.deleteMetadata('Study', publicIds.Study, 1024), false);
        assert.equal(await index.getMetadata('Study', publicIds.Study, 1024), undefined);
        const { changes } = await index.listChanges({ since: 4, limit: 10 });
        assert.deepEqual(
          changes.map(({ type }) => type),
          ['UpdatedMetadata', 'UpdatedMetadata', 'UpdatedMetadata', 'UpdatedMetadata'],
        );
      }),
    );

    test(
      'only one of those who overwrite the same revision at once succeeds',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        await index.setMetadata('Patient', publicIds.Patient, 1024, 'first');
        const results = await Promise.allSettled(
          ['a', 'b', 'c'].map((value) => index.setMetadata('Patient', publicIds.Patient, 1024, value, 0)),
        );
        assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      }),
    );

    test(
      'an unknown resource has no metadata to set',
      onIndex(open, async ({ index }) => {
        await assert.rejects(index.setMetadata('Study', 'none', 1024, 'a'), { code: 'UnknownResource' });
        await assert.rejects(index.setProtected('none', true), { code: 'UnknownResource' });
        await assert.rejects(index.addLabel('Study', 'none', 'a'), { code: 'UnknownResource' });
      }),
    );

    test(
      'system metadata is what the instance brought and what the index counts',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ index: 7, expected: 20 }), noLimits);
        await index.setMetadata('Instance', publicIds.Instance, 1024, 'mine');
        await index.setMetadata('Instance', publicIds.Instance, 6, 'source');
        const instance = await index.getResource('Instance', publicIds.Instance, { metadata: true });
        assert.deepEqual(instance?.metadata, {
          ReceptionDate: '20240131T101112',
          RemoteAET: 'MODALITY',
          IndexInSeries: '7',
          TransferSyntax: explicitLittleEndian,
          SopClassUid: ctImageStorage,
          AnonymizedFrom: 'source',
          1024: 'mine',
        });
        assert.deepEqual(await index.getMetadata('Instance', publicIds.Instance, 9), {
          value: explicitLittleEndian,
          revision: 0,
        });
        const series = await index.getResource('Series', publicIds.Series, { metadata: true });
        assert.deepEqual(series?.metadata, {
          RemoteAET: 'MODALITY',
          LastUpdate: '20240131T101112',
          ExpectedNumberOfInstances: '20',
        });
        assert.deepEqual(series?.indexesInSeries, [7]);
        await assert.rejects(index.setMetadata('Series', publicIds.Series, 7, 'now'), { code: 'ForbiddenAccess' });
      }),
    );

    test(
      'labels are a sorted set',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        for (const label of ['b', 'a', 'b', 'c']) await index.addLabel('Study', publicIds.Study, label);
        await index.removeLabel('Study', publicIds.Study, 'c');
        await index.removeLabel('Study', publicIds.Study, 'never set');
        assert.deepEqual((await index.getResource('Study', publicIds.Study, { labels: true }))?.labels, ['a', 'b']);
        assert.deepEqual(await index.listLabels(), ['a', 'b']);
        await index.deleteResource('Study', publicIds.Study);
        assert.deepEqual(await index.listLabels(), []);
      }),
    );

    test(
      'properties and blobs are known by name',
      onIndex(open, async ({ index }) => {
        assert.equal(await index.getProperty('DatabaseServerIdentifier'), undefined);
        await index.setProperty('DatabaseServerIdentifier', 'x');
        await index.setProperty('DatabaseServerIdentifier', 'y');
        assert.equal(await index.getProperty('DatabaseServerIdentifier'), 'y');
        await index.storeInstance(newInstance({ uuid: 'here' }), noLimits);
        assert.deepEqual([...(await index.findBlobs(['here', 'not here'])).keys()], ['here']);
      }),
    );
  });
}
