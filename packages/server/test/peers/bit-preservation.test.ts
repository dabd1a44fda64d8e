import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import type { ReceivedFile } from './received-files.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { archivableSamples, missingSamples, readSample, type SampleFile, straySamples } from './sample-files.ts';
import { type StorescpProcess, startStorescp } from './storescp-process.ts';

const skip = missingSamples || missingTool('storescu', 'dcmsend', 'movescu', 'storescp');

/** How storescu is told to propose a transfer syntax; the native ones it proposes without being told. */
const proposals: Readonly<Record<string, readonly string[]>> = {
  '1.2.840.10008.1.2.1.99': ['-xd'],
  '1.2.840.10008.1.2.4.50': ['-xy'],
  '1.2.840.10008.1.2.4.51': ['-xx'],
  '1.2.840.10008.1.2.4.57': ['-xs'],
  '1.2.840.10008.1.2.4.70': ['-xs'],
  '1.2.840.10008.1.2.4.80': ['-xt'],
  '1.2.840.10008.1.2.4.81': ['-xu'],
  '1.2.840.10008.1.2.4.90': ['-xv'],
  '1.2.840.10008.1.2.4.91': ['-xw'],
  '1.2.840.10008.1.2.5': ['-xr'],
};

interface Scene {
  readonly isocenter: RunningIsocenter;
  /** Where our C-MOVE sends to. */
  readonly destination: StorescpProcess;
  /** What a tool sends is what arrives here: the tools encode data sets anew. */
  readonly reference: StorescpProcess;
}

async function startScene(t: TestContext): Promise<Scene> {
  const [destination, reference] = await Promise.all([startStorescp(t), startStorescp(t)]);
  const isocenter = await startIsocenter(t, { DicomModalities: { dest: modalityAt('DEST', destination.port) } });
  return { isocenter, destination, reference };
}

async function moveToDestination({ isocenter, destination }: Scene, uids: readonly string[]): Promise<ReceivedFile[]> {
  destination.received.clear();
  const keys = keyArguments({ QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: uids.join('\\') });
  const { exitCode, output } = await runTool('movescu', ['-v', '-S', '-aem', 'DEST', ...keys, ...isocenter.address]);
  assert.equal(exitCode, 0, output);
  return destination.received.read();
}

function assertSameDataSet(arrived: ReceivedFile | undefined, sent: ReceivedFile): void {
  assert.equal(arrived?.transferSyntax.uid, sent.transferSyntax.uid);
  assert.ok(arrived.dataSetBytes.equals(sent.dataSetBytes), `${sent.sopInstanceUid} has other bytes`);
}

test('what storescu sends arrives at the destination of a C-MOVE with the same bytes', { skip }, async (t) => {
  const scene = await startScene(t);
  const { isocenter, reference } = scene;
  for (const sample of archivableSamples()) {
    await t.test(sample.name, async (t) => {
      const args = ['-R', ...(proposals[sample.transferSyntax.uid] ?? [])];
      reference.received.clear();
      const baseline = await runTool('storescu', [...args, 'localhost', reference.port, sample.path]);
      if (baseline.exitCode !== 0) return t.skip(`storescu does not send it: ${baseline.output.split('\n', 1)[0]}`);
      const { exitCode, output } = await runTool('storescu', [...args, ...isocenter.address, sample.path]);
      assert.equal(exitCode, 0, output);
      const [arrived] = await moveToDestination(scene, [sample.sopInstanceUid]);
      assertSameDataSet(arrived, reference.received.single());
    });
  }
});

/** Samples in groups in which no SOP Instance UID occurs twice. */
function withoutDuplicates(samples: readonly SampleFile[]): SampleFile[][] {
  const rounds: SampleFile[][] = [];
  for (const sample of samples) {
    const round = rounds.find((round) => round.every(({ sopInstanceUid }) => sopInstanceUid !== sample.sopInstanceUid));
    if (round === undefined) rounds.push([sample]);
    else round.push(sample);
  }
  return rounds;
}

/** Its identifiers have the VR UN, which DCMTK does not read: it announces the instance "31" and sends another. */
const isMisreadByDcmtk = ({ name }: SampleFile) => name.startsWith('rtdose_rle');

test('what dcmsend sends in one go arrives with the same bytes', { skip }, async (t) => {
  const scene = await startScene(t);
  const { isocenter, reference } = scene;
  const sendable = archivableSamples().filter((sample) => !isMisreadByDcmtk(sample));
  for (const [round, samples] of withoutDuplicates(sendable).entries()) {
    await t.test(`round ${round + 1}: ${samples.length} files`, async () => {
      const files = samples.map(({ path }) => path);
      reference.received.clear();
      await runTool('dcmsend', ['-nh', '-dn', 'localhost', reference.port, ...files]);
      const sent = reference.received.read();
      await runTool('dcmsend', ['-nh', '-dn', ...isocenter.address, ...files]);
      const arrived = await moveToDestination(scene, reference.received.uids());
      assert.equal(arrived.length, sent.length);
      for (const file of sent) {
        const same = arrived.find(({ sopInstanceUid }) => sopInstanceUid === file.sopInstanceUid);
        assertSameDataSet(same, file);
      }
    });
  }
});

test('a file posted to the REST API arrives with the bytes it has', { skip }, async (t) => {
  const scene = await startScene(t);
  for (const sample of archivableSamples()) {
    await t.test(sample.name, async () => {
      await scene.isocenter.rest.post('/instances', sample.bytes);
      const [arrived] = await moveToDestination(scene, [sample.sopInstanceUid]);
      assertSameDataSet(arrived, { ...sample, dataSetBytes: evenLength(sample.dataSetBytes) });
    });
  }
});

/** What is sent has an even length (PS3.5 A.5 for deflated data sets), which a file need not have. */
function evenLength(bytes: Buffer): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(0)]);
}

test('a file of no study and series is refused, and the association goes on', { skip }, async (t) => {
  const { address, rest } = await startIsocenter(t);
  const [stray] = straySamples();
  assert.ok(stray);
  const good = readSample('CT_small.dcm');
  const { output } = await runTool('storescu', ['-v', '-nh', '-R', '-xu', ...address, stray.path, good.path]);
  assert.match(output, /Received Store Response \(Refused: OutOfResources\)/);
  assert.match(output, /Received Store Response \(Success\)/);
  assert.equal((await rest.ids('/instances')).length, 1);
});
