import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type DataSet, type Tag, Tags } from '@isocenter/dicom';
import { storeAll } from '../faults/archive-client.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { ReceivedFiles } from './received-files.ts';
import { type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { samples, series, startSampleArchive, studies } from './sample-archive.ts';
import { missingSamples } from './sample-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingSamples || missingTool('findscu');

type Keys = Readonly<Record<string, string>>;

/** The answers to a C-FIND that ends with success; `model` is -P, -S or -O. */
async function find(t: TestContext, { address }: RunningIsocenter, model: string, keys: Keys): Promise<DataSet[]> {
  const responses = new ReceivedFiles(temporaryFolder(t));
  const args = ['-v', model, '-X', '-od', responses.folder, ...keyArguments(keys), ...address];
  const { output } = await runTool('findscu', args);
  assert.match(output, /Received Final Find Response \(Success\)/);
  return responses.read().map(({ dataSet }) => dataSet);
}

const values = (answers: readonly DataSet[], tag: Tag) => answers.map((answer) => answer.text(tag) ?? '').sort();

const { us, nm, ct, mr, overlay, ecg, segmentation } = studies;
const compressed = [ct, mr, nm, us];

/** Study keys and the studies that they match (PS3.4 C.2.2.2). */
const studyMatches: readonly { name: string; keys: Keys; found: readonly string[] }[] = [
  { name: 'single value', keys: { PatientID: '1CT1' }, found: [ct] },
  { name: 'single value that differs in case', keys: { PatientID: '1ct1' }, found: [] },
  { name: 'single value of a person name, in any case', keys: { PatientName: 'compressedSAMPLES^mr1' }, found: [mr] },
  { name: 'list of UIDs', keys: { StudyInstanceUID: `${us}\\1.2.3\\${nm}` }, found: [nm, us] },
  {
    name: 'universal, also where there is no value',
    keys: { AccessionNumber: '' },
    found: [...compressed, overlay, ecg, segmentation],
  },
  { name: 'wildcard *', keys: { PatientName: 'Compressed*' }, found: compressed },
  { name: 'wildcard * in the middle', keys: { PatientName: 'C*1' }, found: compressed },
  { name: 'wildcard ?', keys: { PatientID: '?MR?' }, found: [mr] },
  { name: 'wildcard ? stands for exactly one character', keys: { PatientID: '?US1' }, found: [] },
  { name: 'wildcard in a description', keys: { StudyDescription: '*Bone' }, found: [nm] },
  { name: 'range of dates', keys: { StudyDate: '20040101-20041231' }, found: compressed },
  { name: 'range without beginning', keys: { StudyDate: '-20040119' }, found: [ct, segmentation] },
  { name: 'range without end', keys: { StudyDate: '20051130-' }, found: [overlay, ecg] },
  { name: 'single date', keys: { StudyDate: '20040119' }, found: [ct] },
  { name: 'range of times', keys: { StudyTime: '100000-120000' }, found: [ecg, segmentation] },
  { name: 'a modality of the study', keys: { ModalitiesInStudy: 'US' }, found: [us] },
  { name: 'a list of modalities of the study', keys: { ModalitiesInStudy: 'MR\\CT' }, found: [ct, mr, overlay] },
  {
    name: 'several keys, all of them',
    keys: { PatientName: 'Comp*', StudyDate: '20040826', PatientSex: 'F' },
    found: [mr],
  },
  { name: 'a key that is no main tag', keys: { BodyPartExamined: 'WHOLE BODY' }, found: [nm] },
  { name: 'nothing', keys: { PatientID: 'NOBODY' }, found: [] },
];

test('findscu finds studies by every type of matching', { skip }, async (t) => {
  const isocenter = await startSampleArchive(t);
  for (const { name, keys, found } of studyMatches) {
    await t.test(name, async (t) => {
      const answers = await find(t, isocenter, '-S', { QueryRetrieveLevel: 'STUDY', StudyInstanceUID: '', ...keys });
      assert.deepEqual(values(answers, Tags.StudyInstanceUID), found.toSorted());
    });
  }
});

const { us1, us2 } = samples;

/** A query at every level of every model (PS3.4 C.6), and the unique keys that it finds. */
const levels: readonly { name: string; model: string; keys: Keys; tag: Tag; found: readonly string[] }[] = [
  {
    name: 'PATIENT, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '*1' },
    tag: Tags.PatientID,
    found: ['1CT1', '4MR1', '8NM1', '13US1', '642341'],
  },
  {
    name: 'PATIENT, patient/study only',
    model: '-O',
    keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '', PatientName: '*US1' },
    tag: Tags.PatientID,
    found: ['13US1'],
  },
  {
    name: 'STUDY, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'STUDY', PatientID: '8NM1', StudyInstanceUID: '' },
    tag: Tags.StudyInstanceUID,
    found: [nm],
  },
  {
    name: 'STUDY, patient/study only',
    model: '-O',
    keys: { QueryRetrieveLevel: 'STUDY', PatientID: '4MR1', StudyInstanceUID: '' },
    tag: Tags.StudyInstanceUID,
    found: [mr],
  },
  {
    name: 'SERIES, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'SERIES', PatientID: '13US1', StudyInstanceUID: us, SeriesInstanceUID: '' },
    tag: Tags.SeriesInstanceUID,
    found: [series.us],
  },
  {
    name: 'SERIES, study root',
    model: '-S',
    keys: { QueryRetrieveLevel: 'SERIES', StudyInstanceUID: nm, SeriesInstanceUID: '', Modality: 'NM' },
    tag: Tags.SeriesInstanceUID,
    found: [series.nm],
  },
  {
    name: 'IMAGE, patient root',
    model: '-P',
    keys: {
      QueryRetrieveLevel: 'IMAGE',
      PatientID: '13US1',
      StudyInstanceUID: us,
      SeriesInstanceUID: series.us,
      SOPInstanceUID: '',
    },
    tag: Tags.SOPInstanceUID,
    found: [us1.uid, us2.uid],
  },
  {
    name: 'IMAGE, study root',
    model: '-S',
    keys: { QueryRetrieveLevel: 'IMAGE', SeriesInstanceUID: series.us, SOPInstanceUID: '', InstanceNumber: '2' },
    tag: Tags.SOPInstanceUID,
    found: [us2.uid],
  },
  {
    name: 'IMAGE, by a number that only the file has',
    model: '-S',
    keys: { QueryRetrieveLevel: 'IMAGE', SeriesInstanceUID: series.us, SOPInstanceUID: '', Rows: '240' },
    tag: Tags.SOPInstanceUID,
    found: [us1.uid],
  },
  {
    name: 'IMAGE, by a code in a nested sequence',
    model: '-S',
    keys: {
      QueryRetrieveLevel: 'IMAGE',
      SOPInstanceUID: '',
      'AcquisitionContextSequence[0].ConceptNameCodeSequence[0].CodeValue': '5.4.5-33-1',
    },
    tag: Tags.SOPInstanceUID,
    found: [samples.ecg.uid],
  },
];

