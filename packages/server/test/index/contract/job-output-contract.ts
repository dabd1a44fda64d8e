import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JobOutput } from '../../../src/jobs/job-output.ts';
import type { JobStore } from '../../../src/jobs/job-store.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

const output = (uuid: string, key = 'archive'): JobOutput => ({
  key,
  uuid,
  sizeBytes: 5_000_000_000,
  contentType: 'application/zip',
  filename: 'a.zip',
});

async function bring(jobs: JobStore, id: string, state: 'Running' | 'Success', completedAtMs = 5): Promise<void> {
  const job = { id, type: 'Archive', priority: 0, userData: null, parameters: {}, content: {}, createdAtMs: 1 };
  await jobs.addJob(job, [], Number.POSITIVE_INFINITY);
  await jobs.claimJob(id, 1, 60_000);
  if (state === 'Running') return;
  const ending = { progress: 100, content: {}, error: undefined, runtimeMs: 1, retryAtMs: undefined, attempts: 0 };
  await jobs.releaseJob(id, id, { ...ending, state, completedAtMs }, 5);
}

export function jobOutputContract(name: string, open: OpenIndex): void {
  describe(`${name}: outputs of jobs`, () => {
    test(
      'an output is there once its job has succeeded, also after the store was opened again',
      onIndex(open, async (opened) => {
        await bring(opened.jobs, '1', 'Running');
        assert.deepEqual(await opened.jobs.keepOutput('1', output('u1'), 3, 10), []);
        assert.equal(await opened.jobs.useOutput('1', 'archive', 11), undefined);
        await bring(opened.jobs, '2', 'Success');
        await opened.jobs.keepOutput('2', output('u2'), 3, 10);
        const { jobs } = await opened.reopen();
        assert.deepEqual(await jobs.useOutput('2', 'archive', 12), output('u2'));
        assert.equal(await jobs.useOutput('2', 'other', 12), undefined);
        assert.equal(await jobs.useOutput('unknown', 'archive', 12), undefined);
        assert.equal(await jobs.keepOutput('unknown', output('u3'), 3, 12), undefined);
      }),
    );

    test(
      'only those used last are kept; the blobs of the others are to be removed',
      onIndex(open, async ({ index, jobs }) => {
        for (const id of ['1', '2', '3']) await bring(jobs, id, 'Success');
        assert.deepEqual(await jobs.keepOutput('1', output('u1'), 2, 10), []);
        assert.deepEqual(await jobs.keepOutput('2', output('u2'), 2, 20), []);
        await jobs.useOutput('1', 'archive', 30);
        assert.deepEqual(await jobs.keepOutput('3', output('u3'), 2, 40), ['u2']);
        assert.equal(await jobs.useOutput('2', 'archive', 50), undefined);
        assert.deepEqual(await jobs.useOutput('1', 'archive', 50), output('u1'));
        assert.deepEqual(await index.pendingBlobRemovals(), [{ uuid: 'u2', contentType: 0 }]);
      }),
    );

    test(
      'a second one of a job takes the place of the first; a dropped one is gone and its job is not',
      onIndex(open, async ({ jobs }) => {
        await bring(jobs, '1', 'Success');
        await jobs.keepOutput('1', output('u1'), 5, 10);
        assert.deepEqual(await jobs.keepOutput('1', output('u2'), 5, 20), ['u1']);
        assert.equal(await jobs.dropOutput('1', 'archive'), 'u2');
        assert.equal(await jobs.dropOutput('1', 'archive'), undefined);
        assert.equal((await jobs.getJob('1'))?.state, 'Success');
      }),
    );

    test(
      'a job that is deleted, or leaves the history, takes its outputs along',
      onIndex(open, async ({ index, jobs }) => {
        for (const id of ['1', '2', '3']) {
          await bring(jobs, id, 'Success', Number(id));
          await jobs.keepOutput(id, output(`u${id}`), 5, 10);
        }
        await jobs.deleteJob('3');
        await jobs.trimHistory(1);
        const removals = (await index.pendingBlobRemovals()).map(({ uuid }) => uuid).toSorted();
        assert.deepEqual(removals, ['u1', 'u3']);
        assert.deepEqual(await jobs.useOutput('2', 'archive', 20), output('u2'));
      }),
    );

    test(
      'the index knows the blobs of outputs',
      onIndex(open, async ({ index, jobs }) => {
        await bring(jobs, '1', 'Success');
        await jobs.keepOutput('1', output('abcd1234-5'), 5, 10);
        assert.deepEqual(await index.findBlobsBeginning('abcd1234'), [{ uuid: 'abcd1234-5' }]);
        assert.deepEqual((await index.findBlobs(['abcd1234-5', 'other'])).get('abcd1234-5'), { uuid: 'abcd1234-5' });
      }),
    );
  });
}
