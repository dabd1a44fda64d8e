import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import { clientAssociation, clientGet, clientMove, identifierOf, type RetrieveChoice } from './relay-client.ts';
import {
  assertDelivered,
  ending,
  type RelayScene,
  retrievesOf,
  startScene,
  studyOf,
  uidsOf,
  wholeStudy,
} from './relay-scene.ts';

const five = generatedInstances(5);
const limitMs = 10_000;

/** A C-GET, and when it has its first instance: then it has joined the fetch. */
function joiningGet(scene: RelayScene, wanted = wholeStudy, choice: RetrieveChoice = {}) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const onStore = () => {
    resolve();
    return 0;
  };
  return { joined: promise, got: clientGet(scene.port, wanted, { ...choice, onStore }) };
}

/** SOP Instance UIDs of what is here as a copy of an upstream's. */
async function markedOf({ isocenter: { rest } }: RelayScene): Promise<readonly string[]> {
  const marked: string[] = [];
  for (const id of await rest.ids('/instances')) {
    const names = await rest.ids(`/instances/${id}/metadata`);
    const { SOPInstanceUID } = Object(await rest.json(`/instances/${id}/simplified-tags`));
    if (names.includes('RelayedFrom')) marked.push(String(SOPInstanceUID));
  }
  return marked.toSorted();
}

describe('one fetch serves all who wait for the same', { timeout: 60_000 }, () => {
  it('ten clients cost the PACS one retrieve, and each gets all; one that cancels harms nobody', async (t) => {
    const beforeInstance = new Gate();
    const scene = await startScene(t, { pacs: { hospital: { script: { beforeInstance } } } });
    const cancel = new AbortController();
    const leaving = joiningGet(scene, wholeStudy, { signal: cancel.signal });
    const staying = Array.from({ length: 9 }, () => joiningGet(scene));
    await beforeInstance.reached();
    beforeInstance.open(1);
    await Promise.all([leaving, ...staying].map(({ joined }) => joined));

    cancel.abort();
    const left = await leaving.got;
    assert.equal(left.final.status, 0xfe00);
    assert.deepEqual([left.final.completed, left.final.remaining], [1, 4]);
    beforeInstance.open();
    for (const { got } of staying) {
      const { stored, ...retrieved } = await got;
      assert.deepEqual(ending({ ...retrieved, stored }), ['0000', 5, 0, 0]);
      assert.deepEqual(stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(), uidsOf(five));
      const sent = new Map(five.map(({ dataSet, sopInstanceUid }) => [sopInstanceUid, Buffer.from(dataSet)]));
      for (const { dataSet, sopInstanceUid } of stored) assert.ok(sent.get(sopInstanceUid)?.equals(dataSet));
    }
    assert.deepEqual([scene.pacs().moves.length, scene.pacs().cancels], [1, 0]);
  });

  it('narrower requests join it', async (t) => {
    const beforeInstance = new Gate();
    const instances = [...five, ...generatedInstances(3, { series: 2 })];
    const scene = await startScene(t, { pacs: { hospital: { instances, script: { beforeInstance } } } });
    const { StudyInstanceUID } = wholeStudy;
    assert.ok(typeof StudyInstanceUID === 'string');
    const SeriesInstanceUID = `${StudyInstanceUID}.1`;
    const whole = joiningGet(scene);
    await beforeInstance.reached();
    beforeInstance.open(1);
    await whole.joined;
    const series = joiningGet(scene, { level: 'SERIES', StudyInstanceUID, SeriesInstanceUID });
    const SOPInstanceUID = [1, 3, 4].map((number) => `${SeriesInstanceUID}.${number}`);
    const list = joiningGet(scene, { level: 'IMAGE', StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID });
    await Promise.all([series.joined, list.joined]);
    // The first series is sent: who waits for no more does not wait for the second one.
    beforeInstance.open(4);
    const ofSeries = await series.got;
    assert.deepEqual(ending(ofSeries), ['0000', 5, 0, 0]);
    assert.deepEqual(ofSeries.stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(), uidsOf(five));
    const ofList = await list.got;
    assert.deepEqual(ending(ofList), ['0000', 3, 0, 0]);
    assert.deepEqual(ofList.stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(), SOPInstanceUID);
    beforeInstance.open();
    assert.deepEqual(ending(await whole.got), ['0000', 8, 0, 0]);
    assert.equal(scene.pacs().moves.length, 1);
  });
});

describe('a request for more than is being fetched', { timeout: 60_000 }, () => {
  it('has the rest of it fetched, and nothing twice', async (t) => {
    const beforeInstance = new Gate();
    const instances = [...five, ...generatedInstances(3, { series: 2 })];
    const scene = await startScene(t, { pacs: { hospital: { instances, script: { beforeInstance } } } });
    const [StudyInstanceUID, SeriesInstanceUID] = ['1.2.826.0.1.7.1', '1.2.826.0.1.7.1.1'];
    const series = joiningGet(scene, { level: 'SERIES', StudyInstanceUID, SeriesInstanceUID });
    await beforeInstance.reached();
    beforeInstance.open(1);
    await series.joined;
    const whole = joiningGet(scene);
    await whole.joined;
    beforeInstance.open();
    assert.deepEqual(ending(await series.got), ['0000', 5, 0, 0]);
    const all = await whole.got;
    assert.deepEqual(ending(all), ['0000', 8, 0, 0]);
    assert.deepEqual(all.stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(), uidsOf(instances));
    assert.deepEqual(retrievesOf(scene.pacs()), [
      ['SERIES', [SeriesInstanceUID]],
      ['SERIES', [`${StudyInstanceUID}.2`]],
    ]);
  });
});

