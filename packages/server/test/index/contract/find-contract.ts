import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IndexStore } from '../../../src/index/index-store.ts';
import type { ResourceCondition } from '../../../src/index/resource-query.ts';
import {
  anyOf,
  ctImageStorage,
  type InstanceChoice,
  newInstance,
  noLimits,
  present,
  range,
  wildcard,
} from './new-instance.ts';
import { findAll, type OpenIndex, onIndex, pagesOf } from './opened-index.ts';

/** One study each of three patients. */
const archive: readonly InstanceChoice[] = [
  { patient: 'P-1', study: '1.1', patientName: 'Müller^Anna', studyDate: '20230105', accessionNumber: 'a_1' },
  { patient: 'P-2', study: '1.2', patientName: 'MULLER^BERND', studyDate: '20230120', studyDescription: 'Abdomen 50%' },
  {
    patient: 'p-3',
    study: '1.3',
    patientName: 'Smith^John',
    studyDate: '20240201',
    accessionNumber: '',
    modality: 'MR',
  },
];

function instanceOf(choice: InstanceChoice | undefined) {
  return newInstance({ ...choice, series: `${choice?.study}.1`, instance: `${choice?.study}.1.1` });
}

async function fill(index: IndexStore): Promise<void> {
  for (const choice of archive) await index.storeInstance(instanceOf(choice), noLimits);
}

async function studies(index: IndexStore, ...conditions: readonly ResourceCondition[]): Promise<readonly string[]> {
  const records = await findAll(index, 'Study', { conditions, want: { tags: true } });
  assert.equal(await index.countResources('Study', conditions), records.length);
  return records.map(({ tags }) => tags?.['0020,000d'] ?? '').sort();
}

