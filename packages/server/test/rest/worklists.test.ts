import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startArchive } from './archive.ts';

const step = { Modality: 'MR', ScheduledProcedureStepStartDate: '20260131', ScheduledStationAETitle: 'MR1' };
const Tags = {
  PatientID: 'P1',
  PatientName: 'Müller^Jörg',
  StudyInstanceUID: '1.2.1',
  ScheduledProcedureStepSequence: [step],
};

async function start(t: TestContext) {
  const { app } = await startArchive(t);
  const send = (method: 'POST' | 'PUT', url: string, payload: object | string) => app.inject({ method, url, payload });
  return {
    app,
    send,
    async create(tags: object = Tags) {
      const response = await send('POST', '/worklists/create', { Tags: tags });
      assert.equal(response.statusCode, 200, response.body);
      return response.json();
    },
    async get(url: string) {
      return (await app.inject(url)).json();
    },
  };
}

test('a worklist is created, shown in all formats, replaced and deleted', async (t) => {
  const { app, create, get, send } = await start(t);
  const { ID, Path } = await create();
  assert.equal(Path, `/worklists/${ID}`);
  const { CreationDate, ...shown } = await get(Path);
  assert.match(CreationDate, /^\d{8}T\d{6}$/);
  assert.deepEqual(shown, { ID, Tags: { SpecificCharacterSet: 'ISO_IR 100', ...Tags } });
  assert.equal((await get(`${Path}?format=Short`)).Tags['0010,0020'], 'P1');
  assert.deepEqual((await get(`${Path}?format=Full`)).Tags['0010,0020'], {
    Name: 'PatientID',
    Type: 'String',
    Value: 'P1',
  });
  const replaced = await send('PUT', Path, { Tags: { ...Tags, PatientID: 'P2' } });
  assert.deepEqual([replaced.statusCode, replaced.json()], [200, { ID, Path }]);
  const all = await get('/worklists');
  assert.deepEqual(
    all.map((worklist: { ID: string; Tags: { PatientID: string } }) => [worklist.ID, worklist.Tags.PatientID]),
    [[ID, 'P2']],
  );
  const removed = await app.inject({ method: 'DELETE', url: Path });
  assert.deepEqual([removed.statusCode, removed.json()], [200, {}]);
  assert.deepEqual(await get('/worklists'), []);
});

test('a worklist may be put under an id of its own', async (t) => {
  const { get, send } = await start(t);
  const put = await send('PUT', '/worklists/mine', { Tags });
  assert.deepEqual(put.json(), { ID: 'mine', Path: '/worklists/mine' });
  assert.equal((await get('/worklists/mine')).Tags.PatientID, 'P1');
});

test('a worklist without a Study Instance UID is given one', async (t) => {
  const { create, get } = await start(t);
  const { StudyInstanceUID, ...others } = Tags;
  const first = (await get((await create(others)).Path)).Tags.StudyInstanceUID;
  const second = (await get((await create(others)).Path)).Tags.StudyInstanceUID;
  assert.match(first, /^[0-9.]+$/);
  assert.notEqual(first, StudyInstanceUID);
  assert.notEqual(first, second);
});

test('many worklists are all listed', async (t) => {
  const { create, get } = await start(t);
  const created: string[] = [];
  for (let number = 0; number < 120; number += 1) created.push((await create()).ID);
  const listed = await get('/worklists');
  assert.deepEqual(listed.map(({ ID }: { ID: string }) => ID).toSorted(), created.toSorted());
});

const { ScheduledProcedureStepSequence: _, ...withoutStep } = Tags;
const incomplete = { ...withoutStep, ScheduledProcedureStepSequence: [{ Modality: 'MR' }] };

const refusals: readonly (readonly [why: string, body: object | string])[] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ['no tags', {}],
  ['tags that are no object', { Tags: [] }],
  ['a tag that nobody knows', { Tags: { ...Tags, Nonsense: '1' } }],
  ['a value of another type', { Tags: { ...Tags, PatientID: 7 } }],
  ['no step', { Tags: withoutStep }],
  ['a step without a date', { Tags: incomplete }],
  ['more than a worklist may have', { Tags: { ...Tags, ImageComments: 'x'.repeat(2 * 1024 * 1024) } }],
];

for (const [why, body] of refusals) {
  test(`a worklist of ${why} is refused`, async (t) => {
    const { get, send } = await start(t);
    const response = await send('POST', '/worklists/create', body);
    assert.equal(response.statusCode, 400, response.body);
    assert.deepEqual(await get('/worklists'), []);
  });
}

test('an incomplete step is taken when it is forced', async (t) => {
  const { send } = await start(t);
  const response = await send('POST', '/worklists/create', { Tags: incomplete, Force: true });
  assert.equal(response.statusCode, 200);
});

test('a worklist that there is not is not found', async (t) => {
  const { app } = await start(t);
  for (const method of ['GET', 'DELETE'] as const) {
    const response = await app.inject({ method, url: '/worklists/none' });
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], method);
  }
});
