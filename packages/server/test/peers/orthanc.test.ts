import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { Tags } from '@isocenter/dicom';
import { associate, keys, studyRootMove } from '../faults/archive-client.ts';
import { missingTool } from './dcmtk-tool.ts';
import { type OrthancProcess, startOrthanc } from './orthanc-process.ts';
import { parseReceivedFile, type ReceivedFile } from './received-files.ts';
import { type JsonObject, type RestClient, RestError } from './rest-client.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { samples, series, studies } from './sample-archive.ts';
import { archivableSamples, missingSamples, readSample, type SampleFile } from './sample-files.ts';

const skip = missingSamples || missingTool('Orthanc');

interface Scene {
  readonly isocenter: RunningIsocenter;
  readonly orthanc: OrthancProcess;
}

/** Orthanc and this server, each knowing the other as a modality. */
async function startScene(t: TestContext): Promise<Scene> {
  const orthanc = await startOrthanc(t);
  const isocenter = await startIsocenter(t, { DicomModalities: { orthanc: modalityAt('ORTHANC', orthanc.dicomPort) } });
  await orthanc.rest.put('/modalities/isocenter', modalityAt('ISOCENTER', isocenter.dicomPort));
  return { isocenter, orthanc };
}

/** The stored file of the instance, undefined when it is not there. */
async function storedFile(rest: RestClient, sopInstanceUid: string): Promise<ReceivedFile | undefined> {
  const [id] = await rest.find(sopInstanceUid);
  return id === undefined ? undefined : parseReceivedFile(await rest.bytes(`/instances/${id}/file`));
}

async function upload(rest: RestClient, ...files: readonly string[]): Promise<string[]> {
  const answers = [];
  for (const file of files) answers.push(await rest.post('/instances', readSample(file).bytes));
  return answers.map(({ ID }) => String(ID));
}

async function moveToOrthanc({ isocenter }: Scene, sopInstanceUid: string): Promise<number | undefined> {
  const client = await associate(isocenter.dicomPort);
  const identifier = keys({ '0008,0052': ['CS', 'IMAGE'], '0008,0018': ['UI', sopInstanceUid] });
  let status: number | undefined;
  for await (const response of client.move({ sopClassUid: studyRootMove, moveDestination: 'ORTHANC', identifier })) {
    status = response.status;
  }
  await client.release();
  return status;
}

/** Orthanc deflates a data set again before it writes it. */
function elementBytes({ dataSetBytes, transferSyntax }: ReceivedFile): Buffer {
  return transferSyntax.deflated ? inflateRawSync(dataSetBytes) : dataSetBytes;
}

function assertSameDataSet(actual: ReceivedFile | undefined, expected: ReceivedFile | undefined): void {
  assert.ok(actual && expected);
  assert.equal(actual.transferSyntax.uid, expected.transferSyntax.uid);
  assert.ok(elementBytes(actual).equals(elementBytes(expected)));
}

/** Orthanc encodes anew what it sends or receives: here the pixels are compared, and their syntax. */
async function assertSamePixels({ isocenter, orthanc }: Scene, uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    const [ours, theirs] = [await storedFile(isocenter.rest, uid), await storedFile(orthanc.rest, uid)];
    assert.ok(ours && theirs, uid);
    assert.equal(ours.transferSyntax.uid, theirs.transferSyntax.uid);
    assert.deepEqual(ours.dataSet.get(Tags.PixelData)?.value, theirs.dataSet.get(Tags.PixelData)?.value);
  }
}

/** Its identifiers have the VR UN: Orthanc reads, but does not send it. */
const isUnsendable = ({ name }: SampleFile) => name.startsWith('rtdose_rle');

test('what Orthanc sends is stored, and a C-MOVE brings it back to Orthanc with the same bytes', {
  skip,
}, async (t) => {
  const scene = await startScene(t);
  const { isocenter, orthanc } = scene;
  for (const sample of archivableSamples().filter((sample) => !isUnsendable(sample))) {
    await t.test(sample.name, async (t) => {
      let uploaded: JsonObject;
      try {
        uploaded = await orthanc.rest.post('/instances', sample.bytes);
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        return t.skip('Orthanc does not take it');
      }
      const { ID } = uploaded;
      await orthanc.rest.post('/modalities/isocenter/store', { Resources: [ID], Synchronous: true });
      const sent = await storedFile(isocenter.rest, sample.sopInstanceUid);
      assert.equal(sent?.transferSyntax.uid, sample.transferSyntax.uid);

      await orthanc.rest.delete(`/instances/${ID}`);
      assert.equal(await moveToOrthanc(scene, sample.sopInstanceUid), 0x0000);
      assertSameDataSet(await storedFile(orthanc.rest, sample.sopInstanceUid), sent);
    });
  }
});

test('each echoes the other', { skip }, async (t) => {
  const { isocenter, orthanc } = await startScene(t);
  assert.deepEqual(await orthanc.rest.post('/modalities/isocenter/echo', { CheckFind: true }), {});
  assert.deepEqual(await isocenter.rest.post('/modalities/orthanc/echo', { CheckFind: true }), {});
});

const { ct, us1, us2 } = samples;

