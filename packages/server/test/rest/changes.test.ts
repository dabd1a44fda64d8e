import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { startArchive } from './archive.ts';
import { databases } from './databases.ts';
import { upload } from './sample-instances.ts';

interface Entry {
  readonly Seq: number;
  readonly ChangeType: string;
}

async function changes(app: FastifyInstance, query: string) {
  const { Changes, ...rest } = (await app.inject(`/changes${query}`)).json();
  return { seqs: Changes.map(({ Seq }: Entry) => Seq), ...rest };
}

for (const { name, openIndex } of databases) {
  describe(`changes, ${name}`, () => {
    test('a new instance is logged from the instance up, one entry for each new resource', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
      const { Changes, ...page } = (await app.inject('/changes')).json();
      assert.deepEqual(page, { Done: true, First: 1, Last: 4 });
      const entries = Changes.map(({ Date: date, ...entry }: { Date: string }) => {
        assert.match(date, /^\d{8}T\d{6}$/);
        return entry;
      });
      assert.deepEqual(entries, [
        { ChangeType: 'NewInstance', ID, Path: `/instances/${ID}`, ResourceType: 'Instance', Seq: 1 },
        { ChangeType: 'NewSeries', ID: ParentSeries, Path: `/series/${ParentSeries}`, ResourceType: 'Series', Seq: 2 },
        { ChangeType: 'NewStudy', ID: ParentStudy, Path: `/studies/${ParentStudy}`, ResourceType: 'Study', Seq: 3 },
        {
          ChangeType: 'NewPatient',
          ID: ParentPatient,
          Path: `/patients/${ParentPatient}`,
          ResourceType: 'Patient',
          Seq: 4,
        },
      ]);
    });

    /** Arguments of section 7 on a log of the entries 1 to 6: 1–4 of the first instance, 5 and 6 of two more. */
    const pages = [
      { query: '?since=2&limit=2', seqs: [3, 4], Done: false, First: 3, Last: 4 },
      { query: '?since=4', seqs: [5, 6], Done: true, First: 5, Last: 6 },
      { query: '?since=6', seqs: [], Done: true, Last: 6 },
      { query: '?to=5&limit=2', seqs: [4, 5], Done: false, First: 4, Last: 5 },
      { query: '?since=1&to=3', seqs: [2, 3], Done: true, First: 2, Last: 3 },
      { query: '?last', seqs: [6], Done: true, First: 6, Last: 6 },
      { query: '?limit=0', seqs: [], Done: false, Last: 6 },
      { query: '?since=x&limit=y', seqs: [1, 2, 3, 4, 5, 6], Done: true, First: 1, Last: 6 },
      { query: '?type=NewInstance', seqs: [1, 5, 6], Done: true, First: 1, Last: 6 },
      { query: '?type=NewStudy;NewSeries', seqs: [2, 3], Done: true, First: 2, Last: 3 },
      { query: '?type=all&limit=1', seqs: [1], Done: false, First: 1, Last: 1 },
    ];

    test('changes are paged and filtered', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      for (const instance of [1, 2, 3]) await upload(app, { instance });
      for (const { query, ...expected } of pages) {
        assert.deepEqual(await changes(app, query), expected, query);
      }
    });

    test('an unknown type of change is 400', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      assert.equal((await app.inject('/changes?type=NewWard')).statusCode, 400);
    });

    test('deleting the changes keeps their counter', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      await upload(app);
      const deletion = await app.inject({ method: 'DELETE', url: '/changes' });
      assert.deepEqual([deletion.statusCode, deletion.body], [200, '']);
      assert.deepEqual(await changes(app, ''), { seqs: [], Done: true, Last: 4 });
      await upload(app, { instance: 2 });
      assert.deepEqual(await changes(app, ''), { seqs: [5], Done: true, First: 5, Last: 5 });
    });

    test('what is deleted takes its changes along, and the numbers go on', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const { ID, ParentPatient } = await upload(app);
      await upload(app, { instance: 2 });
      await app.inject({ method: 'DELETE', url: `/instances/${ID}` });
      assert.deepEqual(await changes(app, ''), { seqs: [2, 3, 4, 5], Done: true, First: 2, Last: 5 });
      assert.deepEqual(await changes(app, '?since=1&limit=2'), { seqs: [2, 3], Done: false, First: 2, Last: 3 });
      await app.inject({ method: 'DELETE', url: `/patients/${ParentPatient}` });
      assert.deepEqual(await changes(app, ''), { seqs: [], Done: true, Last: 5 });
      assert.deepEqual(await changes(app, '?last'), { seqs: [], Done: true, Last: 5 });
      await upload(app);
      assert.deepEqual(await changes(app, '?last'), { seqs: [9], Done: true, First: 9, Last: 9 });
    });
  });
}
