import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { PrefetchRule } from '../../../src/config/relay.ts';
import type { IndexStore } from '../../../src/index/index-store.ts';
import { openPostgresIndex } from '../../../src/index/postgres/open-postgres-index.ts';
import { openSqliteIndex } from '../../../src/index/sqlite/open-sqlite-index.ts';
import { JobEngine } from '../../../src/jobs/job-engine.ts';
import type { JobStore } from '../../../src/jobs/job-store.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import { namedRules } from '../../../src/relay/prefetch/prefetch-rules.ts';
import { PrefetchWatcher } from '../../../src/relay/prefetch/prefetch-watcher.ts';
import { type InstanceChoice, newInstance, noLimits } from '../../index/contract/new-instance.ts';
import { FakeClock } from '../../jobs/fake-clock.ts';
import { dropSchema, newSchemaName, postgresIsMissing, postgresSettings } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { MemoryWorklists, sampleWorklist } from '../../worklists/sample-worklist.ts';
import { ruleOf } from './rule.ts';

const minuteMs = 60_000;

interface Opened {
  readonly index: IndexStore;
  readonly jobs: JobStore;
  readonly remove: () => Promise<void>;
}

async function sqlite(): Promise<Opened> {
  const folder = await temporaryFolder();
  const { index, jobs } = await openSqliteIndex(folder.path);
  return { index, jobs, remove: async () => folder[Symbol.asyncDispose]() };
}

async function postgres(): Promise<Opened> {
  const schema = newSchemaName();
  const { index, jobs } = await openPostgresIndex(postgresSettings(schema));
  return { index, jobs, remove: () => dropSchema(schema) };
}

/** An index with an engine that never runs anything. */
async function openWatching(t: TestContext, open = sqlite) {
  const { index, jobs: store, remove } = await open();
  t.after(async () => {
    await index.close();
    await remove();
  });
  const clock = new FakeClock();
  const worklists = new MemoryWorklists();
  const kind = { type: 'RelayPrefetch', run: async () => undefined };
  const jobs = new JobEngine({ store, kinds: [kind], owner: 'test', logger: silentLogger, clock });
  let number = 0;
  return {
    clock,
    index,
    jobs,
    worklists,
    /** A server with these rules. */
    async watcher(...rules: readonly Partial<PrefetchRule>[]) {
      const named = namedRules(rules.map(ruleOf));
      const watcher = new PrefetchWatcher({ index, jobs, rules: named, worklists, clock, logger: silentLogger });
      await watcher.start();
      t.after(() => watcher.close());
      return watcher;
    },
    async arrive(choice: InstanceChoice) {
      number += 1;
      const instance = newInstance({ instance: `9.${number}`, series: `8.${number}`, ...choice });
      await index.storeInstance(instance, noLimits);
    },
    schedule(id: string, choice: Parameters<typeof sampleWorklist>[0]) {
      return worklists.put({ id, createdAtMs: undefined, dataSet: sampleWorklist(choice) });
    },
    async anyJob() {
      const [id = ''] = await store.listJobIds();
      return id;
    },
    /** Rule, patient and modalities of each job, the oldest first. */
    async submitted() {
      const all = await store.listJobs();
      return all
        .toSorted((left, right) => left.createdAtMs - right.createdAtMs)
        .map(({ parameters }) => [parameters.Rule, parameters.PatientID, parameters.Modalities]);
    },
  };
}

