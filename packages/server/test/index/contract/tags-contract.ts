import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IndexStore } from '../../../src/index/index-store.ts';
import type { ResourceCondition } from '../../../src/index/resource-query.ts';
import type { Level } from '../../../src/model/level.ts';
import { anyOf, newInstance, noLimits } from './new-instance.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

export function tagsContract(name: string, open: OpenIndex): void {
  describe(`${name}: main tags that are replaced`, () => {
    test(
      'new tags are shown and found, old ones are not; metadata and labels stay',
      onIndex(open, async (opened) => {
        const { index } = opened;
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance({ patientName: 'OLD' }), noLimits);
        await index.addLabel('Patient', publicIds.Patient, 'kept');
        await index.setMetadata('Patient', publicIds.Patient, 5, 'source');
        const tags = { '0010,0010': 'Née^Zoë', '0010,0020': 'P1', '0010,0040': '' };
        const folded = { '0010,0010': 'NEE^ZOE', '0010,0020': 'p1' };
        const metadata = { MainDicomTagsSignature: 'signature' };
        assert.equal(await index.replaceTags('Patient', publicIds.Patient, { tags, folded, metadata }), true);
        const again = (await opened.reopen()).index;
        const want = { tags: true, metadata: true, labels: true } as const;
        const patient = await again.getResource('Patient', publicIds.Patient, want);
        assert.deepEqual(patient?.tags, tags);
        assert.deepEqual(patient.labels, ['kept']);
        assert.equal(patient.metadata?.ModifiedFrom, 'source');
        assert.equal(patient.metadata?.MainDicomTagsSignature, 'signature');
        assert.deepEqual(await found(again, 'Study', anyOf('patientName', ['NEE^ZOE'], true)), [publicIds.Study]);
        assert.deepEqual(await found(again, 'Study', anyOf('patientName', ['OLD'])), []);
      }),
    );

    test(
      'every level has its own columns, and what is not there is not made',
      onIndex(open, async ({ index }) => {
        const { publicIds } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const study = { '0020,000d': '1.1', '0008,0050': 'B2', '0008,1030': 'HEAD' };
        const series = { '0020,000e': '1.1.1', '0008,0060': 'MR' };
        const instance = { '0008,0018': '1.1.1.1', '0020,0013': '9' };
        const none = { folded: {}, metadata: {} };
        assert.ok(await index.replaceTags('Study', publicIds.Study, { ...none, tags: study }));
        assert.ok(await index.replaceTags('Series', publicIds.Series, { ...none, tags: series }));
        assert.ok(await index.replaceTags('Instance', publicIds.Instance, { ...none, tags: instance }));
        assert.equal(await index.replaceTags('Series', publicIds.Study, { ...none, tags: series }), false);
        assert.deepEqual(await found(index, 'Study', anyOf('accessionNumber', ['B2'])), [publicIds.Study]);
        assert.deepEqual(await found(index, 'Study', anyOf('accessionNumber', ['A1'])), []);
        const modality: ResourceCondition = { derived: true, kind: 'modalities-in-study', values: ['MR'] };
        assert.deepEqual(await found(index, 'Study', modality), [publicIds.Study]);
        assert.deepEqual(await found(index, 'Instance', anyOf('instanceNumber', ['9'])), [publicIds.Instance]);
      }),
    );

    test(
      'an instance is reconstructed with all above it: tags, columns and metadata, while what users gave stays',
      onIndex(open, async (opened) => {
        const { index } = opened;
        const first = newInstance({ index: 1, expected: 5 });
        const { publicIds } = first;
        const stale = { ...first.metadata.Instance, PixelDataVR: 'OB', IndexInSeries: '1' };
        await index.storeInstance({ ...first, metadata: { ...first.metadata, Instance: stale } }, noLimits);
        await index.storeInstance(newInstance({ instance: '1.1.1.2', index: 2 }), noLimits);
        await index.setMetadata('Instance', publicIds.Instance, 1024, 'of a user');
        await index.addLabel('Study', publicIds.Study, 'kept');
        const none = { folded: {}, metadata: {} };
        const instance = {
          publicId: publicIds.Instance,
          records: {
            Patient: { ...none, tags: { '0010,0020': 'P1', '0010,0010': 'NEW\0' } },
            Study: { ...none, tags: { '0020,000d': '1.1', '0008,0050': 'B2' } },
            Series: { ...none, tags: { '0020,000e': '1.1.1', '0008,0060': 'MR' } },
            Instance: {
              tags: { '0008,0018': '1.1.1.1', '0020,0013': '9' },
              folded: {},
              metadata: { MainDicomTagsSignature: 's', PixelDataOffset: '340' },
            },
          },
          sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
          transferSyntaxUid: '1.2.840.10008.1.2',
          indexInSeries: 9,
          expectedInstances: undefined,
        } as const;
        assert.equal(await index.reconstructInstance(instance), true);
        assert.equal(await index.reconstructInstance({ ...instance, publicId: publicIds.Study }), false);
        const again = (await opened.reopen()).index;
        const want = { tags: true, metadata: true, labels: true } as const;
        const patient = await again.getResource('Patient', publicIds.Patient, want);
        assert.match(patient?.tags?.['0010,0010'] ?? '', /^NEW/);
        const study = await again.getResource('Study', publicIds.Study, want);
        assert.deepEqual([study?.tags?.['0008,0050'], study?.labels], ['B2', ['kept']]);
        assert.deepEqual(await found(again, 'Study', anyOf('accessionNumber', ['B2'])), [publicIds.Study]);
        const series = await again.getResource('Series', publicIds.Series, want);
        assert.deepEqual(series?.metadata?.ExpectedNumberOfInstances, undefined);
        assert.deepEqual(series?.metadata?.RemoteAET, 'MODALITY');
        assert.deepEqual(new Set(series?.indexesInSeries), new Set([9, 2]));
        const record = await again.getResource('Instance', publicIds.Instance, want);
        assert.deepEqual(record?.tags, instance.records.Instance.tags);
        assert.deepEqual(record.metadata, {
          ReceptionDate: '20240131T101112',
          RemoteAET: 'MODALITY',
          MainDicomTagsSignature: 's',
          PixelDataOffset: '340',
          IndexInSeries: '9',
          SopClassUid: '1.2.840.10008.5.1.4.1.1.4',
          TransferSyntax: '1.2.840.10008.1.2',
          1024: 'of a user',
        });
      }),
    );

    test(
      'a reconstruction may leave levels as they are',
      onIndex(open, async ({ index }) => {
        const { publicIds, sopClassUid, transferSyntaxUid } = newInstance();
        await index.storeInstance(newInstance(), noLimits);
        const records = { Series: { folded: {}, metadata: {}, tags: { '0020,000e': '1.1.1', '0008,103e': 'X' } } };
        const rest = { sopClassUid, transferSyntaxUid, indexInSeries: undefined, expectedInstances: 7 };
        assert.ok(await index.reconstructInstance({ publicId: publicIds.Instance, records, ...rest }));
        const series = await index.getResource('Series', publicIds.Series, { tags: true, metadata: true });
        assert.deepEqual([series?.tags, series?.metadata?.ExpectedNumberOfInstances], [records.Series.tags, '7']);
        const study = await index.getResource('Study', publicIds.Study, { tags: true });
        assert.equal(study?.tags?.['0008,1030'], 'CHEST');
      }),
    );
  });
}

async function found(index: IndexStore, level: Level, condition: ResourceCondition): Promise<string[]> {
  const ids: string[] = [];
  const query = { level, conditions: [condition], order: [{ by: 'public-id' }], want: {} } as const;
  for await (const page of index.findResources(query)) ids.push(...page.map(({ publicId }) => publicId));
  return ids;
}
