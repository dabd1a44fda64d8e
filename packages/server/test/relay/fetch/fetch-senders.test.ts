import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CachedStudy } from '../../../src/index/relay-store.ts';
import type { ArrivedInstance } from '../../../src/ingest/arrival-observer.ts';
import type { InstanceOrigin } from '../../../src/ingest/origin.ts';
import { FetchSenders } from '../../../src/relay/fetch/fetch-senders.ts';

const lateArrivalMs = 1000;

function sent(origin: InstanceOrigin): ArrivedInstance {
  return {
    publicIds: { Patient: 'p', Study: 's', Series: 'e', Instance: 'i' },
    studyInstanceUid: '1',
    seriesInstanceUid: '1.1',
    sopInstanceUid: '1.1.1',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    origin,
  };
}

const bySender = (remoteAet: string): InstanceOrigin => ({
  kind: 'DicomProtocol',
  remoteAet,
  remoteIp: '127.0.0.1',
  calledAet: 'RELAY',
});

function start(cached: readonly Partial<CachedStudy>[], nowMs = 5000) {
  let lookUps = 0;
  const senders = new FetchSenders({
    relay: {
      async cachedStudy(studyInstanceUid) {
        lookUps += 1;
        return cached.map((study) => ({
          upstream: 'hospital',
          studyInstanceUid,
          bytes: 0,
          instances: 0,
          usedAtMs: nowMs,
          pinnedUntilMs: 0,
          ...study,
        }));
      },
    },
    clock: { nowMs: () => nowMs },
    lateArrivalMs,
    upstreamsOf: (aet) => (aet === 'PACS' ? ['hospital'] : []),
  });
  return { senders, lookUps: () => lookUps };
}

test('what comes from anybody but an upstream is the users own, and the index is not asked', async () => {
  const { lookUps, senders } = start([{}]);
  assert.equal(await senders.upstreamOf(sent(bySender('STATION')), []), undefined);
  assert.equal(await senders.upstreamOf(sent({ kind: 'Lua' }), []), undefined);
  assert.equal(lookUps(), 0);
});

test('what an upstream sends of a study that was fetched lately is its, whoever fetched it', async () => {
  const { lookUps, senders } = start([{}]);
  assert.equal(await senders.upstreamOf(sent(bySender('PACS')), []), 'hospital');
  assert.equal(await senders.upstreamOf(sent(bySender('PACS')), []), 'hospital');
  assert.equal(lookUps(), 1);
});

test('what it sends of its own accord is the users own, and is looked up each time', async () => {
  const { lookUps, senders } = start([]);
  assert.equal(await senders.upstreamOf(sent(bySender('PACS')), []), undefined);
  assert.equal(await senders.upstreamOf(sent(bySender('PACS')), []), undefined);
  assert.equal(lookUps(), 2);
});

test('long after a fetch what comes is of its own accord, too', async () => {
  const at = (usedAtMs: number) => start([{ usedAtMs }]).senders.upstreamOf(sent(bySender('PACS')), []);
  assert.equal(await at(4000), 'hospital');
  assert.equal(await at(3999), undefined);
});

test('another upstream of the same study is not the one that sends', async () => {
  const { senders } = start([{ upstream: 'other' }]);
  assert.equal(await senders.upstreamOf(sent(bySender('PACS')), []), undefined);
});

test('what was asked for over the same connection is known by that', () => {
  const { senders } = start([]);
  const origin: InstanceOrigin = { kind: 'RestApi', remoteIp: '', username: undefined, upstream: 'web' };
  assert.equal(senders.upstreamOf(sent(origin), []), 'web');
});
