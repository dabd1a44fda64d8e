import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { associate, moveStudy, storeAll } from './archive-client.ts';
import { eventually } from './bounded-wait.ts';
import { generatedInstances } from './generated-instances.ts';
import { jobsOf } from './jobs-of.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';
import { unusedPort } from './unused-port.ts';

const limitMs = 20_000;
const instances = generatedInstances(20);
const study = instances[0]?.studyInstanceUid ?? '';

async function startArchive(t: TestContext, configuration: Readonly<Record<string, unknown>>): Promise<ServerProcess> {
  const server = await ServerProcess.start(t, {
    configuration: {
      SynchronousCMove: false,
      DicomScuTimeout: 1,
      DicomStoreRetries: 0,
      JobsRetryDelay: 1,
      ...configuration,
    },
  });
  await storeAll(server.dicomPort, instances);
  return server;
}

async function requestMove(server: ServerProcess, destination: string): Promise<void> {
  const association = await associate(server.dicomPort);
  const responses = await moveStudy(association, study, destination);
  await association.release();
  assert.equal(responses.at(-1)?.status, 0x0000);
}

async function assertSucceeds(server: ServerProcess, destination: ScriptedDestination): Promise<void> {
  await eventually(limitMs, 'success', async () => (await jobsOf(server))[0]?.State === 'Success');
  const [job] = await jobsOf(server);
  assert.equal(job?.Content.FailedInstancesCount, 0);
  assert.deepEqual(
    destination.acknowledged.toSorted(),
    instances.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(),
  );
}

test('a job whose destination is away waits in state Retry and succeeds once it is back', async (t) => {
  const port = await unusedPort();
  const server = await startArchive(t, { DicomModalities: { dest: ['DEST', '127.0.0.1', port] } });
  await requestMove(server, 'DEST');
  const waiting = await eventually(limitMs, 'Retry', async () =>
    (await jobsOf(server)).find(({ State }) => State === 'Retry'),
  );
  assert.notEqual(waiting.ErrorCode, 0);
  assert.match(waiting.ErrorDetails, /127\.0\.0\.1/);
  await assertSucceeds(server, await ScriptedDestination.start(t, { port }));
});

test('a job whose destination stops answering in the middle goes on from there', async (t) => {
  let stalls = true;
  const destination = await ScriptedDestination.start(t, {
    script: async ({ signal }, number) => {
      if (!stalls || number !== 10) return 0x0000;
      stalls = false;
      if (!signal.aborted) await once(signal, 'abort');
      return 0xc000;
    },
  });
  const server = await startArchive(t, { DicomModalities: { dest: destination.modality('DEST') } });
  await requestMove(server, 'DEST');
  await eventually(limitMs, 'Retry', async () => (await jobsOf(server))[0]?.State === 'Retry');
  assert.equal(destination.acknowledged.length, 9);
  await assertSucceeds(server, destination);
  assert.equal(destination.received.length, instances.length + 1);
});

test('jobs to a destination that is dead do not hold up those to others', async (t) => {
  // Takes connections and never says a word.
  const silent: Socket[] = [];
  const dead = createServer((socket) => silent.push(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(dead, 'listening');
  t.after(() => {
    for (const socket of silent) socket.destroy();
    dead.close();
  });
  const address = dead.address();
  const deadPort = typeof address === 'object' ? address?.port : undefined;
  const destination = await ScriptedDestination.start(t);
  const server = await startArchive(t, {
    ConcurrentJobs: 1,
    DicomBreakerThreshold: 1,
    DicomBreakerDelay: 60,
    DicomModalities: { dead: ['DEAD', '127.0.0.1', deadPort], dest: destination.modality('DEST') },
  });
  for (let job = 0; job < 6; job += 1) await requestMove(server, 'DEAD');
  await requestMove(server, 'DEST');
  await eventually(limitMs, 'the other delivery', () => destination.acknowledged.length === instances.length);
  // Only the first job met the timeout; the breaker spared it the others.
  assert.equal(silent.length, 1);
  const states = (await jobsOf(server)).map(({ State }) => State);
  assert.equal(states.filter((state) => state === 'Success' || state === 'Running').length, 1, states.join(' '));
});
