import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewRemoteQuery, RemoteQueryStore } from '../../../src/index/remote-query-store.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

function newQuery(id: string): NewRemoteQuery {
  return { id, modality: 'pacs', level: 'Series', asked: { '0010,0010': { Value: 'Ä \u0000 "x"' } } };
}

async function complete(queries: RemoteQueryStore, id: string, nowMs: number, maximum: number): Promise<void> {
  await queries.beginQuery(newQuery(id), nowMs);
  assert.equal(await queries.addAnswers(id, 0, [Uint8Array.of(1)]), true);
  assert.equal(await queries.completeQuery(id, maximum), true);
}

export function remoteQueryContract(name: string, open: OpenIndex): void {
  describe(`${name}: queries to modalities`, () => {
    test(
      'a query is seen when it is complete, with its answers in their order, after a restart too',
      onIndex(open, async (opened) => {
        const { queries } = opened;
        await queries.beginQuery({ ...newQuery('q'), asked: { a: [1, 'ü'] } }, 1);
        await queries.addAnswers('q', 0, [Uint8Array.of(0, 255), new Uint8Array(0)]);
        await queries.addAnswers('q', 2, []);
        await queries.addAnswers('q', 2, [Uint8Array.of(7)]);
        assert.equal(await queries.getQuery('q', 2), undefined);
        assert.deepEqual(await queries.listQueries(), []);
        await queries.completeQuery('q', 10);
        const again = await opened.reopen();
        assert.deepEqual(await again.queries.listQueries(), ['q']);
        assert.deepEqual(await again.queries.getQuery('q', 2), {
          id: 'q',
          modality: 'pacs',
          level: 'Series',
          asked: { a: [1, 'ü'] },
          answerCount: 3,
        });
        const bytes = async (from: number, limit: number) =>
          (await again.queries.listAnswers('q', from, limit)).map((answer) => [...answer]);
        assert.deepEqual(await bytes(0, 10), [[0, 255], [], [7]]);
        assert.deepEqual(await bytes(1, 1), [[]]);
        assert.deepEqual(await bytes(3, 1), []);
      }),
    );

    test(
      'the queries used longest ago go when there are too many, with their answers',
      onIndex(open, async ({ queries }) => {
        await complete(queries, 'a', 1, 2);
        await complete(queries, 'b', 2, 2);
        assert.notEqual(await queries.getQuery('a', 3), undefined);
        await complete(queries, 'c', 4, 2);
        assert.deepEqual(await queries.listQueries(), ['a', 'c']);
        assert.equal(await queries.getQuery('b', 5), undefined);
        assert.deepEqual(await queries.listAnswers('b', 0, 1), []);
        assert.equal((await queries.listAnswers('a', 0, 1)).length, 1);
      }),
    );

    test(
      'a query that was dropped while it was under way takes no more answers',
      onIndex(open, async ({ queries }) => {
        await queries.beginQuery(newQuery('slow'), 1);
        await complete(queries, 'quick', 2, 1);
        assert.equal(await queries.addAnswers('slow', 0, [Uint8Array.of(1)]), false);
        assert.deepEqual(await queries.listAnswers('slow', 0, 1), []);
        assert.equal(await queries.completeQuery('slow', 1), false);
        assert.deepEqual(await queries.listQueries(), ['quick']);
      }),
    );

    test(
      'a query is deleted with its answers; deleting what is not there is no error',
      onIndex(open, async ({ queries }) => {
        await complete(queries, 'a', 1, 5);
        await queries.deleteQuery('a');
        await queries.deleteQuery('never there');
        assert.deepEqual(await queries.listQueries(), []);
        assert.deepEqual(await queries.listAnswers('a', 0, 1), []);
      }),
    );
  });
}
