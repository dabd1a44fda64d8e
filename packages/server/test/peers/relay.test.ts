import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { startDcmqrscp } from './dcmqrscp-process.ts';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { freePort } from './free-port.ts';
import { startOrthanc } from './orthanc-process.ts';
import { ReceivedFiles } from './received-files.ts';
import { retrieveResponses } from './retrieve-responses.ts';
import { type ModalityEntry, modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { samples, studies } from './sample-archive.ts';
import { missingSamples, readSample } from './sample-files.ts';
import { startStorescp } from './storescp-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingSamples || missingTool('movescu', 'getscu', 'storescp', 'dcmqrscp', 'dcmqridx', 'Orthanc');

/** One study of two instances, another of one. */
const held = [samples.us1, samples.us2, samples.ct];
const studyOfTwo = { QueryRetrieveLevel: 'STUDY', StudyInstanceUID: studies.us };
const studyOfOne = { QueryRetrieveLevel: 'STUDY', StudyInstanceUID: studies.ct };

interface Peer {
  readonly aet: string;
  readonly port: number;
}

/** What starts a PACS that has the samples, and that may send to these. */
interface PacsKind {
  start(t: TestContext, relay: Peer, other: Peer): Promise<Peer>;
  readonly upstream?: Readonly<Record<string, unknown>>;
}

/** Orthanc as the PACS: with `SynchronousCMove` false it answers before it sends. */
function orthanc(SynchronousCMove: boolean, upstream = {}): PacsKind {
  return {
    upstream,
    async start(t, ...peers) {
      const modalities = peers.map(({ aet, port }) => [aet.toLowerCase(), { AET: aet, Host: '127.0.0.1', Port: port }]);
      const DicomModalities = Object.fromEntries(modalities);
      const { dicomPort: port, rest } = await startOrthanc(t, { DicomAet: 'PACS', SynchronousCMove, DicomModalities });
      for (const { file } of held) await rest.post('/instances', readSample(file).bytes);
      return { aet: 'PACS', port };
    },
  };
}

/** It sends uncompressed instances only. */
function dcmqrscp(upstream = {}): PacsKind {
  return {
    upstream,
    start: (t, ...peers) => {
      const files = held.map(({ file }) => ({ name: file, bytes: readSample(file).bytes }));
      return startDcmqrscp(t, { files, peers: Object.fromEntries(peers.map(({ aet, port }) => [aet, port])) });
    },
  };
}

const kinds: Readonly<Record<string, PacsKind>> = {
  'Orthanc, which sends before it answers': orthanc(true),
  'Orthanc, which answers before it sends': orthanc(false),
  'Orthanc, by C-GET': orthanc(true, { Retrieve: 'C-GET' }),
  dcmqrscp: dcmqrscp(),
  'dcmqrscp, by C-GET': dcmqrscp({ Retrieve: 'C-GET' }),
};

/** A relay without anything of its own before such a PACS, which may also send to `direct`. */
async function startRelay(
  t: TestContext,
  { start, upstream }: PacsKind,
  modalities: Readonly<Record<string, ModalityEntry>> = {},
  direct: Peer = { aet: 'DIRECT', port: 1 },
): Promise<{ readonly relay: RunningIsocenter; readonly pacs: Peer }> {
  const DicomPort = await freePort();
  const pacs = await start(t, { aet: 'ISOCENTER', port: DicomPort }, direct);
  const relay = await startIsocenter(t, {
    DicomPort,
    DicomModalities: { pacs: modalityAt(pacs.aet, pacs.port), ...modalities },
    Relay: { Upstreams: { hospital: { Modality: 'pacs', ...upstream } } },
  });
  return { relay, pacs };
}

const success = (completed: number) => ({ status: 0x0000, remaining: undefined, completed, failed: 0, warning: 0 });

/** Data sets by SOP Instance UID. */
function dataSetsOf(received: ReceivedFiles): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(received.read().map(({ dataSetBytes, sopInstanceUid }) => [sopInstanceUid, dataSetBytes]));
}

