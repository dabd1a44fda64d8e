import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withHeartbeat } from '../../src/retrieve/heartbeat.ts';
import { OutcomeChannel } from '../../src/retrieve/outcome-channel.ts';

describe('a heartbeat', { timeout: 60_000 }, () => {
  it('ticks in every silence of a source, and passes its values on', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const channel = new OutcomeChannel<string>();
    const beats = withHeartbeat(channel, 1000);
    channel.push('a');
    assert.deepEqual(await beats.next(), { done: false, value: 'a' });
    for (let tick = 0; tick < 2; tick += 1) {
      const next = beats.next();
      await new Promise((resolve) => setImmediate(resolve));
      t.mock.timers.tick(999);
      t.mock.timers.tick(1);
      assert.deepEqual(await next, { done: false, value: 'tick' });
    }
    channel.push('b');
    assert.deepEqual(await beats.next(), { done: false, value: 'b' });
    channel.close();
    assert.deepEqual(await beats.next(), { done: true, value: undefined });
  });

  it('of 0 is none', async (t) => {
    const timers = t.mock.method(globalThis, 'setTimeout');
    const channel = new OutcomeChannel<string>();
    channel.push('a');
    channel.close();
    assert.deepEqual(await Array.fromAsync(withHeartbeat(channel, 0)), ['a']);
    assert.equal(timers.mock.callCount(), 0);
  });

  it('leaves no timer behind', async (t) => {
    const started = t.mock.method(globalThis, 'setTimeout');
    const cleared = t.mock.method(globalThis, 'clearTimeout');
    const channel = new OutcomeChannel<string>();
    channel.push('a');
    channel.close();
    await Array.fromAsync(withHeartbeat(channel, 3_600_000));
    assert.ok(started.mock.callCount() > 0);
    assert.equal(cleared.mock.callCount(), started.mock.callCount());
  });

  it('passes the failure of its source on', async () => {
    const channel = new OutcomeChannel<string>();
    channel.fail(new Error('source'));
    await assert.rejects(Array.fromAsync(withHeartbeat(channel, 1000)), /source/);
  });

  it('lets its source go when the reader leaves', async () => {
    let left = false;
    const source = async function* () {
      try {
        yield 1;
        yield 2;
      } finally {
        left = true;
      }
    };
    for await (const value of withHeartbeat(source(), 1000)) {
      assert.equal(value, 1);
      break;
    }
    assert.equal(left, true);
  });
});

describe('the channel of outcomes', { timeout: 60_000 }, () => {
  it('keeps the order, and gives what is there before it ends or fails', async () => {
    const channel = new OutcomeChannel<number>();
    for (const value of [1, 2, 3]) channel.push(value);
    channel.close();
    assert.deepEqual(await Array.fromAsync(channel), [1, 2, 3]);

    const failing = new OutcomeChannel<number>();
    failing.push(1);
    failing.fail(new Error('lost'));
    const seen: number[] = [];
    await assert.rejects(async () => {
      for await (const value of failing) seen.push(value);
    }, /lost/);
    assert.deepEqual(seen, [1]);
  });

  it('wakes a reader that waits', async () => {
    const channel = new OutcomeChannel<number>();
    const all = Array.fromAsync(channel);
    for (const value of [1, 2]) {
      await new Promise((resolve) => setImmediate(resolve));
      channel.push(value);
    }
    await new Promise((resolve) => setImmediate(resolve));
    channel.close();
    assert.deepEqual(await all, [1, 2]);
  });
});
