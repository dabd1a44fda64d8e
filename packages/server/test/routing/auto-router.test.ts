import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RoutingRule } from '../../src/config/routing-rule.ts';
import type { Change } from '../../src/index/records.ts';
import type { ResourceRecord } from '../../src/index/resource-query.ts';
import type { JobSubmission } from '../../src/jobs/job-engine-options.ts';
import type { JobCursor } from '../../src/jobs/job-store.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { AutoRouter, type AutoRouterOptions, type RoutingProgress } from '../../src/routing/auto-router.ts';

const rule: RoutingRule = {
  Name: 'all',
  When: 'InstanceStored',
  Tags: {},
  CallingAet: [],
  CalledAet: [],
  RemoteIp: [],
  Origin: [],
  Modalities: ['dest'],
  Peers: [],
  MaximumRetries: 7,
  Priority: 3,
};

/** An index of a few changes, and jobs that are added or not as the test says. */
class RoutingBench {
  readonly properties = new Map<string, string>();
  readonly changes: Change[] = [];
  readonly submitted: JobSubmission[] = [];
  readonly progress: RoutingProgress[] = [];
  isFull = false;
  readonly #listeners = new Set<() => void>();

  store(publicId: string): void {
    const sequence = this.changes.length + 1;
    this.changes.push({ sequence, type: 'NewInstance', level: 'Instance', publicId, date: '20260101T000000' });
  }

  async router(t: TestContext): Promise<AutoRouter> {
    const index: Partial<AutoRouterOptions['index']> = {
      getProperty: async (name) => this.properties.get(name),
      setProperty: async (name, value) => void this.properties.set(name, value),
      initializeProperty: async (name, value) => {
        if (!this.properties.has(name)) this.properties.set(name, value);
        return value;
      },
      listChanges: async ({ limit, since = 0 }) => ({
        changes: this.changes.filter(({ sequence }) => sequence > since).slice(0, limit),
        done: true,
        last: this.changes.length,
      }),
      findResources: async function* ({ conditions }) {
        const [condition] = conditions;
        const values = condition !== undefined && 'values' in condition ? condition.values : [];
        yield values.map((value): ResourceRecord => ({ level: 'Instance', publicId: String(value), metadata: {} }));
      },
    };
    const router = new AutoRouter({
      index: index as AutoRouterOptions['index'],
      blobs: { read: () => assert.fail('no file is read'), readRange: () => assert.fail('no file is read') },
      encoding: { terms: [] },
      events: {
        subscribe: (listener) => {
          const told = () => listener({ type: 'NewInstance', level: 'Instance', publicId: '' });
          this.#listeners.add(told);
          return () => this.#listeners.delete(told);
        },
      },
      jobs: { submitAt: async (cursor, submissions) => this.#submitAt(cursor, submissions) },
      modalities: { get: () => undefined },
      matchers: [{ rule, mayMatch: () => true, fileTags: [], fileMatches: () => true }],
      isShared: false,
      observe: (progress) => this.progress.push(progress),
      logger: silentLogger,
    });
    t.after(() => router.close());
    await router.start();
    return router;
  }

  #submitAt({ from, name, to }: JobCursor, submissions: readonly JobSubmission[]): 'added' | 'moved' | 'full' {
    if (this.properties.get(name) !== from) return 'moved';
    if (this.isFull && submissions.length > 0) return 'full';
    this.properties.set(name, to);
    this.submitted.push(...submissions);
    return 'added';
  }
}

test('a page of changes becomes one job for each destination', async (t) => {
  const bench = new RoutingBench();
  bench.store('before');
  const router = await bench.router(t);
  for (const publicId of ['a', 'b', 'a']) bench.store(publicId);
  await router.catchUp();
  assert.deepEqual(bench.submitted, [
    {
      type: 'DicomModalityStore',
      priority: 3,
      itemKeys: ['a', 'b'],
      parameters: { Modality: 'dest', Permissive: true, MaximumRetries: 7 },
      content: { Description: 'AutoRouting: all', ParentResources: [] },
    },
  ]);
  assert.deepEqual(
    bench.progress.filter(({ routedInstances }) => routedInstances > 0),
    [{ waitingChanges: 0, routedInstances: 2 }],
  );
});

test('while there is no room for jobs nothing is passed over, and whoever wants to clear the changes is told', async (t) => {
  const bench = new RoutingBench();
  const router = await bench.router(t);
  bench.isFull = true;
  bench.store('a');
  await assert.rejects(router.catchUp(), { code: 'NotEnoughMemory', httpStatus: 503 });
  assert.deepEqual(bench.submitted, []);
  bench.isFull = false;
  await router.catchUp();
  assert.deepEqual(
    bench.submitted.map(({ itemKeys }) => itemKeys),
    [['a']],
  );
});

test('many changes are routed page by page, none twice, also when several ask at once', async (t) => {
  const bench = new RoutingBench();
  const router = await bench.router(t);
  const ids = Array.from({ length: 1234 }, (_, number) => `instance ${number}`);
  for (const publicId of ids) bench.store(publicId);
  await Promise.all([router.catchUp(), router.catchUp(), router.catchUp()]);
  assert.deepEqual(
    bench.submitted.flatMap(({ itemKeys = [] }) => itemKeys),
    ids,
  );
  assert.equal(bench.submitted.length, 3);
});
