import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createIsocenterClient } from '@isocenter/client';
import { loadConfiguration } from '../../packages/server/src/config/load.ts';
import { Logs } from '../../packages/server/src/logging/logs.ts';
import { startServer } from '../../packages/server/src/server.ts';

const tour = fileURLToPath(new URL('../../packages/client/examples/tour.ts', import.meta.url));

/** A server with a user, and a folder that ends with it. */
async function start(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-client-'));
  const { configuration } = loadConfiguration({ paths: [], env: {}, cwd: folder });
  const server = await startServer({
    configuration: {
      ...configuration,
      Name: 'Example',
      HttpPort: 0,
      DicomServerEnabled: false,
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
  return { folder, baseUrl: `http://127.0.0.1:${server.httpPort}` };
}

/** The parts of the tour, by the name above each. */
async function partsOfTour(): Promise<readonly string[]> {
  return (await readFile(tour, 'utf8'))
    .split(/^\/\/ --- .*\n/m)
    .map((part) => part.trim())
    .slice(1);
}

test('README.md shows the parts of the tour, and nothing else', async () => {
  const readme = await readFile(new URL('../../packages/client/README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block.trim());
  const withoutImports = blocks.map((block) => block.replaceAll(/^import .*\n+/gm, '').trim());
  assert.deepEqual(withoutImports, await partsOfTour());
  const shown = new Set(blocks.flatMap((block) => block.match(/^import .*$/gm) ?? []));
  assert.deepEqual([...shown].sort(), ((await readFile(tour, 'utf8')).match(/^import .*$/gm) ?? []).sort());
});

test('the tour runs, and does what it says', async (t) => {
  const { baseUrl, folder } = await start(t);
  const env = { ...process.env, ISOCENTER_URL: baseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [tour], { cwd: folder, env });
  const [system, stored, found, note, ...rest] = stdout.split('\n');
  assert.match(system ?? '', /^Example speaks version \d+ of the API$/);
  assert.match(stored ?? '', /^[0-9a-f-]{44} AlreadyStored$/);
  assert.match(found ?? '', /^Knee \d{8}T\d{6}$/);
  assert.equal(note, 'seen by Dr. Roe');
  assert.match(rest.join('\n'), /^Success \{.*IsAnonymization: true.*\d+ bytes\n404 .+\n$/s);
  assert.ok((await stat(join(folder, 'jane.dcm'))).size > 128);
});

test('a stream is sent as it comes; answers are read by what they are', async (t) => {
  const { baseUrl } = await start(t);
  const client = createIsocenterClient({ baseUrl, username: 'alice', password: 'secret' });
  const { data: created } = await client.POST('/tools/create-dicom', { body: { Tags: { PatientID: 'p' } } });
  const file = { params: { path: { id: created?.ID ?? '' } } };
  const { data: bytes } = await client.GET('/instances/{id}/file', { ...file, parseAs: 'arrayBuffer' });
  assert.ok(bytes !== undefined && bytes.byteLength > 128);
  const stream = new ReadableStream({
    start(controller) {
      const all = new Uint8Array(bytes);
      controller.enqueue(all.subarray(0, 100));
      controller.enqueue(all.subarray(100));
      controller.close();
    },
  });
  const { data: stored } = await client.POST('/instances', { body: stream });
  assert.deepEqual([stored].flat()[0]?.Status, 'AlreadyStored');
  const { data: again } = await client.POST('/instances', { body: bytes });
  assert.deepEqual([again].flat()[0]?.ID, created?.ID);
  await assert.rejects(client.GET('/instances/{id}/file', file), /answers application\/dicom: ask for it with parseAs/);
  const { data: uid } = await client.GET('/tools/generate-uid', { params: { query: { level: 'study' } } });
  assert.match(uid ?? '', /^[\d.]+$/);
  const { error, response } = await client.POST('/tools/find', { body: { Level: 'Nope', Query: {} } });
  assert.deepEqual([response.status, error?.HttpStatus], [400, 400]);
});
