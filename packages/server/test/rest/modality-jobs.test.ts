import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type Archive, startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

const unknownId = '00000000-11111111-22222222-33333333-44444444';

function parametersOf(run: Archive['runs'][number] | undefined): Readonly<Record<string, unknown>> {
  return { ...run?.parameters };
}

function post(app: FastifyInstance, url: string, payload: object | string) {
  return app.inject({ method: 'POST', url: `/modalities/pacs/${url}`, payload });
}

test('a store sends the instances of its resources, whatever their levels, in the order given', async (t) => {
  const { app, runs } = await startArchive(t);
  const third = await upload(app, { study: 2 });
  const second = await upload(app, { instance: 2 });
  const first = await upload(app, { instance: 1 });
  const fourth = await upload(app, { study: 3 });
  const Resources = [third.ID, first.ParentStudy, fourth.ParentSeries];
  const response = await post(app, 'store', { Resources });
  assert.equal(response.statusCode, 200);
  assert.deepEqual(runs[0]?.items, [third.ID, first.ID, second.ID, fourth.ID]);
  const content = response.json();
  assert.equal(content.Description, 'REST API');
  assert.deepEqual([content.LocalAet, content.RemoteAet], ['ISOCENTER', 'PACS']);
  assert.deepEqual(content.ParentResources, Resources);
});

test('a store takes an id as text or JSON, and an array of them', async (t) => {
  const { app, runs } = await startArchive(t);
  const { ID, ParentPatient } = await upload(app);
  for (const payload of [ID, ` ${ID}\n`, JSON.stringify(ParentPatient), JSON.stringify([ID])]) {
    assert.equal((await post(app, 'store', payload)).statusCode, 200, payload);
  }
  assert.deepEqual(
    runs.map(({ items }) => items),
    [[ID], [ID], [ID], [ID]],
  );
});

test('a store hands on what the request says about its modality and its job', async (t) => {
  const { app, runs } = await startArchive(t);
  const { ID } = await upload(app);
  const options = {
    LocalAet: 'ME',
    CalledAet: 'OTHER',
    Host: 'other.example',
    Port: 11113,
    MoveOriginatorAet: 'MOVER',
    MoveOriginatorID: 7,
    StorageCommitment: false,
    Timeout: 20,
  };
  const response = await post(app, 'store', { Resources: [ID], ...options, Permissive: true });
  assert.equal(response.statusCode, 200);
  const content = response.json();
  assert.deepEqual(
    [content.LocalAet, content.RemoteAet, content.MoveOriginatorAET, content.MoveOriginatorID],
    ['ME', 'OTHER', 'MOVER', 7],
  );
  assert.deepEqual([content.ParentResources, content.Resources], [[ID], [{ ID, Type: 'Instance' }]]);
  const { MaximumRetries, ...parameters } = parametersOf(runs[0]);
  assert.equal(MaximumRetries, 0);
  assert.deepEqual(parameters, { Modality: 'pacs', ...options, Permissive: true });
});

test('an asynchronous store answers where the job is, with its options', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const body = { Resources: [ID], Asynchronous: true, Priority: 5, UserData: { ward: 3 } };
  const { ID: job, Path } = (await post(app, 'store', body)).json();
  assert.equal(Path, `/jobs/${job}`);
  const shown = (await app.inject(Path)).json();
  assert.deepEqual([shown.Type, shown.Priority, shown.UserData], ['DicomModalityStore', 5, { ward: 3 }]);
  const contradiction = await post(app, 'store', { ...body, Synchronous: true });
  assert.equal(contradiction.json().Path, undefined, 'Synchronous decides');
});

test('a store that fails is answered with the error of its job', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const response = await post(app, 'store', { Resources: [ID], CalledAet: 'REFUSES' });
  assert.equal(response.statusCode, 500);
  const error = response.json();
  assert.deepEqual([error.OrthancStatus, error.Details], [9, 'Refused']);
  assert.deepEqual(error.ErrorPayload, { Type: 'Dimse', Content: { DimseErrorStatus: 42752 } });
});

