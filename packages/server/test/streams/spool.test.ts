import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Spool } from '../../src/streams/spool.ts';

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-spool-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 31) & 0xff));

describe('a spool', () => {
  for (const [name, memoryBytes] of [
    ['in memory', 1_000_000],
    ['in a file', 1000],
  ] as const) {
    it(`gives back what was written, whole or in part, ${name}`, async (t) => {
      const folder = await folderFor(t);
      await using spool = new Spool(folder, memoryBytes);
      for (let at = 0; at < bytes.length; at += 777) await spool.write(bytes.subarray(at, at + 777));
      assert.equal(spool.size, bytes.length);
      assert.deepEqual(Buffer.concat(await Array.fromAsync(spool.read())), bytes);
      assert.deepEqual(Buffer.concat(await Array.fromAsync(spool.read(100, 70_000))), bytes.subarray(100, 70_000));
      assert.deepEqual(Buffer.from(await spool.readAt(199_990, 100)), bytes.subarray(199_990));
      assert.equal((await spool.readAt(bytes.length, 10)).length, 0);
      // Its file has no name, even while it is open: nothing is left behind, however the process ends.
      assert.deepEqual(await readdir(folder), []);
    });
  }

  it('that cannot be written says where to look', async (t) => {
    await using spool = new Spool(join(await folderFor(t), 'missing'), 10);
    await assert.rejects(spool.write(bytes), { code: 'CannotWriteFile', message: /TemporaryDirectory/ });
  });
});
