import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropSchema, postgresIsMissing, withClient } from '../support/postgres.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';
import { cluster } from './postgres-cluster.ts';

const skip = { skip: postgresIsMissing };

function instanceNamed(uuid: string, instance: string) {
  const made = newInstance({ instance });
  return { ...made, attachments: made.attachments.map((attachment) => ({ ...attachment, uuid })) };
}

/** Resolves with what the listener of `watch` hears next. */
async function nextHeard<Heard>(watch: (listener: (heard: Heard) => void) => (() => void) | undefined): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>();
  const end = watch(resolve);
  try {
    return await promise;
  } finally {
    end?.();
  }
}

test('a server hears of the jobs that others add, change and end', skip, async (t) => {
  const { open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const heard = () => nextHeard<string | undefined>((listener) => here.jobs.watch?.(listener));
  const job = { type: 'T', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 1 };
  let next = heard();
  await there.jobs.addJob({ id: 'one', ...job }, [], 10);
  assert.equal(await next, 'one');
  next = heard();
  await there.jobs.claimJob('there/1', 10, 1000);
  await here.jobs.requestJob('one', 'cancel', 20);
  assert.equal(await next, 'one');
  assert.deepEqual({ ...(await there.jobs.renewLease('one', 'there/1', 1000)) }, { held: true, requested: 'cancel' });
});

test('a server hears that settings have changed elsewhere', skip, async (t) => {
  const { open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const heard = nextHeard<void>((listener) => here.index.watchSettings?.(() => listener()));
  await there.index.putSetting('modality', { name: 'a', value: { Port: 104 } });
  await heard;
  assert.deepEqual(await here.index.listSettings('modality'), [{ name: 'a', value: { Port: 104 } }]);
});

test('who was cut off is told that something may have been missed, and hears again', skip, async (t) => {
  const { open, schema } = cluster(t);
  const [here, there] = [await open(), await open()];
  const missed = nextHeard<string | undefined>((listener) => here.jobs.watch?.(listener));
  await withClient((client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE query LIKE 'LISTEN%' AND pid IN (
         SELECT pid FROM pg_locks WHERE locktype = 'advisory'
         AND (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0))`,
      [`isocenter.server.${schema}`],
    ),
  );
  assert.equal(await missed, undefined);
  // Both were cut off; what is heard is up to which of them is back first, so it is said until it is heard.
  const heard = nextHeard<string | undefined>((listener) => here.jobs.watch?.(listener));
  await there.jobs.requestJob('nobody', 'cancel', 0);
  await there.index.putSetting('peer', { name: 'a', value: 1 });
  const job = { type: 'T', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 1 };
  await there.jobs.addJob({ id: 'one', ...job }, [], 10);
  assert.ok(['one', undefined].includes(await heard));
});

test('all servers of a database go by its clock', skip, async (t) => {
  const { open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const [row] = await withClient(
    async (client) => (await client.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')).rows,
  );
  for (const server of [here, there]) {
    assert.ok(Math.abs(server.nowMs() - Number(row?.now)) < 5000);
    assert.ok(Number.isInteger(server.nowMs()));
  }
});

test('what a server had under way is left to others once it is gone, and only then', skip, async (t) => {
  const { close, open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const unsettled = there.names.take();
  const settled = there.names.take();
  there.names.settle(settled);
  assert.deepEqual(await here.names.left(), []);
  await close(there);
  const prefix = unsettled.slice(0, 8);
  assert.deepEqual(await here.names.left(), [prefix]);
  // Until it is forgotten, it stays with who has taken it over.
  assert.deepEqual(await here.names.left(), [prefix]);
  const third = await open();
  assert.deepEqual(await third.names.left(), []);
  await here.names.forget(prefix);
  assert.deepEqual(await here.names.left(), []);
});

test('a clean stop with nothing under way leaves nothing', skip, async (t) => {
  const { close, open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const uuid = there.names.take();
  there.names.settle(uuid);
  await close(there);
  assert.deepEqual(await here.names.left(), []);
});

test('a name in doubt is left to be looked at, although its server lives on', skip, async (t) => {
  const { open } = cluster(t);
  const here = await open();
  const doubted = here.names.take();
  const other = here.names.take();
  here.names.doubt(doubted);
  // The batch is given up when the last of its names is settled.
  assert.deepEqual(await here.names.left(), []);
  here.names.settle(other);
  const prefix = doubted.slice(0, 8);
  for (let left: readonly string[] = []; left[0] !== prefix; ) left = await here.names.left();
  assert.notEqual(here.names.take().slice(0, 8), prefix);
});

test('a server that others took for dead cannot bring in what it had under way, and starts afresh', skip, async (t) => {
  const { bury, open } = cluster(t);
  const here = await open({ serverId: 'alive' });
  const there = await open({ serverId: 'silent', leaseMs: 300 });
  const before = there.names.take();
  assert.equal((await there.index.storeInstance(instanceNamed(before, '1.1'), noLimits)).status, 'Success');
  const late = there.names.take();
  const taken = await bury('silent', 'alive');
  assert.ok(taken.includes(late.slice(0, 8)));
  await assert.rejects(there.index.storeInstance(instanceNamed(late, '1.2'), noLimits), {
    code: 'DatabaseUnavailable',
  });
  assert.equal((await here.index.statistics()).instances, 1);
  // It hears of it with its next beat, and has other names then.
  for (let fresh = late; taken.includes(fresh.slice(0, 8)); ) {
    await new Promise(setImmediate);
    try {
      fresh = there.names.take();
    } catch {
      continue;
    }
    if (taken.includes(fresh.slice(0, 8))) there.names.settle(fresh);
    else assert.equal((await there.index.storeInstance(instanceNamed(fresh, '1.2'), noLimits)).status, 'Success');
  }
});

test('one patient that arrives at three servers at once is one, counted once', skip, async (t) => {
  const { open } = cluster(t);
  const servers = [await open(), await open(), await open()];
  const results = await Promise.all(
    Array.from({ length: 90 }, (_, number) => {
      const server = servers[number % servers.length];
      assert.ok(server);
      const instance = Math.floor(number / 3);
      return server.index.storeInstance(instanceNamed(`${number}`, `1.${instance}`), noLimits);
    }),
  );
  assert.equal(results.filter(({ status }) => status === 'Success').length, 30);
  assert.equal(results.filter(({ status }) => status === 'AlreadyStored').length, 60);
  assert.equal(results.flatMap(({ created }) => created).filter((level) => level === 'Patient').length, 1);
  const [first] = servers;
  const statistics = await first?.index.statistics();
  assert.deepEqual(
    [statistics?.patients, statistics?.studies, statistics?.series, statistics?.instances],
    [1, 1, 1, 30],
  );
  const changes = (await first?.index.listChanges({ limit: 1000 }))?.changes ?? [];
  assert.deepEqual(
    changes.map(({ sequence }) => sequence),
    Array.from({ length: 33 }, (_, position) => position + 1),
  );
});

test('a server that keeps the database for itself keeps others out, and is kept out by them', skip, async (t) => {
  const { close, open } = cluster(t);
  const alone = await open({ exclusive: true });
  await assert.rejects(open(), { code: 'DatabaseUnavailable' });
  await close(alone);
  await open();
  await assert.rejects(open({ exclusive: true }), { code: 'DatabaseUnavailable' });
});

test('a schema of a newer version, or of something else, is refused and left alone', skip, async (t) => {
  const { close, open, schema } = cluster(t);
  await close(await open());
  await withClient((client) => client.query(`UPDATE "${schema}".isocenter_schema SET version = version + 1`));
  await assert.rejects(open(), { code: 'IncompatibleDatabaseVersion' });
  await dropSchema(schema);
  await withClient(async (client) => {
    await client.query(`CREATE SCHEMA "${schema}"`);
    await client.query(`CREATE TABLE "${schema}".something (id integer)`);
  });
  await assert.rejects(open(), { code: 'IncompatibleDatabaseVersion' });
});

test('servers that start at once on an empty database make one schema', skip, async (t) => {
  const { open } = cluster(t);
  const servers = await Promise.all([open(), open(), open()]);
  assert.equal(servers.length, 3);
});

test('calls during a lost connection are repeated', skip, async (t) => {
  const { open } = cluster(t);
  const here = await open();
  await here.index.storeInstance(newInstance({ instance: '1.1' }), noLimits);
  const running = Array.from({ length: 30 }, (_, number) =>
    here.index.storeInstance(instanceNamed(`lost-${number}`, `1.9.${number}`), noLimits),
  );
  await withClient((client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE query LIKE 'SELECT store_instances%' AND application_name = 'isocenter'`,
    ),
  );
  const results = await Promise.all(running);
  assert.ok(results.every(({ status }) => status === 'Success'));
  assert.equal((await here.index.statistics()).instances, 31);
});

test('who pins a study while another server evicts it waits, and does not see what goes', skip, async (t) => {
  const { open, schema } = cluster(t);
  const { index, relay } = await open();
  const relayed = newInstance({ relayedFrom: 'pacs' });
  await index.storeInstance(relayed, noLimits);
  await relay.countStudy('pacs', '1.1', 1000, 1, 0);
  await withClient(async (client) => {
    await client.query(`SET search_path TO "${schema}"; BEGIN`);
    const { rows } = await client.query('SELECT delete_relayed_instances($1, 1000, $2) AS answer', [
      [relayed.publicIds.Instance],
      '20260101T000000',
    ]);
    assert.equal(rows[0]?.answer.deleted.length, 4);
    let isPinned = false;
    const pinned = relay.useStudies(undefined, ['1.1'], 1000, 2000).then(() => {
      isPinned = true;
    });
    // Another statement of the same server has come and gone meanwhile.
    await index.statistics();
    assert.equal(isPinned, false);
    await client.query('COMMIT');
    await pinned;
  });
  assert.equal(await index.getResource('Instance', relayed.publicIds.Instance, {}), undefined);
});

test('a series that another server has deleted comes back with the next of its instances', skip, async (t) => {
  const { open } = cluster(t);
  const [here, there] = [await open(), await open()];
  const sharedAbove = {};
  const ofSeries = (instance: string) => ({ ...newInstance({ instance }), sharedAbove });
  const first = await here.index.storeInstance(ofSeries('1.1.1.1'), noLimits);
  assert.deepEqual(first.created, ['Patient', 'Study', 'Series', 'Instance']);
  const { publicIds } = ofSeries('1.1.1.1');

  await there.index.deleteResource('Patient', publicIds.Patient);
  const second = await here.index.storeInstance(ofSeries('1.1.1.2'), noLimits);
  assert.deepEqual(second.created, ['Patient', 'Study', 'Series', 'Instance']);

  const otherStudy = newInstance({ study: '1.2', series: '1.2.1', instance: '1.2.1.1' });
  await there.index.storeInstance(otherStudy, noLimits);
  await there.index.deleteResource('Study', publicIds.Study);
  const third = await here.index.storeInstance(ofSeries('1.1.1.3'), noLimits);
  assert.deepEqual(third.created, ['Study', 'Series', 'Instance']);
  assert.equal((await here.index.storeInstance(ofSeries('1.1.1.4'), noLimits)).status, 'Success');
  const patient = await here.index.getResource('Patient', publicIds.Patient, { tags: true, counts: true });
  assert.equal(patient?.tags?.['0010,0020'], 'P1');
  const { instances, patients, series, studies } = await there.index.statistics();
  assert.deepEqual({ instances, patients, series, studies }, { instances: 3, patients: 1, series: 2, studies: 2 });
});

test('an instance takes the place of the only one of its series, whose parents were stored before', skip, async (t) => {
  const { open } = cluster(t);
  const { index } = await open();
  const sharedAbove = {};
  const version = (md5: string) => ({ ...newInstance({ md5, overwrite: 'Always' }), sharedAbove });
  await index.storeInstance(version('a'.repeat(32)), noLimits);
  const { created, status } = await index.storeInstance(version('b'.repeat(32)), noLimits);
  assert.deepEqual({ created, status }, { created: ['Patient', 'Study', 'Series', 'Instance'], status: 'Success' });
  assert.equal((await index.statistics()).instances, 1);
});
