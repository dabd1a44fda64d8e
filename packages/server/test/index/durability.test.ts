import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { newInstance } from './contract/new-instance.ts';
import { findAll } from './contract/opened-index.ts';

/** Lines that the child prints before it is killed in the middle of its work. */
const linesBeforeKill = 400;

test('a server that is killed has every instance and every job item that it acknowledged', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'isocenter-index-'));
  try {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'durability-child.ts'), directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === linesBeforeKill) child.kill('SIGKILL');
    }
    const [, signal] = await exit;
    assert.equal(signal, 'SIGKILL');

    const { index, jobs } = await openSqliteIndex(directory);
    try {
      const stored = await findAll(index, 'Instance', { want: { tags: true } });
      const uids = new Set(stored.map(({ tags }) => tags?.['0008,0018']));
      const acknowledgedInstances = acknowledged.filter((line) => line.startsWith('instance '));
      assert.ok(acknowledgedInstances.length > 0);
      for (const line of acknowledgedInstances) assert.ok(uids.has(line.slice('instance '.length)), line);
      assert.equal((await index.statistics()).instances, stored.length);
      const series = await index.getResource('Series', newInstance().publicIds.Series, { counts: true });
      assert.equal(series?.counts?.Instance, stored.length);

      const recorded = acknowledged.filter((line) => line.startsWith('item ')).length;
      assert.ok(recorded > 0);
      const counts = (await jobs.getJob('job'))?.itemCounts;
      assert.ok((counts?.Done ?? 0) >= recorded, `${counts?.Done} of ${recorded}`);
    } finally {
      await index.close();
    }
  } finally {
    await rm(directory, { recursive: true });
  }
});
