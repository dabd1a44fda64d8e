import assert from 'node:assert/strict';
import { it } from 'node:test';
import { storeAll } from '../faults/archive-client.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { clientMove } from './relay-client.ts';
import { assertDelivered, ending, startScene, studyOf } from './relay-scene.ts';

const pixelBytes = 256 * 1024;

it('what does not fit beside what users stored is refused, and the client is told what it lacks and why', async (t) => {
  const own = generatedInstances(2, { study: 1, patientId: 'OWN', pixelBytes });
  const fetched = generatedInstances(3, { study: 2, patientId: 'FAR', pixelBytes });
  const scene = await startScene(t, {
    pacs: { hospital: { instances: fetched } },
    configuration: { MaximumStorageSize: 1 },
  });
  const { rest } = scene.isocenter;
  await storeAll(scene.port, own);
  // One more fits, two do not.
  assert.deepEqual(ending(await clientMove(scene.port, studyOf(2))), ['b000', 1, 2, 0]);
  assertDelivered(scene.destination, fetched.slice(0, 1));
  const ids = await rest.ids('/instances');
  assert.equal(ids.length, own.length + 1);
  for (const { publicId } of own) assert.ok(ids.includes(publicId));
  const [request] = Object(await rest.json('/relay/requests')).Requests;
  assert.deepEqual(
    [request.State, request.Reason],
    ['Partial', 'An instance could not be stored here: The archive has reached its limits'],
  );
});
