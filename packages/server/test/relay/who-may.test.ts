import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generatedInstances } from '../faults/generated-instances.ts';
import { freePort } from '../peers/free-port.ts';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { clientGet, clientMove } from './relay-client.ts';
import { ending, startScene, wholeStudy } from './relay-scene.ts';

const nothing = ['0000', 0, 0, 0];
const five = ['0000', 5, 0, 0];

describe('nothing is fetched', { timeout: 60_000 }, () => {
  it('for clients and destinations that an upstream is not for', async (t) => {
    const upstream = { AllowedClients: ['WARD*', 'HOSPITAL'], AllowedDestinations: ['DEST', 'WARD1'] };
    const scene = await startScene(t, { pacs: { hospital: { upstream } } });
    // A second name of the destination.
    await scene.isocenter.rest.put('/modalities/elsewhere', scene.destination.modality('ELSEWHERE'));
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, { callingAet: 'STRANGER' })), nothing);
    const elsewhere = { callingAet: 'WARD1', destination: 'ELSEWHERE' };
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, elsewhere)), nothing);
    assert.deepEqual(ending(await clientGet(scene.port, wholeStudy, { callingAet: 'WARD2' })), nothing);
    assert.deepEqual(scene.pacs().requests, []);

    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, { callingAet: 'WARD1' })), five);
    // What is here is everybody's.
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, { callingAet: 'STRANGER' })), five);
  });

  it('from the upstream that asks, nor to it', async (t) => {
    const scene = await startScene(t, { pacs: { hospital: { upstream: { SendingAets: ['NODE2'] } } } });
    for (const callingAet of ['HOSPITAL', 'hospital', 'NODE2']) {
      assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, { callingAet })), nothing);
    }
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy, { destination: 'HOSPITAL' })), nothing);
    assert.deepEqual(scene.pacs().requests, []);
  });

  it('twice over by two relays that face each other', async (t) => {
    const port = await freePort();
    const scene = await startScene(t, {
      pacs: { hospital: { instances: generatedInstances(5) } },
      modalities: { other: { AET: 'OTHER', Host: '127.0.0.1', Port: port } },
      relay: { Upstreams: { other: { Modality: 'other' }, hospital: { Modality: 'hospital' } } },
    });
    await startIsocenter(t, {
      DicomAet: 'OTHER',
      DicomPort: port,
      DicomModalities: { first: { AET: 'ISOCENTER', Host: '127.0.0.1', Port: scene.port } },
      Relay: { Upstreams: { first: { Modality: 'first' } } },
    });
    const unknown = { level: 'STUDY', StudyInstanceUID: '1.2.3' } as const;
    assert.deepEqual(ending(await clientMove(scene.port, unknown)), nothing);
    // At IMAGE and at SERIES level, and no question comes back to where it began.
    assert.equal(scene.pacs().requests.length, 2);
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), five);
    assert.equal(scene.pacs().moves.length, 1);
  });
});
