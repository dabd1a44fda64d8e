import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssociationRejectedError } from '@isocenter/dimse';
import { answersEcho, associate, store } from './archive-client.ts';
import { eventually } from './bounded-wait.ts';
import { generatedInstances } from './generated-instances.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans, statistics } from './storage-area.ts';

/** The default of MaximumAssociations. */
const associationCount = 200;
const instancesEach = 5;
/** What 200 associations may leave behind in caches and pools. */
const allowedGrowthBytes = 150 * 1024 * 1024;
const allowedDescriptors = 10;

test('200 associations store at once, one more is rejected, and afterwards all is given back', async (t) => {
  const server = await ServerProcess.start(t);
  assert.ok(await answersEcho(server.dicomPort));
  const isLinux = process.platform === 'linux';
  const before = isLinux ? { bytes: await server.residentBytes(), descriptors: await server.descriptors() } : undefined;

  const lanes = Array.from({ length: associationCount }, (_, lane) => lane);
  const associations = await Promise.all(lanes.map(() => associate(server.dicomPort)));
  await assert.rejects(associate(server.dicomPort), (error) => {
    assert.ok(error instanceof AssociationRejectedError);
    // Rejected-transient, by the presentation layer's provider, local limit exceeded (PS3.8 9.3.4).
    assert.deepEqual([error.result, error.source, error.reason], [2, 3, 2]);
    return true;
  });
  await Promise.all(
    associations.map(async (association, lane) => {
      for (const instance of generatedInstances(instancesEach, { study: lane + 1 })) {
        assert.equal(await store(association, instance), 0x0000);
      }
    }),
  );
  await Promise.all(associations.map((association) => association.release()));

  assert.equal((await statistics(server)).CountInstances, associationCount * instancesEach);
  await assertNoOrphans(server);
  // Every association has left its line in the log; a new one finds its place.
  await eventually(10_000, 'the end of all associations', () => {
    const closed = server.log.filter(({ msg }) => msg === 'Association closed');
    return closed.length === associationCount + 1;
  });
  assert.ok(await answersEcho(server.dicomPort));
  if (before === undefined) return;
  await eventually(10_000, 'descriptors given back', async () => {
    return (await server.descriptors()) <= before.descriptors + allowedDescriptors;
  });
  const grown = (await server.residentBytes()) - before.bytes;
  t.diagnostic(`grown by ${Math.round(grown / 1024 / 1024)} MiB`);
  assert.ok(grown < allowedGrowthBytes, `${grown} bytes`);
});
