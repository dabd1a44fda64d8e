import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JobPostponement } from '../../src/jobs/job-postponement.ts';
import { JobBench, kindOf, SteppedKind } from './job-bench.ts';

describe('a job that is postponed', () => {
  test('runs again at that time, however often, and has not failed', async () => {
    const bench = new JobBench();
    const beganAtMs = bench.clock.nowMs();
    const runsAtMs: number[] = [];
    const kind = kindOf(async (context) => {
      runsAtMs.push(bench.clock.nowMs() - beganAtMs);
      context.setContent({ Runs: runsAtMs.length });
      if (runsAtMs.length < 4) throw new JobPostponement(bench.clock.nowMs() + 3_600_000);
    });
    const engine = await bench.engine([kind], { retry: { baseDelayMs: 1, maximumDelayMs: 1, maximumRetries: 0 } });
    const id = await engine.submit({ type: 'Once' });
    await bench.clock.advance(0);
    const waiting = await bench.job(id);
    assert.deepEqual(
      [waiting.state, waiting.retryAtMs, waiting.error, waiting.attempts, waiting.content],
      ['Retry', beganAtMs + 3_600_000, undefined, 0, { Runs: 1 }],
    );
    await bench.clock.advance(3 * 3_600_000);
    assert.deepEqual(runsAtMs, [0, 3_600_000, 7_200_000, 10_800_000]);
    assert.equal((await bench.job(id)).state, 'Success');
  });
});

describe('a kind of which few may run at a time', () => {
  test('leaves room for others, and the next one begins when one has ended', async () => {
    const bench = new JobBench();
    const few = Object.assign(new SteppedKind('Few'), { maximumRunning: 1 });
    const others = new SteppedKind('Any');
    const engine = await bench.engine([few, others], { concurrentJobs: 3 });
    for (const key of ['a', 'b']) await engine.submit({ type: 'Few', itemKeys: [key], priority: 1 });
    for (const key of ['c', 'd']) await engine.submit({ type: 'Any', itemKeys: [key] });
    await bench.clock.advance(0);
    assert.deepEqual([few.steps, others.steps], [['begin a'], ['begin c', 'begin d']]);
    others.end('c', 'd');
    await bench.clock.advance(0);
    assert.deepEqual(few.steps, ['begin a'], 'though there is room');
    few.end('a');
    await bench.clock.advance(0);
    assert.deepEqual(few.steps, ['begin a', 'end a', 'begin b']);
    few.end('b');
    await bench.clock.advance(0);
  });
});
