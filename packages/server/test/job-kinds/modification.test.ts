import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Configuration } from '../../src/config/options.ts';
import type { WantedModification } from '../../src/job-kinds/modification-jobs.ts';
import { type ModificationOptions, ModificationRun } from '../../src/job-kinds/modification-run.ts';
import { type Archive, startArchive } from '../rest/archive.ts';
import { type Uploaded, upload } from '../rest/sample-instances.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';

interface Prepared {
  readonly archive: Archive;
  readonly sources: readonly Uploaded[];
  readonly context: FakeJobContext;
  /** Runs the job as far as it comes. */
  run(options?: Partial<ModificationOptions>): Promise<void>;
}

/** A job on a study of a few instances that waits. */
async function prepared(
  t: TestContext,
  wanted: Partial<WantedModification> = {},
  options: { readonly permissive?: boolean; readonly configuration?: Partial<Configuration> } = {},
): Promise<Prepared> {
  const archive = await startArchive(t, { configuration: options.configuration ?? {} });
  const sources: Uploaded[] = [];
  for (let instance = 1; instance <= 5; instance += 1) sources.push(await upload(archive.app, { instance }));
  const [{ ParentStudy = '' } = {}] = sources;
  const submission = await archive.modificationJobs.prepare({
    isAnonymization: true,
    level: 'Study',
    resources: [{ level: 'Study', publicId: ParentStudy }],
    request: {},
    keepSource: true,
    keepLabels: false,
    origin: { kind: 'RestApi', remoteIp: '127.0.0.1', username: undefined },
    output: 'resource',
    ...wanted,
  });
  const { content, itemKeys, parameters } = submission;
  // What a job is given comes from the database.
  const stored = JSON.parse(JSON.stringify(parameters));
  const context = new FakeJobContext(stored, itemKeys, { permissive: options.permissive ?? false, content });
  const run = (replaced: Partial<ModificationOptions> = {}) =>
    new ModificationRun({ ...archive.modification, ...replaced }, context).run();
  return { archive, sources, context, run };
}

async function instancesOf({ app }: Archive): Promise<string[]> {
  return (await app.inject({ method: 'GET', url: '/instances' })).json();
}

for (const OverwriteInstances of ['Never', 'Always', 'IfChanged'] as const) {
  test(`what was stored and not recorded is not stored twice, OverwriteInstances ${OverwriteInstances}`, async (t) => {
    const job = await prepared(t, {}, { configuration: { OverwriteInstances } });
    const { itemDone } = job.context;
    // The server dies before the first items are written down.
    job.context.itemDone = () => Promise.reject(new Error('killed'));
    await assert.rejects(job.run(), /killed/);
    const before = await instancesOf(job.archive);
    assert.ok(before.length > job.sources.length);
    job.context.itemDone = itemDone;
    await job.run();
    assert.equal(job.context.states, 'DDDDD');
    const after = await instancesOf(job.archive);
    assert.equal(after.length, 2 * job.sources.length);
    for (const id of before) assert.ok(after.includes(id));
  });
}

test('sources are deleted after everything is stored, and not before', async (t) => {
  const job = await prepared(t, { keepSource: false });
  const { itemDone } = job.context;
  job.context.itemDone = async (position) => {
    await itemDone.call(job.context, position);
    job.context.abort.abort(new Error('paused'));
  };
  await assert.rejects(job.run(), /paused/);
  const ids = await instancesOf(job.archive);
  for (const { ID } of job.sources) assert.ok(ids.includes(ID));

  const { content, items, parameters } = job.context;
  const again = new FakeJobContext(parameters, [], { content });
  again.items.push(...items);
  await new ModificationRun(job.archive.modification, again).run();
  assert.equal(again.states, 'DDDDD');
  const left = await instancesOf(job.archive);
  assert.equal(left.length, job.sources.length);
  for (const { ID } of job.sources) assert.equal(left.includes(ID), false);
});

test('an instance that fails ends the job, or is counted; its source stays', async (t) => {
  for (const permissive of [false, true]) {
    const job = await prepared(t, { keepSource: false }, { permissive });
    const [gone, ...others] = job.sources;
    assert.ok(gone);
    await job.archive.index.deleteResource('Instance', gone.ID);
    if (permissive) {
      await job.run();
      assert.equal(job.context.itemCounts.Failed, 1);
      const left = await instancesOf(job.archive);
      assert.equal(left.length, others.length);
      for (const { ID } of others) assert.equal(left.includes(ID), false);
    } else {
      await assert.rejects(job.run(), { code: 'InternalError' });
      const left = await instancesOf(job.archive);
      for (const { ID } of others) assert.ok(left.includes(ID));
    }
  }
});

test('what cannot be written fails item by item', async (t) => {
  const request = { Replace: { Rows: 'many' } };
  const job = await prepared(t, { isAnonymization: false, request, keepSource: false }, { permissive: true });
  await job.run();
  assert.equal(job.context.states, 'FFFFF');
  assert.equal((await instancesOf(job.archive)).length, job.sources.length);
});

test('the list of what was made is known before the first source goes', async (t) => {
  const job = await prepared(t, { keepSource: false, output: 'resources' });
  let deletions = 0;
  const deleteResource: ModificationOptions['deleteResource'] = async (level, publicId) => {
    deletions += 1;
    if (deletions > 2) throw new Error('killed');
    return job.archive.modification.deleteResource(level, publicId);
  };
  await assert.rejects(job.run({ deleteResource }), /killed/);
  const { Resources } = job.context.content;
  assert.ok(Array.isArray(Resources));
  // Instances, series, study, patient.
  assert.equal(Resources.length, job.sources.length + 3);
  await job.run();
  assert.deepEqual(job.context.content.Resources, Resources);
  const left = await instancesOf(job.archive);
  assert.deepEqual(
    left.sort(),
    Resources.slice(0, job.sources.length)
      .map(({ ID }) => ID)
      .sort(),
  );
});
