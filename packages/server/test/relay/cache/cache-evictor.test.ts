import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewJob } from '../../../src/jobs/job-store.ts';
import { newInstance } from '../../index/contract/new-instance.ts';
import { settled } from '../../jobs/fake-clock.ts';
import { megabyte, openCache } from './cache-fixture.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

test('studies go whole, the least recently used first, until the cache is within its limit', async (t) => {
  const { clock, evictor, evictions, present, relay, store } = await openCache(t);
  for (const study of ['1', '2', '3', '4']) {
    for (const number of [1, 2, 3]) await store({ study, instance: `${study}.${number}`, relayedFrom: 'pacs' });
    clock.jump(1000);
  }
  await relay.useStudies(undefined, ['1'], clock.nowMs(), 0);
  await evictor.evict();
  const there = await Promise.all(['1', '2', '3', '4'].map(present));
  assert.deepEqual(there, ['1.1 1.2 1.3', '', '3.1 3.2 3.3', '4.1 4.2 4.3']);
  assert.deepEqual(await relay.cacheSize('pacs'), { studies: 3, instances: 9, bytes: 9 * megabyte });
  assert.deepEqual(evictions, [{ upstream: 'pacs', evictedInstances: 3, evictedBytes: 3 * megabyte }]);
});

test('what was not used for its time goes, however small the cache is', async (t) => {
  const { clock, evictor, present, store } = await openCache(t);
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs' });
  clock.jump(hourMs);
  await store({ study: '2', instance: '2.1', relayedFrom: 'pacs' });
  clock.jump(23 * hourMs - 1);
  await evictor.evict();
  assert.equal(await present('1'), '1.1');
  clock.jump(1);
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2')], ['', '2.1']);
});

test('no limit is no limit', async (t) => {
  const upstreams = [{ Name: 'pacs', CacheSize: 0, CacheAge: 0, CompletenessAge: 300 }];
  const { clock, evictor, present, store } = await openCache(t, { upstreams });
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs', size: 1e12 });
  clock.jump(1e5 * hourMs);
  await evictor.evict();
  assert.equal(await present('1'), '1.1');
});

test('what users have stored stays, and so does what other upstreams gave', async (t) => {
  const { clock, evictor, present, store } = await openCache(t);
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs' });
  await store({ study: '1', instance: '1.2' });
  await store({ study: '1', instance: '1.3', relayedFrom: 'other' });
  await store({ study: '1', instance: '1.4', relayedFrom: 'pacs' });
  await store({ study: '1', instance: '1.4' });
  clock.jump(25 * hourMs);
  await evictor.evict();
  assert.equal(await present('1'), '1.2 1.3 1.4');
});

test('a study in use is passed over, and goes once its pin has run out', async (t) => {
  const { clock, evictor, present, relay, store } = await openCache(t);
  for (const study of ['1', '2'])
    await store({ study, instance: `${study}.1`, relayedFrom: 'pacs', size: 20 * megabyte });
  await relay.useStudies(undefined, ['1'], 0, clock.nowMs() + minuteMs);
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2')], ['1.1', '']);
  clock.jump(minuteMs);
  await evictor.evict();
  assert.equal(await present('1'), '');
});

test('a study that fails or may not go does not keep others from going', async (t) => {
  const { clock, evictor, jobs, present, relay, store } = await openCache(t);
  for (const study of ['1', '2', '3']) {
    await store({ study, instance: `${study}.1`, relayedFrom: 'pacs', size: 6 * megabyte });
    clock.jump(1000);
  }
  const { Instance } = newInstance({ study: '1', series: '1.1', instance: '1.1' }).publicIds;
  const job: NewJob = {
    id: 'job',
    type: 'x',
    priority: 0,
    userData: undefined,
    parameters: {},
    content: {},
    createdAtMs: 0,
  };
  await jobs.addJob(job, [Instance], 10);
  const forget = relay.forgetCompleteness.bind(relay);
  const failing = t.mock.method(relay, 'forgetCompleteness', (study: string) =>
    study === '2' ? Promise.reject(new Error('the database is away')) : forget(study),
  );
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2'), await present('3')], ['1.1', '2.1', '']);
  failing.mock.restore();
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2')], ['1.1', '']);
});

