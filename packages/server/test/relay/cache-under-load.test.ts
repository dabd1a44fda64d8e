import assert from 'node:assert/strict';
import { it } from 'node:test';
import { storeAll } from '../faults/archive-client.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { clientMove } from './relay-client.ts';
import { assertDelivered, ending, startScene, studyOf } from './relay-scene.ts';

const bytesPerMegabyte = 1024 * 1024;
const studies = 40;

it('the cache keeps its limit under ten times as much, and never takes what users stored', async (t) => {
  // A quarter of a megabyte each.
  const ofStudy = (study: number) => generatedInstances(2, { study, pixelBytes: 128 * 1024 });
  const numbers = Array.from({ length: studies }, (_, index) => index + 1);
  const hospital = { instances: numbers.flatMap(ofStudy), upstream: { CacheSize: 1 } };
  const scene = await startScene(t, { pacs: { hospital } });
  const { rest } = scene.isocenter;
  const own = generatedInstances(2, { study: 1000, pixelBytes: 128 * 1024 });
  await storeAll(scene.port, own);

  for (const study of numbers) {
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(study))), ['0000', 2, 0, 0]);
  }
  assertDelivered(scene.destination, hospital.instances);
  // What users stored, and what the cache has kept: three studies of a quarter of a megabyte. The last ones are counted a
  // moment after they have come.
  const kept = own.length + 3 * 2;
  await rest.settled('/statistics', ({ CountInstances }) => Number(CountInstances) <= kept);
  const upstreams = await rest.settled('/relay/upstreams', (answer) => cacheBytes(answer) <= bytesPerMegabyte);
  assert.ok(cacheBytes(upstreams) > bytesPerMegabyte / 2, 'and no more is taken than has to be');
  const ids = await rest.ids('/instances');
  assert.equal(ids.length, kept);
  for (const { publicId } of own) assert.ok(ids.includes(publicId));
});

function cacheBytes(answer: object): number {
  const [upstream] = Object.values(answer);
  return Number(Object(upstream).Cache.Size);
}
