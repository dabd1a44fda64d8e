import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { JobBench, kindOf, SteppedKind } from './job-bench.ts';

const canceled = { number: 37, description: 'This job was canceled', details: '' };

/** A bench whose one slot works on item `a` of the job `running`; `pending` waits behind it. */
async function busyBench() {
  const bench = new JobBench();
  const kind = new SteppedKind();
  const engine = await bench.engine([kind]);
  const running = await engine.submit({ type: 'Stepped', itemKeys: ['a', 'b'] });
  await bench.clock.advance(0);
  const pending = await engine.submit({ type: 'Stepped', itemKeys: ['c'] });
  return { bench, kind, engine, running, pending };
}

describe('a running job', () => {
  test('is paused after the item at hand, which is recorded, and resumed at the next', async () => {
    const { bench, kind, engine, running } = await busyBench();
    assert.equal(await engine.request(running, 'pause'), 'later');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Running WW');
    kind.end('a');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Paused DW');
    assert.equal((await bench.job(running)).progress, 50);
    kind.end('b', 'c');
    await bench.clock.advance(0);
    assert.equal(await engine.request(running, 'resume'), 'applied');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Success DD');
    assert.deepEqual(kind.steps, ['begin a', 'end a', 'begin c', 'end c', 'begin b', 'end b']);
  });

  test('is canceled after the item at hand, and the slot goes to the next job', async () => {
    const { bench, kind, engine, running, pending } = await busyBench();
    assert.equal(await engine.request(running, 'cancel'), 'later');
    kind.end('a', 'c');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Failure DW');
    assert.deepEqual((await bench.job(running)).error, canceled);
    assert.equal((await bench.job(pending)).state, 'Success');
  });

  test('that is asked to pause and then to cancel is canceled', async () => {
    const { bench, kind, engine, running } = await busyBench();
    await engine.request(running, 'pause');
    await engine.request(running, 'cancel');
    kind.end('a');
    await bench.clock.advance(0);
    assert.deepEqual((await bench.job(running)).error, canceled);
  });

  test('that ends with its last item before it could heed a cancel has succeeded', async () => {
    const { bench, kind, engine, running, pending } = await busyBench();
    kind.end('a', 'b');
    await bench.clock.advance(0);
    assert.equal(await engine.request(pending, 'cancel'), 'later');
    kind.end('c');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Success DD');
    assert.equal(await bench.stateOf(pending), 'Success D');
  });

  test('can be neither resumed nor resubmitted', async () => {
    const { engine, running } = await busyBench();
    assert.equal(await engine.request(running, 'resume'), 'refused');
    assert.equal(await engine.request(running, 'resubmit'), 'refused');
  });

  test('hears of a request made while it was being claimed', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind]);
    const claim = Promise.withResolvers<void>();
    bench.store.slowClaim = claim.promise;
    const id = await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(0);
    assert.equal(await engine.request(id, 'cancel'), 'later');
    claim.resolve();
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(id), 'Failure W');
    assert.deepEqual(kind.steps, []);
  });

  test('on another engine hears of a request when that engine renews its lease', async () => {
    const { bench, kind, running } = await busyBench();
    const other = await bench.engine([], { owner: 'server-2', concurrentJobs: 1 });
    await other.request(running, 'cancel');
    await bench.clock.advance(10_000);
    kind.end('a');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Failure DW');
  });
});

describe('a job that waits', () => {
  test('is canceled at once, and its failure is told', async () => {
    const { bench, engine, pending } = await busyBench();
    assert.equal(await engine.request(pending, 'cancel'), 'applied');
    const job = await bench.job(pending);
    assert.deepEqual([job.state, job.error, job.completedAtMs], ['Failure', canceled, bench.clock.nowMs()]);
    assert.equal((await engine.metrics()).failed, 1);
  });

  test('is paused at once, stays so, and runs when resumed', async () => {
    const { bench, kind, engine, pending } = await busyBench();
    assert.equal(await engine.request(pending, 'pause'), 'applied');
    assert.equal(await engine.request(pending, 'pause'), 'unchanged');
    kind.end('a', 'b', 'c');
    await bench.clock.advance(60_000);
    assert.equal(await bench.stateOf(pending), 'Paused W');
    assert.equal(await engine.request(pending, 'resume'), 'applied');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(pending), 'Success D');
  });

  test('for its retry is canceled or paused at once', async () => {
    const bench = new JobBench();
    const kind = kindOf(async () => {
      throw new IsocenterError('Timeout', 'slow', { transient: true });
    });
    const engine = await bench.engine([kind], { concurrentJobs: 2 });
    const first = await engine.submit({ type: 'Once' });
    const second = await engine.submit({ type: 'Once' });
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(first), 'Retry');
    assert.equal(await engine.request(first, 'cancel'), 'applied');
    assert.equal(await engine.request(second, 'pause'), 'applied');
    await bench.clock.advance(600_000);
    assert.deepEqual((await bench.job(first)).error, canceled);
    assert.equal(await bench.stateOf(second), 'Paused');
  });
});

