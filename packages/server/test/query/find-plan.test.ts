import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, DataSet } from '@isocenter/dicom';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { Level } from '../../src/model/level.ts';
import type { FindKey } from '../../src/query/find-key.ts';
import { type FindEnd, findMatches } from '../../src/query/find-matches.ts';
import { planFind } from '../../src/query/find-plan.ts';
import type { FindQuery, FindSettings } from '../../src/query/find-query.ts';
import { attributeNamed, toolsFindKeys } from '../../src/query/tools-find.ts';
import { textOf } from '../../src/query/value-source.ts';
import { findSettings } from '../support/find-settings.ts';
import { fileOf, MemoryArchive, memoryInstance } from './memory-index.ts';

const dictionary = DataDictionary.standard;
const settings = findSettings();

/** The archive of these tests: study s1 with CT and SR series, three instances; study s4 with one MR instance. */
function archive(): MemoryArchive {
  const first = { Patient: { '0010,0010': 'Doe^John', '0010,0020': 'P1' }, Study: { '0008,1030': 'Head' } };
  const second = { Patient: { '0010,0010': 'Roe^Jane', '0010,0020': 'P2' }, Study: { '0008,1030': 'Knee' } };
  const ct = { Series: { '0008,0060': 'CT', '0020,0011': '1' } };
  const sr = { Series: { '0008,0060': 'SR', '0020,0011': '2' } };
  const mr = { Series: { '0008,0060': 'MR', '0020,0011': '1' } };
  const kvp = (value: string) => fileOf([[0x00180060, 'DS', value]]);
  return new MemoryArchive([
    memoryInstance('1', { ...first, ...ct }, kvp('100')),
    memoryInstance('2', { ...first, ...ct }, kvp('120'), { Patient: 'p1', Study: 's1', Series: 'e1' }),
    memoryInstance('3', { ...first, ...sr }, kvp('80'), { Patient: 'p1', Study: 's1' }),
    memoryInstance('4', { ...second, ...mr }, kvp('120')),
  ]);
}

interface Found {
  readonly ids: readonly string[];
  readonly values: readonly (string | undefined)[];
  readonly end: FindEnd;
  readonly stored: MemoryArchive;
}

async function find(
  level: Level,
  keys: Readonly<Record<string, string>>,
  change: Partial<FindQuery> & { settings?: Partial<FindSettings> } = {},
  stored = archive(),
): Promise<Found> {
  const asked = Object.entries(keys).map(([name, value]) => {
    const { tag, vr } = attributeNamed(name, dictionary);
    return vr === 'SQ' ? { tag, vr, keys: [] } : { tag, vr, value };
  });
  const query: FindQuery = {
    level,
    dialect: 'c-find',
    keys: asked,
    requested: asked,
    matching: { caseSensitive: true, caseSensitivePersonNames: false },
    ...change,
  };
  const all = { ...settings, ...change.settings };
  const plan = planFind(query, all);
  const matches = findMatches(plan, { ...stored, settings: all, logger: silentLogger });
  const ids: string[] = [];
  const values: (string | undefined)[] = [];
  for (;;) {
    const page = await matches.next();
    if (page.done) return { ids, values, end: page.value, stored };
    for (const match of page.value) {
      ids.push(match.record.publicId);
      for (const source of plan.sources) values.push(textOf(source, match));
    }
  }
}

describe('levels', () => {
  it('keys of the levels above are matched and answered from the ancestors', async () => {
    const { ids, values } = await find('Instance', { PatientName: 'doe*', StudyDescription: '', Modality: 'CT' });
    assert.deepEqual(ids, ['i1', 'i2']);
    assert.deepEqual(values, ['Doe^John', 'Head', 'CT', 'Doe^John', 'Head', 'CT']);
  });

  it('keys of lower levels are matched in C-FIND against one instance', async () => {
    const stored = new MemoryArchive([
      memoryInstance('1', {}, fileOf([[0x00080060, 'CS', 'CT']])),
      memoryInstance('2', {}, fileOf([[0x00080060, 'CS', 'MR']])),
    ]);
    const { ids, values } = await find('Study', { Modality: 'MR' }, {}, stored);
    assert.deepEqual([ids, values], [['s2'], ['MR']]);
  });

  it('keys of lower levels match nothing in /tools/find, unless they are requested', async () => {
    const stored = new MemoryArchive([memoryInstance('1', {}, fileOf([[0x00080060, 'CS', 'CT']]))]);
    const modality = attributeNamed('Modality', dictionary);
    const tools = { dialect: 'tools-find', requested: [] } as const;
    assert.deepEqual((await find('Study', { Modality: 'CT' }, tools, stored)).ids, []);
    const requested = { ...tools, requested: [modality] };
    assert.deepEqual((await find('Study', { Modality: 'CT' }, requested, stored)).ids, ['s1']);
  });
});

