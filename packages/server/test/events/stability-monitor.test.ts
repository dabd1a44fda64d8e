import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { EventFeed, type ResourceEvent } from '../../src/events/event-feed.ts';
import { StabilityMonitor } from '../../src/events/stability-monitor.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import type { ChangeType } from '../../src/model/change-type.ts';
import type { Level } from '../../src/model/level.ts';

type Change = { type: ChangeType; level: Level; publicId: string };
const stableStudy: Change = { type: 'StableStudy', level: 'Study', publicId: 's' };
const newInstance: ResourceEvent = { type: 'NewInstance', level: 'Instance', publicId: 'i' };

/** A monitor on a clock of its own; `makeStable` answers the batches in turn, then nothing. */
function monitorOf(
  t: TestContext,
  { batches = [], failing = false, isShared = false }: { batches?: Change[][]; failing?: boolean; isShared?: boolean },
) {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_000_000 });
  const events = new EventFeed(assert.ifError);
  const heard: ResourceEvent[] = [];
  events.subscribe((event) => heard.push(event));
  const asked: number[] = [];
  const errors: unknown[] = [];
  const monitor = new StabilityMonitor({
    index: {
      async makeStable(beforeMs) {
        asked.push(beforeMs);
        if (failing) throw new Error('disk');
        return batches.shift() ?? [];
      },
    },
    events,
    stableAgeMs: 60_000,
    isShared,
    logger: { ...silentLogger, error: (_message, fields) => errors.push(fields) },
  });
  t.after(() => monitor.close());
  /** Lets time pass, a second at a time, and what is then begun end. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      t.mock.timers.tick(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { asked, errors, events, heard, monitor, pass };
}

describe('the stability monitor', () => {
  it('asks for what has been silent as long as StableAge says', async (t) => {
    const { asked, pass } = monitorOf(t, {});
    await pass(1);
    assert.deepEqual(asked, [1_001_000 - 60_000]);
  });

  it('publishes all that the index made stable, part by part', async (t) => {
    const stableSeries: Change = { type: 'StableSeries', level: 'Series', publicId: 'e' };
    const { heard, pass } = monitorOf(t, { batches: [[stableStudy], [stableSeries]] });
    await pass(1);
    assert.deepEqual(heard, [stableStudy, stableSeries]);
  });

  it('leaves the index alone when nothing has arrived for longer', async (t) => {
    const { asked, events, pass } = monitorOf(t, {});
    await pass(62);
    const before = asked.length;
    assert.equal(before, 62);
    await pass(10);
    assert.equal(asked.length, before);
    events.publish(newInstance);
    await pass(1);
    assert.equal(asked.length, before + 1);
  });

  it('goes on looking where instances arrive at other servers of the index, too', async (t) => {
    const { asked, pass } = monitorOf(t, { isShared: true });
    await pass(72);
    assert.equal(asked.length, 72);
  });

  it('goes on after a failure of the index, and says so', async (t) => {
    const { asked, errors, pass } = monitorOf(t, { failing: true });
    await pass(2);
    assert.deepEqual([asked.length, errors.length], [2, 2]);
  });

  it('asks no more once it is closed', async (t) => {
    const { asked, monitor, pass } = monitorOf(t, {});
    await monitor.close();
    await pass(3);
    assert.deepEqual(asked, []);
  });
});
