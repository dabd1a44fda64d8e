import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadConfiguration } from '../../src/config/load.ts';
import { Logs } from '../../src/logging/logs.ts';
import { startServer } from '../../src/server.ts';

const logs = new Logs({ verbosity: 'default', deidentify: true, destination: { write: () => {}, flush: () => {} } });

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-start-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function start(folder: string, dicomPort = 0) {
  const env = {
    ISOCENTER__StorageDirectory: folder,
    ISOCENTER__DicomPort: String(dicomPort),
    ISOCENTER__HttpPort: '0',
  };
  const { configuration } = loadConfiguration({ paths: [], env, cwd: folder });
  return startServer({ configuration, logs, loadJobs: true, onEnd: () => {} });
}

test('a second server is kept out of a folder until the first has stopped', async (t) => {
  const folder = await newFolder(t);
  const first = await start(folder);
  await assert.rejects(start(folder), { code: 'DatabaseUnavailable', message: new RegExp(folder) });
  await first.stop();
  const next = await start(folder);
  await next.stop();
});

test('a start that fails at a port leaves nothing open', async (t) => {
  const [folder, otherFolder] = [await newFolder(t), await newFolder(t)];
  const first = await start(folder);
  t.after(() => first.stop());
  await assert.rejects(start(otherFolder, first.dicomPort), {
    code: 'DicomPortInUse',
    message: `DICOM cannot listen on port ${first.dicomPort}: another program uses it`,
  });
  const next = await start(otherFolder);
  await next.stop();
});
