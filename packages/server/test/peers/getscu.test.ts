import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { ReceivedFiles } from './received-files.ts';
import { retrieveResponses } from './retrieve-responses.ts';
import type { RunningIsocenter } from './running-isocenter.ts';
import { samples, series, startSampleArchive, studies } from './sample-archive.ts';
import { missingSamples, readSample } from './sample-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingSamples || missingTool('getscu');

interface Retrieved {
  readonly responses: ReturnType<typeof retrieveResponses>;
  readonly received: ReceivedFiles;
}

async function get(
  t: TestContext,
  { address }: RunningIsocenter,
  keys: Readonly<Record<string, string>>,
  options: readonly string[] = ['-S'],
): Promise<Retrieved> {
  const received = new ReceivedFiles(temporaryFolder(t));
  const args = ['-d', ...options, '+B', '-od', received.folder, ...keyArguments(keys), ...address];
  const { output } = await runTool('getscu', args);
  return { responses: retrieveResponses(output), received };
}

const study = (uid: string) => ({ QueryRetrieveLevel: 'STUDY', StudyInstanceUID: uid });

/** Status and counters of the final response. */
function outcome({ responses }: Retrieved): readonly unknown[] {
  const last = responses.at(-1);
  return [last?.status, last?.completed, last?.failed, last?.warning];
}

const { ct, mr, us1, us2, nmLossy, nmJpeg2000 } = samples;

test('getscu retrieves at every level, byte for byte', { skip }, async (t) => {
  const isocenter = await startSampleArchive(t);
  const requests = [
    { options: ['-P'], keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '1CT1' }, sample: ct },
    { options: ['-O'], keys: { QueryRetrieveLevel: 'PATIENT', PatientID: '1CT1' }, sample: ct },
    { options: ['-S'], keys: study(studies.mr), sample: mr },
    { options: ['-S'], keys: { QueryRetrieveLevel: 'SERIES', SeriesInstanceUID: series.mr }, sample: mr },
    { options: ['-S'], keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: us1.uid }, sample: us1 },
    { options: ['-S', '+xv'], keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: us2.uid }, sample: us2 },
    { options: ['-S', '+xx'], keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: nmLossy.uid }, sample: nmLossy },
    {
      options: ['-S', '+xw'],
      keys: { QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: nmJpeg2000.uid },
      sample: nmJpeg2000,
    },
  ];
  for (const { keys, options, sample } of requests) {
    await t.test([...options, keys.QueryRetrieveLevel, sample.file].join(' '), async (t) => {
      const retrieved = await get(t, isocenter, keys, options);
      assert.deepEqual(outcome(retrieved), [0x0000, 1, 0, 0]);
      const file = retrieved.received.single();
      const stored = readSample(sample.file);
      assert.equal(file.transferSyntax.uid, stored.transferSyntax.uid);
      assert.ok(file.dataSetBytes.equals(stored.dataSetBytes));
    });
  }
});

test('an instance in a syntax that getscu does not propose fails, the others arrive: B000', { skip }, async (t) => {
  const retrieved = await get(t, await startSampleArchive(t), study(studies.us));
  assert.deepEqual(outcome(retrieved), [0xb000, 1, 1, 0]);
  assert.deepEqual(retrieved.received.uids(), [us1.uid]);
});

test('when none is in a syntax that getscu proposes, the C-GET fails: A702', { skip }, async (t) => {
  const retrieved = await get(t, await startSampleArchive(t), study(studies.nm));
  assert.deepEqual(outcome(retrieved), [0xa702, 0, 2, 0]);
});

test('pending responses count down', { skip }, async (t) => {
  const { responses } = await get(t, await startSampleArchive(t), study(`${studies.ct}\\${studies.mr}`));
  const pending = responses.slice(0, -1).map(({ status, remaining, completed }) => [status, remaining, completed]);
  assert.deepEqual(pending, [
    [0xff00, 1, 1],
    [0xff00, 0, 2],
  ]);
});

test('a C-GET that matches nothing is a success of nothing', { skip }, async (t) => {
  assert.deepEqual(outcome(await get(t, await startSampleArchive(t), study('1.2.3'))), [0x0000, 0, 0, 0]);
});
