import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DataDictionary, type DataSet, Tags } from '@isocenter/dicom';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { RemoteQueries, type RemoteQueryLimits } from '../../src/remote-query/remote-queries.ts';
import { answerOf, startFindPeer } from '../support/find-peer.ts';
import { destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const question = { level: 'Study', tags: { PatientID: '' }, normalize: true } as const;

async function startQueries(t: TestContext, limits: Partial<RemoteQueryLimits> = {}, maximumQueries = 10) {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-queries-'));
  const { index, queries: store } = await openSqliteIndex(folder);
  t.after(async () => {
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });
  const queries = new RemoteQueries({
    opener: newOpener(),
    destinationDefaults,
    store,
    settings: () => ({ dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] }),
    maximumQueries,
    limits,
  });
  return { queries, store };
}

const studies = (count: number, description = 's') =>
  Array.from({ length: count }, (_, number) =>
    answerOf([0x0008_1030, 'LO', description], [0x0020_000d, 'UI', `1.2.${number}`]),
  );

async function uidsOf(pages: AsyncIterable<readonly DataSet[]>): Promise<(string | undefined)[]> {
  const uids: (string | undefined)[] = [];
  for await (const page of pages) uids.push(...page.map((answer) => answer.text(Tags.StudyInstanceUID)));
  return uids;
}

test('answers are kept in the index, all of them and in order, and other servers of it see them', async (t) => {
  const { queries, store } = await startQueries(t);
  const { port } = await startFindPeer(t, studies(421));
  const id = await queries.submit(modalityAt(port), question, {});
  const expected = Array.from({ length: 421 }, (_, number) => `1.2.${number}`);
  assert.deepEqual(await uidsOf(queries.answers(id)), expected);
  assert.equal((await store.getQuery(id, 0))?.answerCount, 421);
  assert.equal((await queries.answer(id, 420)).text(Tags.StudyInstanceUID), '1.2.420');
  await assert.rejects(queries.answer(id, 421), { code: 'ParameterOutOfRange' });
});

test('a modality that has too many answers, or too long ones, is cut off and nothing is kept', async (t) => {
  const { queries } = await startQueries(t, { maxAnswers: 150, maxAnswersInMemory: 20, maxAnswerBytes: 500 });
  let sent = 0;
  const [answer = answerOf()] = studies(1);
  const flood = {
    *[Symbol.iterator]() {
      for (sent = 0; sent < 1_000_000; sent += 1) yield answer;
    },
  };
  const flooding = modalityAt((await startFindPeer(t, flood)).port);
  await assert.rejects(queries.submit(flooding, question, {}), { code: 'NotEnoughMemory' });
  assert.ok(sent < 1_000_000);
  await assert.rejects(queries.ask(flooding, question), { code: 'NotEnoughMemory' });
  const enough = modalityAt((await startFindPeer(t, studies(150))).port);
  await queries.submit(enough, question, {});
  const long = modalityAt((await startFindPeer(t, studies(1, 'x'.repeat(600)))).port);
  await assert.rejects(queries.submit(long, question, {}), { code: 'NetworkProtocol' });
  assert.equal((await queries.list()).length, 1);
});

test('answers that are no data sets are a protocol error', async (t) => {
  const { queries } = await startQueries(t);
  for (const bytes of [Uint8Array.of(1, 2, 3), Buffer.from('100020004c4fff7f41424344', 'hex')]) {
    const { port } = await startPeer(t, {
      async *find(operation) {
        await operation.identifier();
        yield bytes;
        return { status: 0 };
      },
    });
    await assert.rejects(queries.ask(modalityAt(port), question), { code: 'NetworkProtocol' });
  }
});

test('what is assumed for an answer without a character set is said in it', async (t) => {
  const { queries } = await startQueries(t);
  const bare = studies(1)[0]?.cloneWithout(({ tag }) => tag === Tags.SpecificCharacterSet);
  const { port } = await startFindPeer(t, bare === undefined ? [] : [bare]);
  const [answer] = await queries.ask(modalityAt(port), question);
  assert.equal(answer?.text(Tags.SpecificCharacterSet), 'ISO_IR 100');
});

test('a question that is given up keeps nothing', async (t) => {
  const { queries } = await startQueries(t);
  const aborting = new AbortController();
  const { port } = await startPeer(t, {
    async *find(operation) {
      await operation.identifier();
      aborting.abort(new Error('no more'));
      yield* [];
      await new Promise<void>((resolve) => operation.signal.addEventListener('abort', () => resolve()));
      return { status: 0xfe00 };
    },
  });
  const submitted = queries.submit(modalityAt(port), question, { signal: aborting.signal });
  await assert.rejects(submitted, { message: 'no more' });
  assert.deepEqual(await queries.list(), []);
});

test('worklists are asked for as the client writes them, and answered in order', async (t) => {
  const { queries } = await startQueries(t);
  const remote = await startFindPeer(t, studies(3));
  const tags = { PatientName: '*', ScheduledProcedureStepSequence: [{ Modality: 'CT' }] };
  const answers = await queries.askWorklist(modalityAt(remote.port), tags);
  assert.deepEqual(await uidsOf(pageOf(answers)), ['1.2.0', '1.2.1', '1.2.2']);
  const [asked] = remote.questions;
  assert.equal(asked?.sopClassUid, '1.2.840.10008.5.1.4.31');
  assert.equal(asked?.identifier.has(Tags.QueryRetrieveLevel), false);
  assert.equal(asked?.identifier.sequence(0x0040_0100)[0]?.text(Tags.Modality), 'CT');
});

async function* pageOf(answers: readonly DataSet[]): AsyncGenerator<readonly DataSet[]> {
  yield answers;
}
