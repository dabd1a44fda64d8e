import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { FetchProgress } from '../../../src/relay/fetch/fetch-progress.ts';
import type { ExpectedSet } from '../../../src/relay/upstreams/expected-set.ts';

const limits = { firstInstanceMs: 1000, quietMs: 300, totalMs: 10_000 };

const three: ExpectedSet = {
  kind: 'instances',
  instances: ['1', '2', '3'].map((sopInstanceUid) => ({ seriesInstanceUid: 's', sopInstanceUid })),
};

function asked(expectation: ExpectedSet, here: readonly string[] = []): FetchProgress {
  const progress = new FetchProgress('pacs', limits, 0);
  progress.expect(expectation, new Set(here));
  progress.ask(0);
  return progress;
}

function success(completed?: number) {
  return { status: 0x0000, failedSopInstanceUids: [], ...(completed !== undefined && { completed, failed: 0 }) };
}

describe('a fetch of named instances', () => {
  test('is not over when the upstream says that it is, but when all have come', () => {
    const progress = asked(three);
    progress.answer(success(3), 10);
    assert.equal(progress.verdict(10).over, false);
    for (const [uid, atMs] of [
      ['3', 500],
      ['1', 600],
    ] as const) {
      progress.arrive(uid, atMs);
      assert.equal(progress.verdict(atMs).over, false);
    }
    progress.arrive('2', 700);
    assert.deepEqual(progress.verdict(700), { over: true, complete: true, reason: undefined });
  });

  test('is over before the upstream has answered, when all have come', () => {
    const progress = asked(three, ['1']);
    progress.arrive('2', 10);
    progress.arrive('3', 20);
    assert.equal(progress.verdict(20).over, true);
  });

  test('needs nobody when all is here', () => {
    const progress = new FetchProgress('pacs', limits, 0);
    progress.expect(three, new Set(['1', '2', '3']));
    assert.deepEqual(progress.verdict(0), { over: true, complete: true, reason: undefined });
  });

  test('ends after the quiet period when some never come, and names them', () => {
    const progress = asked(three);
    progress.answer(success(3), 10);
    progress.arrive('2', 100);
    assert.deepEqual(progress.verdict(399), { over: false, nextMs: 400 });
    const verdict = progress.verdict(400);
    assert.ok(verdict.over && !verdict.complete);
    assert.equal(verdict.reason?.code, 'Timeout');
    assert.deepEqual(progress.shortfall, { sopInstanceUids: ['1', '3'], count: 2 });
  });

  test('waits longer for the first instance than for others', () => {
    const progress = asked(three);
    progress.answer(success(), 10);
    assert.deepEqual(progress.verdict(900), { over: false, nextMs: 1000 });
    assert.equal(progress.verdict(1000).over, true);
  });

  test('takes counters that change for a sign of life, those that repeat for none', () => {
    const progress = asked(three);
    progress.arrive('1', 0);
    progress.progress({ remaining: 2, completed: 1 }, 250);
    assert.equal(progress.verdict(400).over, false);
    progress.progress({ remaining: 2, completed: 1 }, 500);
    assert.equal(progress.verdict(550).over, true);
  });

  test('ends at once when the upstream names all that is missing as failed', () => {
    const progress = asked(three);
    progress.arrive('1', 10);
    progress.answer({ status: 0xb000, completed: 1, failed: 2, failedSopInstanceUids: ['2', '3'] }, 20);
    assert.equal(progress.verdict(20).over, true);
    assert.equal(progress.shortfall.count, 2);
  });

  test('ends at once when counters account for all that is missing, without naming it', () => {
    const progress = asked(three);
    progress.arrive('1', 10);
    progress.answer({ status: 0xb000, completed: 1, failed: 2, failedSopInstanceUids: [] }, 20);
    assert.equal(progress.verdict(20).over, true);
  });

  test('waits for what an upstream has sent by its counters and that is still under way', () => {
    const progress = asked(three);
    progress.answer({ status: 0xb000, completed: 2, failed: 1, failedSopInstanceUids: ['3'] }, 20);
    progress.arrive('1', 30);
    assert.equal(progress.verdict(30).over, false);
    progress.arrive('2', 40);
    assert.equal(progress.verdict(40).over, true);
    assert.deepEqual(progress.shortfall, { sopInstanceUids: ['3'], count: 1 });
  });

  test('ends at once when the upstream refuses before it sends', () => {
    const progress = asked(three);
    progress.answer({ status: 0xa801, failedSopInstanceUids: [] }, 20);
    const verdict = progress.verdict(20);
    assert.ok(verdict.over && !verdict.complete);
    assert.match(verdict.reason?.message ?? '', /A801/);
  });

  test('waits the quiet period when the way breaks after something has come', () => {
    const progress = asked(three);
    progress.arrive('1', 10);
    progress.fail(new IsocenterError('NetworkProtocol', 'aborted'), 20);
    assert.deepEqual(progress.verdict(20), { over: false, nextMs: 320 });
    const verdict = progress.verdict(320);
    assert.ok(verdict.over && verdict.reason?.message === 'aborted');
  });

  test('ends at once when the way breaks before anything has come', () => {
    const progress = asked(three);
    progress.fail(new IsocenterError('NetworkProtocol', 'refused'), 20);
    assert.equal(progress.verdict(20).over, true);
  });

  test('ends at the total time, whatever comes', () => {
    const progress = asked(three);
    for (let atMs = 0; atMs < limits.totalMs; atMs += 200) {
      progress.progress({ remaining: atMs }, atMs);
      progress.arrive('1', atMs);
      assert.equal(progress.verdict(atMs).over, false, String(atMs));
    }
    assert.equal(progress.verdict(limits.totalMs).over, true);
  });

  test('does not run its clocks while it waits for its turn, but for the total time', () => {
    const progress = new FetchProgress('pacs', limits, 0);
    progress.expect(three, new Set());
    assert.deepEqual(progress.verdict(5000), { over: false, nextMs: limits.totalMs });
    progress.ask(5000);
    assert.deepEqual(progress.verdict(5000), { over: false, nextMs: 6000 });
  });
});

