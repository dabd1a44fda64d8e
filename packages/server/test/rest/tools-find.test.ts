import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { startArchive, uids, upload } from './archive.ts';

async function find(app: FastifyInstance, payload: object) {
  const response = await app.inject({ method: 'POST', url: '/tools/find', payload });
  return { status: response.statusCode, json: response.json() };
}

/** Three studies of three patients: MR, CT, MR. */
async function threeStudies(app: FastifyInstance) {
  const samples = [
    { study: 1, patientId: 'P1', patientName: 'Doe^Jane', modality: 'MR' },
    { study: 2, patientId: 'P2', patientName: 'Doe^John', modality: 'CT' },
    { study: 3, patientId: 'P3', patientName: 'Roe^Richard', modality: 'MR' },
  ];
  const studies: string[] = [];
  for (const sample of samples) studies.push((await upload(app, sample)).ParentStudy);
  return studies;
}

/** Criteria of section 5.2 and the studies (1 to 3) that they find. */
const criteria = [
  { query: {}, found: [1, 2, 3] },
  { query: { PatientID: '' }, found: [1, 2, 3] },
  { query: { PatientID: 'P2' }, found: [2] },
  { query: { '0010,0020': 'P2' }, found: [2] },
  { query: { PatientName: 'doe*' }, found: [1, 2] },
  { query: { PatientName: 'DOE^J?NE' }, found: [1] },
  { query: { PatientName: 'doe*' }, CaseSensitive: true, found: [] },
  { query: { PatientID: 'P1\\P3' }, found: [1, 3] },
  { query: { StudyDate: '20260101-20260201' }, found: [1, 2, 3] },
  { query: { StudyDate: '-20251231' }, found: [] },
  { query: { ModalitiesInStudy: 'CT' }, found: [2] },
  { query: { ModalitiesInStudy: 'CT\\MR' }, found: [1, 2, 3] },
  { query: { Modality: 'MR' }, found: [] },
  { query: { PatientName: '*' }, found: [1, 2, 3] },
  { query: { PatientSex: '*' }, found: [] },
  { query: { ImageComments: '*' }, found: [] },
  { query: { Rows: '2' }, found: [1, 2, 3] },
  { query: { Rows: '3' }, found: [] },
  { query: { StudyInstanceUID: uids.study(3) }, found: [3] },
] as const;

test('studies are found by the criteria of the query', async (t) => {
  const { app } = await startArchive(t);
  const studies = await threeStudies(app);
  for (const { query, found, ...options } of criteria) {
    const expected = found.map((number) => studies[number - 1]).toSorted();
    const { status, json } = await find(app, { Level: 'Study', Query: query, ...options });
    assert.deepEqual([status, json], [200, expected], JSON.stringify({ query, ...options }));
  }
});

test('answers are resources when expanded, in the format and with the parts asked for', async (t) => {
  const { app, calls } = await startArchive(t);
  await threeStudies(app);
  calls.length = 0;
  const { json } = await find(app, {
    Level: 'studies',
    Query: { PatientID: 'P1' },
    Expand: true,
    Short: true,
    RequestedTags: ['NumberOfStudyRelatedInstances', 'Rows'],
    ResponseContent: ['RequestedTags', 'MainDicomTags'],
  });
  assert.deepEqual(calls, ['findResources']);
  assert.equal(json.length, 1);
  const { ID, ...study } = json[0];
  assert.deepEqual(study, {
    MainDicomTags: {
      '0008,0020': '20260131',
      '0008,0050': 'A1',
      '0008,1030': 'Study 1',
      '0020,000d': uids.study(1),
    },
    PatientMainDicomTags: { '0010,0010': 'Doe^Jane', '0010,0020': 'P1' },
    RequestedTags: { '0020,1208': '1', '0028,0010': '2' },
    Type: 'Study',
  });
  assert.equal(typeof ID, 'string');
});

test('a tag of a lower level finds something only when it is requested', async (t) => {
  const { app } = await startArchive(t);
  const studies = await threeStudies(app);
  const { json } = await find(app, { Level: 'Study', Query: { Modality: 'CT' }, RequestedTags: ['Modality'] });
  assert.deepEqual(json, [studies[1]]);
});