test('an eviction is told like other deletions: events, files; and what was complete is not any more', async (t) => {
  const { clock, events, evictor, files, index, relay, store } = await openCache(t);
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs' });
  await store({ study: '2', instance: '2.1' });
  const key = { upstream: 'other', studyInstanceUid: '1', level: 'Study', uid: '1' } as const;
  await relay.setCompleteness(key, { instances: 1, completeAtMs: clock.nowMs() });
  assert.equal((await files()).length, 2);
  clock.jump(25 * hourMs);
  await evictor.evict();
  assert.equal((await files()).length, 1);
  assert.deepEqual(await index.pendingBlobRemovals(), []);
  assert.deepEqual(
    events.map(({ level, type }) => `${type} ${level}`),
    ['Deleted Instance', 'Deleted Series', 'Deleted Study'],
  );
  assert.equal(await relay.getCompleteness(key), undefined);
});

test('counts that a crash has left wrong are put right at the start, those of pinned studies too', async (t) => {
  const { clock, evictor, present, relay, store } = await openCache(t);
  await relay.useStudies('pacs', ['1', '2'], clock.nowMs(), clock.nowMs() + minuteMs);
  for (const study of ['1', '2']) {
    await store({ study, instance: `${study}.1`, relayedFrom: 'pacs', size: 8 * megabyte, counted: false });
    clock.jump(1);
  }
  assert.equal((await relay.cacheSize('pacs')).bytes, 0);
  evictor.start();
  await clock.advance(0);
  await evictor.evict();
  assert.deepEqual(await relay.cacheSize('pacs'), { studies: 2, instances: 2, bytes: 16 * megabyte });
  clock.jump(minuteMs);
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2')], ['', '2.1']);
});

test('a count that is too large takes nothing with it', async (t) => {
  const { clock, evictor, present, relay, store } = await openCache(t);
  await evictor.evict();
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs' });
  clock.jump(1);
  await store({ study: '2', instance: '2.1', relayedFrom: 'pacs' });
  await relay.countStudy('pacs', '1', 50 * megabyte, 5, clock.nowMs());
  await evictor.evict();
  assert.deepEqual([await present('1'), await present('2')], ['1.1', '2.1']);
  assert.equal((await relay.cacheSize('pacs')).bytes, 2 * megabyte);
});

test('a study of which nothing is left is forgotten when nothing more can come of it', async (t) => {
  const { clock, evictor, relay, store } = await openCache(t);
  await store({ study: '1', instance: '1.1', relayedFrom: 'pacs', size: 11 * megabyte });
  await evictor.evict();
  assert.equal((await relay.listStudies('pacs', '', 9)).length, 1);
  clock.jump(hourMs + 1);
  await evictor.evict();
  assert.equal((await relay.listStudies('pacs', '', 9)).length, 0);
});

test('many arrivals lead to one look a second later; without any there is one each minute', async (t) => {
  const { clock, evictor } = await openCache(t);
  let looks = 0;
  t.mock.method(evictor, 'evict', async () => {
    looks += 1;
  });
  evictor.start();
  await clock.advance(0);
  assert.equal(looks, 1);
  for (let arrival = 0; arrival < 100; arrival += 1) evictor.arrived();
  await clock.advance(999);
  assert.equal(looks, 1);
  await clock.advance(1);
  assert.equal(looks, 2);
  await clock.advance(minuteMs);
  assert.equal(looks, 3);
  await evictor.close();
  evictor.arrived();
  await clock.advance(hourMs);
  assert.equal(looks, 3);
  assert.equal(clock.timers, 0);
});

test('what arrives during a look is looked at afterwards', async (t) => {
  const { clock, evictor } = await openCache(t);
  const looks: (() => void)[] = [];
  t.mock.method(evictor, 'evict', () => new Promise<void>((resolve) => looks.push(resolve)));
  evictor.start();
  await clock.advance(0);
  evictor.arrived();
  await clock.advance(10_000);
  assert.equal(looks.length, 1);
  looks[0]?.();
  await settled();
  await clock.advance(1000);
  assert.equal(looks.length, 2);
  looks[1]?.();
});