describe('a fetch of a number of instances', () => {
  test('is over when that many are here, those that were here and came again counted once', () => {
    const progress = asked({ kind: 'count', count: 3 }, ['1']);
    progress.arrive('1', 10);
    progress.arrive('2', 20);
    assert.equal(progress.verdict(20).over, false);
    progress.arrive('3', 30);
    assert.equal(progress.verdict(30).over, true);
  });

  test('counts what came before the number was known', () => {
    const progress = new FetchProgress('pacs', limits, 0);
    progress.arrive('1', 0);
    progress.arrive('2', 0);
    progress.expect({ kind: 'count', count: 3 }, new Set(['1', '3']));
    assert.equal(progress.verdict(0).over, true);
  });

  test('knows how many are missing', () => {
    const progress = asked({ kind: 'count', count: 5 }, ['1']);
    progress.arrive('2', 10);
    assert.deepEqual(progress.shortfall, { sopInstanceUids: [], count: 3, of: 5 });
  });

  test('takes what is here for no part of what was asked for, unless nothing more comes', () => {
    const progress = asked({ kind: 'count', count: 3 }, ['own', '1']);
    progress.arrive('1', 10);
    progress.arrive('2', 20);
    assert.equal(progress.verdict(20).over, false);
    progress.answer(success(2), 30);
    assert.equal(progress.verdict(329).over, false);
    assert.deepEqual(progress.verdict(330), { over: true, complete: true, reason: undefined });
  });
});

describe('a fetch of who knows how many', () => {
  test('is over when as many have come as the upstream says that it sent', () => {
    const progress = asked({ kind: 'unknown' });
    progress.answer(success(2), 10);
    progress.arrive('1', 20);
    assert.equal(progress.verdict(30).over, false);
    progress.arrive('2', 40);
    assert.deepEqual(progress.verdict(40), { over: true, complete: true, reason: undefined });
  });

  test('counts one that came twice once, unless the upstream answers afterwards', () => {
    const [before, after] = [asked({ kind: 'unknown' }), asked({ kind: 'unknown' })];
    before.answer(success(3), 10);
    for (const progress of [before, after]) {
      progress.arrive('1', 20);
      progress.arrive('1', 30);
      progress.arrive('2', 40);
    }
    assert.equal(before.verdict(339).over, false);
    assert.deepEqual(before.verdict(340), { over: true, complete: true, reason: undefined });
    after.answer(success(3), 50);
    assert.deepEqual(after.verdict(50), { over: true, complete: true, reason: undefined });
  });

  test('lacks what the upstream says that it sent and that has not come', () => {
    const progress = asked({ kind: 'unknown' });
    progress.answer(success(3), 10);
    progress.arrive('1', 20);
    const verdict = progress.verdict(320);
    assert.ok(verdict.over && !verdict.complete);
    assert.deepEqual(progress.shortfall, { sopInstanceUids: [], count: 2 });
  });

  test('is complete after a quiet time when the upstream tells no numbers', () => {
    const progress = asked({ kind: 'unknown' });
    progress.answer(success(), 10);
    progress.arrive('1', 20);
    assert.equal(progress.verdict(319).over, false);
    assert.deepEqual(progress.verdict(320), { over: true, complete: true, reason: undefined });
  });

  test('is not complete when fewer came than the upstream says that it sent', () => {
    const progress = asked({ kind: 'unknown' });
    progress.answer(success(3), 10);
    progress.arrive('1', 20);
    const verdict = progress.verdict(320);
    assert.ok(verdict.over && !verdict.complete);
  });

  test('has the failures that the upstream tells of', () => {
    const progress = asked({ kind: 'unknown' });
    progress.answer({ status: 0xb000, completed: 1, failed: 2, failedSopInstanceUids: ['7'] }, 10);
    progress.arrive('1', 20);
    const verdict = progress.verdict(20);
    assert.ok(verdict.over && !verdict.complete);
    assert.deepEqual(progress.shortfall, { sopInstanceUids: ['7'], count: 2 });
  });
});

describe('a fetch over the connection of its request', () => {
  const connected = (expectation: ExpectedSet) => {
    const progress = new FetchProgress('pacs', { ...limits, nothingAfterAnswer: true }, 0);
    progress.expect(expectation, new Set());
    progress.ask(0);
    return progress;
  };

  test('is over with the answer', () => {
    const progress = connected(three);
    progress.arrive('1', 10);
    progress.answer(success(3), 20);
    const verdict = progress.verdict(20);
    assert.ok(verdict.over && !verdict.complete);
    assert.deepEqual(progress.shortfall, { sopInstanceUids: ['2', '3'], count: 2 });
  });

  test('has nothing where the answer is to nothing', () => {
    const progress = connected({ kind: 'unknown' });
    progress.answer(success(0), 20);
    assert.deepEqual(progress.verdict(20), { over: true, complete: true, reason: undefined });
    assert.equal(progress.hasNothing, true);
  });
});

test('an upstream that has nothing needs no waiting', () => {
  const progress = new FetchProgress('pacs', limits, 0);
  progress.expect({ kind: 'nothing' }, new Set());
  assert.deepEqual(progress.verdict(0), { over: true, complete: true, reason: undefined });
});