/** Whether so many files are there, none of them half written. */
function isWhole(received: ReceivedFiles, count: number): boolean {
  try {
    return received.read().length === count;
  } catch {
    return false;
  }
}

for (const [name, kind] of Object.entries(kinds)) {
  test(`movescu and storescp have all, and as it is, when movescu ends, from ${name}`, { skip }, async (t) => {
    const [destination, direct] = [await startStorescp(t), await startStorescp(t)];
    const modalities = { dest: modalityAt('DEST', destination.port) };
    const { pacs, relay } = await startRelay(t, kind, modalities, { aet: 'DIRECT', port: direct.port });
    const isUncompressed = name.startsWith('dcmqrscp');
    const [keys, expected] = isUncompressed ? [studyOfOne, [samples.ct]] : [studyOfTwo, [samples.us1, samples.us2]];
    const args = ['-d', '-S', '-aem', 'DEST', ...keyArguments(keys), ...relay.address];
    const { output } = await runTool('movescu', args);
    assert.deepEqual(retrieveResponses(output).at(-1), success(expected.length), output);
    assert.deepEqual(destination.received.uids(), expected.map(({ uid }) => uid).toSorted());
    // It stays here, as a copy of what the PACS has.
    assert.equal((await relay.rest.ids('/instances')).length, expected.length);

    // What the PACS sends to those that it knows itself.
    const asking = ['-S', '-aec', pacs.aet, '-aem', 'DIRECT', ...keyArguments(keys), 'localhost', pacs.port];
    await runTool('movescu', asking);
    await eventually(20_000, 'what the PACS sends', () => isWhole(direct.received, expected.length));
    assert.deepEqual(dataSetsOf(destination.received), dataSetsOf(direct.received));
  });
}

const late = orthanc(false);

test('movescu receives on its own port what a PACS sends late', { skip }, async (t) => {
  const [folder, port] = [temporaryFolder(t), await freePort()];
  const { relay } = await startRelay(t, late, { movescu: modalityAt('MOVESCU', port) });
  const receiving = ['-aem', 'MOVESCU', '+P', `${port}`, '+xa', '-od', folder];
  const args = ['-d', '-S', ...receiving, ...keyArguments(studyOfTwo), ...relay.address];
  const { output } = await runTool('movescu', args);
  assert.deepEqual(retrieveResponses(output).at(-1), success(2));
  assert.deepEqual(new ReceivedFiles(folder).uids(), [samples.us1.uid, samples.us2.uid].toSorted());
});

test('getscu receives what a PACS sends late', { skip }, async (t) => {
  const received = new ReceivedFiles(temporaryFolder(t));
  const { relay } = await startRelay(t, late);
  const args = ['-d', '-S', '+B', '-od', received.folder, ...keyArguments(studyOfOne), ...relay.address];
  const { output } = await runTool('getscu', args);
  const last = retrieveResponses(output).at(-1);
  assert.deepEqual([last?.status, last?.completed, last?.failed, last?.warning], [0x0000, 1, 0, 0]);
  assert.deepEqual(received.uids(), [samples.ct.uid]);
});

test('Orthanc finds and retrieves through the relay what a PACS sends late', { skip }, async (t) => {
  const viewer = await startOrthanc(t, { DicomAet: 'VIEWER' });
  const { relay } = await startRelay(t, late, { viewer: modalityAt('VIEWER', viewer.dicomPort) });
  await viewer.rest.put('/modalities/relay', { AET: 'ISOCENTER', Host: '127.0.0.1', Port: relay.dicomPort });
  const { ID } = await viewer.rest.post('/modalities/relay/query', {
    Level: 'Study',
    Query: { StudyInstanceUID: studies.us },
  });
  assert.deepEqual(await viewer.rest.ids(`/queries/${ID}/answers`), ['0']);
  // Synchronous: it returns when the C-MOVE has ended.
  await viewer.rest.post(`/queries/${ID}/retrieve`, { TargetAet: 'VIEWER', Synchronous: true });
  const found = await Promise.all([samples.us1, samples.us2].map(({ uid }) => viewer.rest.find(uid)));
  assert.deepEqual(
    found.map(({ length }) => length),
    [1, 1],
  );
});
