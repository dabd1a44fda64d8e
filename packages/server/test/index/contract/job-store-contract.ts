import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JobState } from '../../../src/jobs/job-record.ts';
import type { JobEnding, JobRequest, JobRequestOutcome, JobStore, NewJob } from '../../../src/jobs/job-store.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

const newJob = (id: string, choice: Partial<NewJob> = {}): NewJob => ({
  id,
  type: 'DicomModalityStore',
  priority: 0,
  userData: { from: 'test' },
  parameters: { RemoteAet: 'PACS' },
  content: { Description: 'x' },
  createdAtMs: 1000,
  ...choice,
});

const ending = (state: JobEnding['state'], choice: Partial<JobEnding> = {}): JobEnding => ({
  state,
  progress: 100,
  content: { Description: 'done' },
  error: undefined,
  runtimeMs: 12.5,
  retryAtMs: undefined,
  attempts: 0,
  completedAtMs: state === 'Success' || state === 'Failure' ? 5000 : undefined,
  ...choice,
});

/** Without the keys that have no value: an answer may leave them out. */
const given = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));

const noLimit = Number.POSITIVE_INFINITY;

async function bring(jobs: JobStore, id: string, state: JobState): Promise<void> {
  await jobs.addJob(newJob(id), ['a', 'b'], noLimit);
  if (state === 'Pending') return;
  await jobs.claimJob(`owner of ${id}`, 1000, 60_000);
  if (state === 'Running') return;
  await jobs.releaseJob(id, `owner of ${id}`, ending(state, { retryAtMs: state === 'Retry' ? 9000 : undefined }), 5000);
}