/** Section 10: bodies of a store and their HTTP statuses. */
const stores = [
  { body: [], status: 200 },
  { body: [unknownId], status: 500 },
  { body: unknownId, status: 500 },
  { body: ['not an id'], status: 400 },
  { body: '', status: 400 },
  { body: '{', status: 400 },
  { body: {}, status: 400 },
  { body: { Resources: unknownId }, status: 400 },
  { body: { Resources: [], LocalAet: 'AN AE TITLE TOO LONG' }, status: 400 },
  { body: { Resources: [], Port: 0 }, status: 400 },
  { body: { Resources: [], Priority: 'high' }, status: 400 },
] as const;

test('a store judges its body', async (t) => {
  const { app } = await startArchive(t);
  for (const { body, status } of stores) {
    assert.equal((await post(app, 'store', body)).statusCode, status, JSON.stringify(body));
  }
  const unknown = await app.inject({ method: 'POST', url: '/modalities/none/store', payload: '[]' });
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [404, 7]);
});

test('a move keeps one identifier for each resource, in the DICOM JSON model', async (t) => {
  const { app, runs } = await startArchive(t);
  const Resources = [
    { StudyInstanceUID: uids.study(1), SeriesInstanceUID: uids.series(1, 1), PatientID: 'P1' },
    { '0020,000d': uids.study(2), '0020,000e': uids.series(2, 1) },
  ];
  const response = await post(app, 'move', { Level: 'Series', Resources, TargetAet: 'TARGET', Timeout: 9 });
  assert.equal(response.statusCode, 200);
  const content = response.json();
  assert.deepEqual([content.TargetAet, content.RemoteAet, content.LocalAet], ['TARGET', 'PACS', 'ISOCENTER']);
  assert.deepEqual(content.Query, [
    {
      '0008,0052': 'SERIES',
      '0010,0020': 'P1',
      '0020,000d': uids.study(1),
      '0020,000e': uids.series(1, 1),
    },
    { '0008,0052': 'SERIES', '0020,000d': uids.study(2), '0020,000e': uids.series(2, 1) },
  ]);
  const [run] = runs;
  assert.equal(run?.type, 'DicomMoveScu');
  const [first] = (run?.items ?? []).map((item) => JSON.parse(item));
  assert.deepEqual(first['00080052'], { vr: 'CS', Value: ['SERIES'] });
  assert.deepEqual(first['0020000E'], { vr: 'UI', Value: [uids.series(1, 1)] });
  const { MaximumRetries, ...parameters } = parametersOf(run);
  assert.deepEqual(parameters, {
    Modality: 'pacs',
    Permissive: false,
    QueryFormat: 'Short',
    TargetAet: 'TARGET',
    Timeout: 9,
  });
});

test('a move without target comes here; a get has none', async (t) => {
  const { app, runs } = await startArchive(t);
  const body = { Level: 'Study', Resources: [{ StudyInstanceUID: uids.study(1) }] };
  assert.equal((await post(app, 'move', body)).json().TargetAet, 'ISOCENTER');
  assert.equal((await post(app, 'get', body)).json().TargetAet, undefined);
  assert.deepEqual(
    runs.map(({ type }) => type),
    ['DicomMoveScu', 'DicomGetScu'],
  );
});

test('a retrieve without its unique keys is 400', async (t) => {
  const { app } = await startArchive(t);
  const study = { StudyInstanceUID: uids.study(1) };
  for (const body of [
    { Level: 'Study', Resources: [{}] },
    { Level: 'Study', Resources: [{ StudyInstanceUID: '' }] },
    { Level: 'Study', Resources: [{ StudyInstanceUID: '1.2.*' }] },
    { Level: 'Series', Resources: [study] },
    { Level: 'Instance', Resources: [study] },
    { Level: 'Study' },
    { Resources: [study] },
    [],
  ]) {
    for (const url of ['move', 'get']) assert.equal((await post(app, url, body)).statusCode, 400, JSON.stringify(body));
  }
});