describe('a client that leaves', { timeout: 60_000 }, () => {
  it('has the upstream cancelled when it was the last one', async (t) => {
    const beforeInstance = new Gate();
    const scene = await startScene(t, { pacs: { hospital: { script: { beforeInstance } } } });
    const cancel = new AbortController();
    const { got, joined } = joiningGet(scene, wholeStudy, { signal: cancel.signal });
    await beforeInstance.reached();
    beforeInstance.open(1);
    await joined;
    cancel.abort();
    assert.equal((await got).final.status, 0xfe00);
    await eventually(limitMs, 'the C-CANCEL', () => scene.pacs().cancels === 1);
    await eventually(limitMs, 'the end of the association', () => scene.pacs().openAssociations === 0);
    assert.deepEqual(scene.pacs().storeStatuses, [0x0000]);
  });

  it('before anything is known has its request cancelled, not done', async (t) => {
    const beforeSending = new Gate();
    const scene = await startScene(t, { pacs: { hospital: { script: { findsNot: true, beforeSending } } } });
    const cancel = new AbortController();
    const moving = clientMove(scene.port, wholeStudy, { signal: cancel.signal });
    await beforeSending.reached();
    cancel.abort();
    assert.equal((await moving).final.status, 0xfe00);
    await eventually(limitMs, 'the C-CANCEL', () => scene.pacs().cancels === 1);
  });

  it('by an abort leaves what the PACS still sends stored, and acknowledged', async (t) => {
    const beforeInstance = new Gate();
    const scene = await startScene(t, { pacs: { hospital: { script: { beforeInstance, ignoresCancel: true } } } });
    const association = await clientAssociation(scene.port);
    const moving = (async () => {
      const identifier = identifierOf(wholeStudy);
      const request = { sopClassUid: '1.2.840.10008.5.1.4.1.2.2.2', moveDestination: 'DEST', identifier };
      for await (const _ of association.move(request));
    })();
    moving.catch(() => undefined);
    await beforeInstance.reached();
    beforeInstance.open(2);
    await eventually(limitMs, 'two deliveries', () => scene.destination.acknowledged.length === 2);
    association.abort();
    await assert.rejects(moving);
    await eventually(limitMs, 'the C-CANCEL', () => scene.pacs().cancels === 1);
    beforeInstance.open();
    await eventually(limitMs, 'all of it', () => scene.pacs().storeStatuses.length === 5);
    assert.deepEqual(scene.pacs().storeStatuses, [0, 0, 0, 0, 0]);
    assert.equal((await scene.isocenter.rest.ids('/instances')).length, 5);

    // Who asks next has it all without a further retrieve.
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1), { callingAet: 'NEXT' })), ['0000', 5, 0, 0]);
    assert.equal(scene.pacs().moves.length, 1);
    const again = scene.destination.received.length;
    assert.equal(again, 7);
  });
});

describe('what the relay has fetched', { timeout: 60_000 }, () => {
  it('is delivered from the second time on without a word to the PACS', async (t) => {
    const scene = await startScene(t);
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, five);
    const asked = scene.pacs().requests.length;
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    const [instance] = five;
    assert.ok(instance);
    const { seriesInstanceUid: SeriesInstanceUID, studyInstanceUid: StudyInstanceUID } = instance;
    const series = await clientGet(scene.port, { level: 'SERIES', StudyInstanceUID, SeriesInstanceUID });
    assert.deepEqual(ending(series), ['0000', 5, 0, 0]);
    assert.equal(scene.pacs().requests.length, asked);
    assert.equal(scene.destination.received.length, 10);
  });

  it('late, when the client was told that it is missing, is kept and delivered the next time', async (t) => {
    const beforeInstance = new Gate();
    const script = { answersFirst: true, beforeInstance };
    const scene = await startScene(t, { pacs: { hospital: { script, upstream: { QuietPeriod: 1 } } } });
    beforeInstance.open(3);
    const moved = await clientMove(scene.port, wholeStudy);
    assert.deepEqual(ending(moved), ['b000', 3, 2, 0]);
    assert.deepEqual(moved.final.failedSopInstanceUids?.toSorted(), uidsOf(five).slice(3));
    beforeInstance.open();
    await scene.pacs().sent();
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assert.equal(scene.pacs().moves.length, 1);
    assert.deepEqual(await markedOf(scene), uidsOf(five));
  });

  it('bears the mark of its upstream, under whichever of its AE titles it was sent', async (t) => {
    const script = { sendingAet: 'NODE2' };
    const [known, unknown] = [generatedInstances(2), generatedInstances(2, { study: 2 })];
    const scene = await startScene(t, {
      pacs: {
        hospital: { instances: known, script, upstream: { SendingAets: ['NODE2'] } },
        other: { instances: unknown, script: { sendingAet: 'NODE3' } },
      },
    });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 2, 0, 0]);
    // From whom nobody has told of it is delivered all the same, and kept as what users store.
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(2))), ['0000', 2, 0, 0]);
    assertDelivered(scene.destination, [...known, ...unknown]);
    assert.deepEqual(await markedOf(scene), uidsOf(known));
  });

  it('is asked for again after CompletenessAge, and fetched as far as there is more', async (t) => {
    const scene = await startScene(t, { pacs: { hospital: { upstream: { CompletenessAge: 0 } } } });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assert.equal(scene.pacs().moves.length, 1);
    scene.pacs().hold(generatedInstances(7));
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 7, 0, 0]);
    assert.equal(scene.pacs().moves.length, 2);
    assert.equal(scene.pacs().storeStatuses.length, 7);
  });
});
