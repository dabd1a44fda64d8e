import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { answersEcho } from './archive-client.ts';
import { within } from './bounded-wait.ts';
import { capturedSession } from './captured-session.ts';
import { asFile, generatedInstance } from './generated-instances.ts';
import { mutated } from './mutation.ts';
import { randomFrom, seed } from './random.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans } from './storage-area.ts';

/** How long each kind of input lasts: a few seconds, or as long as someone wants to wait. */
const durationMs = Number(process.env.ISOCENTER_FUZZ_SECONDS ?? 4) * 1000;
const lanes = 8;
/** A connection that the server neither answers nor closes for this long hangs. */
const hangMs = 20_000;
const allowedGrowthBytes = 300 * 1024 * 1024;

/** Calls `attempt` again and again on several lanes until the time is over; answers how often. */
async function hammer(attempt: () => Promise<void>): Promise<number> {
  const endMs = performance.now() + durationMs;
  let count = 0;
  const lane = async () => {
    while (performance.now() < endMs) {
      await within(hangMs, 'the end of an attempt', attempt());
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}

async function assertUnharmed(server: ServerProcess, bytesBefore: number | undefined): Promise<void> {
  assert.ok(server.running, server.output);
  assert.ok(await answersEcho(server.dicomPort));
  await assertNoOrphans(server);
  if (bytesBefore !== undefined) {
    const grown = (await server.residentBytes()) - bytesBefore;
    assert.ok(grown < allowedGrowthBytes, `grown by ${grown} bytes`);
  }
  assert.deepEqual(await server.end('SIGTERM'), { code: 0, signal: null });
}

function residentBytes(server: ServerProcess): Promise<number> | undefined {
  return process.platform === 'linux' ? server.residentBytes() : undefined;
}

test('the DICOM port outlives changed sessions and noise', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const server = await ServerProcess.start(t, { configuration: { DicomScpTimeout: 1 } });
  const session = await capturedSession(server.dicomPort);
  const before = await residentBytes(server);
  const attempts = await hammer(async () => {
    const socket = connect(server.dicomPort, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    const closed = once(socket, 'close');
    const noise = random() < 0.1;
    socket.write(noise ? Buffer.from(Array.from({ length: 200 }, () => random() * 256)) : mutated(session, random));
    // Half of the clients are gone at once, half wait for what the server makes of it.
    if (random() < 0.5) socket.destroySoon();
    else socket.end();
    await closed;
  });
  t.diagnostic(`${attempts} sessions`);
  assert.ok(attempts > lanes);
  await assertUnharmed(server, before);
});

test('POST /instances outlives changed files', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const server = await ServerProcess.start(t);
  const before = await residentBytes(server);
  const file = asFile(generatedInstance({ number: 1, pixelBytes: 512 }));
  const statuses = new Map<number, number>();
  const attempts = await hammer(async () => {
    const response = await server.rest('/instances', { method: 'POST', body: mutated(file, random) });
    await response.arrayBuffer();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  });
  t.diagnostic(`${attempts} files: ${[...statuses].map(([status, count]) => `${count} of ${status}`).join(', ')}`);
  // Stored, or refused as what the client did wrong; never an error of the server.
  for (const status of statuses.keys()) assert.ok([200, 400, 415].includes(status), `status ${status}`);
  await assertUnharmed(server, before);
});
