import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modalityAt, startIsocenter } from '../peers/running-isocenter.ts';
import { associate, store } from './archive-client.ts';
import { DataFolder } from './data-folder.ts';
import { generatedInstance } from './generated-instances.ts';
import { randomFrom, seed } from './random.ts';
import { ServerCluster } from './server-cluster.ts';
import { ServerProcess } from './server-process.ts';

const rounds = 3;
/** Acknowledgements after which the server is killed: a random number up to this. */
const mostBeforeKill = 40;
const longestWaitMs = 60_000;

test('a server that is killed right after it acknowledged instances routes all of them', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const configuration = {
    DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) },
    JobsRetryDelay: 1,
    AutoRouting: [{ Tags: { Modality: 'CT' }, Modalities: ['dest'] }],
  };
  const folder = await DataFolder.create(t);
  const acknowledged = new Set<string>();
  let number = 0;
  for (let round = 0; round < rounds; round += 1) {
    const server = await ServerProcess.start(t, { folder, configuration });
    const killAfter = acknowledged.size + 1 + Math.floor(random() * mostBeforeKill);
    const association = await associate(server.dicomPort);
    while (acknowledged.size < killAfter) {
      number += 1;
      const instance = generatedInstance({ number });
      assert.equal(await store(association, instance), 0);
      acknowledged.add(instance.publicId);
    }
    assert.equal((await server.end('SIGKILL')).signal, 'SIGKILL');
  }
  const server = await ServerProcess.start(t, { folder, configuration });
  await arrivedAt(() => destination.rest.ids('/instances'), acknowledged);
  assert.equal((await server.end('SIGTERM')).code, 0);
});

test('of several servers on one index, killed at random, each instance is routed by one', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const cluster = await ServerCluster.start(t, 2, {
    DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) },
    JobsRetryDelay: 1,
    JobsHistorySize: 1000,
    AutoRouting: [{ Modalities: ['dest'] }],
  });
  const acknowledged = new Set<string>();
  for (let number = 1; number <= 60; number += 1) {
    const server = cluster.any(random());
    const instance = generatedInstance({ number });
    try {
      const association = await associate(server.dicomPort);
      if ((await store(association, instance)) === 0) acknowledged.add(instance.publicId);
      await association.release();
    } catch {
      // It was killed meanwhile: nothing was acknowledged.
    }
    if (number % 20 === 0) cluster.kill(random());
  }
  await cluster.whole();
  await arrivedAt(() => destination.rest.ids('/instances'), acknowledged);
  const listed = await cluster.any(0).json('/jobs?expand');
  assert.ok(Array.isArray(listed));
  const routed = listed.filter(({ Type }) => Type === 'DicomModalityStore');
  const items = routed.reduce((sum, { Content }) => sum + Content.InstancesCount, 0);
  // An instance whose acknowledgement was lost is routed, too; none is in two jobs.
  const stored = await cluster.any(0).json('/instances');
  assert.equal(items, Array.isArray(stored) ? stored.length : -1, cluster.warnings.join('\n'));
  await cluster.stop();
});

async function arrivedAt(list: () => Promise<readonly string[]>, expected: ReadonlySet<string>): Promise<void> {
  const deadlineMs = performance.now() + longestWaitMs;
  for (;;) {
    const arrived = new Set(await list());
    const missing = [...expected].filter((id) => !arrived.has(id));
    if (missing.length === 0) return;
    if (performance.now() > deadlineMs) assert.fail(`${missing.length} of ${expected.size} have not arrived`);
  }
}
