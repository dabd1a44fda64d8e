import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DataSet, Tags } from '@isocenter/dicom';
import type { IndexStore } from '../../src/index/index-store.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import type { Level } from '../../src/model/level.ts';
import { planItems, planRetrieve } from '../../src/retrieve/plan.ts';
import { type RetrieveModel, readRetrieveKeys, selectResources } from '../../src/retrieve/selection.ts';
import { newInstance, noLimits } from '../index/contract/new-instance.ts';

const tagOf = {
  level: [Tags.QueryRetrieveLevel, 'CS'],
  patient: [Tags.PatientID, 'LO'],
  study: [Tags.StudyInstanceUID, 'UI'],
  accession: [Tags.AccessionNumber, 'SH'],
  series: [Tags.SeriesInstanceUID, 'UI'],
  instance: [Tags.SOPInstanceUID, 'UI'],
} as const;

type Keys = Partial<Record<keyof typeof tagOf, string>>;

function read(keys: Keys, model: RetrieveModel = 'StudyRoot', lenient = false) {
  const identifier = new DataSet();
  for (const [name, value] of Object.entries(keys)) {
    const [tag, vr] = tagOf[name as keyof typeof tagOf];
    identifier.set(tag, vr, value === '' ? null : value.split('\\'));
  }
  return readRetrieveKeys(identifier, { model, lenient });
}

