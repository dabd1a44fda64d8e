import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { normalForm } from './normal-form.ts';
import { ReceivedFiles } from './received-files.ts';
import { retrieveResponses } from './retrieve-responses.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { missingSamples, readSample } from './sample-files.ts';
import { startStorescp } from './storescp-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingSamples || missingTool('movescu', 'getscu', 'storescp', 'dcmconv');

const implicitLittleEndian = '1.2.840.10008.1.2';
const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** Samples in each native syntax: pixels of 8, 16 and 32 bits, waveforms, sequences, private elements. */
const native = [
  'CT_small.dcm',
  'liver_1frame.dcm',
  'test-SR.dcm',
  'waveform_ecg.dcm',
  'rtplan.dcm',
  'rtdose.dcm',
  'rtdose_expb.dcm',
  'MR_small_bigendian.dcm',
  'ExplVR_BigEnd.dcm',
  'SC_rgb_small_odd_big_endian.dcm',
  'liver_expb_1frame.dcm',
  'image_dfl.dcm',
];

async function move({ address }: RunningIsocenter, sopInstanceUid: string) {
  const keys = keyArguments({ QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: sopInstanceUid });
  const { output } = await runTool('movescu', ['-d', '-S', '-aem', 'DEST', ...keys, ...address]);
  return retrieveResponses(output).at(-1);
}

test('a destination of implicit VR little endian only gets equal values from every native syntax', {
  skip,
}, async (t) => {
  const { port, received } = await startStorescp(t, ['+xi', '-pm', '+B']);
  const isocenter = await startIsocenter(t, { DicomModalities: { dest: modalityAt('DEST', port) } });
  for (const name of native) {
    await t.test(name, async (t) => {
      const sample = readSample(name);
      await isocenter.rest.post('/instances', sample.bytes);
      received.clear();
      assert.equal((await move(isocenter, sample.sopInstanceUid))?.status, 0x0000);
      assert.equal(received.single().transferSyntax.uid, implicitLittleEndian);
      assert.ok((await normalForm(t, received.path())).equals(await normalForm(t, sample.path)));
    });
  }
});

test('a C-GET of explicit VR little endian only gets equal values from every native syntax', { skip }, async (t) => {
  const isocenter = await startIsocenter(t);
  for (const name of native) {
    await t.test(name, async (t) => {
      const sample = readSample(name);
      await isocenter.rest.post('/instances', sample.bytes);
      const received = new ReceivedFiles(temporaryFolder(t));
      const keys = keyArguments({ QueryRetrieveLevel: 'IMAGE', SOPInstanceUID: sample.sopInstanceUid });
      await runTool('getscu', ['-S', '+x=', '+B', '-od', received.folder, ...keys, ...isocenter.address]);
      assert.equal(received.single().transferSyntax.uid, explicitLittleEndian);
      assert.ok((await normalForm(t, received.path())).equals(await normalForm(t, sample.path)));
    });
  }
});

test('without permission to convert, what the destination does not take fails', { skip }, async (t) => {
  const { port, received } = await startStorescp(t, ['+xi', '+B']);
  const dest = modalityAt('DEST', port, { AllowTranscoding: false });
  const isocenter = await startIsocenter(t, { DicomModalities: { dest } });
  const sample = readSample('CT_small.dcm');
  await isocenter.rest.post('/instances', sample.bytes);
  const final = await move(isocenter, sample.sopInstanceUid);
  assert.deepEqual([final?.status, final?.completed, final?.failed], [0xa702, 0, 1]);
  assert.deepEqual(received.uids(), []);
});
