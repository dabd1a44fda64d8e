import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parseModality } from '../../src/config/modality.ts';
import type { Configuration } from '../../src/config/options.ts';
import { answerOf, startFindPeer } from '../support/find-peer.ts';
import { type Archive, startArchive } from './archive.ts';

const answer = (study: string, accession: string) =>
  answerOf(
    [0x0008_0050, 'SH', accession],
    [0x0010_0020, 'LO', 'P1'],
    [0x0010_0010, 'PN', 'Doe^Jane'],
    [0x0020_000d, 'UI', study],
  );

/** A query of studies that found two, and how to retrieve them. */
async function startFound(
  t: TestContext,
  configuration: Partial<Configuration> = {},
  modality: Readonly<Record<string, string>> = {},
) {
  const remote = await startFindPeer(t, [answer('1.2.1', 'A1'), answer('1.2.2', 'A2')]);
  const archive = await startArchive(t, { configuration });
  const fields = { AET: 'RIS', Host: '127.0.0.1', Port: remote.port, ...modality };
  await archive.modalities.put(parseModality('ris', fields));
  const { app, runs } = archive;
  const body = { Level: 'Study', LocalAet: 'ASKER', Timeout: 7 };
  const { Path } = (await app.inject({ method: 'POST', url: '/modalities/ris/query', payload: body })).json();
  return {
    ...archive,
    retrieve: (payload: object | string, which = '') =>
      app.inject({ method: 'POST', url: `${Path}${which}/retrieve`, payload }),
    lastRun: () => shownRun(runs.at(-1)),
  };
}

function shownRun(run: Archive['runs'][number] | undefined) {
  const parameters: Readonly<Record<string, unknown>> = { ...run?.parameters };
  const { LocalAet, TargetAet, Timeout } = parameters;
  return { type: run?.type, studies: run?.items.map(studyOf), LocalAet, TargetAet, Timeout };
}

function studyOf(item: string): string {
  return JSON.parse(item)['0020000D'].Value[0];
}

test('all answers of a query are retrieved, to the server that is named as text or in an object, or to this one', async (t) => {
  const { lastRun, retrieve } = await startFound(t);
  const run = { type: 'DicomMoveScu', studies: ['1.2.1', '1.2.2'], LocalAet: 'ASKER', Timeout: 7 };
  for (const payload of ['STORESCP', '"STORESCP"', { TargetAet: 'STORESCP' }]) {
    const response = await retrieve(payload);
    assert.equal(response.statusCode, 200, response.body);
    assert.deepEqual(lastRun(), { ...run, TargetAet: 'STORESCP' });
  }
  for (const payload of ['', {}]) {
    assert.equal((await retrieve(payload)).statusCode, 200);
    assert.deepEqual(lastRun(), { ...run, TargetAet: 'ISOCENTER' });
  }
});

test('one answer is retrieved alone, and the request may speak otherwise than the query did', async (t) => {
  const { lastRun, retrieve } = await startFound(t);
  await retrieve({ TargetAet: 'T', LocalAet: 'OTHER', Timeout: 3 }, '/answers/1');
  assert.deepEqual(lastRun(), {
    type: 'DicomMoveScu',
    studies: ['1.2.2'],
    LocalAet: 'OTHER',
    TargetAet: 'T',
    Timeout: 3,
  });
});

test('the method is that of the request, else of the modality, else of DicomDefaultRetrieveMethod', async (t) => {
  const byDefault = await startFound(t, { DicomDefaultRetrieveMethod: 'C-GET' });
  await byDefault.retrieve({});
  assert.equal(byDefault.lastRun().type, 'DicomGetScu');
  await byDefault.retrieve({ RetrieveMethod: 'C-MOVE' });
  assert.equal(byDefault.lastRun().type, 'DicomMoveScu');
  const byModality = await startFound(t, { DicomDefaultRetrieveMethod: 'C-GET' }, { RetrieveMethod: 'C-MOVE' });
  await byModality.retrieve({ RetrieveMethod: 'SystemDefault' });
  assert.equal(byModality.lastRun().type, 'DicomMoveScu');
  await byModality.retrieve({ RetrieveMethod: 'C-GET' });
  assert.deepEqual(byModality.lastRun(), {
    type: 'DicomGetScu',
    studies: ['1.2.1', '1.2.2'],
    LocalAet: 'ASKER',
    TargetAet: undefined,
    Timeout: 7,
  });
});

test('the job shows what it retrieves in the format asked for', async (t) => {
  const { retrieve } = await startFound(t);
  const shown = async (payload: object) => (await retrieve(payload, '/answers/0')).json().Query[0];
  const short = await shown({});
  assert.equal(short['0020,000d'], '1.2.1');
  const full = await shown({ Full: true });
  assert.deepEqual(full['0020,000d'], { Name: 'StudyInstanceUID', Type: 'String', Value: '1.2.1' });
  const simplified = await shown({ Simplify: true });
  assert.equal(simplified.StudyInstanceUID, '1.2.1');
});

test('an asynchronous retrieve answers with its job', async (t) => {
  const { app, retrieve } = await startFound(t);
  const { ID, Path } = (await retrieve({ TargetAet: 'T', Asynchronous: true })).json();
  assert.equal(Path, `/jobs/${ID}`);
  const job = (await app.inject(Path)).json();
  assert.deepEqual([job.Type, job.Content.TargetAet, job.Content.RemoteAet], ['DicomMoveScu', 'T', 'RIS']);
});

const refusals: readonly (readonly [why: string, status: number, payload: object | string, which: string])[] = [
  ['an unknown method', 400, { RetrieveMethod: 'C-STORE' }, ''],
  ['a target that is no text', 400, { TargetAet: 5 }, ''],
  ['a target that is too long', 400, 'seventeen letters', ''],
  ['an array', 400, '["A"]', ''],
  ['an answer that there is not', 400, {}, '/answers/2'],
  ['an answer that is no number', 400, {}, '/answers/first'],
];

for (const [why, status, payload, which] of refusals) {
  test(`a retrieve with ${why} is refused, and starts no job`, async (t) => {
    const { retrieve, runs } = await startFound(t);
    assert.equal((await retrieve(payload, which)).statusCode, status);
    assert.equal(runs.length, 0);
  });
}

test('a retrieve from a modality that was removed is not found', async (t) => {
  const { modalities, retrieve } = await startFound(t);
  await modalities.delete('ris');
  assert.equal((await retrieve({})).statusCode, 404);
});
