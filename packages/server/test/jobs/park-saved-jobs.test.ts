import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parkSavedJobs } from '../../src/jobs/park-saved-jobs.ts';
import { MemoryJobStore } from './memory-job-store.ts';

test('saved jobs that would run by themselves are paused, and stay resumable', async () => {
  const store = new MemoryJobStore();
  for (const id of ['waiting', 'running']) {
    const job = { id, type: 'T', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 1 };
    await store.addJob(job, ['item'], 10);
  }
  const claimed = await store.claimJob('server-1', 2, 60_000);

  assert.equal(await parkSavedJobs(store, 3), 2);
  assert.deepEqual(
    (await store.listJobs()).map(({ state }) => state),
    ['Paused', 'Paused'],
  );
  assert.equal(await store.claimJob('server-2', 4, 60_000), undefined);
  assert.equal(await store.requestJob(claimed?.id ?? '', 'resume', 5), 'applied');
  assert.equal((await store.claimJob('server-2', 6, 60_000))?.id, claimed?.id);
});

test('completed jobs are left as they are', async () => {
  const store = new MemoryJobStore();
  const job = { id: 'done', type: 'T', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 1 };
  await store.addJob(job, [], 10);
  await store.requestJob('done', 'cancel', 2);

  assert.equal(await parkSavedJobs(store, 3), 0);
  assert.equal((await store.getJob('done'))?.state, 'Failure');
});
