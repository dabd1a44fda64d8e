import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadConfiguration } from '../../src/config/load.ts';
import { Logs } from '../../src/logging/logs.ts';
import { startServer } from '../../src/server.ts';

const workflow = fileURLToPath(new URL('workflow.py', import.meta.url));

function missing(): string | false {
  const { status } = spawnSync('python3', ['--version']);
  return status === 0 ? false : 'python3 is not installed';
}

async function start(t: TestContext, title: string) {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-python-'));
  const { configuration } = loadConfiguration({ paths: [], env: {}, cwd: folder });
  const server = await startServer({
    configuration: {
      ...configuration,
      DicomAet: title,
      DicomPort: 0,
      HttpPort: 0,
      StorageDirectory: folder,
      IndexDirectory: folder,
      AuthenticationEnabled: true,
      RegisteredUsers: { alice: 'secret' },
    },
    logs: new Logs({ verbosity: 'default', deidentify: true, destination: { write: () => {}, flush: () => {} } }),
    loadJobs: true,
    onEnd: () => {},
  });
  t.after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return [`http://127.0.0.1:${server.httpPort}`, String(server.dicomPort)];
}

test('a client in Python does the work of a day on two servers', { skip: missing() }, async (t) => {
  const args = [workflow, ...(await start(t, 'HERE')), ...(await start(t, 'THERE'))];
  const { stdout } = await promisify(execFile)('python3', args, { timeout: 120_000 });
  assert.match(stdout, /\nwhat is deleted is gone\n$/);
});