/** Queries as Orthanc sends them, the values of one key that it gets, and the instances that these stand for. */
const queries = [
  {
    level: 'Patient',
    query: { PatientID: '', PatientName: 'compressedsamples*' },
    key: 'PatientID',
    found: ['13US1', '1CT1'],
    instances: [ct.uid, us1.uid, us2.uid],
  },
  {
    level: 'Study',
    query: { StudyInstanceUID: '', StudyDate: '20040101-20040131' },
    key: 'StudyInstanceUID',
    found: [studies.ct],
    instances: [ct.uid],
  },
  {
    level: 'Series',
    query: { Modality: 'US', SeriesInstanceUID: '' },
    key: 'SeriesInstanceUID',
    found: [series.us],
    instances: [us1.uid, us2.uid],
  },
  {
    level: 'Instance',
    query: { SeriesInstanceUID: series.us, SOPInstanceUID: '' },
    key: 'SOPInstanceUID',
    found: [us1.uid, us2.uid],
    instances: [us1.uid, us2.uid],
  },
] as const;

async function query({ orthanc }: Scene, level: string, keys: object): Promise<string> {
  const { Path } = await orthanc.rest.post('/modalities/isocenter/query', { Level: level, Query: keys });
  return String(Path);
}

test('Orthanc queries us at every level', { skip }, async (t) => {
  const scene = await startScene(t);
  await upload(scene.isocenter.rest, ct.file, us1.file, us2.file);
  for (const { found, key, level, query: keys } of queries) {
    await t.test(level, async () => {
      const answers = await scene.orthanc.rest.json(`${await query(scene, level, keys)}/answers?expand&simplify`);
      assert.ok(Array.isArray(answers));
      assert.deepEqual(answers.map((answer) => Object(answer)[key]).sort(), found.toSorted());
    });
  }
});

test('Orthanc retrieves from us by C-MOVE to itself', { skip }, async (t) => {
  const scene = await startScene(t);
  const { isocenter, orthanc } = scene;
  await upload(isocenter.rest, ct.file, us1.file, us2.file);
  for (const { instances, level, query: keys } of queries) {
    await t.test(level, async () => {
      await orthanc.rest.clear();
      const path = await query(scene, level, keys);
      await orthanc.rest.post(`${path}/retrieve`, { TargetAet: 'ORTHANC', Synchronous: true });
      await assertSamePixels(scene, instances);
    });
  }
});

test('our REST API stores to Orthanc', { skip }, async (t) => {
  const scene = await startScene(t);
  const { isocenter } = scene;
  const ids = await upload(isocenter.rest, ct.file, us1.file, us2.file);
  const job = await isocenter.rest.post('/modalities/orthanc/store', { Resources: ids, Synchronous: true });
  assert.equal(job.InstancesCount, 3);
  await assertSamePixels(scene, [ct.uid, us1.uid, us2.uid]);
});

for (const service of ['move', 'get']) {
  test(`our REST API retrieves from Orthanc by C-${service.toUpperCase()}`, { skip }, async (t) => {
    const scene = await startScene(t);
    const { isocenter, orthanc } = scene;
    await upload(orthanc.rest, ct.file, us1.file, us2.file);
    await isocenter.rest.post(`/modalities/orthanc/${service}`, {
      Level: 'Study',
      Resources: [{ StudyInstanceUID: studies.ct }, { StudyInstanceUID: studies.us }],
      Synchronous: true,
    });
    await assertSamePixels(scene, [ct.uid, us1.uid, us2.uid]);
  });
}

const isReported = ({ Status }: JsonObject) => Status !== 'Pending';
const ctInstance = ['1.2.840.10008.5.1.4.1.1.2', ct.uid];
const unknownInstance = ['1.2.840.10008.5.1.4.1.1.2', '1.2.3'];

test('Orthanc asks us for storage commitment and gets our report', { skip }, async (t) => {
  const { isocenter, orthanc } = await startScene(t);
  await upload(isocenter.rest, ct.file);
  const committed = await requestCommitment(orthanc.rest, 'isocenter', [ctInstance]);
  assert.equal(committed.Status, 'Success');
  const failed = await requestCommitment(orthanc.rest, 'isocenter', [ctInstance, unknownInstance]);
  assert.equal(failed.Status, 'Failure');
  // 0112: no such object instance (PS3.3 C.14.1.1).
  assert.deepEqual(reasons(failed), [['1.2.3', 0x0112]]);
});

test('we ask Orthanc for storage commitment and get its report', { skip }, async (t) => {
  const { isocenter, orthanc } = await startScene(t);
  await upload(orthanc.rest, ct.file);
  const committed = await requestCommitment(isocenter.rest, 'orthanc', [ctInstance]);
  assert.equal(committed.Status, 'Success');
  const failed = await requestCommitment(isocenter.rest, 'orthanc', [ctInstance, unknownInstance]);
  assert.equal(failed.Status, 'Failure');
  assert.deepEqual(reasons(failed), [['1.2.3', 0x0112]]);
});

async function requestCommitment(rest: RestClient, modality: string, instances: string[][]): Promise<JsonObject> {
  const { Path } = await rest.post(`/modalities/${modality}/storage-commitment`, { DicomInstances: instances });
  return rest.settled(String(Path), isReported);
}

/** SOP Instance UID and failure reason of the instances not committed to. */
function reasons({ Failures }: JsonObject): unknown[] {
  assert.ok(Array.isArray(Failures));
  return Failures.map((failure) => [Object(failure).SOPInstanceUID, Object(failure).FailureReason]);
}
