import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPacs } from '../support/scripted-pacs.ts';
import { associate, moveStudy } from './archive-client.ts';
import { eventually } from './bounded-wait.ts';
import { generatedInstances } from './generated-instances.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';
import { unusedPort } from './unused-port.ts';

const instanceCount = 150;
const pixelBytes = 2_000_000;
const limitMs = 60_000;

/** All of it would be 300 MB. */
const allowedGrowthBytes = 150_000_000;

test('a destination that stalls costs a relay no memory: what the PACS sends rests on disk', async (t) => {
  if (process.platform !== 'linux') return t.skip('resident memory is read from /proc');
  const opened = Promise.withResolvers<void>();
  const destination = await ScriptedDestination.start(t, { begin: () => opened.promise });
  const DicomPort = await unusedPort();
  const instances = generatedInstances(instanceCount, { pixelBytes });
  const destinations = { ISOCENTER: { host: '127.0.0.1', port: DicomPort } };
  const pacs = await startPacs(t, { instances, destinations });
  const configuration = {
    DicomPort,
    DicomModalities: { dest: destination.modality('DEST'), pacs: pacs.modality() },
    Relay: { Upstreams: { hospital: { Modality: 'pacs' } } },
  };
  const server = await ServerProcess.start(t, { configuration });
  const before = await server.residentBytes();
  const association = await associate(server.dicomPort);
  const moving = moveStudy(association, '1.2.826.0.1.7.1', 'DEST');
  await eventually(limitMs, 'all of the PACS', () => pacs.storeStatuses.length === instanceCount);
  assert.ok(pacs.storeStatuses.every((status) => status === 0));
  assert.deepEqual(destination.received, []);
  const grown = (await server.residentBytes()) - before;
  t.diagnostic(`${Math.round(grown / 1e6)} MB more`);
  assert.ok(grown < allowedGrowthBytes, `${Math.round(grown / 1e6)} MB more`);
  opened.resolve();
  const { completed, failed, status } = { ...(await moving).at(-1) };
  assert.deepEqual([status, completed, failed], [0x0000, instanceCount, 0]);
  await association.release();
});
