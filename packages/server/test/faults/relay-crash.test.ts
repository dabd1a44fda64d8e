import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { indexFileName } from '../../src/index/sqlite/open-sqlite-index.ts';
import { Gate } from '../support/gate.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { type ScriptedPacs, startPacs } from '../support/scripted-pacs.ts';
import { associate, moveStudy } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { type GeneratedInstance, generatedInstances } from './generated-instances.ts';
import { jobsOf } from './jobs-of.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans, assertStored } from './storage-area.ts';
import { unusedPort } from './unused-port.ts';

/** How long a job may take after a restart. */
const limitMs = 40_000;

const studyUid = '1.2.826.0.1.7.1';

/** A relay that performs C-MOVE as jobs, on a port that the PACS knows also after a restart. */
async function startRelay(t: TestContext, instances: readonly GeneratedInstance[], script: PacsScript = {}) {
  const [destination, DicomPort] = [await ScriptedDestination.start(t), await unusedPort()];
  const destinations = { ISOCENTER: { host: '127.0.0.1', port: DicomPort } };
  const pacs = await startPacs(t, { instances, script, destinations });
  const configuration = {
    DicomPort,
    SynchronousCMove: false,
    JobsRetryDelay: 1,
    DicomModalities: { dest: destination.modality('DEST'), pacs: pacs.modality() },
    Relay: { Upstreams: { hospital: { Modality: 'pacs', QuietPeriod: 5, BreakerThreshold: 0 } } },
  };
  const server = await ServerProcess.start(t, { configuration });
  const restart = () => ServerProcess.start(t, { configuration, folder: server.folder });
  return { destination, pacs, restart, server };
}

/** Asks for the study; the job is durable when that is answered. */
async function requestMove({ dicomPort }: ServerProcess): Promise<void> {
  const association = await associate(dicomPort);
  const responses = await moveStudy(association, studyUid, 'DEST');
  await association.release().catch(() => undefined);
  assert.equal(responses.at(-1)?.status, 0x0000);
}

async function succeeded(server: ServerProcess): Promise<void> {
  await eventually(limitMs, 'the end of the job', async () => (await jobsOf(server))[0]?.State === 'Success');
}

function repeated(received: readonly string[]): readonly string[] {
  return received.filter((uid, at) => received.indexOf(uid) !== at);
}

/** Ends the server and looks at what it keeps for the relay: no delivery of a job that is done, no pin that stays. */
async function assertNothingHeld(server: ServerProcess): Promise<void> {
  assert.equal((await server.end('SIGTERM')).code, 0);
  const database = new DatabaseSync(join(server.folder.data, indexFileName), { readOnly: true });
  const { deliveries } = { ...database.prepare('SELECT count(*) AS deliveries FROM relay_delivery').get() };
  const pins = database.prepare('SELECT pinned_until_ms AS untilMs FROM relay_study').all();
  database.close();
  assert.equal(deliveries, 0);
  assert.equal(pins.length, 1);
  for (const { untilMs } of pins) assert.ok(Number(untilMs) <= Date.now() + 60_000, 'a pin runs out by itself');
}

const sentBy = ({ storeStatuses }: ScriptedPacs) => storeStatuses.length;

test('after a kill in the middle of fetching and delivering all arrives, twice only what was in flight', async (t) => {
  const instances = generatedInstances(300);
  const beforeInstance = new Gate();
  const { destination, pacs, restart, server } = await startRelay(t, instances, { beforeInstance });
  destination.script = (_, number) => {
    if (number === 100) server.signal('SIGKILL');
    return 0;
  };
  // Less than all, so that the server dies while it still receives.
  beforeInstance.open(200);
  await requestMove(server);
  await within(limitMs, 'the kill', server.exited);
  const inFlight = destination.received.at(-1);
  const arrived = sentBy(pacs);
  assert.ok(arrived < instances.length);
  beforeInstance.open();

  const restarted = await restart();
  await succeeded(restarted);
  assert.deepEqual(new Set(destination.acknowledged), new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid)));
  const twice = repeated(destination.received);
  assert.ok(twice.length === 0 || (twice.length === 1 && twice[0] === inFlight), `${twice.length} were sent twice`);
  // What had come was not asked for again, but for what was in flight.
  assert.ok(sentBy(pacs) <= instances.length + 1, `the PACS has sent ${sentBy(pacs)}`);
  await assertStored(restarted, instances);
  await assertNoOrphans(restarted);
  await assertNothingHeld(restarted);
});

test('a job whose server is killed before the PACS has sent anything fetches and delivers after the restart', async (t) => {
  const instances = generatedInstances(20);
  const beforeSending = new Gate();
  const { destination, pacs, restart, server } = await startRelay(t, instances, { beforeSending });
  await requestMove(server);
  await beforeSending.reached();
  assert.equal((await server.end('SIGKILL')).signal, 'SIGKILL');
  assert.deepEqual(destination.received, []);
  beforeSending.open();

  const restarted = await restart();
  await succeeded(restarted);
  assert.deepEqual(destination.received.toSorted(), instances.map(({ sopInstanceUid }) => sopInstanceUid).toSorted());
  assert.equal(pacs.moves.length, 2);
  await assertNoOrphans(restarted);
  await assertNothingHeld(restarted);
});

test('a job whose PACS is down is tried again until it is there, and its destination gets each instance once', async (t) => {
  const instances = generatedInstances(10);
  const { destination, pacs, server } = await startRelay(t, instances, { neverSent: 4 });
  await pacs.goDown();
  await requestMove(server);
  await eventually(limitMs, 'the first failure', async () => (await jobsOf(server))[0]?.State === 'Retry');
  assert.deepEqual(destination.received, []);
  await pacs.comeUp();
  // In part, at first.
  await eventually(limitMs, 'a part', () => destination.acknowledged.length === 6);
  await eventually(limitMs, 'the next failure', async () => (await jobsOf(server))[0]?.State === 'Retry');
  pacs.script = {};
  await succeeded(server);
  assert.deepEqual(destination.received.toSorted(), instances.map(({ sopInstanceUid }) => sopInstanceUid).toSorted());
  assert.equal(sentBy(pacs), 10);
  await assertNothingHeld(server);
});
