import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { freePort } from './free-port.ts';
import { ReceivedFiles } from './received-files.ts';
import { type PrintedResponse, retrieveResponses } from './retrieve-responses.ts';
import { modalityAt, type RunningIsocenter } from './running-isocenter.ts';
import { samples, series, startSampleArchive, studies } from './sample-archive.ts';
import { missingSamples } from './sample-files.ts';
import { type StorescpProcess, startStorescp } from './storescp-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingSamples || missingTool('movescu', 'storescp');

type Keys = Readonly<Record<string, string>>;

/** The responses to a C-MOVE; `model` is -P, -S or -O. */
async function move(
  { address }: RunningIsocenter,
  model: string,
  keys: Keys,
  options: readonly string[] = ['-aem', 'DEST'],
): Promise<PrintedResponse[]> {
  const { output } = await runTool('movescu', ['-d', model, ...options, ...keyArguments(keys), ...address]);
  return retrieveResponses(output);
}

interface Scene {
  readonly isocenter: RunningIsocenter;
  readonly destination: StorescpProcess;
}

async function startScene(t: TestContext, options: Readonly<Record<string, unknown>> = {}): Promise<Scene> {
  const destination = await startStorescp(t);
  const DicomModalities = { dest: modalityAt('DEST', destination.port) };
  return { isocenter: await startSampleArchive(t, { DicomModalities, ...options }), destination };
}

const usInstances = [samples.us1.uid, samples.us2.uid];
const nmInstances = [samples.nmLossy.uid, samples.nmJpeg2000.uid];

const success = (completed: number) => ({ status: 0x0000, remaining: undefined, completed, failed: 0, warning: 0 });
const pending = (remaining: number, completed: number) => ({
  status: 0xff00,
  remaining,
  completed,
  failed: 0,
  warning: 0,
});
/** A refusal before the first sub-operation counts nothing (PS3.4 C.4.2.1.6). */
const refusal = (status: number) => ({
  status,
  remaining: undefined,
  completed: undefined,
  failed: undefined,
  warning: undefined,
});

const selections: readonly { name: string; model: string; keys: Keys; uids: readonly string[] }[] = [
  {
    name: 'a patient, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '13US1' },
    uids: usInstances,
  },
  {
    name: 'a patient, study root, as Orthanc asks for it',
    model: '-S',
    keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '4MR1' },
    uids: [samples.mr.uid],
  },
  {
    name: 'a patient, patient/study only',
    model: '-O',
    keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '8NM1' },
    uids: nmInstances,
  },
  {
    name: 'a study, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'STUDY', PatientID: '13US1', StudyInstanceUID: studies.us },
    uids: usInstances,
  },
  {
    name: 'a study, study root',
    model: '-S',
    keys: { QueryRetrieveLevel: 'STUDY', StudyInstanceUID: studies.ct },
    uids: [samples.ct.uid],
  },
  {
    name: 'a study, patient/study only',
    model: '-O',
    keys: { QueryRetrieveLevel: 'STUDY', PatientID: '4MR1', StudyInstanceUID: studies.mr },
    uids: [samples.mr.uid],
  },
  {
    name: 'a series, study root',
    model: '-S',
    keys: { QueryRetrieveLevel: 'SERIES', StudyInstanceUID: studies.us, SeriesInstanceUID: series.us },
    uids: usInstances,
  },
  {
    name: 'a series, patient root',
    model: '-P',
    keys: {
      QueryRetrieveLevel: 'SERIES',
      PatientID: '8NM1',
      StudyInstanceUID: studies.nm,
      SeriesInstanceUID: series.nm,
    },
    uids: nmInstances,
  },
  {
    name: 'an instance, study root',
    model: '-S',
    keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: samples.us2.uid },
    uids: [samples.us2.uid],
  },
  {
    name: 'an instance, patient root',
    model: '-P',
    keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: samples.ecg.uid },
    uids: [samples.ecg.uid],
  },
  {
    name: 'a list of studies',
    model: '-S',
    keys: { QueryRetrieveLevel: 'STUDY', StudyInstanceUID: `${studies.us}\\${studies.ct}` },
    uids: [...usInstances, samples.ct.uid],
  },
  {
    name: 'a list of series, one of them unknown',
    model: '-S',
    keys: { QueryRetrieveLevel: 'SERIES', SeriesInstanceUID: `${series.nm}\\1.2.3\\${series.mr}` },
    uids: [...nmInstances, samples.mr.uid],
  },
  {
    name: 'a list of instances',
    model: '-S',
    keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: `${samples.ct.uid}\\${samples.mr.uid}` },
    uids: [samples.ct.uid, samples.mr.uid],
  },
  {
    name: 'studies by Accession Number',
    model: '-S',
    keys: { QueryRetrieveLevel: 'STUDY', AccessionNumber: '03028041970546' },
    uids: [samples.ecg.uid],
  },
  {
    name: 'the level that the keys imply, a series',
    model: '-S',
    keys: { SeriesInstanceUID: series.us },
    uids: usInstances,
  },
  {
    name: 'the level that the keys imply, an instance',
    model: '-S',
    keys: { SOPInstanceUID: samples.mr.uid },
    uids: [samples.mr.uid],
  },
  {
    name: 'the level that the keys imply, a patient',
    model: '-P',
    keys: { PatientID: '1CT1' },
    uids: [samples.ct.uid],
  },
];

