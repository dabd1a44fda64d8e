import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger } from '../../../src/logging/logger.ts';
import { StudyPins } from '../../../src/relay/cache/study-pins.ts';
import { FakeClock } from '../../jobs/fake-clock.ts';

/** Notes what is pinned, and for how long from then. */
class NotedUses {
  readonly uses: string[] = [];
  failure: Error | undefined;

  async useStudies(
    upstream: string | undefined,
    studies: readonly string[],
    nowMs: number,
    untilMs: number,
  ): Promise<void> {
    this.uses.push(`${upstream ?? '-'}: ${studies.join(' ')} for ${(untilMs - nowMs) / 1000} s`);
    if (this.failure !== undefined) throw this.failure;
  }

  taken(): readonly string[] {
    return this.uses.splice(0);
  }
}

function openPins() {
  const relay = new NotedUses();
  const clock = new FakeClock();
  return { relay, clock, pins: new StudyPins({ relay, clock, logger: silentLogger }) };
}

test('a pin holds for a minute and is renewed every 20 s, until the last holder has gone', async () => {
  const { clock, pins, relay } = openPins();
  const first = await pins.pin('pacs', ['1', '2', '1']);
  const second = await pins.pin('pacs', ['1']);
  assert.deepEqual(relay.taken(), ['pacs: 1 2 for 60 s', 'pacs: 1 for 60 s']);
  await clock.advance(19_999);
  assert.deepEqual(relay.taken(), []);
  await clock.advance(20_001);
  assert.deepEqual(relay.taken(), ['pacs: 1 2 for 60 s', 'pacs: 1 2 for 60 s']);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  await clock.advance(20_000);
  assert.deepEqual(relay.taken(), ['pacs: 1 for 60 s']);
  second[Symbol.dispose]();
  await clock.advance(100_000);
  assert.deepEqual(relay.taken(), []);
  assert.equal(clock.timers, 0);
});

test('studies are renewed together, those of each upstream and those that are only used', async () => {
  const { clock, pins, relay } = openPins();
  await pins.pin('pacs', ['1']);
  await pins.pin(undefined, ['1', '2']);
  await pins.pin('pacs', ['3']);
  relay.taken();
  await clock.advance(20_000);
  assert.deepEqual(relay.taken(), ['pacs: 1 3 for 60 s', '-: 1 2 for 60 s']);
  pins.close();
  assert.equal(clock.timers, 0);
});

test('a renewal that fails is tried again; a pin that fails is nobody’s', async () => {
  const { clock, pins, relay } = openPins();
  await pins.pin('pacs', ['1']);
  relay.failure = new Error('the database is away');
  await assert.rejects(pins.pin('pacs', ['2']), /away/);
  relay.taken();
  await clock.advance(20_000);
  relay.failure = undefined;
  await clock.advance(20_000);
  assert.deepEqual(relay.taken(), ['pacs: 1 for 60 s', 'pacs: 1 for 60 s']);
});

test('studies are released when the last of their holders has gone, whatever they were pinned for', async () => {
  const released: string[] = [];
  const pins = new StudyPins({
    relay: new NotedUses(),
    clock: new FakeClock(),
    logger: silentLogger,
    released: (studies) => released.push(studies.join(' ')),
  });
  const fetching = await pins.pin('pacs', ['1']);
  const delivering = await pins.pin(undefined, ['1', '2']);
  fetching[Symbol.dispose]();
  assert.deepEqual(released, []);
  delivering[Symbol.dispose]();
  assert.deepEqual(released, ['1 2']);
});
