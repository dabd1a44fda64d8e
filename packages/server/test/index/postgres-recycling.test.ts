import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresIsMissing } from '../support/postgres.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';
import { findAll } from './contract/opened-index.ts';
import { cluster } from './postgres-cluster.ts';

const numbers = Array.from({ length: 20 }, (_, number) => String(number));

const cachedOf = (number: string) =>
  newInstance({
    patient: `C${number}`,
    study: `1.${number}`,
    series: `2.${number}`,
    instance: `3.${number}`,
    relayedFrom: 'pacs',
  });
const ownOf = (number: string) =>
  newInstance({ patient: `U${number}`, study: `4.${number}`, series: `5.${number}`, instance: `6.${number}` });

test('servers that store into a full archive while others evict and pin lose nothing of users', {
  skip: postgresIsMissing,
}, async (t) => {
  const { open } = cluster(t);
  const [here, there] = [await open(), await open()];
  for (const number of numbers) {
    await here.index.storeInstance(cachedOf(number), noLimits);
    await here.relay.countStudy('pacs', `1.${number}`, 1000, 1, 0);
  }
  const limits = { maximumStorageBytes: 20_000, maximumPatients: 20, mode: 'Recycle' } as const;
  const work = numbers.map(async (number, position) => {
    const [one, other] = position % 2 === 0 ? [here, there] : [there, here];
    await Promise.all([
      one.index.storeInstance(ownOf(number), limits),
      other.relay.useStudies(undefined, [`1.${number}`, `1.${19 - position}`], position, position + 1),
      other.index.deleteRelayedInstances([cachedOf(number).publicIds.Instance], 1),
    ]);
  });
  await Promise.all(work);
  const left = new Set((await findAll(here.index, 'Instance')).map(({ publicId }) => publicId));
  for (const number of numbers) assert.ok(left.has(ownOf(number).publicIds.Instance), number);
  const { diskBytes, instances, patients } = await here.index.statistics();
  assert.deepEqual([patients, instances, diskBytes], [left.size, left.size, left.size * 1000]);
});
