import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { JobBench, kindOf, SteppedKind } from './job-bench.ts';

const retry = { baseDelayMs: 4_000, maximumDelayMs: 10_000, maximumRetries: 3 };
const lost = new IsocenterError('NetworkProtocol', 'connection lost', { transient: true });

describe('a transient failure', () => {
  test('is tried again after delays that double up to a maximum, then is final', async () => {
    const bench = new JobBench();
    const attemptsAtMs: number[] = [];
    const beganAtMs = bench.clock.nowMs();
    const kind = kindOf(async () => {
      attemptsAtMs.push(bench.clock.nowMs() - beganAtMs);
      throw lost;
    });
    const engine = await bench.engine([kind], { retry });
    const id = await engine.submit({ type: 'Once' });
    await bench.clock.advance(2_999);
    const waiting = await bench.job(id);
    assert.deepEqual([waiting.state, waiting.attempts, waiting.retryAtMs], ['Retry', 1, beganAtMs + 3_000]);
    assert.equal(waiting.error?.details, 'connection lost');
    await bench.clock.advance(600_000);
    // 75 % (the jitter of the bench) of 4 s, 8 s, and 10 s in place of 16 s.
    assert.deepEqual(attemptsAtMs, [0, 3_000, 9_000, 16_500]);
    const failed = await bench.job(id);
    assert.deepEqual([failed.state, failed.error?.number, failed.retryAtMs], ['Failure', 9, undefined]);
  });

  for (const [random, delayMs] of [
    [0, 2_000],
    [0.999999, 4_000],
  ] as const) {
    test(`waits ${delayMs} ms of 4000 ms when the random number is ${random}`, async () => {
      const bench = new JobBench();
      const kind = kindOf(async () => {
        throw lost;
      });
      const engine = await bench.engine([kind], { retry, random: () => random });
      const id = await engine.submit({ type: 'Once' });
      await bench.clock.advance(0);
      assert.equal((await bench.job(id)).retryAtMs, bench.clock.nowMs() + delayMs);
    });
  }

  test('of an item leaves it waiting, and items that got done meanwhile begin the count anew', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind], { retry });
    kind.fail('a', lost);
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a', 'b'] });
    await bench.clock.advance(3_000 + 6_000);
    assert.equal(await bench.stateOf(id), 'Retry WW');
    assert.equal((await bench.job(id)).attempts, 3);
    kind.reset('a');
    kind.end('a');
    kind.fail('b', lost);
    await bench.clock.advance(7_500);
    assert.equal(await bench.stateOf(id), 'Retry DW');
    assert.equal((await bench.job(id)).attempts, 1);
    kind.reset('b');
    kind.end('b');
    await bench.clock.advance(3_000);
    assert.equal(await bench.stateOf(id), 'Success DD');
  });

  test('does not hold a slot, nor up what was submitted later', async () => {
    const bench = new JobBench();
    const failing = kindOf(async () => {
      throw lost;
    });
    const engine = await bench.engine([failing, kindOf(async () => undefined, 'Good')], { retry });
    await engine.submit({ type: 'Once', priority: 100 });
    await bench.clock.advance(0);
    assert.equal((await engine.submitAndWait({ type: 'Good' })).state, 'Success');
  });

  test('of a job with MaximumRetries among its parameters is tried again that often', async () => {
    const bench = new JobBench();
    let runs = 0;
    const kind = kindOf(async () => {
      runs += 1;
      throw lost;
    });
    const engine = await bench.engine([kind], { retry });
    const waited = assert.rejects(engine.submitAndWait({ type: 'Once', parameters: { MaximumRetries: 1 } }), {
      code: 'NetworkProtocol',
    });
    await bench.clock.advance(600_000);
    await waited;
    assert.equal(runs, 2);
  });
});

test('any other failure is final at once', async () => {
  const bench = new JobBench();
  const kind = kindOf(async () => {
    throw new IsocenterError('NetworkProtocol', 'rejected permanently');
  });
  const engine = await bench.engine([kind], { retry });
  const id = await engine.submit({ type: 'Once' });
  await bench.clock.advance(0);
  assert.equal(await bench.stateOf(id), 'Failure');
});
