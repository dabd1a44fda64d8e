import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { associate, moveStudy, storeAll } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { type GeneratedInstance, generatedInstances } from './generated-instances.ts';
import { jobsOf } from './jobs-of.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';

/** How long a job may take after a restart. */
const deliveryLimitMs = 30_000;

async function startArchive(t: TestContext, destination: ScriptedDestination, instances: readonly GeneratedInstance[]) {
  const configuration = { SynchronousCMove: false, DicomModalities: { dest: destination.modality('DEST') } };
  const server = await ServerProcess.start(t, { configuration });
  await storeAll(server.dicomPort, instances);
  const restart = () => ServerProcess.start(t, { configuration, folder: server.folder });
  return { server, restart };
}

/** Asks for the study and resolves with the final status of C-MOVE. */
async function requestMove(
  server: ServerProcess,
  { studyInstanceUid }: GeneratedInstance,
): Promise<number | undefined> {
  const association = await associate(server.dicomPort);
  const responses = await moveStudy(association, studyInstanceUid, 'DEST');
  await association.release().catch(() => undefined);
  return responses.at(-1)?.status;
}

async function assertDelivered(
  server: ServerProcess,
  destination: ScriptedDestination,
  instances: readonly GeneratedInstance[],
): Promise<void> {
  await eventually(deliveryLimitMs, 'the end of the job', async () => {
    const [job] = await jobsOf(server);
    return job?.State === 'Success';
  });
  const sent = instances.map(({ sopInstanceUid }) => sopInstanceUid);
  assert.deepEqual(new Set(destination.acknowledged), new Set(sent));
}

/** SOP instances that arrived more than once. */
function repeated(received: readonly string[]): string[] {
  return received.filter((uid, at) => received.indexOf(uid) !== at);
}

test('after a kill in the middle of an asynchronous C-MOVE everything arrives, twice only what was in flight', async (t) => {
  const instances = generatedInstances(2000, { pixelBytes: 512 });
  const destination = await ScriptedDestination.start(t);
  const { server, restart } = await startArchive(t, destination, instances);
  destination.script = (_, number) => {
    if (number === 1000) server.signal('SIGKILL');
    return 0;
  };
  const [instance] = instances;
  assert.ok(instance);
  assert.equal(await requestMove(server, instance), 0x0000);
  await within(deliveryLimitMs, 'the kill', server.exited);
  const inFlight = destination.received.at(-1);

  const restarted = await restart();
  await assertDelivered(restarted, destination, instances);
  const twice = repeated(destination.received);
  assert.ok(twice.length === 0 || (twice.length === 1 && twice[0] === inFlight), `${twice.length} were sent twice`);
  assert.equal((await restarted.end('SIGTERM')).code, 0);
});

test('a C-MOVE whose server is killed after its answer and before the first instance is carried out', async (t) => {
  const instances = generatedInstances(100);
  const opened = Promise.withResolvers<void>();
  const destination = await ScriptedDestination.start(t, { opened: opened.promise });
  const { server, restart } = await startArchive(t, destination, instances);
  const [instance] = instances;
  assert.ok(instance);
  assert.equal(await requestMove(server, instance), 0x0000);
  assert.equal((await server.end('SIGKILL')).signal, 'SIGKILL');
  assert.deepEqual(destination.received, []);
  opened.resolve();

  await assertDelivered(await restart(), destination, instances);
  assert.deepEqual(repeated(destination.received), []);
});

test('SIGTERM parks an asynchronous C-MOVE, and the next start goes on without repeating anything', async (t) => {
  const instances = generatedInstances(600, { pixelBytes: 512 });
  const destination = await ScriptedDestination.start(t);
  const { server, restart } = await startArchive(t, destination, instances);
  destination.script = (_, number) => {
    if (number === 200) server.signal('SIGTERM');
    return 0;
  };
  const [instance] = instances;
  assert.ok(instance);
  assert.equal(await requestMove(server, instance), 0x0000);
  assert.deepEqual(await within(deliveryLimitMs, 'the end', server.exited), { code: 0, signal: null });
  assert.ok(destination.received.length < instances.length);

  await assertDelivered(await restart(), destination, instances);
  assert.deepEqual(repeated(destination.received), []);
});