function keysOf(keys: Keys, model: RetrieveModel = 'StudyRoot', lenient = false) {
  const result = read(keys, model, lenient);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

describe('the keys of a retrieve', () => {
  it('are the values of the unique key of the level, in order', () => {
    const found = {
      level: 'Study',
      byAccessionNumber: false,
      values: ['1.2', '1.1'],
      ancestors: [],
      isWithinAncestors: true,
    };
    assert.deepEqual(read({ level: 'STUDY', study: '1.2\\1.1' }), found);
    assert.deepEqual(keysOf({ level: 'IMAGE', study: '1', series: '2', instance: '3' }).values, ['3']);
  });

  it('have the unique keys above with them, nearest first', () => {
    assert.deepEqual(keysOf({ level: 'IMAGE', patient: 'P', study: '1', series: '2', instance: '3' }).ancestors, [
      { level: 'Series', value: '2' },
      { level: 'Study', value: '1' },
      { level: 'Patient', value: 'P' },
    ]);
    assert.deepEqual(keysOf({ level: 'SERIES', study: '', series: '2' }).ancestors, []);
  });

  it('are Accession Numbers at study level when there are any, and then the Study Instance UID does not count', () => {
    const keys = keysOf({ level: 'STUDY', accession: 'A1\\A2', study: '1.2' });
    assert.deepEqual([keys.byAccessionNumber, keys.values], [true, ['A1', 'A2']]);
    assert.equal(keysOf({ level: 'STUDY', accession: '', study: '1.2' }).byAccessionNumber, false);
    assert.equal(keysOf({ level: 'SERIES', accession: 'A1', series: '2' }).byAccessionNumber, false);
  });

  /** PS3.4 C.6.1.1, C.6.2.1, C.6.3.1; and PATIENT in Study Root, as Orthanc asks for patients. */
  const levelsOfModels = {
    PatientRoot: ['PATIENT', 'STUDY', 'SERIES', 'IMAGE'],
    StudyRoot: ['PATIENT', 'STUDY', 'SERIES', 'IMAGE'],
    PatientStudyOnly: ['PATIENT', 'STUDY'],
  } as const;
  const all = { patient: 'P', study: '1', series: '2', instance: '3' };
  for (const [model, levels] of Object.entries(levelsOfModels)) {
    it(`are read under ${model} at ${levels.join(', ')} only; at any level where that is lenient`, () => {
      for (const level of levelsOfModels.PatientRoot) {
        const strict = read({ ...all, level }, model as RetrieveModel);
        const allowed = (levels as readonly string[]).includes(level);
        assert.equal(typeof strict === 'string' ? strict : 'read', allowed ? 'read' : 'level not in the model', level);
        assert.equal(typeof read({ ...all, level }, model as RetrieveModel, true), 'object');
      }
    });
  }

  it('select whatever is above them where that is lenient', () => {
    assert.equal(keysOf({ ...all, level: 'IMAGE' }, 'StudyRoot', true).isWithinAncestors, false);
    assert.equal(keysOf({ ...all, level: 'IMAGE' }, 'StudyRoot').isWithinAncestors, true);
  });

  it('tell the level where it is missing: the lowest that is there', () => {
    const deduced: readonly (readonly [Keys, Level])[] = [
      [all, 'Instance'],
      [{ patient: 'P', study: '1', series: '2' }, 'Series'],
      [{ patient: 'P', study: '1' }, 'Study'],
      [{ patient: 'P', accession: 'A' }, 'Study'],
      [{ patient: 'P' }, 'Patient'],
    ];
    for (const [keys, level] of deduced) {
      assert.equal(keysOf(keys, 'PatientRoot').level, level);
      assert.equal(keysOf({ ...keys, level: '' }, 'PatientRoot').level, level);
    }
    assert.equal(read({ study: '1', instance: '' }), 'unique key missing', 'a lower key that is empty wins and fails');
    assert.equal(read({}), 'unique key missing');
  });

  it('may name the level in the words of the REST API', () => {
    assert.deepEqual(read({ level: 'Instance', instance: '1' }), {
      level: 'Instance',
      byAccessionNumber: false,
      values: ['1'],
      ancestors: [],
      isWithinAncestors: true,
    });
  });

  it('cannot be used without a known level, a value, or with wildcards', () => {
    assert.equal(read({ level: 'toString', study: '1' }), 'unknown level');
    assert.equal(read({ level: 'SERIES', study: '1' }), 'unique key missing');
    assert.equal(read({ level: 'PATIENT', patient: 'P*' }, 'PatientRoot'), 'wildcard in a unique key');
    assert.equal(read({ level: 'PATIENT', patient: 'P\\Q?' }, 'PatientRoot'), 'wildcard in a unique key');
  });
});

describe('what the keys select', () => {
  let folder = '';
  let index: IndexStore;
  const ids = new Map<string, Readonly<Record<Level, string>>>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isocenter-selection-'));
    ({ index } = await openSqliteIndex(folder));
    const add = async (choice: Parameters<typeof newInstance>[0] & { instance: string }) => {
      const instance = newInstance(choice);
      ids.set(choice.instance, instance.publicIds);
      await index.storeInstance(instance, noLimits);
    };
    await add({ patient: 'pat1', study: '1', series: '1.1', instance: '1.1.2', index: 2, accessionNumber: 'ACC1' });
    await add({ patient: 'pat1', study: '1', series: '1.1', instance: '1.1.1', index: 1, accessionNumber: 'ACC1' });
    await add({ patient: 'pat1', study: '2', series: '2.1', instance: '2.1.1', accessionNumber: 'acc2' });
    await add({ patient: 'pat2', study: '3', series: '3.1', instance: '3.1.1', accessionNumber: 'ACC3' });
  });
  after(async () => {
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });

  const idOf = (instance: string, level: Level) => ids.get(instance)?.[level];

  it('comes in the order of the list; what is not there is left out, what is there twice comes once', async () => {
    const keys = keysOf({ level: 'STUDY', study: '3\\9\\1\\2\\3' });
    assert.deepEqual(await selectResources(index, keys), [
      idOf('3.1.1', 'Study'),
      idOf('1.1.1', 'Study'),
      idOf('2.1.1', 'Study'),
    ]);
    assert.deepEqual(await selectResources(index, keysOf({ level: 'STUDY', study: '9' })), []);
  });

  it('does not mind the case of a PatientID', async () => {
    const keys = keysOf({ level: 'PATIENT', patient: 'PAT2' }, 'PatientRoot');
    assert.deepEqual(await selectResources(index, keys), [idOf('3.1.1', 'Patient')]);
  });

  it('is chosen by Accession Number in the order of the list', async () => {
    const keys = keysOf({ level: 'STUDY', accession: 'ACC2\\ACC1' });
    assert.deepEqual(await selectResources(index, keys), [idOf('2.1.1', 'Study'), idOf('1.1.1', 'Study')]);
  });

  it('is below the keys above', async () => {
    const below = (study: string) => selectResources(index, keysOf({ level: 'SERIES', study, series: '1.1' }));
    assert.deepEqual(await below('1'), [idOf('1.1.1', 'Series')]);
    assert.deepEqual(await below('2'), []);
    const lenient = keysOf({ level: 'SERIES', study: '2', series: '1.1' }, 'StudyRoot', true);
    assert.deepEqual(await selectResources(index, lenient), [idOf('1.1.1', 'Series')]);
  });

  it('is planned: counted, then listed in the order of the resources and of the instances in a series', async () => {
    const studies = [idOf('3.1.1', 'Study') ?? '', idOf('1.1.1', 'Study') ?? ''];
    const plan = await planRetrieve(index, 'Study', studies);
    assert.equal(plan.instanceCount, 3);
    const items = (await Array.fromAsync(planItems(index, plan))).flat();
    assert.deepEqual(
      items.map(({ instance, position }) => [position, instance.sopInstanceUid]),
      [
        [0, '3.1.1'],
        [1, '1.1.1'],
        [2, '1.1.2'],
      ],
    );
  });

  it('is an empty plan when nothing is selected', async () => {
    const plan = await planRetrieve(index, 'Study', []);
    assert.equal(plan.instanceCount, 0);
    assert.deepEqual(await Array.fromAsync(planItems(index, plan)), []);
  });
});
