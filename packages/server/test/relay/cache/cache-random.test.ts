import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { randomFrom, seed } from '../../faults/random.ts';
import { newInstance } from '../../index/contract/new-instance.ts';
import { megabyte, openCache } from './cache-fixture.ts';

const steps = 400;
const studies = 6;
const instancesPerStudy = 5;

test('whatever users, upstreams and evictions do to one another, users lose nothing and files and rows agree', async (t) => {
  t.diagnostic(`ISOCENTER_TEST_SEED=${seed}`);
  const { clock, databasePath, evictor, files, index, relay, store } = await openCache(t);
  const random = randomFrom(seed);
  const upTo = (maximum: number) => 1 + Math.floor(random() * maximum);
  /** Public ids of what users have stored. */
  const owned = new Set<string>();
  const pending: Promise<unknown>[] = [];

  for (let step = 0; step < steps; step += 1) {
    const study = String(upTo(studies));
    const instance = `${study}.1.${upTo(instancesPerStudy)}`;
    const chosen = {
      study,
      instance,
      size: upTo(3 * megabyte),
      overwrite: random() < 0.3 ? 'Always' : 'Never',
    } as const;
    const choice = random();
    if (choice < 0.2) {
      owned.add(newInstance({ ...chosen, series: `${study}.1` }).publicIds.Instance);
      pending.push(store(chosen));
    } else if (choice < 0.75) {
      const relayedFrom = random() < 0.8 ? 'pacs' : 'other';
      pending.push(store({ ...chosen, relayedFrom, counted: random() < 0.9 }));
    } else if (choice < 0.9) {
      const nowMs = clock.nowMs();
      pending.push(relay.useStudies('pacs', [study], nowMs, nowMs + upTo(5000)));
    } else {
      pending.push(evictor.evict());
    }
    clock.jump(upTo(100));
    if (random() < 0.2) await Promise.all(pending.splice(0));
  }
  await Promise.all(pending);

  // An hour later all pins are over and all studies are counted anew.
  clock.jump(3_600_000);
  await evictor.evict();

  for (const publicId of owned) {
    const record = await index.getResource('Instance', publicId, { metadata: true });
    assert.ok(record !== undefined, `${publicId} is lost`);
    assert.equal(record.metadata?.RelayedFrom, undefined);
  }
  const database = new DatabaseSync(databasePath, { readOnly: true });
  const rows = database.prepare('SELECT uuid FROM attachment ORDER BY uuid').all();
  const [cached] = database
    .prepare(
      `SELECT count(*) AS instances, coalesce(sum(compressed_size), 0) AS bytes FROM instance
       JOIN attachment ON level = 3 AND resource_id = instance.id WHERE metadata ->> 'RelayedFrom' = 'pacs'`,
    )
    .all();
  database.close();
  assert.deepEqual(
    await files(),
    rows.map(({ uuid }) => uuid),
  );
  assert.ok(Number(cached?.bytes) <= 10 * megabyte, `${cached?.bytes} bytes are left`);
  const { bytes, instances } = await relay.cacheSize('pacs');
  assert.deepEqual({ bytes, instances }, { ...cached });
});