describe('computed keys', () => {
  const rows: readonly (readonly [
    Level,
    Record<string, string>,
    readonly string[],
    readonly (string | undefined)[],
  ])[] = [
    ['Study', { ModalitiesInStudy: '' }, ['s1', 's4'], ['CT\\SR', 'MR']],
    ['Study', { ModalitiesInStudy: 'SR' }, ['s1'], ['CT\\SR']],
    ['Study', { ModalitiesInStudy: 'MR\\US' }, ['s4'], ['MR']],
    ['Study', { ModalitiesInStudy: 'S*' }, [], []],
    ['Study', { ModalitiesInStudy: 'sr' }, [], []],
    ['Series', { ModalitiesInStudy: 'SR' }, ['e1', 'e3'], ['CT\\SR', 'CT\\SR']],
    ['Patient', { ModalitiesInStudy: 'SR' }, [], []],
    ['Study', { NumberOfStudyRelatedSeries: '2' }, ['s1'], ['2']],
    ['Study', { NumberOfStudyRelatedInstances: '' }, ['s1', 's4'], ['3', '1']],
    ['Study', { NumberOfStudyRelatedInstances: '1' }, ['s4'], ['1']],
    ['Study', { NumberOfStudyRelatedInstances: 'many' }, [], []],
    ['Patient', { NumberOfPatientRelatedStudies: '1' }, ['p1', 'p4'], ['1', '1']],
    ['Patient', { NumberOfPatientRelatedInstances: '3' }, ['p1'], ['3']],
    ['Series', { NumberOfSeriesRelatedInstances: '2' }, ['e1'], ['2']],
    ['Series', { NumberOfStudyRelatedSeries: '1' }, ['e4'], ['']],
    ['Study', { NumberOfSeriesRelatedInstances: '2' }, [], []],
    ['Instance', { InstanceAvailability: 'ONLINE' }, ['i1', 'i2', 'i3', 'i4'], Array(4).fill('ONLINE')],
    ['Instance', { InstanceAvailability: 'OFFLINE' }, [], []],
    ['Study', { InstanceAvailability: '' }, ['s1', 's4'], ['', '']],
    ['Study', { InstanceAvailability: 'ONLINE' }, [], []],
    ['Study', { RetrieveAETitle: 'ANY' }, [], []],
  ];
  for (const [level, keys, ids, values] of rows) {
    it(`${level} ${JSON.stringify(keys)}`, async () => {
      const found = await find(level, keys);
      assert.deepEqual(found.ids, ids);
      assert.deepEqual(found.values, values);
    });
  }

  it('a wildcard in SOP Classes in Study or in a number is refused, as their VRs have none', () => {
    for (const name of ['SOPClassesInStudy', 'NumberOfStudyRelatedSeries']) {
      const keys = [{ ...attributeNamed(name, dictionary), value: '*' }] as FindKey[];
      const matching = { caseSensitive: true, caseSensitivePersonNames: false };
      assert.throws(
        () => planFind({ level: 'Study', dialect: 'c-find', keys, requested: [], matching }, settings),
        (error) => error instanceof IsocenterError && error.code === 'ParameterOutOfRange',
      );
    }
  });
});