test('synchronous C-MOVE has delivered everything when movescu ends', { skip }, async (t) => {
  const { isocenter, destination } = await startScene(t);
  for (const { name, model, keys, uids } of selections) {
    await t.test(name, async () => {
      destination.received.clear();
      const responses = await move(isocenter, model, keys);
      const steps = uids.map((_, index) => pending(uids.length - index - 1, index + 1));
      assert.deepEqual(responses, [...steps, success(uids.length)]);
      assert.deepEqual(destination.received.uids(), uids.toSorted());
    });
  }
});

const study = (uid: string) => ({ QueryRetrieveLevel: 'STUDY', StudyInstanceUID: uid });

/** Requests that nothing is sent for, and how each convention answers (PS3.4 C.4.2.1.5; the peer: C000). */
const unperformed: readonly { name: string; model?: string; keys: Keys; aet?: string; status: number }[] = [
  { name: 'an unknown destination', keys: study(studies.us), aet: 'NOBODY', status: 0xa801 },
  { name: 'no match', keys: study('1.2.3'), status: 0x0000 },
  { name: 'a wildcard in a unique key', keys: study('1.3.6*'), status: 0xa900 },
  { name: 'an empty unique key', keys: study(''), status: 0xa900 },
  { name: 'an unknown level', keys: { ...study(studies.us), QueryRetrieveLevel: 'FRAME' }, status: 0xa900 },
  { name: 'no unique key', keys: { PatientName: 'X' }, status: 0xa900 },
  {
    name: 'SERIES in patient/study only',
    model: '-O',
    keys: { QueryRetrieveLevel: 'SERIES', SeriesInstanceUID: series.us },
    status: 0xa900,
  },
];

test('a C-MOVE that cannot be performed has the status of PS3.4 C.4.2.1.5', { skip }, async (t) => {
  const { isocenter, destination } = await startScene(t);
  for (const { name, keys, aet = 'DEST', model = '-S', status } of unperformed) {
    await t.test(name, async () => {
      const expected = status === 0x0000 ? success(0) : refusal(status);
      assert.deepEqual(await move(isocenter, model, keys, ['-aem', aet]), [expected]);
    });
  }
  assert.deepEqual(destination.received.uids(), []);
});

