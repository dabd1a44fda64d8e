import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { JobBench, kindOf, SteppedKind } from './job-bench.ts';

describe('the order of jobs', () => {
  test('is higher priority first, then the oldest; a running job is not displaced', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind]);
    await engine.submit({ type: 'Stepped', itemKeys: ['first'] });
    await bench.clock.advance(0);
    for (const [key, priority] of [
      ['low', -5],
      ['normal-1', 0],
      ['high', 10],
      ['normal-2', 0],
    ] as const) {
      await engine.submit({ type: 'Stepped', itemKeys: [key], priority });
    }
    kind.end('first', 'low', 'normal-1', 'high', 'normal-2');
    await bench.clock.advance(0);
    const begun = kind.steps.filter((step) => step.startsWith('begin'));
    assert.deepEqual(begun, ['begin first', 'begin high', 'begin normal-1', 'begin normal-2', 'begin low']);
  });

  test('no more than ConcurrentJobs run, and the next begins as soon as one ends, without a timer', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind], { concurrentJobs: 2 });
    for (const key of ['a', 'b', 'c', 'd']) await engine.submit({ type: 'Stepped', itemKeys: [key] });
    await bench.clock.advance(0);
    assert.deepEqual(kind.steps, ['begin a', 'begin b']);
    kind.end('b');
    await bench.clock.advance(0);
    assert.deepEqual(kind.steps, ['begin a', 'begin b', 'end b', 'begin c']);
  });

  test('items come in their order, over several pages', async () => {
    const bench = new JobBench();
    const seen: string[] = [];
    const kind = kindOf(async (context) => {
      for await (const { key, position } of context.waitingItems()) {
        seen.push(key);
        void context.itemDone(position);
      }
    });
    const engine = await bench.engine([kind]);
    const itemKeys = Array.from({ length: 450 }, (_, index) => `key ${index}`);
    const id = await engine.submit({ type: 'Once', itemKeys });
    await bench.clock.advance(0);
    assert.deepEqual(seen, itemKeys);
    assert.equal((await bench.job(id)).state, 'Success');
  });

  test('a job submitted through another engine on the store is found within the time of a poll', async () => {
    const bench = new JobBench();
    const idle = new SteppedKind();
    await bench.engine([idle], { owner: 'server-2', pollMs: 4_000 });
    const full = await bench.engine([new SteppedKind(), kindOf(() => new Promise(() => undefined))]);
    await full.submit({ type: 'Once' });
    await bench.clock.advance(0);
    await full.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(3_999);
    assert.deepEqual(idle.steps, []);
    await bench.clock.advance(1);
    assert.deepEqual(idle.steps, ['begin a']);
  });
});

describe('limits', () => {
  test('a job over MaximumWaitingJobs is refused with 503, and a running one does not count', async () => {
    const bench = new JobBench();
    const engine = await bench.engine([new SteppedKind()], { maximumWaitingJobs: 1 });
    await engine.submit({ type: 'Stepped', itemKeys: ['runs'] });
    await bench.clock.advance(0);
    await engine.submit({ type: 'Stepped', itemKeys: ['waits'] });
    const refused = engine.submit({ type: 'Stepped', itemKeys: ['too many'] });
    await assert.rejects(refused, {
      name: 'IsocenterError',
      code: 'NotEnoughMemory',
      httpStatus: 503,
      transient: true,
    });
    await assert.rejects(engine.submitAndWait({ type: 'Stepped', itemKeys: ['too many'] }), { httpStatus: 503 });
    assert.equal((await bench.store.listJobIds()).length, 2);
  });

  test('only the newest JobsHistorySize completed jobs are kept; waiting ones are not counted', async () => {
    const bench = new JobBench();
    const kind = new SteppedKind();
    const engine = await bench.engine([kind, kindOf(async () => undefined)], { historySize: 2 });
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      ids.push(await engine.submit({ type: 'Once' }));
      await bench.clock.advance(1_000);
    }
    const waiting = await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(0);
    assert.deepEqual(await bench.store.listJobIds(), [...ids.slice(2), waiting].sort());
  });

  test('a type that no kind has is refused at submission', async () => {
    const engine = await new JobBench().engine([]);
    await assert.rejects(engine.submit({ type: 'Nothing' }), { code: 'BadRequest' });
  });

  test('a job in the store of a type that this server does not know fails, and the engine goes on', async () => {
    const bench = new JobBench();
    const job = { type: 'Gone', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 0 };
    await bench.store.addJob({ ...job, id: 'of-yesterday' }, [], 10);
    const engine = await bench.engine([kindOf(async () => undefined)]);
    assert.equal((await bench.job('of-yesterday')).error?.number, 2);
    await engine.submitAndWait({ type: 'Once' });
  });
});

