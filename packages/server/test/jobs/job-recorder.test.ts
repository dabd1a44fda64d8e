import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JobRecorder } from '../../src/jobs/job-recorder.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { settled } from './fake-clock.ts';
import { JobBench, kindOf } from './job-bench.ts';

/** A recorder of a claimed job of `items` items. */
async function claimed(items: number) {
  const bench = new JobBench();
  const job = { type: 'Any', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 0 };
  const itemKeys = Array.from({ length: items }, (_, index) => `${index}`);
  await bench.store.addJob({ ...job, id: 'job' }, itemKeys, 10);
  const record = await bench.store.claimJob('me', bench.clock.nowMs(), 1_000);
  assert.ok(record !== undefined);
  return { bench, recorder: new JobRecorder(bench.store, bench.clock, record, 'me', () => undefined) };
}

function done(position: number) {
  return { position, state: 'Done', comment: undefined } as const;
}

describe('what a run records', () => {
  test('is written whatever the moment at which it comes up', async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      const { bench, recorder } = await claimed(2);
      const first = recorder.record(done(0));
      for (let turn = 0; turn < turns; turn += 1) await undefined;
      const second = recorder.record(done(1));
      await settled();
      assert.equal(await bench.stateOf('job'), 'Running DD', `after ${turns} turns`);
      await Promise.all([first, second, recorder.flush()]);
    }
  });

  test('of content and progress alone is written after a moment, once', async () => {
    const { bench, recorder } = await claimed(2);
    recorder.setContent({ step: 1 });
    recorder.setProgress(0.2);
    recorder.setContent({ step: 2 });
    await bench.clock.advance(1_000);
    assert.deepEqual(bench.store.writes, ['job: ']);
    const { content, progress } = await bench.job('job');
    assert.deepEqual([content, progress], [{ step: 2 }, 10]);
  });

  test('of content can be waited for; once closed it is refused', async () => {
    const { bench, recorder } = await claimed(2);
    await recorder.recordContent({ step: 1 });
    assert.deepEqual((await bench.job('job')).content, { step: 1 });
    // One that comes while another is written is written after it.
    await Promise.all([recorder.record(done(0)), recorder.recordContent({ step: 2 })]);
    assert.deepEqual((await bench.job('job')).content, { step: 2 });
    recorder.close();
    await assert.rejects(recorder.recordContent({ step: 3 }), { name: 'JobInterruption' });
    assert.deepEqual((await bench.job('job')).content, { step: 2 });
  });

  test('the progress of an item ends with it', async () => {
    const { bench, recorder } = await claimed(4);
    recorder.setProgress(0.9);
    await recorder.record(done(0));
    assert.equal(recorder.progress, 25);
    assert.equal((await bench.job('job')).progress, 25);
  });

  test('is refused once closed, and no timer is left', async () => {
    const { bench, recorder } = await claimed(2);
    recorder.setContent({ step: 1 });
    recorder.close();
    await assert.rejects(recorder.record(done(0)), { name: 'JobInterruption' });
    recorder.setContent({ step: 2 });
    assert.equal(bench.clock.timers, 0);
    assert.deepEqual(bench.store.writes, []);
  });
});

describe('a kind that does not await what it records', () => {
  test('ends with the error of the store when it could not be recorded', async () => {
    const bench = new JobBench();
    const kind = kindOf(async (context) => {
      bench.store.failure = new IsocenterError('DatabaseUnavailable', 'busy', { transient: true });
      void context.itemDone(0);
      await settled();
      bench.store.failure = undefined;
    });
    const engine = await bench.engine([kind]);
    await assert.rejects(engine.submitAndWait({ type: 'Once', itemKeys: ['a'] }), { code: 'DatabaseUnavailable' });
  });

  test('keeps what it recorded before it failed', async () => {
    const bench = new JobBench();
    const kind = kindOf(async (context) => {
      void context.itemDone(0);
      throw new IsocenterError('UnknownModality', 'gone');
    });
    const engine = await bench.engine([kind]);
    const write = Promise.withResolvers<void>();
    bench.store.slowUpdate = write.promise;
    const id = await engine.submit({ type: 'Once', itemKeys: ['a', 'b'] });
    await bench.clock.advance(0);
    write.resolve();
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Failure DW');
  });

  test('keeps the content that it set last, and leaves no timer but that of the engine', async () => {
    const bench = new JobBench();
    const engine = await bench.engine([kindOf(async (context) => context.setContent({ step: 1 }))]);
    const job = await engine.submitAndWait({ type: 'Once' });
    await settled();
    assert.deepEqual(job.content, { step: 1 });
    assert.equal(bench.clock.timers, 1);
  });
});
