import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JobContext, JobKind } from '../../src/jobs/job-kind.ts';
import { FakeClock, settled } from './fake-clock.ts';
import { JobBench, kindOf, SteppedKind } from './job-bench.ts';

describe('a stop', () => {
  test('parks the running job after the item at hand; another engine goes on with the next', async () => {
    const bench = new JobBench();
    const before = new SteppedKind();
    const first = await bench.engine([before]);
    const id = await first.submit({ type: 'Stepped', itemKeys: ['a', 'b', 'c'] });
    before.end('a');
    await bench.clock.advance(5_000);
    const stopping = first.stop({ graceMs: 10_000 });
    before.end('b');
    await stopping;
    assert.equal(await bench.stateOf(id), 'Pending DDW');
    assert.equal((await bench.job(id)).runtimeMs, 5_000);
    assert.equal(bench.clock.timers, 0, 'nothing of the stopped engine is left');

    const after = new SteppedKind();
    await bench.engine([after], { owner: 'server-2' });
    after.end('c');
    await bench.clock.advance(0);
    assert.deepEqual(after.steps, ['begin c', 'end c']);
    assert.equal(await bench.stateOf(id), 'Success DDD');
  });

  test('does not wait longer than its grace, and leaves such a job to its lease: nobody runs it meanwhile', async () => {
    const bench = new JobBench();
    const deaf = kindOf(() => new Promise(() => undefined));
    const first = await bench.engine([deaf]);
    const id = await first.submit({ type: 'Once' });
    await bench.clock.advance(0);
    let stopped = false;
    const stopping = first.stop({ graceMs: 3_000 }).then(() => {
      stopped = true;
    });
    await bench.clock.advance(2_999);
    assert.equal(stopped, false);
    await bench.clock.advance(1);
    await stopping;
    assert.equal(await bench.stateOf(id), 'Running');
    let runs = 0;
    const good = kindOf(async () => {
      runs += 1;
    });
    await bench.engine([good], { owner: 'server-2', pollMs: 1_000 });
    await bench.clock.advance(26_000);
    assert.equal(runs, 0);
    await bench.clock.advance(1_000);
    assert.equal(runs, 1);
  });

  test('begins nothing more, and what is submitted then waits for the next start', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind]);
    await engine.stop({ graceMs: 1_000 });
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(60_000);
    assert.equal(await bench.stateOf(id), 'Pending W');
  });

  test('gives back a job that was being claimed, without running it', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind]);
    const claim = Promise.withResolvers<void>();
    bench.store.slowClaim = claim.promise;
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(0);
    const stopping = engine.stop({ graceMs: 1_000 });
    claim.resolve();
    await stopping;
    assert.equal(await bench.stateOf(id), 'Pending W');
    assert.deepEqual(kind.steps, []);
  });

  test('heeds a cancel that came before it', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind]);
    const other = await bench.engine([], { owner: 'server-2', concurrentJobs: 1 });
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a', 'b'] });
    await bench.clock.advance(0);
    await other.request(id, 'cancel');
    const stopping = engine.stop({ graceMs: 1_000 });
    kind.end('a');
    await stopping;
    assert.equal((await bench.job(id)).error?.number, 37);
  });
});

describe('a crash', () => {
  /** An engine whose process dies while it works on item `b` of a job. */
  async function crashed() {
    const bench = new JobBench();
    const kind = new SteppedKind();
    // Its own clock, on which no timer fires any more.
    const engine = await bench.engine([kind], { clock: new FakeClock() });
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a', 'b', 'c'] });
    kind.end('a');
    await bench.clock.advance(29_999);
    return { bench, id };
  }

  test('loses no recorded item: when the lease has run out another engine goes on with the next', async () => {
    const { bench, id } = await crashed();
    const after = new SteppedKind();
    await bench.engine([after], { owner: 'server-2', pollMs: 1_000 });
    assert.deepEqual(after.steps, [], 'the lease still holds');
    after.end('b', 'c');
    await bench.clock.advance(1_000);
    assert.deepEqual(after.steps, ['begin b', 'end b', 'begin c', 'end c']);
    assert.equal(await bench.stateOf(id), 'Success DDD');
  });

  test('of the only server is made good at its next start, before the lease has run out', async () => {
    const bench = new JobBench();
    const job = { type: 'Stepped', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 0 };
    await bench.store.addJob({ ...job, id: 'left' }, ['a'], 10);
    await bench.store.claimJob('earlier run', bench.clock.nowMs(), 30_000);
    const kind = new SteppedKind();
    await bench.engine([kind], { soleServer: true });
    assert.deepEqual(kind.steps, ['begin a']);
  });
});

