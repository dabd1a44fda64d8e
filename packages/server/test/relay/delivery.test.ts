import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import { clientGet, clientMove } from './relay-client.ts';
import { assertDelivered, ending, startScene, uidsOf, wholeStudy } from './relay-scene.ts';

const limitMs = 20_000;

describe('a destination', { timeout: 60_000 }, () => {
  it('that is slow does not slow the PACS, whose instances rest on disk', async (t) => {
    const instances = generatedInstances(60, { pixelBytes: 100_000 });
    const destinationGate = new Gate();
    const scene = await startScene(t, {
      pacs: { hospital: { instances } },
      destination: {
        script: async () => {
          await destinationGate.pass();
          return 0;
        },
      },
    });
    const moving = clientMove(scene.port, wholeStudy);
    await eventually(limitMs, 'all of the PACS', () => scene.pacs().storeStatuses.length === instances.length);
    await eventually(limitMs, 'the end of its retrieve', () => scene.pacs().openAssociations === 0);
    assert.ok(scene.destination.received.length < 3, `${scene.destination.received.length} were sent`);
    destinationGate.open();
    assert.deepEqual(ending(await moving), ['0000', 60, 0, 0]);
    assertDelivered(scene.destination, instances);
  });

  it('that refuses some adds to what is missing', async (t) => {
    const five = generatedInstances(5);
    const scene = await startScene(t, {
      pacs: { hospital: { script: { neverSent: 2 } } },
      // Out of resources (PS3.4 Table B.2-1).
      destination: { script: ({ sopInstanceUid }) => (sopInstanceUid.endsWith('.2') ? 0xa700 : 0) },
      configuration: { DicomStoreRetries: 0 },
    });
    const moved = await clientMove(scene.port, wholeStudy);
    assert.deepEqual(ending(moved), ['b000', 2, 3, 0]);
    const lacking = [1, 3, 4].map((index) => five[index]?.sopInstanceUid);
    assert.deepEqual(moved.final.failedSopInstanceUids?.toSorted(), lacking);
  });

  it('that takes nothing has all of it fail, though all has come', async (t) => {
    const scene = await startScene(t, { destination: { reject: { result: 1, source: 1, reason: 1 } } });
    const moved = await clientMove(scene.port, wholeStudy);
    assert.deepEqual(ending(moved), ['a702', 0, 5, 0]);
    assert.deepEqual(moved.final.failedSopInstanceUids?.toSorted(), uidsOf(generatedInstances(5)));
    assert.equal((await scene.isocenter.rest.ids('/instances')).length, 5);
  });
});

describe('a client that asks by C-GET', { timeout: 60_000 }, () => {
  it('and refuses some has them fail with what is missing', async (t) => {
    const scene = await startScene(t, { pacs: { hospital: { script: { neverSent: 1 } } } });
    const onStore = (uid: string) => (uid.endsWith('.3') ? 0xa700 : 0);
    const got = await clientGet(scene.port, wholeStudy, { onStore });
    assert.deepEqual(ending(got), ['b000', 3, 2, 0]);
    const five = uidsOf(generatedInstances(5));
    assert.deepEqual(got.final.failedSopInstanceUids?.toSorted(), [five[2], five[4]]);
  });

  it('hears pending responses while nothing comes', async (t) => {
    const beforeSending = new Gate();
    const scene = await startScene(t, {
      pacs: { hospital: { script: { beforeSending, findsNot: true } } },
      configuration: { CMoveResponseInterval: 1 },
    });
    const beats = new Gate();
    const getting = clientGet(scene.port, wholeStudy, { onResponse: () => void beats.pass() });
    await beats.reached(2);
    beforeSending.open();
    const got = await getting;
    assert.deepEqual(ending(got), ['0000', 5, 0, 0]);
    // Nobody could tell how many: nothing remained as far as was known.
    assert.equal(got.pending[0]?.remaining, 0);
    assert.ok(got.longestSilenceMs < 5000, `${got.longestSilenceMs} ms of silence`);
  });
});