describe('keys outside the matching', () => {
  it('C-FIND leaves out what describes the request, group lengths and private creators', async () => {
    const keys: FindKey[] = [
      { tag: 0x00080000, vr: 'UL', value: '99' },
      { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 144' },
      { tag: 0x00080052, vr: 'CS', value: 'STUDY' },
      { tag: 0x00080201, vr: 'SH', value: '+0200' },
      { tag: 0x00090010, vr: 'LO', value: 'SOME CREATOR' },
    ];
    assert.deepEqual((await find('Study', {}, { keys })).ids, ['s1', 's4']);
  });
});

describe('values of the files', () => {
  const kvp = { KVP: '120' };

  it('StorageAccessOnFind Always reads them to decide and to answer', async () => {
    const { ids, values, stored } = await find('Instance', { ...kvp, PatientName: '' });
    assert.deepEqual(
      [ids, values],
      [
        ['i2', 'i4'],
        ['120', 'Doe^John', '120', 'Roe^Jane'],
      ],
    );
    assert.deepEqual(new Set(stored.blobsRead), new Set(['i1', 'i2', 'i3', 'i4']));
  });

  it('only files of records that the index let through are read', async () => {
    const { ids, stored } = await find('Instance', { ...kvp, Modality: 'MR' });
    assert.deepEqual([ids, stored.blobsRead], [['i4'], ['i4']]);
  });

  it('no file is opened when the index has everything', async () => {
    const { stored } = await find('Instance', { PatientName: '*', InstanceNumber: '', Modality: 'CT' });
    assert.deepEqual(stored.blobsRead, []);
    assert.equal(stored.queries[0]?.want.oneInstance, undefined);
  });

  it('StorageAccessOnFind Answers reads them only to answer, Never not at all', async () => {
    const answers = await find('Instance', kvp, { settings: { storageAccess: 'Answers' } });
    assert.deepEqual(answers.values, ['100', '120', '80', '120']);
    const never = await find('Instance', kvp, { settings: { storageAccess: 'Never' } });
    assert.deepEqual([never.ids.length, never.values[0], never.stored.blobsRead], [4, undefined, []]);
  });

  it('a file that cannot be read leaves its values absent and the search alive', async () => {
    const stored = new MemoryArchive([
      memoryInstance('1', {}, Buffer.from('no DICOM file at all, but long enough to be looked at'.repeat(10))),
      memoryInstance('2', {}),
      memoryInstance('3', {}, fileOf([[0x00180060, 'DS', '120']])),
    ]);
    assert.deepEqual((await find('Study', kvp, {}, stored)).ids, ['s3']);
    const { ids, values } = await find('Study', { KVP: '' }, {}, stored);
    assert.deepEqual(
      [ids, values],
      [
        ['s1', 's2', 's3'],
        [undefined, undefined, '120'],
      ],
    );
  });

  it('a private attribute is found in the block that its creator has in the file', async () => {
    const file = fileOf([
      [0x00090011, 'LO', 'ACME'],
      [0x00091101, 'LO', 'secret sauce'],
    ]);
    const key = { tag: 0x00091001, vr: 'LO', value: 'secret*', privateCreator: 'ACME' } as const;
    const stored = new MemoryArchive([memoryInstance('1', {}, file)]);
    assert.deepEqual((await find('Study', {}, { keys: [key], requested: [key] }, stored)).values, ['secret sauce']);
    const other = [{ ...key, privateCreator: 'OTHER' }];
    assert.deepEqual((await find('Study', {}, { keys: other }, stored)).ids, []);
  });

  it('text is compared as characters, whatever the character set of the file', async () => {
    const stored = new MemoryArchive([
      memoryInstance('1', {}, fileOf([[0x00181000, 'LO', 'Größe 山']], 'ISO_IR 192')),
      memoryInstance('2', {}, fileOf([[0x00181000, 'LO', 'Größe 1']], 'ISO_IR 100')),
      memoryInstance('3', {}, fileOf([[0x00181000, 'LO', '山田']], '\\ISO 2022 IR 87')),
    ]);
    assert.deepEqual((await find('Study', { DeviceSerialNumber: 'Größe ?' }, {}, stored)).ids, ['s1', 's2']);
    assert.deepEqual((await find('Study', { DeviceSerialNumber: '山?' }, {}, stored)).ids, ['s3']);
  });

  it('of several values one is enough, in the index and in files', async () => {
    const stored = new MemoryArchive([
      memoryInstance('1', { Patient: { '0010,1000': 'A\\B\\C' } }, fileOf([[0x00080008, 'CS', ['ORIGINAL', 'AXIAL']]])),
    ]);
    for (const value of ['A', 'B', 'C', 'X\\B', '?', 'A*']) {
      assert.deepEqual((await find('Patient', { OtherPatientIDs: value }, {}, stored)).ids, ['p1'], value);
    }
    assert.deepEqual((await find('Patient', { OtherPatientIDs: 'AB' }, {}, stored)).ids, []);
    assert.deepEqual((await find('Study', { ImageType: 'AXIAL' }, {}, stored)).ids, ['s1']);
    assert.deepEqual((await find('Study', { ImageType: 'DERIVED' }, {}, stored)).ids, []);
  });
});

describe('sequences (PS3.4 C.2.2.2.6)', () => {
  const item = (code: string, scheme: string) =>
    new DataSet().set(0x00080100, 'SH', code).set(0x00080102, 'SH', scheme);
  const stored = new MemoryArchive([
    memoryInstance('1', {}, fileOf([[0x00081032, 'SQ', [item('A', '99X'), item('B', 'DCM')]]])),
    memoryInstance('2', {}, fileOf([[0x00081032, 'SQ', [item('A', 'DCM')]]])),
    memoryInstance('3', {}, fileOf([])),
  ]);
  const asking = (...keys: FindKey[]) => ({ keys: [{ tag: 0x00081032, vr: 'SQ', keys }] as const });
  const code = (value: string) => ({ tag: 0x00080100, vr: 'SH', value }) as const;
  const scheme = (value: string) => ({ tag: 0x00080102, vr: 'SH', value }) as const;

  it('one item must satisfy all keys', async () => {
    assert.deepEqual((await find('Study', {}, asking(code('A'), scheme('DCM')), stored)).ids, ['s2']);
    assert.deepEqual((await find('Study', {}, asking(code('B'), scheme('DCM')), stored)).ids, ['s1']);
    assert.deepEqual((await find('Study', {}, asking(code('?')), stored)).ids, ['s1', 's2']);
  });

  it('without a key that asks for something, every study matches', async () => {
    assert.deepEqual((await find('Study', {}, asking(), stored)).ids.length, 3);
    assert.deepEqual((await find('Study', {}, asking(code(''), scheme('')), stored)).ids.length, 3);
  });

  it('sequences nest', async () => {
    const outer = new DataSet().set(0x00400275, 'SQ', [new DataSet().set(0x00400008, 'SQ', [item('C', 'L')])]);
    const nested = new MemoryArchive([memoryInstance('1', {}, fileOf([[0x00400275, 'SQ', [outer]]]))]);
    const keys = (value: string): FindKey[] => [
      {
        tag: 0x00400275,
        vr: 'SQ',
        keys: [{ tag: 0x00400275, vr: 'SQ', keys: [{ tag: 0x00400008, vr: 'SQ', keys: [code(value)] }] }],
      },
    ];
    assert.deepEqual((await find('Study', {}, { keys: keys('C') }, nested)).ids, ['s1']);
    assert.deepEqual((await find('Study', {}, { keys: keys('D') }, nested)).ids, []);
  });
});

describe('limits and paging', () => {
  it('the index limits when it decides alone, and one more tells whether the list was cut', async () => {
    const { ids, end, stored } = await find('Instance', {}, { settings: { limitFindInstances: 3 } });
    assert.deepEqual([ids, end], [['i1', 'i2', 'i3'], { limitReached: true }]);
    assert.equal(stored.queries[0]?.limit, 4);
    const exact = await find('Instance', {}, { settings: { limitFindInstances: 4 } });
    assert.deepEqual([exact.ids.length, exact.end], [4, { limitReached: false }]);
  });

  it('matches are counted after filtering when files decide, and no more files are read', async () => {
    const { ids, end, stored } = await find('Instance', { KVP: '120' }, { limit: 1 });
    assert.deepEqual([ids, end], [['i2'], { limitReached: true }]);
    assert.equal(stored.queries[0]?.limit, undefined);
    assert.ok(!stored.blobsRead.includes('i4'));
  });

  it('LimitFindResults counts above the instances, LimitFindInstances the instances', async () => {
    const limits = { limitFindResults: 1, limitFindInstances: 2 };
    assert.equal((await find('Study', {}, { settings: limits })).ids.length, 1);
    assert.equal((await find('Instance', {}, { settings: limits })).ids.length, 2);
    assert.equal((await find('Instance', {}, { settings: limits, limit: 1 })).ids.length, 1);
    assert.equal((await find('Instance', {}, { settings: limits, limit: 9 })).ids.length, 2);
  });

  it('Since skips matches, and is refused in /tools/find where files decide', async () => {
    assert.deepEqual((await find('Instance', {}, { offset: 2, limit: 1 })).ids, ['i3']);
    assert.deepEqual((await find('Instance', { KVP: '120' }, { offset: 1 })).ids, ['i4']);
    await assert.rejects(
      find('Instance', { KVP: '120' }, { offset: 1, dialect: 'tools-find' }),
      (error) => error instanceof IsocenterError && error.httpStatus === 400,
    );
  });

  it('an aborted search ends with the reason of its signal', async () => {
    const abort = new AbortController();
    const keys = [{ ...attributeNamed('KVP', dictionary), value: '' }] as FindKey[];
    const matching = { caseSensitive: true, caseSensitivePersonNames: false };
    const plan = planFind({ level: 'Instance', dialect: 'c-find', keys, requested: keys, matching }, settings);
    const matches = findMatches(plan, { ...archive(), settings, logger: silentLogger }, abort.signal);
    assert.equal((await matches.next()).done, false);
    abort.abort(new Error('enough'));
    await assert.rejects(matches.next(), /enough/);
  });
});

describe('Query of /tools/find', () => {
  it('names attributes by keyword or tag and leaves empty texts out', () => {
    const keys = toolsFindKeys({ PatientID: 'P1', '0008,0060': 'CT', '00081030': 'x', StudyDate: '' }, dictionary);
    assert.deepEqual(keys, [
      { tag: 0x00100020, vr: 'LO', value: 'P1' },
      { tag: 0x00080060, vr: 'CS', value: 'CT' },
      { tag: 0x00081030, vr: 'LO', value: 'x' },
    ]);
  });

  it('refuses names that the dictionary does not have', () => {
    assert.throws(
      () => toolsFindKeys({ NoSuchTag: 'x' }, dictionary),
      (error) => error instanceof IsocenterError && error.code === 'UnknownDicomTag',
    );
  });
});