describe('two engines on one store', () => {
  test('never run an item at the same time, and each item once', async () => {
    const bench = new JobBench();
    const working = new Set<string>();
    const done: string[] = [];
    const kind: JobKind = {
      type: 'Exclusive',
      async run(context: JobContext) {
        for await (const { key, position } of context.waitingItems()) {
          assert.equal(working.has(key), false, `${key} is worked on twice`);
          working.add(key);
          await new Promise<void>((resolve) => bench.clock.after(700, resolve));
          working.delete(key);
          done.push(key);
          await context.itemDone(position);
        }
      },
    };
    const options = { concurrentJobs: 3, pollMs: 1_000 };
    const engines = [
      await bench.engine([kind], options),
      await bench.engine([kind], { ...options, owner: 'server-2' }),
    ] as const;
    const expected: string[] = [];
    for (let job = 0; job < 12; job += 1) {
      const itemKeys = Array.from({ length: 60 }, (_, item) => `${job}.${item}`);
      expected.push(...itemKeys);
      await engines[job % 2 === 0 ? 0 : 1].submit({ type: 'Exclusive', itemKeys });
    }
    await bench.clock.advance(12 * 60 * 700);
    assert.deepEqual(done.toSorted(), expected.toSorted());
    const counts = await bench.store.countJobs();
    assert.deepEqual([counts.Success, counts.Failure], [10, 0]);
    const totals = await Promise.all(engines.map((engine) => engine.metrics()));
    assert.equal((totals[0]?.succeeded ?? 0) + (totals[1]?.succeeded ?? 0), 12);
    assert.ok((totals[0]?.succeeded ?? 0) > 0 && (totals[1]?.succeeded ?? 0) > 0, 'both took their share');
  });

  test('an engine that stood still until another took its job stops at once and records nothing more', async () => {
    const bench = new JobBench();
    const stalled = new SteppedKind();
    const first = await bench.engine([stalled]);
    const id = await first.submit({ type: 'Stepped', itemKeys: ['a', 'b'] });
    await bench.clock.advance(0);
    bench.clock.jump(30_001);
    const taker = new SteppedKind();
    await bench.engine([taker], { owner: 'server-2', concurrentJobs: 1 });
    assert.deepEqual(taker.steps, ['begin a']);
    stalled.end('a');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Running WW');
    await bench.clock.advance(5_000);
    assert.deepEqual(stalled.steps, ['begin a', 'end a']);
    taker.end('a', 'b');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Success DD');
    assert.equal((await first.metrics()).completed, 0);
  });

  test('an engine keeps a long job by renewing its lease', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const first = await bench.engine([kind]);
    const id = await first.submit({ type: 'Stepped', itemKeys: ['a'] });
    const other = new SteppedKind();
    await bench.clock.advance(0);
    await bench.engine([other], { owner: 'server-2' });
    await bench.clock.advance(3_600_000);
    assert.deepEqual(other.steps, []);
    kind.end('a');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Success D');
  });
});

describe('a run whose lease ran out', () => {
  /** An engine that runs a job which never ends, and the signal of its run. */
  async function endless() {
    const bench = new JobBench();
    const signals: AbortSignal[] = [];
    const kind = kindOf(async (context) => {
      signals.push(context.signal);
      await new Promise(() => undefined);
    });
    const engine = await bench.engine([kind], { concurrentJobs: 3 });
    await engine.submit({ type: 'Once' });
    await bench.clock.advance(0);
    const [signal] = signals;
    assert.ok(signal !== undefined);
    return { bench, engine, signal, signals };
  }

  test('because the store does not answer is interrupted', async () => {
    const { bench, signal } = await endless();
    bench.store.failure = new Error('cannot be reached');
    await bench.clock.advance(29_999);
    assert.equal(signal.aborted, false);
    await bench.clock.advance(1);
    assert.equal(signal.aborted, true);
    assert.equal(signal.reason.reason, 'lease');
  });

  test('and whose job its own engine claims again is interrupted first', async () => {
    const { bench, engine, signal, signals } = await endless();
    bench.clock.jump(30_001);
    await engine.submit({ type: 'Once' });
    await settled();
    assert.equal(signal.aborted, true);
    assert.equal(signals.length, 2, 'the other job runs, this one not yet again');
  });
});

describe('a store that fails for a while', () => {
  test('lets the engine go on when it is back', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind], { pollMs: 2_000 });
    bench.store.failure = new Error('cannot be reached');
    await bench.clock.advance(10_000);
    bench.store.failure = undefined;
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    kind.end('a');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Success D');
  });

  test('longer than a lease: the run ends, and begins again from the last recorded item only when it is over', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind], { concurrentJobs: 2 });
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a', 'b'] });
    kind.end('a');
    await bench.clock.advance(0);
    bench.store.failure = new Error('cannot be reached');
    await bench.clock.advance(40_000);
    bench.store.failure = undefined;
    // Found again by the poll, but the first run still works on `b`.
    await bench.clock.advance(10_000);
    assert.deepEqual(kind.steps, ['begin a', 'end a', 'begin b']);
    kind.end('b');
    await bench.clock.advance(0);
    assert.deepEqual(kind.steps, ['begin a', 'end a', 'begin b', 'end b', 'begin b', 'end b']);
    assert.equal(await bench.stateOf(id), 'Success DD');
  });
});
