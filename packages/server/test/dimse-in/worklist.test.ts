import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DataDictionary, DataSet, encodeDataSetToBytes, parseDataSet, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { type WorklistScpOptions, worklistHandler } from '../../src/dimse-in/worklist.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { associate, startPeer } from '../support/remote-peer.ts';
import { MemoryWorklists, type SampleWorklist, sampleWorklist } from '../worklists/sample-worklist.ts';

const worklistFind = '1.2.840.10008.5.1.4.31';
const syntax = TransferSyntaxes.ImplicitVRLittleEndian;
const { ScheduledProcedureStepSequence: steps, ScheduledStationAETitle: station } = Tags;

/** Asks for worklists as the AE title CT1; the keys of the step are asked of its item. */
async function find(
  t: TestContext,
  worklists: readonly SampleWorklist[],
  {
    keys = new DataSet(),
    step,
    options = {},
  }: { keys?: DataSet; step?: DataSet; options?: Partial<WorklistScpOptions> },
) {
  const handler = worklistHandler({
    source: new MemoryWorklists(worklists.map(sampleWorklist)),
    dictionary: DataDictionary.standard,
    characterSet: () => ['ISO_IR 100'],
    caseSensitivePersonNames: false,
    filterIssuer: false,
    maxAnswers: 0,
    logger: silentLogger,
    ...options,
  });
  const { port } = await startPeer(t, { find: handler });
  const contexts = [{ abstractSyntax: worklistFind, transferSyntaxes: [syntax.uid] }];
  const association = await associate(t, port, { contexts, callingAet: 'CT1' });
  const identifier = keys.has(Tags.PatientID) ? keys : keys.set(Tags.PatientID, 'LO', null);
  if (step !== undefined) identifier.set(steps, 'SQ', [step]);
  const answers: DataSet[] = [];
  let status: number | undefined;
  const request = { sopClassUid: worklistFind, identifier: encodeDataSetToBytes(identifier, syntax) };
  for await (const response of association.find(request)) {
    status = response.status;
    if (response.identifier !== undefined) answers.push(parseDataSet(response.identifier, syntax));
  }
  return { answers, status, patients: answers.map((answer) => answer.text(Tags.PatientID)) };
}

const scheduled: readonly SampleWorklist[] = [
  { patientId: 'P0', patientName: 'Müller^Jörg', stations: ['CT1'], date: '20260130' },
  { patientId: 'P1', stations: ['MR1', 'CT1'], date: '20260131' },
  { patientId: 'P2', stations: ['MR1'], date: '20260201', modality: 'MR' },
];

const all = ['P0', 'P1', 'P2'];

/** Keys of the worklist and of its step, and whose worklists match (PS3.4 K.4.1.1.2). */
const searches: readonly (readonly [
  name: string,
  keys: DataSet,
  step: DataSet | undefined,
  found: readonly string[],
])[] = [
  ['nothing', new DataSet(), undefined, all],
  ['an empty step', new DataSet(), new DataSet(), all],
  ['a station', new DataSet(), new DataSet().set(station, 'AE', 'CT1'), ['P0', 'P1']],
  ['any station', new DataSet(), new DataSet().set(station, 'AE', '*'), all],
  ['a modality', new DataSet(), new DataSet().set(Tags.Modality, 'CS', 'MR'), ['P2']],
  ['days', new DataSet(), new DataSet().set(Tags.ScheduledProcedureStepStartDate, 'DA', '20260131-'), ['P1', 'P2']],
  [
    'a station and a modality in one step',
    new DataSet(),
    new DataSet().set(station, 'AE', 'CT1').set(Tags.Modality, 'CS', 'MR'),
    [],
  ],
  ['a name in any case', new DataSet().set(Tags.PatientName, 'PN', 'DOE^*'), undefined, ['P1', 'P2']],
  ['a patient', new DataSet().set(Tags.PatientID, 'LO', 'P1'), undefined, ['P1']],
];

for (const [name, keys, step, found] of searches) {
  test(`a request for ${name} finds ${found.join(', ') || 'nobody'}`, async (t) => {
    const { patients, status } = await find(t, scheduled, { keys, ...(step && { step }) });
    assert.deepEqual([patients, status], [found, 0x0000]);
  });
}

test('an answer has the keys that were asked for, and of the step those that were asked of it', async (t) => {
  const keys = new DataSet().set(Tags.PatientName, 'PN', null).set(Tags.PatientSex, 'CS', null);
  const step = new DataSet().set(station, 'AE', null).set(Tags.StationName, 'SH', null);
  const { answers } = await find(t, scheduled.slice(1, 2), { keys, step });
  const [answer] = answers;
  const tags = [...(answer ?? [])].map(({ tag }) => tag);
  assert.deepEqual(tags, [Tags.SpecificCharacterSet, Tags.PatientName, Tags.PatientID, steps]);
  const items = answer?.sequence(steps).map((item) => [...item].map(({ tag }) => [tag, item.text(tag)]));
  assert.deepEqual(items, [[[station, 'MR1']], [[station, 'CT1']]]);
});

test('an answer is in the character set of the server, or in UTF-8 where that is not enough', async (t) => {
  const worklists = [
    { patientName: 'Müller', characterSet: 'ISO_IR 192' },
    { patientName: '山田', characterSet: 'ISO_IR 192' },
  ];
  const { answers } = await find(t, worklists, { keys: new DataSet().set(Tags.PatientName, 'PN', null) });
  const shown = answers.map((answer) => [answer.text(Tags.SpecificCharacterSet), answer.text(Tags.PatientName)]);
  assert.deepEqual(shown, [
    ['ISO_IR 100', 'Müller'],
    ['ISO_IR 192', '山田'],
  ]);
});

test('with FilterIssuerAet, who asks for no station hears of its own worklists', async (t) => {
  const options = { filterIssuer: true };
  const { answers, patients } = await find(t, scheduled, { options });
  assert.deepEqual(patients, ['P0', 'P1']);
  assert.equal(answers[0]?.has(steps), false, 'only what was asked for is answered');
  const other = await find(t, scheduled, { options, step: new DataSet().set(station, 'AE', 'MR1') });
  assert.deepEqual(other.patients, ['P1', 'P2']);
});

test('with LimitAnswers a longer list is cut, and its end says so', async (t) => {
  for (const maxAnswers of [1, 2]) {
    const { patients, status } = await find(t, scheduled, { options: { maxAnswers } });
    assert.deepEqual([patients, status], [all.slice(0, maxAnswers), 0xfe00]);
  }
  const { status } = await find(t, scheduled, { options: { maxAnswers: 3 } });
  assert.equal(status, 0x0000);
});

test('a request that cannot be used is refused with a failure', async (t) => {
  const wildcard = new DataSet().set(Tags.ScheduledProcedureStepStartDate, 'DA', '2026*');
  const { answers, status } = await find(t, scheduled, { step: wildcard });
  assert.deepEqual([answers.length, status], [0, 0xc000]);
});

test('a filter sees what is asked and who asks, and may change it', async (t) => {
  const seen: unknown[] = [];
  const filter: WorklistScpOptions['filter'] = {
    isActive: true,
    async call({ keys, origin }) {
      seen.push(keys, origin.RemoteAet);
      return { ...keys, PatientID: 'P2' };
    },
  };
  const step = new DataSet().set(Tags.Modality, 'CS', 'MR');
  const { patients } = await find(t, scheduled, { options: { filter }, step });
  assert.deepEqual(patients, ['P2']);
  assert.deepEqual(seen, [{ '0010,0020': '', '0040,0100': [{ '0008,0060': 'MR' }] }, 'CT1']);
});
