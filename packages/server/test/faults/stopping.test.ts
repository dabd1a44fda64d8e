import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { AssociationAbortedError, DimseError } from '@isocenter/dimse';
import { associate, store } from './archive-client.ts';
import { within } from './bounded-wait.ts';
import { DataFolder } from './data-folder.ts';
import { generatedInstance } from './generated-instances.ts';
import { ServerProcess } from './server-process.ts';
import { assertStored } from './storage-area.ts';

const limitMs = 10_000;

/** What it logs may be read before it has closed its port. */
async function refuses(port: number): Promise<void> {
  while (!(await isRefused(port)));
}

async function isRefused(port: number): Promise<boolean> {
  try {
    (await associate(port)).abort();
    return false;
  } catch (error) {
    return error instanceof DimseError && error.code === 'CONNECTION_FAILED';
  }
}

test('after SIGTERM no association is let in, an open one may go on, and the process ends well', async (t) => {
  const folder = await DataFolder.create(t);
  const server = await ServerProcess.start(t, { folder });
  const association = await associate(server.dicomPort);
  server.signal('SIGTERM');
  await within(limitMs, 'the signal', server.logged('Stopping'));
  await within(limitMs, 'a closed port', refuses(server.dicomPort));
  const instance = generatedInstance({ number: 1 });
  assert.equal(await store(association, instance), 0x0000);
  await association.release();
  // Well within ShutdownGrace, as nothing is open any more.
  assert.deepEqual(await within(5_000, 'the end', server.exited), { code: 0, signal: null });
  await assertStored(await ServerProcess.start(t, { folder }), [instance]);
});

test('associations that do not end within ShutdownGrace are aborted', async (t) => {
  const server = await ServerProcess.start(t, { configuration: { ShutdownGrace: 1 } });
  const association = await associate(server.dicomPort);
  server.signal('SIGTERM');
  const [exit, reason] = await within(limitMs, 'the end', Promise.all([server.exited, association.closed]));
  assert.deepEqual(exit, { code: 0, signal: null });
  assert.ok(reason instanceof AssociationAbortedError);
  assert.equal(reason.by, 'peer');
});

test('a second signal ends the process at once', async (t) => {
  const server = await ServerProcess.start(t, { configuration: { ShutdownGrace: 3600 } });
  const association = await associate(server.dicomPort);
  server.signal('SIGTERM');
  await within(limitMs, 'the signal', server.logged('Stopping'));
  server.signal('SIGTERM');
  assert.deepEqual(await within(limitMs, 'the end', server.exited), { code: 1, signal: null });
  await association.closed;
});

/** The status of `/health/ready`, and what it says of serving. */
async function readiness(server: ServerProcess): Promise<readonly [status: number, serving: unknown]> {
  const response = await server.rest('/health/ready');
  const { checks } = (await response.json()) as { checks: Record<string, unknown> };
  return [response.status, checks.serving];
}

test('a server that drains is alive and not ready at once, and serves as before', async (t) => {
  const server = await ServerProcess.start(t, { configuration: { DrainDelay: 3600 } });
  assert.deepEqual(await readiness(server), [200, 'ok']);
  server.signal('SIGTERM');
  await within(limitMs, 'the signal', server.logged('Stopping'));
  assert.deepEqual(await readiness(server), [503, 'failed']);
  assert.equal((await server.rest('/health/live')).status, 200);
  assert.equal((await server.rest('/system')).status, 200);
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, generatedInstance({ number: 1 })), 0x0000);
  await association.release();
});

test('after DrainDelay no association is let in, and one that was let in meanwhile may go on', async (t) => {
  const server = await ServerProcess.start(t, { configuration: { DrainDelay: 3 } });
  server.signal('SIGTERM');
  await within(limitMs, 'the signal', server.logged('Stopping'));
  const association = await associate(server.dicomPort);
  await within(limitMs, 'the end of draining', server.logged('Drained'));
  await within(limitMs, 'a closed port', refuses(server.dicomPort));
  await assert.rejects(server.rest('/health/ready'));
  assert.equal(await store(association, generatedInstance({ number: 1 })), 0x0000);
  await association.release();
  assert.deepEqual(await within(5_000, 'the end', server.exited), { code: 0, signal: null });
});

test('a second signal ends a server that drains at once', async (t) => {
  const server = await ServerProcess.start(t, { configuration: { DrainDelay: 3600 } });
  server.signal('SIGTERM');
  await within(limitMs, 'the signal', server.logged('Stopping'));
  server.signal('SIGTERM');
  assert.deepEqual(await within(limitMs, 'the end', server.exited), { code: 1, signal: null });
});

/** A port of this machine that is taken, on all of its addresses. */
async function takenPort(t: TestContext): Promise<number> {
  const other = createServer().listen(0);
  await once(other, 'listening');
  t.after(() => other.close());
  const address = other.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

for (const [option, wanted] of [
  ['DicomPort', /DICOM cannot listen on port \d+/],
  ['HttpPort', /HTTP cannot listen on port \d+/],
] as const) {
  test(`a taken ${option} is told in a clear error and exit code 1`, async (t) => {
    const port = await takenPort(t);
    const server = await ServerProcess.start(t, { configuration: { [option]: port }, ready: false });
    assert.deepEqual(await within(limitMs, 'the end', server.exited), { code: 1, signal: null });
    assert.match(server.output, wanted);
    assert.match(server.output, new RegExp(`\\b${port}\\b`));
  });
}