test("with Orthanc's convention the same requests end with C000 and counters of 0", { skip }, async (t) => {
  const { isocenter, destination } = await startScene(t, { CMoveStatusConvention: 'Orthanc' });
  const failure = { status: 0xc000, remaining: undefined, completed: 0, failed: 0, warning: 0 };
  for (const { name, keys, aet = 'DEST' } of unperformed.filter(({ model }) => model === undefined)) {
    await t.test(name, async () => {
      const [last, ...others] = await move(isocenter, '-S', keys, ['-aem', aet]);
      assert.deepEqual([others, last], [[], { ...failure, remaining: last?.remaining }]);
    });
  }
  assert.deepEqual(destination.received.uids(), []);
});

test("with Orthanc's convention the last instance is reported by the final response", { skip }, async (t) => {
  const { isocenter, destination } = await startScene(t, { CMoveStatusConvention: 'Orthanc' });
  const responses = await move(isocenter, '-S', { QueryRetrieveLevel: 'PATIENT', PatientID: '13US1' });
  assert.deepEqual(responses, [pending(1, 1), success(2)]);
  assert.deepEqual(destination.received.uids(), usInstances.toSorted());
});

test('asynchronous C-MOVE is answered at once, and the job delivers', { skip }, async (t) => {
  const { isocenter, destination } = await startScene(t, { SynchronousCMove: false });
  assert.deepEqual(await move(isocenter, '-S', study(`${studies.us}\\${studies.nm}`)), [success(4)]);
  const [job] = await isocenter.rest.ids('/jobs');
  await isocenter.rest.jobEnd(`${job}`);
  assert.deepEqual(destination.received.uids(), [...usInstances, ...nmInstances].toSorted());
});

test('asynchronous C-MOVE is answered before a destination that does not answer', { skip }, async (t) => {
  const { isocenter } = await startScene(t, {
    SynchronousCMove: false,
    DicomModalities: { gone: modalityAt('DEST', await freePort()) },
  });
  assert.deepEqual(await move(isocenter, '-S', study(studies.us)), [success(2)]);
});

const failures = (failed: number) => [
  ...Array.from({ length: failed }, (_, index) => ({ ...pending(failed - index - 1, 0), failed: index + 1 })),
  { ...success(0), status: 0xa702, failed },
];

test('a storescp that refuses the association fails every sub-operation', { skip }, async (t) => {
  const destination = await startStorescp(t, ['--refuse']);
  const isocenter = await startSampleArchive(t, { DicomModalities: { dest: modalityAt('DEST', destination.port) } });
  assert.deepEqual(await move(isocenter, '-S', study(studies.us)), failures(2));
});

test('a storescp that aborts instead of answering fails every sub-operation', { skip }, async (t) => {
  const destination = await startStorescp(t, ['--abort-after']);
  const isocenter = await startSampleArchive(t, { DicomModalities: { dest: modalityAt('DEST', destination.port) } });
  assert.deepEqual(await move(isocenter, '-S', study(studies.us)), failures(2));
});

test('a storescp without the syntax of one instance gets the other one', { skip }, async (t) => {
  const destination = await startStorescp(t, ['+B']);
  const isocenter = await startSampleArchive(t, { DicomModalities: { dest: modalityAt('DEST', destination.port) } });
  const responses = await move(isocenter, '-S', study(studies.us));
  assert.deepEqual(responses.at(-1), { ...success(1), status: 0xb000, failed: 1 });
  assert.deepEqual(destination.received.uids(), [samples.us1.uid]);
});

test('movescu receives on its own port', { skip }, async (t) => {
  const [folder, port] = [temporaryFolder(t), await freePort()];
  const isocenter = await startSampleArchive(t, { DicomModalities: { dest: modalityAt('MOVESCU', port) } });
  const receiving = ['-aem', 'MOVESCU', '+P', `${port}`, '+xa', '-od', folder];
  const responses = await move(isocenter, '-S', study(studies.us), receiving);
  assert.deepEqual(responses.at(-1), success(2));
  assert.deepEqual(new ReceivedFiles(folder).uids(), usInstances.toSorted());
});