describe('studies that arrive', () => {
  it('make a job for each rule that concerns them, from the first start on', async (t) => {
    const { arrive, clock, submitted, watcher } = await openWatching(t);
    await arrive({ patient: 'BEFORE', study: '1.0' });
    const each = await watcher({ Name: 'all' }, { ForModalities: ['MR'] }, { When: 'Worklist', Name: 'scheduled' });
    await each.look();
    assert.deepEqual(await submitted(), []);
    await arrive({ patient: 'P1', study: '1.1', modality: 'CT' });
    await each.look();
    clock.jump(1);
    await arrive({ patient: 'P2', study: '1.2', modality: 'MR' });
    await arrive({ patient: 'P2', study: '1.2', modality: 'SR' });
    await each.look();
    await each.look();
    const [first, ...others] = await submitted();
    assert.deepEqual(first, ['all', 'P1', ['CT']]);
    assert.deepEqual(others.toSorted(), [
      ['2', 'P2', ['MR', 'SR']],
      ['all', 'P2', ['MR', 'SR']],
    ]);
  });

  it('from an upstream make none', async (t) => {
    const { arrive, submitted, watcher } = await openWatching(t);
    const each = await watcher({});
    await arrive({ patient: 'P1', study: '1.1', relayedFrom: 'hospital' });
    await arrive({ patient: 'P2', study: '1.2', relayedFrom: 'hospital' });
    await arrive({ patient: 'P2', study: '1.2' });
    await each.look();
    assert.deepEqual(await submitted(), [['1', 'P2', ['CT']]]);
  });

  for (const open of [sqlite, postgres]) {
    const skip = open === postgres && postgresIsMissing;
    it(`make one job, however many servers watch, and none after a restart: ${open.name}`, { skip }, async (t) => {
      const { arrive, schedule, submitted, watcher } = await openWatching(t, open);
      const rules = [{ Name: 'arrived' }, { Name: 'scheduled', When: 'Worklist' }] as const;
      const [one, other] = [await watcher(...rules), await watcher(...rules)];
      await arrive({ patient: 'P1', study: '1.1' });
      await schedule('a', { patientId: 'P3' });
      await Promise.all([one.look(), other.look()]);
      await arrive({ patient: 'P2', study: '1.2' });
      await (await watcher(...rules)).look();
      await other.look();
      const jobs = (await submitted()).map(([rule, patient]) => `${rule} ${patient}`);
      assert.deepEqual(jobs.toSorted(), ['arrived P1', 'arrived P2', 'scheduled P3']);
    });
  }

  it('while there are no rules are not looked at later', async (t) => {
    const { arrive, submitted, watcher } = await openWatching(t);
    await watcher({});
    await watcher();
    await arrive({ patient: 'P1', study: '1.1' });
    await (await watcher({})).look();
    assert.deepEqual(await submitted(), []);
  });

  it('wait while too many jobs do', async (t) => {
    const { anyJob, arrive, index, jobs, submitted, watcher } = await openWatching(t);
    const each = await watcher({});
    await index.initializeProperty('filler', '0');
    const filler = Array.from({ length: 1000 }, () => ({ type: 'RelayPrefetch' }));
    assert.equal(await jobs.submitAt({ name: 'filler', from: '0', to: '1' }, filler), 'added');
    await arrive({ patient: 'P1', study: '1.1' });
    await each.look();
    assert.equal((await submitted()).length, 1000);
    await jobs.request(await anyJob(), 'cancel');
    await each.look();
    assert.equal((await submitted()).filter(([, patient]) => patient === 'P1').length, 1);
  });
});

describe('worklist entries', () => {
  it('make a job once, those that are there at the first start too', async (t) => {
    const { clock, schedule, submitted, watcher } = await openWatching(t);
    const rule = { When: 'Worklist', Name: 'w', ForModalities: ['CT', 'MR'] } as const;
    await schedule('a', { patientId: 'P1', modality: 'CT' });
    await schedule('us', { patientId: 'P2', modality: 'US' });
    const first = await watcher(rule);
    await first.look();
    assert.deepEqual(await submitted(), [['w', 'P1', ['CT']]]);
    await schedule('b', { patientId: 'P3', modality: 'MR' });
    await first.look();
    assert.equal((await submitted()).length, 1, 'a minute has not passed');
    clock.jump(minuteMs);
    await first.look();
    const again = await watcher(rule);
    await again.look();
    assert.deepEqual((await submitted()).map(([, patient]) => patient).toSorted(), ['P1', 'P3']);
  });

  it('that change, or come back after they were gone, are new ones', async (t) => {
    const { clock, schedule, submitted, watcher, worklists } = await openWatching(t);
    const each = await watcher({ When: 'Worklist' });
    const look = async () => {
      clock.jump(minuteMs);
      await each.look();
      return (await submitted()).length;
    };
    await schedule('a', { patientId: 'P1' });
    assert.equal(await look(), 1);
    await schedule('a', { patientId: 'P2' });
    assert.equal(await look(), 2);
    await worklists.delete('a');
    assert.equal(await look(), 2);
    await schedule('a', { patientId: 'P2' });
    assert.equal(await look(), 3);
    assert.equal(await look(), 3);
  });

  it('are all looked at, however many they are', async (t) => {
    const { schedule, submitted, watcher } = await openWatching(t);
    for (let number = 0; number < 55; number += 1) await schedule(`w${number}`, { patientId: `P${number}` });
    await (await watcher({ When: 'Worklist' })).look();
    assert.equal(new Set((await submitted()).map(([, patient]) => patient)).size, 55);
  });

  it('of one patient and modality that appear together make one job', async (t) => {
    const { schedule, submitted, watcher } = await openWatching(t);
    await schedule('a', { patientId: 'P1', study: '1.1' });
    await schedule('b', { patientId: 'P1', study: '1.2' });
    await (await watcher({ When: 'Worklist' })).look();
    assert.equal((await submitted()).length, 1);
  });
});
