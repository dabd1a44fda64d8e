import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { ExpectedValue } from '../../../src/index/expected-value.ts';
import { ctImageStorage, explicitLittleEndian, newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

/** RFC 1321, A.5, and more of its kind. */
const md5Of = {
  nothing: 'd41d8cd98f00b204e9800998ecf8427e',
  a: '0cc175b9c0f1b6a831c399e269772661',
  b: '92eb5ffee6ae2fec3ad71c777531578f',
  c: '4a8a08f09d37b73795649038408b5f33',
  d: '8277e0910d750195b448797616e091ad',
} as const;

export function metadataContract(name: string, open: OpenIndex): void {
  describe(`${name}: metadata`, () => {
    test(
      'the revision begins at 0, grows with each overwriting, and is compared where one is expected',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const set = (value: string, expected?: ExpectedValue) =>
          index.setMetadata('Study', publicIds.Study, 1024, value, expected);
        assert.equal(await set('a', 'absent'), 0);
        await assert.rejects(set('b', 'absent'), { code: 'Revision' });
        assert.equal(await set('b'), 1);
        assert.equal(await set('c', { revision: 1, md5: md5Of.b }), 2);
        await assert.rejects(set('d', { revision: 1, md5: md5Of.b }), { code: 'Revision' });
        await assert.rejects(set('d', { revision: 2, md5: md5Of.b }), { code: 'Revision' });
        assert.deepEqual(await index.getMetadata('Study', publicIds.Study, 1024), { value: 'c', revision: 2 });
        const { changes } = await index.listChanges({ since: 4, limit: 10 });
        assert.deepEqual(
          changes.map(({ type, level }) => [type, level]),
          Array.from({ length: 3 }, () => ['UpdatedMetadata', 'Study']),
        );
      }),
    );

    test(
      'only what is expected is deleted; what was seen and is gone may be set anew, at revision 0',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const name = ['Series', publicIds.Series, 1024] as const;
        await index.setMetadata(...name, 'a');
        await index.setMetadata(...name, 'b');
        await assert.rejects(index.deleteMetadata(...name, { revision: 0, md5: md5Of.b }), { code: 'Revision' });
        await assert.rejects(index.deleteMetadata(...name, { revision: 1, md5: md5Of.c }), { code: 'Revision' });
        assert.equal(await index.deleteMetadata(...name, { revision: 1, md5: md5Of.b }), true);
        assert.equal(await index.deleteMetadata(...name, { revision: 1, md5: md5Of.b }), false);
        assert.equal(await index.deleteMetadata(...name), false);
        assert.equal(await index.getMetadata(...name), undefined);
        assert.equal(await index.setMetadata(...name, 'c', { revision: 1, md5: md5Of.b }), 0);
      }),
    );

    test(
      'only one of those who overwrite the same revision at once succeeds',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const name = ['Patient', publicIds.Patient, 1024] as const;
        const outcomes = async (expected: ExpectedValue) => {
          const writes = ['a', 'b', 'c', 'd'].map((value) => index.setMetadata(...name, value, expected));
          const settled = await Promise.allSettled(writes);
          return settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code)).toSorted();
        };
        assert.deepEqual(await outcomes('absent'), [0, 'Revision', 'Revision', 'Revision']);
        const { value } = (await index.getMetadata(...name)) ?? {};
        const md5 = md5Of[value as 'a'];
        assert.deepEqual(await outcomes({ revision: 0, md5 }), [1, 'Revision', 'Revision', 'Revision']);
      }),
    );

    test(
      'the MD5 of a text is that of its bytes in UTF-8',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const name = ['Instance', publicIds.Instance, 65535] as const;
        await index.setMetadata(...name, 'Übung 日本 😀');
        const md5 = createHash('md5').update(Buffer.from('Übung 日本 😀', 'utf8')).digest('hex');
        assert.equal(await index.setMetadata(...name, '', { revision: 0, md5 }), 1);
        assert.equal(await index.deleteMetadata(...name, { revision: 1, md5: md5Of.nothing }), true);
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
