import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { DataSet } from '@isocenter/dicom';
import { parseModality } from '../../src/config/modality.ts';
import { answerOf, type FindPeerOptions, startFindPeer } from '../support/find-peer.ts';
import { closedPort } from '../support/remote-peer.ts';
import { type ArchiveOptions, startArchive } from './archive.ts';

const studyRootFind = '1.2.840.10008.5.1.4.1.2.2.1';
const patientRootFind = '1.2.840.10008.5.1.4.1.2.1.1';

const studyAnswer = (uid: string, description: string) =>
  answerOf(
    [0x0008_0050, 'SH', 'A1'],
    [0x0008_0052, 'CS', 'STUDY'],
    [0x0008_1030, 'LO', description],
    [0x0010_0020, 'LO', 'P1'],
    [0x0020_000d, 'UI', uid],
  );

async function startQuerying(
  t: TestContext,
  answers: readonly DataSet[] = [],
  { end, refused, ...options }: FindPeerOptions & ArchiveOptions = {},
) {
  const remote = await startFindPeer(t, answers, { ...(end && { end }), ...(refused && { refused }) });
  const archive = await startArchive(t, options);
  await archive.modalities.put(parseModality('ris', ['RIS', '127.0.0.1', remote.port]));
  const { app } = archive;
  const post = (url: string, payload: object | string) => app.inject({ method: 'POST', url, payload });
  return {
    ...archive,
    questions: remote.questions,
    post,
    async get(url: string) {
      return (await app.inject(url)).json();
    },
    async query(body: object): Promise<string> {
      const response = await post('/modalities/ris/query', body);
      assert.equal(response.statusCode, 200, response.body);
      const { ID, Path } = response.json();
      assert.equal(Path, `/queries/${ID}`);
      return Path;
    },
  };
}

test('a query is kept with its answers, which are shown in all formats', async (t) => {
  const { app, get, query } = await startQuerying(t, [studyAnswer('1.2.1', 'Müller'), studyAnswer('1.2.2', 'b')]);
  const path = await query({ Level: 'Study', Query: { PatientID: 'P*', StudyDescription: '' } });
  assert.deepEqual(await get('/queries'), [path.split('/')[2]]);
  assert.deepEqual(await get(path), ['answers', 'level', 'modality', 'query', 'retrieve']);
  assert.equal((await app.inject(`${path}/level`)).body, 'Study');
  assert.equal((await app.inject(`${path}/modality`)).body, 'ris');
  assert.deepEqual(await get(`${path}/query`), {
    '0008,1030': { Name: 'StudyDescription', Type: 'String', Value: '' },
    '0010,0020': { Name: 'PatientID', Type: 'String', Value: 'P*' },
  });
  assert.deepEqual(await get(`${path}/query?simplify`), { StudyDescription: '', PatientID: 'P*' });
  assert.deepEqual(await get(`${path}/query?short`), { '0008,1030': '', '0010,0020': 'P*' });
  assert.deepEqual(await get(`${path}/answers`), ['0', '1']);
  const first = {
    SpecificCharacterSet: 'ISO_IR 100',
    AccessionNumber: 'A1',
    QueryRetrieveLevel: 'STUDY',
    StudyDescription: 'Müller',
    PatientID: 'P1',
    StudyInstanceUID: '1.2.1',
  };
  const second = { ...first, StudyDescription: 'b', StudyInstanceUID: '1.2.2' };
  assert.deepEqual(await get(`${path}/answers?expand&simplify`), [first, second]);
  assert.deepEqual(await get(`${path}/answers/1/content?simplify`), second);
  assert.equal((await get(`${path}/answers/1/content?short`))['0008,1030'], 'b');
  assert.deepEqual((await get(`${path}/answers/0/content`))['0020,000d'], {
    Name: 'StudyInstanceUID',
    Type: 'String',
    Value: '1.2.1',
  });
  const removed = await app.inject({ method: 'DELETE', url: path });
  assert.deepEqual([removed.statusCode, removed.body], [200, '']);
  assert.deepEqual(await get('/queries'), []);
  assert.equal((await app.inject({ method: 'DELETE', url: path })).statusCode, 200);
});

test('many answers are all there, in the order of their arrival', async (t) => {
  const uids = Array.from({ length: 1234 }, (_, number) => `1.2.${number}`);
  const { get, query } = await startQuerying(
    t,
    uids.map((uid) => studyAnswer(uid, 's')),
  );
  const path = await query({ Level: 'Study' });
  assert.equal((await get(`${path}/answers`)).at(-1), '1233');
  const answers: { StudyInstanceUID: string }[] = await get(`${path}/answers?expand&simplify`);
  assert.deepEqual(
    answers.map(({ StudyInstanceUID }) => StudyInstanceUID),
    uids,
  );
});

test('the children of an answer are those of its level', async (t) => {
  const { get, query } = await startQuerying(t, [studyAnswer('1.2.1', 'a')]);
  const expected = {
    Patient: ['content', 'retrieve', 'query-study', 'query-series', 'query-instances'],
    Study: ['content', 'retrieve', 'query-series', 'query-instances'],
    Series: ['content', 'retrieve', 'query-instances'],
    Instance: ['content', 'retrieve'],
  };
  for (const [Level, children] of Object.entries(expected)) {
    assert.deepEqual(await get(`${await query({ Level })}/answers/0`), children, Level);
  }
});

