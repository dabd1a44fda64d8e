import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { DataSet } from '@isocenter/dicom';
import { parseModality } from '../../src/config/modality.ts';
import { answerOf, type FindPeerOptions, startFindPeer } from '../support/find-peer.ts';
import { startArchive } from './archive.ts';

const study = answerOf(
  [0x0008_0052, 'CS', 'STUDY'],
  [0x0010_0020, 'LO', 'PAT1'],
  [0x0020_000d, 'UI', '1.2.1'],
  [0x0020_000e, 'UI', '1.2.1.1'],
);
const shownStudy = {
  SpecificCharacterSet: 'ISO_IR 100',
  QueryRetrieveLevel: 'STUDY',
  PatientID: 'PAT1',
  StudyInstanceUID: '1.2.1',
  SeriesInstanceUID: '1.2.1.1',
};

async function start(t: TestContext, answers: readonly DataSet[] = [study], options?: FindPeerOptions) {
  const remote = await startFindPeer(t, answers, options);
  const { app, modalities } = await startArchive(t);
  await modalities.put(parseModality('ris', ['RIS', '127.0.0.1', remote.port]));
  return {
    questions: remote.questions,
    post: (route: string, payload: object | string) =>
      app.inject({ method: 'POST', url: `/modalities/ris/${route}`, payload }),
  };
}

test('a worklist is asked for and answered at once, in any format', async (t) => {
  const worklist = answerOf([0x0010_0020, 'LO', 'P1']);
  const { post, questions } = await start(t, [worklist]);
  const Query = { PatientID: 'P*', ScheduledProcedureStepSequence: [{ Modality: 'CT' }] };
  const found = [{ SpecificCharacterSet: 'ISO_IR 100', PatientID: 'P1' }];
  assert.deepEqual((await post('find-worklist', Query)).json(), found);
  assert.deepEqual((await post('find-worklist', { Query })).json(), found);
  const short = [{ '0008,0005': 'ISO_IR 100', '0010,0020': 'P1' }];
  assert.deepEqual((await post('find-worklist', { Query, Short: true })).json(), short);
  const [full] = (await post('find-worklist', { Query, Full: true })).json();
  assert.deepEqual(full['0010,0020'], { Name: 'PatientID', Type: 'String', Value: 'P1' });
  for (const { identifier, sopClassUid } of questions) {
    assert.equal(sopClassUid, '1.2.840.10008.5.1.4.31');
    assert.equal(identifier.text(0x0010_0020), 'P*');
    assert.equal(identifier.sequence(0x0040_0100)[0]?.text(0x0008_0060), 'CT');
  }
});

test('the old routes ask at their level, and answer at once', async (t) => {
  const { post, questions } = await start(t);
  const identifiers = { PatientID: 'PAT1', StudyInstanceUID: '1.2.1', SeriesInstanceUID: '1.2.1.1' };
  const levels = { patient: 'PATIENT', study: 'STUDY', series: 'SERIES', instance: 'IMAGE' };
  for (const [name, level] of Object.entries(levels)) {
    const response = await post(`find-${name}`, identifiers);
    assert.deepEqual(response.json(), [shownStudy], name);
    assert.equal(questions.at(-1)?.identifier.text(0x0008_0052), level);
    assert.equal(questions.at(-1)?.identifier.text(0x0010_0020), 'PAT1');
  }
});

test('the old routes do not ask for the whole archive', async (t) => {
  const { post, questions } = await start(t);
  const tooLittle = [
    ['find-study', {}],
    ['find-study', { PatientID: 'P1', AccessionNumber: 'A1' }],
    ['find-series', { PatientID: 'PAT1' }],
    ['find-instance', { PatientID: 'PAT1', StudyInstanceUID: '1.2.1' }],
  ] as const;
  for (const [route, tags] of tooLittle) {
    const response = await post(route, tags);
    assert.deepEqual([response.statusCode, response.body], [400, ''], `${route} ${JSON.stringify(tags)}`);
  }
  assert.equal(questions.length, 0);
});

test('patients are found with their studies and series', async (t) => {
  const { post, questions } = await start(t);
  const found = (await post('find', { PatientName: 'D*' })).json();
  assert.deepEqual(found, [{ ...shownStudy, Studies: [{ ...shownStudy, Series: [shownStudy] }] }]);
  const asked = questions.map(({ identifier }) =>
    [0x0008_0052, 0x0010_0010, 0x0010_0020, 0x0020_000d].map((tag) => identifier.text(tag) ?? ''),
  );
  assert.deepEqual(asked, [
    ['PATIENT', 'D*', '', ''],
    ['STUDY', '', 'PAT1', ''],
    ['SERIES', '', 'PAT1', '1.2.1'],
  ]);
});

test('a tree that is too large is given up', async (t) => {
  const { post } = await start(
    t,
    Array.from({ length: 200 }, () => study),
  );
  const response = await post('find', {});
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], [500, 4]);
});

test('a modality that answers with a failure fails them all with 422', async (t) => {
  const { post } = await start(t, [], { end: { status: 0xa700 } });
  for (const route of ['find-worklist', 'find-patient', 'find']) {
    const response = await post(route, { PatientID: 'PAT1' });
    const payload = { Type: 'Dimse', Content: { DimseErrorStatus: 0xa700 } };
    assert.deepEqual([response.statusCode, response.json().ErrorPayload], [422, payload], route);
  }
});

for (const body of ['', '[]', '{"Nonsense": ""}', '{"PatientID": 5}']) {
  test(`a search for ${body || 'nothing'} is refused`, async (t) => {
    const { post, questions } = await start(t);
    for (const route of ['find-worklist', 'find-patient', 'find']) {
      assert.equal((await post(route, body)).statusCode, 400, route);
    }
    assert.equal(questions.length, 0);
  });
}