describe('submitAndWait', () => {
  test('resolves with the job as it ended, even when no history is kept', async () => {
    const bench = new JobBench();
    const kind = kindOf(async (context) => context.setContent({ TargetStudy: 'x' }));
    const engine = await bench.engine([kind], { historySize: 0 });
    const job = await engine.submitAndWait({ type: 'Once', userData: 'mine' });
    assert.deepEqual(
      [job.state, job.progress, job.content, job.userData],
      ['Success', 100, { TargetStudy: 'x' }, 'mine'],
    );
    await bench.clock.advance(0);
    assert.deepEqual(await bench.store.listJobIds(), []);
  });

  test('rejects with the code, details and payload of the job, and tries a transient failure once only', async () => {
    const bench = new JobBench();
    let runs = 0;
    const payload = { Type: 'Dimse', Content: { DimseErrorStatus: 0xa700 } } as const;
    const kind = kindOf(async () => {
      runs += 1;
      throw new IsocenterError('NetworkProtocol', 'refused by the peer', { payload, transient: true });
    });
    const engine = await bench.engine([kind]);
    await assert.rejects(engine.submitAndWait({ type: 'Once' }), {
      code: 'NetworkProtocol',
      message: 'refused by the peer',
      payload,
      httpStatus: 500,
    });
    assert.equal(runs, 1);
  });

  test('hears of a job that another engine ran', async () => {
    const bench = new JobBench();
    const other = new SteppedKind();
    const stuck = kindOf(() => new Promise(() => undefined));
    const engine = await bench.engine([stuck, new SteppedKind()], { pollMs: 2_000 });
    await engine.submit({ type: 'Once' });
    await bench.clock.advance(0);
    await bench.engine([other], { owner: 'server-2', pollMs: 2_000 });
    const ended = engine.submitAndWait({ type: 'Stepped', itemKeys: ['a'] });
    other.end('a');
    await bench.clock.advance(4_000);
    assert.equal((await ended).state, 'Success');
  });

  test('rejects when the job is canceled before it runs, and when the engine stops', async () => {
    const bench = new JobBench();
    const engine = await bench.engine([new SteppedKind()]);
    await engine.submit({ type: 'Stepped', itemKeys: ['a'] });
    await bench.clock.advance(0);
    const canceled = assert.rejects(engine.submitAndWait({ type: 'Stepped', itemKeys: ['b'] }), {
      code: 'CanceledJob',
    });
    await bench.clock.advance(0);
    const pending = (await bench.store.listJobs()).find((job) => job.state === 'Pending');
    await engine.request(pending?.id ?? '', 'cancel');
    await canceled;
    const stopped = assert.rejects(engine.submitAndWait({ type: 'Stepped', itemKeys: ['c'] }), { httpStatus: 503 });
    await bench.clock.advance(0);
    const stopping = engine.stop({ graceMs: 1_000 });
    await bench.clock.advance(1_000);
    await stopping;
    await stopped;
  });
});

describe('a kind that misbehaves', () => {
  test('by throwing at once, not even a promise, fails its job only', async () => {
    const bench = new JobBench();
    const thrower = kindOf(() => {
      throw new TypeError('a bug');
    });
    const engine = await bench.engine([thrower, kindOf(async () => undefined, 'Good')]);
    await assert.rejects(engine.submitAndWait({ type: 'Once' }), { code: 'InternalError', message: 'a bug' });
    assert.equal((await engine.submitAndWait({ type: 'Good' })).state, 'Success');
  });

  test('by ending while items wait fails: no item is lost in silence', async () => {
    const bench = new JobBench();
    const engine = await bench.engine([kindOf((context) => context.itemDone(1))]);
    await assert.rejects(engine.submitAndWait({ type: 'Once', itemKeys: ['a', 'b', 'c'] }), {
      code: 'InternalError',
      message: 'The job ended with 2 items waiting',
    });
  });

  test('by not awaiting what it records fails when that fails', async () => {
    const bench = new JobBench();
    const kind = kindOf(async (context) => {
      void context.itemFailed(0, new IsocenterError('UnknownResource', 'gone'));
    });
    const engine = await bench.engine([kind]);
    await assert.rejects(engine.submitAndWait({ type: 'Once', itemKeys: ['a'] }), { code: 'UnknownResource' });
  });

  test('in a listener that throws harms nobody', async () => {
    const bench = new JobBench();
    const events = {
      submitted: () => {
        throw new Error('a bug in a hook');
      },
    };
    const engine = await bench.engine([kindOf(async () => undefined)], { events: [events] });
    assert.equal((await engine.submitAndWait({ type: 'Once' })).state, 'Success');
    assert.ok(bench.logged.some((line) => line.startsWith('error A listener to jobs failed')));
  });
});