test('Limit and Since page through the matches, in the order asked for', async (t) => {
  const { app } = await startArchive(t);
  const [first, second, third] = await threeStudies(app);
  const byId = (Direction: string) => [{ Type: 'DicomTag', Key: 'PatientID', Direction }];
  const query = { Level: 'Study', Query: {} };
  assert.deepEqual((await find(app, { ...query, OrderBy: byId('ASC') })).json, [first, second, third]);
  assert.deepEqual((await find(app, { ...query, OrderBy: byId('DESC') })).json, [third, second, first]);
  assert.deepEqual((await find(app, { ...query, OrderBy: byId('ASC'), Limit: 1, Since: 1 })).json, [second]);
  assert.deepEqual((await find(app, { ...query, OrderBy: byId('DESC'), Limit: 2 })).json, [third, second]);
});

test('instances are ordered by number, and by metadata', async (t) => {
  const { app } = await startArchive(t);
  const ids: string[] = [];
  for (const instance of [10, 9, 100]) ids.push((await upload(app, { instance })).ID);
  const [ten, nine, hundred] = ids;
  for (const Type of ['DicomTagAsInt', 'DicomTagAsFloat', 'MetadataAsInt']) {
    const Key = Type === 'MetadataAsInt' ? 'IndexInSeries' : 'InstanceNumber';
    const { json } = await find(app, { Level: 'Instance', Query: {}, OrderBy: [{ Type, Key, Direction: 'ASC' }] });
    assert.deepEqual(json, [nine, ten, hundred], Type);
  }
});

test('parents and metadata restrict what is found', async (t) => {
  const { app } = await startArchive(t);
  const { ParentPatient, ParentSeries, ParentStudy, ID } = await upload(app);
  await upload(app, { study: 2 });
  for (const parent of [{ ParentPatient }, { ParentStudy }, { ParentSeries }]) {
    const { json } = await find(app, {
      Level: 'Instance',
      Query: { SOPInstanceUID: uids.instance(1, 1, 1) },
      ...parent,
    });
    assert.deepEqual(json, [ID], JSON.stringify(parent));
  }
  assert.equal((await find(app, { Level: 'Instance', Query: {}, ParentStudy })).json.length, 1);
  assert.equal((await find(app, { Level: 'Instance', Query: {}, MetadataQuery: { Origin: 'rest*' } })).json.length, 2);
  assert.equal((await find(app, { Level: 'Instance', Query: {}, MetadataQuery: { Origin: 'Lua' } })).json.length, 0);
  const none = await find(app, { Level: 'Study', Query: {}, Labels: ['urgent'] });
  assert.deepEqual(none.json, []);
  const unlabelled = await find(app, { Level: 'Study', Query: {}, Labels: ['urgent'], LabelsConstraint: 'None' });
  assert.equal(unlabelled.json.length, 2);
});

/** Bodies that cannot be answered: HTTP status and OrthancStatus. */
const refusals = [
  { body: '', status: 400, code: 28 },
  { body: '{', status: 400, code: 28 },
  { body: '[]', status: 400, code: 8 },
  { body: { Query: {} }, status: 400, code: 8 },
  { body: { Level: 'Study' }, status: 400, code: 8 },
  { body: { Level: 'Room', Query: {} }, status: 400, code: 3 },
  { body: { Level: 'Study', Query: [] }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: { PatientID: 1 } }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: { NoSuchTag: 'x' } }, status: 500, code: 27 },
  { body: { Level: 'Study', Query: { StudyDate: '2026*' } }, status: 400, code: 3 },
  { body: { Level: 'Study', Query: { Rows: '2' }, Since: 1 }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, Limit: -1 }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, Limit: '1' }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, Expand: 'yes' }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, MetadataQuery: { NoSuch: 'x' } }, status: 404, code: 7 },
  { body: { Level: 'Study', Query: {}, OrderBy: [{ Type: 'DicomTag', Key: 'PatientID' }] }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, Labels: ['a'], LabelsConstraint: 'Some' }, status: 400, code: 8 },
  { body: { Level: 'Study', Query: {}, ResponseContent: ['Nonsense'] }, status: 400, code: 8 },
] as const;

test('a search that makes no sense is refused', async (t) => {
  const { app } = await startArchive(t);
  for (const { body, status, code } of refusals) {
    const response = await app.inject({ method: 'POST', url: '/tools/find', payload: body });
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [status, code], JSON.stringify(body));
  }
});

test('a document longer than allowed is 413', async (t) => {
  const { app } = await startArchive(t, { maxDocumentBytes: 100 });
  const payload = { Level: 'Study', Query: { PatientID: 'x'.repeat(100) } };
  assert.equal((await find(app, payload)).status, 413);
});