export function findContract(name: string, open: OpenIndex): void {
  describe(`${name}: finding`, () => {
    const rows: readonly (readonly [what: string, condition: ResourceCondition, found: readonly string[]])[] = [
      ['a value matches exactly', anyOf('patientId', ['P-1']), ['1.1']],
      ['a value of another case does not match', anyOf('patientId', ['P-3']), []],
      ['a folded value matches any case', anyOf('patientId', ['P-3'], true), ['1.3']],
      ['one of several values suffices', anyOf('patientId', ['P-1', 'p-3', 'x']), ['1.1', '1.3']],
      ['an empty value matches nothing', anyOf('patientId', ['']), []],
      ['a folded name matches without accents', wildcard('patientName', ['MULLER*'], true), ['1.1', '1.2']],
      ['a name as it stands matches with accents only', wildcard('patientName', ['Müller*']), ['1.1']],
      ['a question mark is one character', wildcard('patientName', ['?MITH^J???'], true), ['1.3']],
      ['an asterisk alone matches what is there', wildcard('studyDescription', ['*']), ['1.1', '1.2', '1.3']],
      ['an underscore is no wildcard', wildcard('accessionNumber', ['a_*']), ['1.1']],
      ['a per cent sign is no wildcard', wildcard('studyDescription', ['*0%']), ['1.2']],
      ['any pattern suffices', wildcard('studyDescription', ['X*', 'Abd*']), ['1.2']],
      ['a range has both ends', range('studyDate', '20230105', '20230120'), ['1.1', '1.2']],
      ['a range may be open above', range('studyDate', '20230106', undefined), ['1.2', '1.3']],
      ['a range may be open below', range('studyDate', undefined, '20230119'), ['1.1']],
      ['what begins with the end is within', range('studyDate', undefined, '202301'), ['1.1', '1.2']],
      ['a tag that is there may be empty', present('accessionNumber'), ['1.1', '1.2', '1.3']],
      ['a tag that is absent is not there', { ...present('imageType'), level: 'Study' } as ResourceCondition, []],
      ['an absent tag matches nothing', { ...wildcard('imageType', ['*']), level: 'Study' } as ResourceCondition, []],
      [
        'modalities are those of any series',
        { derived: true, kind: 'modalities-in-study', values: ['MR', 'PT'] },
        ['1.3'],
      ],
      [
        'classes are those of any instance',
        { derived: true, kind: 'sop-classes-in-study', values: [ctImageStorage] },
        ['1.1', '1.2', '1.3'],
      ],
      [
        'related counts compare',
        { derived: true, kind: 'related-count', of: 'Patient', counted: 'Study', value: 1 },
        ['1.1', '1.2', '1.3'],
      ],
      [
        'identifiers come normalized',
        { derived: true, kind: 'identifier', level: 'Patient', values: ['P-3'] },
        ['1.3'],
      ],
      ['accession numbers come normalized', { derived: true, kind: 'accession-number', values: ['A 1'] }, ['1.1']],
      [
        'within is the resource or one above',
        {
          derived: true,
          kind: 'within',
          level: 'Patient',
          publicId: newInstance({ patient: 'P-2' }).publicIds.Patient,
        },
        ['1.2'],
      ],
      [
        'public ids are listed',
        { derived: true, kind: 'public-ids', values: [newInstance(archive[0]).publicIds.Study, 'none'] },
        ['1.1'],
      ],
      [
        'a family is what is one of the resources, within one or above one',
        {
          derived: true,
          kind: 'family',
          publicIds: [instanceOf(archive[0]).publicIds.Patient, instanceOf(archive[2]).publicIds.Instance, 'none'],
        },
        ['1.1', '1.3'],
      ],
      [
        'a family of one is itself',
        { derived: true, kind: 'family', publicIds: [instanceOf(archive[1]).publicIds.Study] },
        ['1.2'],
      ],
    ];
    for (const [what, condition, found] of rows) {
      test(
        what,
        onIndex(open, async ({ index }) => {
          await fill(index);
          assert.deepEqual(await studies(index, condition), found);
        }),
      );
    }

    test(
      'one of several stored values suffices',
      onIndex(open, async ({ index }) => {
        const seriesTags = { '0008,0008': 'ORIGINAL\\PRIMARY\\AXI"AL' };
        await index.storeInstance(newInstance({ seriesTags }), noLimits);
        const found = async (condition: ResourceCondition) =>
          (await findAll(index, 'Series', { conditions: [condition] })).length;
        assert.equal(await found(anyOf('imageType', ['PRIMARY'])), 1);
        assert.equal(await found(wildcard('imageType', ['AXI"*'])), 1);
        assert.equal(await found(range('imageType', 'P', 'Q')), 1);
        assert.equal(await found(wildcard('imageType', ['ORIG*MARY'])), 0);
        assert.equal(await found(anyOf('imageType', ['PRIM'])), 0);
      }),
    );

    test(
      'labels and metadata are conditions',
      onIndex(open, async ({ index }) => {
        await fill(index);
        const first = newInstance(archive[0]).publicIds.Study;
        const second = newInstance(archive[1]).publicIds.Study;
        await index.addLabel('Study', first, 'a');
        await index.addLabel('Study', first, 'b');
        await index.addLabel('Study', second, 'b');
        await index.setMetadata('Study', first, 1024, 'Über uns');
        const labelled = (constraint: 'All' | 'Any' | 'None', ...labels: readonly string[]): ResourceCondition => ({
          derived: true,
          kind: 'labels',
          constraint,
          labels,
        });
        assert.deepEqual(await studies(index, labelled('All', 'a', 'b')), ['1.1']);
        assert.deepEqual(await studies(index, labelled('Any', 'a', 'b')), ['1.1', '1.2']);
        assert.deepEqual(await studies(index, labelled('None', 'a')), ['1.2', '1.3']);
        assert.deepEqual(await studies(index, labelled('None')), ['1.3']);
        assert.deepEqual(await studies(index, labelled('Any')), ['1.1', '1.2', '1.3']);
        const metadata = (patterns: readonly string[], folded: boolean): ResourceCondition => ({
          derived: true,
          kind: 'metadata',
          name: 1024,
          patterns,
          folded,
        });
        assert.deepEqual(await studies(index, metadata(['UBER*'], true)), ['1.1']);
        assert.deepEqual(await studies(index, metadata(['UBER*'], false)), []);
      }),
    );

    test(
      'wanted parts are read, others are not',
      onIndex(open, async ({ index }) => {
        const instance = newInstance({ uuid: 'file', index: 2 });
        const other = newInstance({ series: '1.1.2', instance: '1.1.2.1', modality: 'SR', index: 1 });
        await index.storeInstance(instance, noLimits);
        await index.storeInstance(other, noLimits);
        const { publicIds } = instance;
        assert.deepEqual(await index.getResource('Study', publicIds.Study, {}), {
          level: 'Study',
          publicId: publicIds.Study,
          lastUpdate: '20240131T101112',
          isStable: false,
        });
        const study = await index.getResource('Study', publicIds.Study, {
          parent: true,
          children: true,
          counts: true,
          tags: true,
          ancestorTags: ['Patient'],
          modalitiesInStudy: true,
          sopClassesInStudy: true,
          oneInstance: true,
          attachments: true,
        });
        assert.equal(study?.parent, publicIds.Patient);
        assert.deepEqual(study.children, [publicIds.Series, other.publicIds.Series].sort());
        assert.deepEqual(study.counts, { Series: 2, Instance: 2 });
        assert.deepEqual(study.tags, instance.tags.Study);
        assert.deepEqual(study.ancestorTags, { Patient: instance.tags.Patient });
        assert.deepEqual(study.modalitiesInStudy, ['CT', 'SR']);
        assert.deepEqual(study.sopClassesInStudy, [ctImageStorage]);
        assert.deepEqual(study.attachments, []);
        assert.ok([publicIds.Instance, other.publicIds.Instance].includes(study.oneInstance?.publicId ?? ''));
        const found = await index.getResource('Instance', publicIds.Instance, {
          attachments: true,
          oneInstance: true,
          parent: true,
          modalitiesInStudy: true,
        });
        assert.deepEqual(found?.attachments, instance.attachments);
        assert.equal(found.oneInstance?.attachment.uuid, 'file');
        assert.equal(found.parent, publicIds.Series);
        assert.equal(found.indexInSeries, 2);
        assert.deepEqual(found.modalitiesInStudy, ['CT', 'SR']);
        const patient = await index.getResource('Patient', publicIds.Patient, { oneInstance: true });
        assert.equal(patient?.isProtected, false);
        assert.notEqual(patient.oneInstance, undefined);
      }),
    );

    test(
      'every resource comes once, in pages, in the order asked',
      onIndex(open, async ({ index }) => {
        const numbers = Array.from({ length: 1250 }, (_, number) => number);
        await Promise.all(
          numbers.map((number) =>
            index.storeInstance(newInstance({ instance: `5.${number}`, index: (number * 7) % 1250 }), noLimits),
          ),
        );
        const byId = (await findAll(index, 'Instance')).map(({ publicId }) => publicId);
        assert.equal(byId.length, 1250);
        assert.deepEqual(byId, [...byId].sort());
        const byNumber = await findAll(index, 'Instance', {
          order: [{ by: 'tag', tag: 0x00200013, level: 'Instance', as: 'integer', descending: true }],
        });
        assert.deepEqual(
          byNumber.map(({ indexInSeries }) => indexInSeries),
          numbers.toReversed(),
        );
        const retrieved = await findAll(index, 'Instance', { order: [{ by: 'retrieve' }], offset: 1100, limit: 120 });
        assert.deepEqual(
          retrieved.map(({ indexInSeries }) => indexInSeries),
          numbers.slice(1100, 1220),
        );
        // Whether few or many meet a condition makes no difference but in time.
        const digits = (record: { tags?: Readonly<Record<string, string>> }) => record.tags?.['0020,0013'] ?? '';
        const all = (await findAll(index, 'Instance', { want: { tags: true } })).map(digits);
        for (const pattern of ['*', '1*', '12*', '123*', '1234*', '9999*']) {
          const expected = all.filter((number) => number.startsWith(pattern.replace('*', '')));
          const conditions = [wildcard('instanceNumber', [pattern])];
          for (const [offset, limit] of [
            [0, 2000],
            [0, 7],
            [3, 5],
            [1000, 300],
          ] as const) {
            const found = await findAll(index, 'Instance', { conditions, want: { tags: true }, offset, limit });
            assert.deepEqual(
              found.map(digits),
              expected.slice(offset, offset + limit),
              `${pattern} ${offset} ${limit}`,
            );
          }
          assert.deepEqual(
            (await findAll(index, 'Instance', { conditions, want: { tags: true } })).map(digits),
            expected,
          );
        }
      }),
    );

    test(
      'what lacks the value comes last, in both directions, however values compare',
      onIndex(open, async ({ index }) => {
        for (const [study, studyDate, referrer] of [
          ['1.1', '20230105', '7'],
          ['1.2', undefined, undefined],
          ['1.3', '20240201', '30'],
        ] as const) {
          const { tags, ...instance } = newInstance({ study, series: `${study}.1`, instance: `${study}.1.1` });
          const { '0008,0020': _, ...others } = tags.Study;
          const dated = { ...others, ...(studyDate && { '0008,0020': studyDate, '0008,0090': referrer }) };
          await index.storeInstance({ ...instance, tags: { ...tags, Study: dated } }, noLimits);
        }
        const sorted = async (tag: number, as: 'text' | 'integer' | 'float', descending: boolean) => {
          const order = [{ by: 'tag', tag, level: 'Study', as, descending }] as const;
          const found: string[] = [];
          // One by one: each page has to find where the one before ended.
          for (const offset of [0, 1, 2]) {
            const [record] = await findAll(index, 'Study', { order, want: { tags: true }, offset, limit: 1 });
            found.push(record?.tags?.['0020,000d'] ?? '');
          }
          return found;
        };
        assert.deepEqual(await sorted(0x00080020, 'text', false), ['1.1', '1.3', '1.2']);
        assert.deepEqual(await sorted(0x00080020, 'text', true), ['1.3', '1.1', '1.2']);
        assert.deepEqual(await sorted(0x00080090, 'text', false), ['1.3', '1.1', '1.2']);
        assert.deepEqual(await sorted(0x00080090, 'text', true), ['1.1', '1.3', '1.2']);
        for (const as of ['integer', 'float'] as const) {
          assert.deepEqual(await sorted(0x00080090, as, false), ['1.1', '1.3', '1.2']);
          assert.deepEqual(await sorted(0x00080090, as, true), ['1.3', '1.1', '1.2']);
        }
      }),
    );

    test(
      'a page of long texts ends early, and the next one goes on behind it',
      onIndex(open, async ({ index }) => {
        const texts = 90;
        const textLength = 10_000;
        for (let number = 0; number < texts; number += 1) {
          const study = `7.${number}`;
          const studyDescription = `${number}`.padEnd(textLength, 'x');
          await index.storeInstance(
            newInstance({ study, series: `${study}.1`, instance: `${study}.1.1`, studyDescription }),
            noLimits,
          );
        }
        const query = { level: 'Study', conditions: [], order: [], want: { tags: true } } as const;
        const pages = await pagesOf(index.findResources(query));
        for (const page of pages) assert.ok(page.length * textLength <= 300_000, `${page.length} in a page`);
        const ids = pages.flat().map(({ publicId }) => publicId);
        assert.equal(new Set(ids).size, texts);
        assert.equal(ids.length, texts);
        assert.equal((await findAll(index, 'Study', { want: { tags: true }, limit: 50 })).length, 50);
      }),
    );

    test(
      'instances are listed resource by resource, series by series, in the order of their index',
      onIndex(open, async ({ index }) => {
        const store = (study: string, series: string, instance: string, number?: number) =>
          index.storeInstance(newInstance({ study, series, instance, index: number }), noLimits);
        await store('1', '1.1', 'c', 3);
        await store('2', '2.1', 'e', 1);
        await store('1', '1.1', 'a', 1);
        await store('1', '1.1', 'z');
        await store('1', '1.2', 'd', 1);
        for (let number = 0; number < 150; number += 1) await store('3', '3.1', `3.${number}`, 150 - number);
        const list = async (...studyUids: readonly string[]) => {
          const ids = studyUids.map((study) => newInstance({ study }).publicIds.Study);
          const pages = await pagesOf(index.listInstances('Study', ids));
          assert.equal(await index.countInstances('Study', ids), pages.flat().length);
          return pages.flat().map(({ sopInstanceUid }) => sopInstanceUid);
        };
        assert.deepEqual(await list('2', 'unknown', '1'), ['e', 'a', 'c', 'z', 'd']);
        assert.deepEqual(await list('3', '2'), [
          ...Array.from({ length: 150 }, (_, position) => `3.${149 - position}`),
          'e',
        ]);
        const [found] = await index.findSopInstances(['z', 'nothing']);
        assert.equal(found?.publicId, newInstance({ study: '1', series: '1.1', instance: 'z' }).publicIds.Instance);
        const one = await pagesOf(index.listInstances('Instance', [found?.publicId ?? '', 'nothing']));
        assert.deepEqual(one, [[found]]);
      }),
    );

    test(
      'normalized identifiers lead to public ids in the order asked',
      onIndex(open, async ({ index }) => {
        await fill(index);
        assert.deepEqual(await index.lookupIdentifier('Patient', ['P-3', 'nobody', 'P-1']), [
          newInstance(archive[2]).publicIds.Patient,
          newInstance(archive[0]).publicIds.Patient,
        ]);
      }),
    );
  });
}