describe('a job that ended', () => {
  test('in failure is resubmitted under its id, with all items, and shows the old error until it runs', async () => {
    const { bench, kind, engine, running, pending } = await busyBench();
    await engine.request(running, 'cancel');
    kind.end('a');
    await bench.clock.advance(0);
    assert.equal(await engine.request(running, 'resubmit'), 'applied');
    const waiting = await bench.job(running);
    assert.deepEqual([waiting.state, waiting.error, waiting.progress, waiting.runtimeMs], ['Pending', canceled, 50, 0]);
    assert.equal(await bench.stateOf(running), 'Pending WW');
    kind.end('b', 'c');
    await bench.clock.advance(0);
    assert.equal(await bench.stateOf(running), 'Success DD');
    assert.equal((await bench.job(running)).error, undefined);
    assert.equal((await bench.job(pending)).state, 'Success');
  });

  test('in success cannot be resubmitted or resumed; cancel and pause do nothing', async () => {
    const { bench, kind, engine, running } = await busyBench();
    kind.end('a', 'b');
    await bench.clock.advance(0);
    assert.equal(await engine.request(running, 'resubmit'), 'refused');
    assert.equal(await engine.request(running, 'resume'), 'refused');
    assert.equal(await engine.request(running, 'cancel'), 'unchanged');
    assert.equal(await engine.request(running, 'pause'), 'unchanged');
    assert.deepEqual(await engine.metrics(), { pending: 0, running: 1, completed: 1, succeeded: 1, failed: 0 });
  });

  test('of a kind that cannot be resubmitted refuses with a bad sequence of calls', async () => {
    const bench = new JobBench();
    const archive = {
      type: 'Archive',
      resubmittable: false,
      run: async () => {
        throw new IsocenterError('UnknownResource', 'gone');
      },
    };
    const engine = await bench.engine([archive]);
    const id = await engine.submit({ type: 'Archive' });
    await bench.clock.advance(0);
    await assert.rejects(engine.request(id, 'resubmit'), { code: 'BadSequenceOfCalls' });
  });

  test('or never was: a request for an unknown job is told so', async () => {
    const engine = await new JobBench().engine([]);
    assert.equal(await engine.request('nothing', 'cancel'), undefined);
  });
});

test('a kind that ignores its interruption loses the job after the grace, and can record nothing any more', async () => {
  const bench = new JobBench();
  const late = Promise.withResolvers<void>();
  const recorded: unknown[] = [];
  const kind = kindOf(async (context) => {
    await late.promise;
    await context.itemDone(0).catch((error: unknown) => recorded.push(error));
  });
  const engine = await bench.engine([kind, kindOf(async () => undefined, 'Next')], { interruptionGraceMs: 20_000 });
  const id = await engine.submit({ type: 'Once', itemKeys: ['a'] });
  await bench.clock.advance(0);
  const next = await engine.submit({ type: 'Next' });
  await engine.request(id, 'cancel');
  await bench.clock.advance(19_999);
  assert.equal(await bench.stateOf(id), 'Running W');
  await bench.clock.advance(1);
  assert.equal(await bench.stateOf(id), 'Failure W');
  assert.equal((await bench.job(next)).state, 'Success');
  late.resolve();
  await bench.clock.advance(0);
  assert.equal(await bench.stateOf(id), 'Failure W');
  assert.equal(recorded.length, 1);
});