test('findscu finds at every level of every information model', { skip }, async (t) => {
  const isocenter = await startSampleArchive(t);
  for (const { name, model, keys, tag, found } of levels) {
    await t.test(name, async (t) => {
      const answers = await find(t, isocenter, model, keys);
      assert.deepEqual(values(answers, tag), found.toSorted());
      for (const answer of answers) assert.equal(answer.text(Tags.QueryRetrieveLevel), keys.QueryRetrieveLevel);
    });
  }
});

test('an answer has the requested keys, computed ones too, and where to retrieve from', { skip }, async (t) => {
  const isocenter = await startSampleArchive(t);
  const [answer] = await find(t, isocenter, '-S', {
    QueryRetrieveLevel: 'STUDY',
    StudyInstanceUID: us,
    ModalitiesInStudy: '',
    NumberOfStudyRelatedSeries: '',
    NumberOfStudyRelatedInstances: '',
    PatientName: '',
    ReferringPhysicianName: '',
    PatientComments: '',
  });
  assert.equal(answer?.text(Tags.ModalitiesInStudy), 'US');
  assert.equal(answer.text(Tags.NumberOfStudyRelatedSeries), '1');
  assert.equal(answer.text(Tags.NumberOfStudyRelatedInstances), '2');
  assert.equal(answer.text(Tags.PatientName), 'CompressedSamples^US1');
  assert.equal(answer.text(Tags.RetrieveAETitle), 'ISOCENTER');
  assert.equal(answer.has(Tags.PatientComments), true);
  assert.equal(answer.has(Tags.StudyDate), false);
});

test('findscu gets the same answers in each native syntax', { skip }, async (t) => {
  const isocenter = await startSampleArchive(t);
  const keys = keyArguments({ QueryRetrieveLevel: 'STUDY', PatientName: 'Comp*', StudyInstanceUID: '', StudyDate: '' });
  for (const syntax of ['-xi', '-xe', '-xb']) {
    const responses = new ReceivedFiles(temporaryFolder(t));
    await runTool('findscu', ['-S', syntax, '-X', '-od', responses.folder, ...keys, ...isocenter.address]);
    const answers = responses.read().map(({ dataSet }) => dataSet);
    assert.deepEqual(values(answers, Tags.StudyInstanceUID), compressed.toSorted(), syntax);
    assert.deepEqual(values(answers, Tags.StudyDate), ['20040119', '20040826', '20040826', '20040826'], syntax);
  }
});

test('findscu that cancels gets no more answers, and FE00', { skip }, async (t) => {
  const isocenter = await startIsocenter(t);
  await storeAll(isocenter.dicomPort, generatedInstances(3000, { pixelBytes: 2 }));
  const keys = keyArguments({ QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: '' });
  const { output } = await runTool('findscu', ['-v', '-S', '--cancel', 5, ...keys, ...isocenter.address]);
  assert.match(output, /Received Final Find Response \(Cancel/);
  assert.ok((output.match(/Find Response: \d+ \(Pending\)/g)?.length ?? 0) < 3000);
});

test('a query without level is refused', { skip }, async (t) => {
  const { address } = await startSampleArchive(t);
  const { output } = await runTool('findscu', ['-v', '-S', '-k', 'PatientID=1CT1', ...address]);
  assert.match(output, /Received Final Find Response \((Failed|Error)/);
});

test('echoscu is answered', { skip: missingTool('echoscu') }, async (t) => {
  const { address } = await startIsocenter(t);
  const { exitCode, output } = await runTool('echoscu', ['-v', ...address]);
  assert.equal(exitCode, 0);
  assert.match(output, /Received Echo Response \(Success\)/);
});
