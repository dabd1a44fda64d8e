import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { encodeDataSetToBytes, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { sampleWorklist } from '../worklists/sample-worklist.ts';
import { missingTool, runTool } from './dcmtk-tool.ts';
import { ReceivedFiles } from './received-files.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { temporaryFolder } from './temporary-folder.ts';

const skip = missingTool('findscu');

/** Patients of the worklists that findscu gets for keys such as `ScheduledProcedureStepSequence[0].Modality=CT`. */
async function find(t: TestContext, { address }: RunningIsocenter, aet: string, keys: readonly string[]) {
  const responses = new ReceivedFiles(temporaryFolder(t));
  const args = ['-v', '-W', '-aet', aet, '-X', '-od', responses.folder];
  const asked = ['PatientID', 'PatientName', ...keys].flatMap((key) => ['-k', key]);
  const { output } = await runTool('findscu', [...args, ...asked, ...address]);
  assert.match(output, /Received Final Find Response \(Success\)/);
  return responses.read().map(({ dataSet }) => dataSet);
}

const step = (key: string) => `(0040,0100)[0].${key}`;

test('findscu finds the worklists of a folder and of the REST API', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  const file = encodeDataSetToBytes(sampleWorklist({ patientId: 'FILE' }), TransferSyntaxes.ExplicitVRLittleEndian);
  writeFileSync(join(folder, 'a.wl'), file);
  const isocenter = await startIsocenter(t, {
    Worklists: { Enable: true, Directory: folder, SaveInOrthancDatabase: true },
    DicomModalities: { ct: modalityAt('CT1', 104), mr: modalityAt('MR1', 104, { AllowFindWorklist: false }) },
    DicomAlwaysAllowFindWorklist: false,
  });
  const tags = {
    PatientID: 'REST',
    PatientName: 'Müller^Jörg',
    ScheduledProcedureStepSequence: [
      { Modality: 'MR', ScheduledProcedureStepStartDate: '20260201', ScheduledStationAETitle: 'MR1' },
    ],
  };
  await isocenter.rest.post('/worklists/create', { Tags: tags });
  const patients = async (...keys: string[]) => {
    const answers = await find(t, isocenter, 'CT1', keys);
    return answers.map((answer) => answer.text(Tags.PatientID)).toSorted();
  };
  assert.deepEqual(await patients(), ['FILE', 'REST']);
  assert.deepEqual(await patients(step('Modality=MR')), ['REST']);
  assert.deepEqual(await patients(step('ScheduledStationAETitle=CT1')), ['FILE']);
  assert.deepEqual(await patients(step('ScheduledProcedureStepStartDate=20260101-20260131')), ['FILE']);
  assert.deepEqual(await patients('PatientID=NOBODY'), []);
  const [answer] = await find(t, isocenter, 'CT1', ['PatientID=REST', step('Modality')]);
  assert.equal(answer?.text(Tags.PatientName), 'Müller^Jörg');
  assert.equal(answer?.sequence(Tags.ScheduledProcedureStepSequence)[0]?.text(Tags.Modality), 'MR');
  const refused = await runTool('findscu', ['-v', '-W', '-aet', 'MR1', '-k', 'PatientID', ...isocenter.address]);
  assert.doesNotMatch(refused.output, /Final Find Response \(Success\)/);
});
