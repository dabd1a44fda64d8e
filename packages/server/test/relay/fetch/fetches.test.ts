import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FetchSenders } from '../../../src/relay/fetch/fetch-senders.ts';
import type { FetchEnd, FetchSubscriber } from '../../../src/relay/fetch/fetch-subscriber.ts';
import type { FetchRetrieveOptions, FetchUpstream } from '../../../src/relay/fetch/fetch-upstream.ts';
import { Fetches } from '../../../src/relay/fetch/fetches.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import type { UpstreamAnswer } from '../../../src/relay/upstreams/upstream-link.ts';
import { FakeClock } from '../../jobs/fake-clock.ts';

const target: RelayTarget = { level: 'Study', studyInstanceUid: '1' };

/** A retrieve that the upstream was asked for, or that waits for its turn. */
interface Retrieve {
  readonly options: FetchRetrieveOptions;
  readonly signal: AbortSignal;
  answer(answer: UpstreamAnswer): void;
}

/** An upstream of one instance, whose retrieves end as the test says. */
function started() {
  const clock = new FakeClock();
  const retrieves: Retrieve[] = [];
  const upstream: FetchUpstream = {
    name: 'hospital',
    levels: ['Study', 'Series', 'Instance'],
    limits: { firstInstanceMs: 1000, quietMs: 1000, totalMs: 60_000 },
    maximumInstances: 10,
    retrievesUnseen: false,
    parallelRetrieves: 1,
    expectationOf: async () => ({
      kind: 'instances',
      instances: [{ seriesInstanceUid: '1.1', sopInstanceUid: '1.1.1' }],
    }),
    retrieve(_targets, options, signal) {
      const { promise, reject, resolve } = Promise.withResolvers<UpstreamAnswer>();
      signal.addEventListener('abort', () => reject(signal.reason));
      retrieves.push({ options, signal, answer: resolve });
      return promise;
    },
  };
  const fetches = new Fetches({
    clock,
    async *listHere() {},
    pin: async () => ({ [Symbol.dispose]() {} }),
    senders: new FetchSenders({
      relay: { cachedStudy: async () => [] },
      clock,
      lateArrivalMs: 0,
      upstreamsOf: () => [],
    }),
    pollIntervalMs: 0,
    observer: { relayed() {}, ended() {} },
  });
  const join = (priority: 'normal' | 'low') => {
    const ends: FetchEnd[] = [];
    const subscriber: FetchSubscriber = { expect() {}, available() {}, ended: (end) => void ends.push(end) };
    fetches.join(upstream, target, undefined, { priority, isOnlySource: false }, subscriber);
    return ends;
  };
  const arrive = () =>
    fetches.stored(
      {
        publicIds: { Patient: 'p', Study: 's', Series: 'e', Instance: 'i' },
        studyInstanceUid: '1',
        seriesInstanceUid: '1.1',
        sopInstanceUid: '1.1.1',
        sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
        origin: { kind: 'Lua' },
      },
      undefined,
      undefined,
    );
  return { arrive, clock, join, retrieves };
}

test('a client does not wait behind others with a prefetch of the same, which is done when the client has it', async () => {
  const { arrive, clock, join, retrieves } = started();
  const prefetched = join('low');
  await clock.advance(0);
  const served = join('normal');
  await clock.advance(0);
  assert.deepEqual(
    retrieves.map(({ options }) => options.priority),
    ['low', 'normal'],
  );
  retrieves[1]?.options.listener.asked();
  arrive();
  for (const ends of [prefetched, served])
    assert.deepEqual(
      ends.map(({ complete }) => complete),
      [true],
    );
  // One that was never asked is not begun any more; the other one is let end.
  assert.deepEqual(
    retrieves.map(({ signal }) => signal.aborted),
    [true, false],
  );
});

test('a client joins a prefetch that is performed, and a prefetch joins a client', async () => {
  const first = started();
  first.join('low');
  await first.clock.advance(0);
  first.retrieves[0]?.options.listener.asked();
  first.join('normal');
  await first.clock.advance(0);
  assert.equal(first.retrieves.length, 1);

  const second = started();
  second.join('normal');
  second.join('low');
  await second.clock.advance(0);
  assert.equal(second.retrieves.length, 1);
});