test('a query of patients uses the Patient Root model, or the other one if need be; others the Study Root', async (t) => {
  const both = await startQuerying(t);
  await both.query({ Level: 'Patient' });
  await both.query({ Level: 'Series' });
  assert.deepEqual(
    both.questions.map(({ sopClassUid }) => sopClassUid),
    [patientRootFind, studyRootFind],
  );
  const one = await startQuerying(t, [], { refused: [patientRootFind] });
  await one.query({ Level: 'Patient' });
  assert.equal(one.questions[0]?.sopClassUid, studyRootFind);
});

test('a query below an answer asks for its identifiers, with what the client adds', async (t) => {
  const { get, post, query, questions } = await startQuerying(t, [studyAnswer('1.2.1', 'a')]);
  const path = await query({ Level: 'Study' });
  const below = await post(`${path}/answers/0/query-series`, { Query: { Modality: 'CT' } });
  const { Path } = below.json();
  const asked = questions[1]?.identifier;
  assert.deepEqual(
    [0x0008_0052, 0x0008_0060, 0x0020_000d].map((tag) => asked?.text(tag)),
    ['SERIES', 'CT', '1.2.1'],
  );
  assert.deepEqual(await get(`${Path}/query?simplify`), { Modality: 'CT', StudyInstanceUID: '1.2.1' });
  const instances = await post(`${path}/answers/0/query-instances`, {});
  assert.equal(instances.statusCode, 200);
  assert.equal(questions[2]?.identifier.text(0x0008_0052), 'IMAGE');
  const above = await post(`${path}/answers/0/query-studies`, {});
  assert.equal(above.statusCode, 404);
  const noObject = await post(`${path}/answers/0/query-series`, '[]');
  assert.equal(noObject.statusCode, 400);
});

test('what nobody has asked, and answers that nobody gave, are refused', async (t) => {
  const { app, query } = await startQuerying(t, [studyAnswer('1.2.1', 'a')]);
  const path = await query({ Level: 'Study' });
  for (const url of ['', '/level', '/modality', '/query', '/answers', '/answers/0', '/answers/0/content']) {
    const response = await app.inject(`/queries/none${url}`);
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], url);
  }
  for (const position of ['1', '-1', 'x', '0x0', '99999999999999999999']) {
    const response = await app.inject(`${path}/answers/${position}/content`);
    assert.equal(response.statusCode, 400, position);
  }
});

test('a modality that answers with a failure is told from one that cannot be reached', async (t) => {
  const { get, modalities, post } = await startQuerying(t, [studyAnswer('1.2.1', 'a')], { end: { status: 0xc001 } });
  const refused = await post('/modalities/ris/query', { Level: 'Study' });
  assert.equal(refused.statusCode, 422);
  assert.deepEqual(refused.json().ErrorPayload, { Type: 'Dimse', Content: { DimseErrorStatus: 0xc001 } });
  await modalities.put(parseModality('gone', ['GONE', '127.0.0.1', await closedPort()]));
  const lost = await post('/modalities/gone/query', { Level: 'Study' });
  assert.deepEqual([lost.statusCode, lost.json().OrthancStatus], [500, 9]);
  assert.deepEqual(await get('/queries'), [], 'nothing half done is kept');
});

test('a modality without C-FIND is an error', async (t) => {
  const { post } = await startQuerying(t, [], { refused: [studyRootFind] });
  assert.equal((await post('/modalities/ris/query', { Level: 'Study' })).statusCode, 500);
});

const refusals: readonly (readonly [why: string, status: number, body: object | string])[] = [
  ['no level', 400, {}],
  ['an unknown level', 400, { Level: 'Episode' }],
  ['tags that are no object', 400, { Level: 'Study', Query: [] }],
  ['a tag that nobody knows', 400, { Level: 'Study', Query: { NoSuchTag: '' } }],
  ['a value that is no text', 400, { Level: 'Study', Query: { PatientID: 5 } }],
  ['an AE title that is too long', 400, { Level: 'Study', LocalAet: 'seventeen letters' }],
  ['a negative timeout', 400, { Level: 'Study', Timeout: -1 }],
  ['no JSON', 400, '{'],
];

for (const [why, status, body] of refusals) {
  test(`a query with ${why} is refused`, async (t) => {
    const { post, questions } = await startQuerying(t);
    assert.equal((await post('/modalities/ris/query', body)).statusCode, status);
    assert.equal(questions.length, 0);
  });
}

test('the queries used longest ago go when there are more than QueryRetrieveSize', async (t) => {
  const { get, query } = await startQuerying(t, [], { configuration: { QueryRetrieveSize: 2 } });
  const first = await query({ Level: 'Study' });
  const second = await query({ Level: 'Study' });
  await get(first);
  const third = await query({ Level: 'Study' });
  const ids = [first, third].map((path) => path.split('/')[2]);
  assert.deepEqual(await get('/queries'), ids.toSorted());
  assert.equal((await get(second)).HttpStatus, 404);
});