export function jobStoreContract(name: string, open: OpenIndex): void {
  describe(`${name}: jobs`, () => {
    test(
      'jobs and the cursor of what they are made from move together, once, or not at all',
      onIndex(open, async ({ index, jobs }) => {
        const cursor = { name: 'ContractCursor', from: '1', to: '2' };
        const batch = [
          { job: newJob('x'), itemKeys: ['a', 'b'] },
          { job: newJob('y'), itemKeys: [] },
        ];
        assert.equal(await jobs.addJobsAt(cursor, batch, noLimit), 'moved');
        assert.equal(await index.getProperty(cursor.name), undefined);
        await index.setProperty(cursor.name, '1');
        assert.equal(await jobs.addJobsAt(cursor, batch, 1), 'full');
        assert.equal(await index.getProperty(cursor.name), '1');
        assert.deepEqual(await jobs.listJobIds(), []);

        const outcomes = await Promise.all([
          jobs.addJobsAt(cursor, batch, 2),
          jobs.addJobsAt(cursor, [{ job: newJob('z'), itemKeys: [] }], noLimit),
        ]);
        assert.deepEqual([...outcomes].toSorted(), ['added', 'moved']);
        assert.equal(await index.getProperty(cursor.name), '2');
        const added = outcomes[0] === 'added' ? ['x', 'y'] : ['z'];
        assert.deepEqual([...(await jobs.listJobIds())].toSorted(), added);
        assert.equal(await jobs.addJobsAt({ ...cursor, from: '2', to: '3' }, [], 0), 'added');
        assert.equal(await index.getProperty(cursor.name), '3');
      }),
    );

    test(
      'jobs of types that are excepted are left, whatever their state',
      onIndex(open, async ({ jobs }) => {
        await jobs.addJob(newJob('first', { type: 'Slow', priority: 9 }), [], noLimit);
        assert.equal((await jobs.claimJob('run 1', 0, 100))?.id, 'first');
        await jobs.addJob(newJob('second', { type: 'Slow', priority: 9 }), [], noLimit);
        await jobs.addJob(newJob('third', { type: 'Quick' }), [], noLimit);
        assert.equal((await jobs.claimJob('run 2', 1000, 100, ['Slow', 'Other']))?.id, 'third');
        assert.equal(await jobs.claimJob('run 3', 1000, 100, ['Slow']), undefined);
        assert.equal((await jobs.claimJob('run 4', 1000, 100, []))?.id, 'first');
      }),
    );

    test(
      'a job is claimed by priority, then age, with all that was given',
      onIndex(open, async ({ jobs }) => {
        await jobs.addJob(newJob('low', { createdAtMs: 1 }), ['a'], noLimit);
        await jobs.addJob(newJob('young', { priority: 5, createdAtMs: 3 }), [], noLimit);
        await jobs.addJob(newJob('old', { priority: 5, createdAtMs: 2 }), [], noLimit);
        const claimed = [];
        for (let count = 0; count < 4; count += 1) claimed.push(await jobs.claimJob(`run ${count}`, 10, 1000));
        assert.deepEqual(
          claimed.map((job) => job?.id),
          ['old', 'young', 'low', undefined],
        );
        assert.deepEqual(given(claimed[2]), {
          id: 'low',
          type: 'DicomModalityStore',
          state: 'Running',
          priority: 0,
          createdAtMs: 1,
          startedAtMs: 10,
          runtimeMs: 0,
          progress: 0,
          attempts: 0,
          userData: { from: 'test' },
          parameters: { RemoteAet: 'PACS' },
          content: { Description: 'x' },
          itemCounts: { Waiting: 1, Done: 0, Failed: 0 },
        });
      }),
    );

    test(
      'the queue is bounded by the jobs that wait',
      onIndex(open, async ({ jobs }) => {
        assert.equal(await jobs.addJob(newJob('1'), [], 2), true);
        assert.equal(await jobs.addJob(newJob('2', { state: 'Paused' }), [], 2), true);
        assert.equal(await jobs.addJob(newJob('3'), [], 2), false);
        await jobs.claimJob('run', 0, 1000);
        assert.equal(await jobs.addJob(newJob('3'), [], 2), true);
        assert.deepEqual(await jobs.listJobIds(), ['1', '2', '3']);
      }),
    );

    test(
      'outcomes of items are kept, and another run goes on behind them once the lease has run out',
      onIndex(open, async (opened) => {
        const { jobs } = opened;
        await jobs.addJob(newJob('1'), ['a', 'b', 'c', 'd'], noLimit);
        await jobs.claimJob('first', 0, 100);
        const lease = await jobs.recordUpdate('1', 'first', {
          items: [
            { position: 0, state: 'Done', comment: undefined },
            { position: 2, state: 'Failed', comment: 'refused' },
            { position: 0, state: 'Failed', comment: 'told twice' },
          ],
          progress: 50,
          content: undefined,
        });
        assert.deepEqual(given(lease), { held: true });
        assert.deepEqual(given(await jobs.waitingItems('1', 0, 10)), [
          { position: 1, key: 'b', state: 'Waiting' },
          { position: 3, key: 'd', state: 'Waiting' },
        ]);
        assert.deepEqual(
          (await jobs.waitingItems('1', 2, 10)).map(({ key }) => key),
          ['d'],
        );
        assert.deepEqual(given(await jobs.doneItems('1', 0, 10)), [{ position: 0, key: 'a', state: 'Done' }]);
        assert.deepEqual(await jobs.doneItems('1', 1, 10), []);
        assert.deepEqual(await jobs.doneItems('1', 0, 0), []);
        assert.equal(await jobs.claimJob('second', 99, 100), undefined);
        const again = await opened.reopen();
        const taken = await again.jobs.claimJob('second', 100, 100);
        assert.deepEqual(taken?.itemCounts, { Waiting: 2, Done: 1, Failed: 1 });
        assert.equal(taken.progress, 50);
        const update = { items: [], progress: 0, content: undefined };
        assert.deepEqual(given(await again.jobs.recordUpdate('1', 'first', update)), { held: false });
        assert.deepEqual(given(await again.jobs.renewLease('1', 'first', 500)), { held: false });
        assert.equal(await again.jobs.releaseJob('1', 'first', ending('Success'), 200), undefined);
        assert.deepEqual(given(await again.jobs.renewLease('1', 'second', 500)), { held: true });
        assert.equal(await again.jobs.claimJob('third', 499, 100), undefined);
      }),
    );

    // The table of orthanc-compatible requests: what the user gets, and the state afterwards.
    const table: readonly (readonly [JobState, JobRequest, JobRequestOutcome, JobState])[] = [
      ['Pending', 'cancel', 'applied', 'Failure'],
      ['Pending', 'pause', 'applied', 'Paused'],
      ['Pending', 'resume', 'refused', 'Pending'],
      ['Pending', 'resubmit', 'refused', 'Pending'],
      ['Running', 'cancel', 'later', 'Running'],
      ['Running', 'pause', 'later', 'Running'],
      ['Paused', 'cancel', 'applied', 'Failure'],
      ['Paused', 'pause', 'unchanged', 'Paused'],
      ['Paused', 'resume', 'applied', 'Pending'],
      ['Retry', 'cancel', 'applied', 'Failure'],
      ['Retry', 'pause', 'applied', 'Paused'],
      ['Success', 'cancel', 'unchanged', 'Success'],
      ['Success', 'resubmit', 'refused', 'Success'],
      ['Failure', 'pause', 'unchanged', 'Failure'],
      ['Failure', 'resubmit', 'applied', 'Pending'],
    ];
    for (const [state, request, outcome, after] of table) {
      test(
        `${request} of a job that is ${state}: ${outcome}`,
        onIndex(open, async ({ jobs }) => {
          await bring(jobs, '1', state);
          assert.equal(await jobs.requestJob('1', request, 7000), outcome);
          const job = await jobs.getJob('1');
          assert.equal(job?.state, after);
          if (request === 'cancel' && outcome === 'applied') {
            assert.equal(job.error?.number, 37);
            assert.equal(job.completedAtMs, 7000);
          }
          assert.equal(await jobs.requestJob('unknown', request, 7000), undefined);
        }),
      );
    }

    test(
      'a request that the run did not heed is applied to the state it ends in',
      onIndex(open, async ({ jobs }) => {
        for (const [id, request, state, after] of [
          ['1', 'cancel', 'Pending', 'Failure'],
          ['2', 'pause', 'Retry', 'Paused'],
          ['3', 'cancel', 'Success', 'Success'],
        ] as const) {
          await bring(jobs, id, 'Running');
          await jobs.requestJob(id, request, 6000);
          assert.deepEqual(given(await jobs.renewLease(id, `owner of ${id}`, 90_000)), {
            held: true,
            requested: request,
          });
          const released = await jobs.releaseJob(id, `owner of ${id}`, ending(state, { retryAtMs: 1 }), 7000);
          assert.equal(released?.state, after);
        }
        const lost = await jobs.requestJob('2', 'resume', 8000);
        assert.equal(lost, 'applied');
      }),
    );

    test(
      'requests that waited on a lost job are applied instead of claiming it',
      onIndex(open, async ({ jobs }) => {
        await bring(jobs, '1', 'Running');
        await jobs.requestJob('1', 'cancel', 2000);
        assert.equal(await jobs.claimJob('other', 100_000, 10), undefined);
        assert.equal((await jobs.getJob('1'))?.state, 'Failure');
        await bring(jobs, '2', 'Running');
        assert.equal(await jobs.requestJob('2', 'pause', 100_000), 'applied');
        assert.deepEqual(given(await jobs.renewLease('2', 'owner of 2', 200_000)), { held: false });
        await bring(jobs, '3', 'Running');
        await jobs.requestJob('3', 'pause', 2000);
        await bring(jobs, '4', 'Running');
        await jobs.releaseLeases(3000);
        assert.equal((await jobs.getJob('3'))?.state, 'Paused');
        assert.equal((await jobs.getJob('4'))?.state, 'Pending');
      }),
    );

    test(
      'a retry waits for its time, and when something is due next is known',
      onIndex(open, async ({ jobs }) => {
        await bring(jobs, '1', 'Retry');
        assert.equal(await jobs.nextDueAtMs(), 9000);
        assert.equal(await jobs.claimJob('run', 8999, 10), undefined);
        assert.equal((await jobs.claimJob('run', 9000, 10))?.id, '1');
        // When its lease runs out, it may run elsewhere.
        assert.equal(await jobs.nextDueAtMs(), 9010);
        await jobs.releaseJob('1', 'run', ending('Success'), 9005);
        assert.equal(await jobs.nextDueAtMs(), undefined);
      }),
    );

    test(
      'only completed jobs are deleted, and the newest are kept',
      onIndex(open, async ({ jobs }) => {
        for (const id of ['1', '2', '3']) {
          await jobs.addJob(newJob(id), ['a'], noLimit);
          assert.equal(await jobs.deleteJob(id), 'active');
          await jobs.claimJob(id, 0, 1000);
          await jobs.releaseJob(id, id, ending('Success', { completedAtMs: 5000 - Number(id) }), 5000);
        }
        await jobs.addJob(newJob('4'), [], noLimit);
        await jobs.trimHistory(2);
        assert.deepEqual(await jobs.listJobIds(), ['1', '2', '4']);
        assert.equal(await jobs.deleteJob('1'), 'deleted');
        assert.equal(await jobs.deleteJob('1'), 'unknown');
        assert.deepEqual(await jobs.waitingItems('1', 0, 10), []);
        assert.deepEqual(await jobs.countJobs(), {
          Pending: 1,
          Running: 0,
          Paused: 0,
          Retry: 0,
          Success: 1,
          Failure: 0,
        });
        assert.equal((await jobs.listJobs()).length, 2);
      }),
    );

    test(
      'a resubmitted job begins anew and shows its error until it runs',
      onIndex(open, async ({ jobs }) => {
        await jobs.addJob(newJob('1'), ['a', 'b'], noLimit);
        await jobs.claimJob('run', 0, 1000);
        const items = [{ position: 0, state: 'Failed', comment: 'refused' } as const];
        await jobs.recordUpdate('1', 'run', { items, progress: 50, content: { now: 1 } });
        const error = { number: 9, description: 'Error in the network protocol', details: 'lost' };
        await jobs.releaseJob('1', 'run', ending('Failure', { error, progress: 50 }), 5000);
        await jobs.requestJob('1', 'resubmit', 6000);
        const waiting = await jobs.getJob('1');
        assert.deepEqual(waiting?.itemCounts, { Waiting: 2, Done: 0, Failed: 0 });
        assert.deepEqual([waiting.error, waiting.progress, waiting.runtimeMs], [error, 50, 0]);
        const running = await jobs.claimJob('again', 7000, 1000);
        assert.deepEqual([running?.error, running?.progress], [undefined, 0]);
      }),
    );
  });
}
