import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { archiveKinds } from '../../src/job-kinds/archive.ts';
import { JobOutputs } from '../../src/job-kinds/job-outputs.ts';
import type { JobKind } from '../../src/jobs/job-kind.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { MemoryJobStore } from '../jobs/memory-job-store.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { openFileBlobs } from '../support/file-blobs.ts';

const chunk = Buffer.alloc(1024 * 1024, 1);

interface Setup {
  readonly kind: JobKind;
  readonly outputs: JobOutputs;
  readonly store: MemoryJobStore;
  readonly files: () => Promise<readonly string[]>;
}

async function setUp(t: TestContext, zip: () => AsyncGenerator<Uint8Array>): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-archive-job-'));
  const { blobs, close } = openFileBlobs(folder);
  t.after(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });
  const remove = (uuid: string) => blobs.remove(uuid);
  const store = new MemoryJobStore();
  const outputs = new JobOutputs({
    store,
    blobs,
    janitor: {
      discard: remove,
      discardAfter: (_, uuid) => remove(uuid),
      remove: (removed) => removed.forEach(({ uuid }) => void remove(uuid)),
      removeNoted: () => undefined,
    },
    keep: 1,
    now: () => new Date(1000),
  });
  const exporter = { measure: async () => ({ instances: 3, bytes: 3 * chunk.length }), zip };
  async function* none() {
    // No resources are asked for.
  }
  const [kind] = archiveKinds({ index: { findResources: none }, exporter, outputs });
  assert.ok(kind !== undefined);
  const files = async () => (await readdir(folder, { recursive: true })).filter((name) => /^..\/..\/./.test(name));
  return { kind, outputs, store, files };
}

const parameters = { Resources: [], Filename: 'a.zip', Utf8: false, Extended: false };

async function addJob(store: MemoryJobStore): Promise<void> {
  const job = { id: 'job', type: 'Archive', priority: 0, userData: undefined, parameters, content: {}, createdAtMs: 0 };
  await store.addJob(job, [], 10);
}

describe('a job that makes an archive', () => {
  it('keeps it, and says how large it is', async (t) => {
    const { files, kind, store } = await setUp(t, async function* () {
      yield chunk;
      yield chunk;
    });
    await addJob(store);
    const context = new FakeJobContext(parameters, [], { content: { Description: 'REST API' } });
    await kind.run(context);
    assert.deepEqual(context.content, {
      Description: 'REST API',
      InstancesCount: 3,
      UncompressedSize: '3145728',
      UncompressedSizeMB: 3,
      ArchiveSize: '2097152',
      ArchiveSizeMB: 2,
    });
    assert.equal((await files()).length, 1);
  });

  it('leaves nothing behind when it is interrupted, fails, or is deleted meanwhile', async (t) => {
    const context = new FakeJobContext(parameters, []);
    const interrupted = await setUp(t, async function* () {
      yield chunk;
      context.abort.abort(new Error('interrupted'));
      yield chunk;
    });
    await addJob(interrupted.store);
    await assert.rejects(interrupted.kind.run(context), /interrupted/);
    assert.deepEqual(await interrupted.files(), []);

    const failing = await setUp(t, async function* () {
      yield chunk;
      throw new IsocenterError('InexistentFile', 'gone');
    });
    await addJob(failing.store);
    await assert.rejects(failing.kind.run(new FakeJobContext(parameters, [])), { code: 'InexistentFile' });
    assert.deepEqual(await failing.files(), []);

    const deleted = await setUp(t, async function* () {
      yield chunk;
    });
    await assert.rejects(deleted.kind.run(new FakeJobContext(parameters, [])), { code: 'InexistentItem' });
    assert.deepEqual(await deleted.files(), []);
  });

  it('cannot be submitted again, as with the peer', async (t) => {
    const { kind } = await setUp(t, async function* () {
      yield chunk;
    });
    assert.deepEqual([kind.type, kind.resubmittable], ['Archive', false]);
  });
});