test('permissive counts failing items and goes on; otherwise the first one ends the job', async () => {
  const bench = new JobBench();
  const kind = new SteppedKind();
  const engine = await bench.engine([kind]);
  kind.end('a', 'c');
  kind.fail('b', new IsocenterError('NetworkProtocol', 'refused'));
  const itemKeys = ['a', 'b', 'c'];
  const permissive = await engine.submitAndWait({ type: 'Stepped', itemKeys, parameters: { Permissive: true } });
  assert.equal(await bench.stateOf(permissive.id), 'Success DFD');
  assert.equal(bench.store.itemsOf(permissive.id)[1]?.comment, 'refused');
  const strict = await engine.submit({ type: 'Stepped', itemKeys });
  await bench.clock.advance(0);
  assert.equal(await bench.stateOf(strict), 'Failure DFW');
  const { error, progress } = await bench.job(strict);
  assert.deepEqual([error?.number, error?.details, progress], [9, 'refused', 66]);
});

test('events and counters tell of submission, success and failure; pending counts Retry, running counts Paused', async () => {
  const bench = new JobBench();
  const told: string[] = [];
  const kind = new SteppedKind();
  const failing = kindOf(async () => {
    throw new IsocenterError('Timeout', 'slow', { transient: true });
  }, 'Failing');
  const engine = await bench.engine([kind, failing], {
    events: [
      {
        submitted: (job) => told.push(`submitted ${job.type}`),
        succeeded: (job) => told.push(`succeeded ${job.type}`),
        failed: (job) => told.push(`failed ${job.type} ${job.error?.number}`),
      },
    ],
  });
  kind.end('a');
  await engine.submitAndWait({ type: 'Stepped', itemKeys: ['a'] });
  await engine.submitAndWait({ type: 'Failing' }).catch(() => undefined);
  await engine.submit({ type: 'Failing' });
  await bench.clock.advance(0);
  const paused = await engine.submit({ type: 'Stepped', itemKeys: ['b'] });
  await engine.request(paused, 'pause');
  kind.end('b');
  await bench.clock.advance(0);
  await engine.submit({ type: 'Stepped', itemKeys: ['c'] });
  await bench.clock.advance(0);
  await engine.submit({ type: 'Stepped', itemKeys: ['d'] });
  assert.deepEqual(told.slice(0, 4), [
    'submitted Stepped',
    'succeeded Stepped',
    'submitted Failing',
    'failed Failing 16',
  ]);
  // Retry and Pending; Running and Paused.
  const metrics = await engine.metrics();
  assert.deepEqual(metrics, { pending: 2, running: 2, completed: 2, succeeded: 1, failed: 1 });
});

test('progress is that of the items and of the item at hand; without items that which the kind says', async () => {
  const bench = new JobBench();
  const gate = Promise.withResolvers<void>();
  const kind = kindOf(async (context) => {
    if (context.itemCounts.Waiting > 0) await context.itemDone(0);
    context.setProgress(0.5);
    await gate.promise;
  });
  const engine = await bench.engine([kind], { concurrentJobs: 2 });
  const withItems = await engine.submit({ type: 'Once', itemKeys: ['a', 'b', 'c', 'd'] });
  const without = await engine.submit({ type: 'Once' });
  await bench.clock.advance(1_000);
  // One of four, and half of another; half of all.
  assert.equal((await bench.job(withItems)).progress, 37);
  assert.equal((await bench.job(without)).progress, 50);
});

test('items that end together are recorded by one write, and content with them', async () => {
  const bench = new JobBench();
  const { promise, resolve } = Promise.withResolvers<void>();
  bench.store.slowUpdate = promise;
  const kind = kindOf(async (context) => {
    const first = context.itemDone(0);
    await undefined;
    await undefined;
    context.setContent({ last: true });
    const others = [1, 2, 3].map((position) => context.itemDone(position));
    setImmediate(resolve);
    await Promise.all([first, ...others]);
    assert.deepEqual(context.itemCounts, { Waiting: 0, Done: 4, Failed: 0 });
  });
  const engine = await bench.engine([kind]);
  const job = await engine.submitAndWait({ type: 'Once', itemKeys: ['a', 'b', 'c', 'd'] });
  assert.deepEqual(bench.store.writes, [`${job.id}: 0`, `${job.id}: 1 2 3`]);
  assert.deepEqual(job.content, { last: true });
});
