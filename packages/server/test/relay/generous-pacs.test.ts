import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { clientGet, clientMove } from './relay-client.ts';
import { assertDelivered, ending, type PacsOptions, startScene, studyOf, uidsOf } from './relay-scene.ts';

/** What a PACS may do while it gives everything. */
const behaviours: readonly (readonly [string, PacsScript])[] = [
  ['by the book', {}],
  ['without pending responses', { noProgress: true }],
  ['in random order', { shuffled: 7 }],
  ['over several associations', { sendingAssociations: 3 }],
  ['and keeps its association open', { keepsAssociations: true }],
  ['without Move Originator', { moveOriginator: 'omitted' }],
  ['with a wrong Move Originator', { moveOriginator: 'wrong' }],
  ['some instances twice', { sentTwice: 2 }],
  ['and wants the keys above, else A900', { hierarchical: 'refused' }],
  ['and wants the keys above, else it finds nothing', { hierarchical: 'nothing' }],
  ['and refuses C-FIND at IMAGE level', { refusedLevels: { IMAGE: 0xa900 } }],
  ['and refuses C-FIND at IMAGE and SERIES level', { refusedLevels: { IMAGE: 0xa900, SERIES: 0xa900 } }],
  ['and answers C-FIND without numbers', { refusedLevels: { IMAGE: 0xa900 }, countsNot: true }],
  ['and has no C-FIND', { findsNot: true }],
  ['and tells its status only', { tells: 'statusOnly' }],
  ['with counters that wrap', { counter: (count) => count & 0x3 }],
];

/** Study 1 is for the first PACS, 2 for the second: two series each, so that each level has several answers. */
const instancesOf = (study: number) => [
  ...generatedInstances(4, { study }),
  ...generatedInstances(3, { study, series: 2 }),
];

/** One upstream for each behaviour, each with a client of its own: what one of them refuses, others are asked. */
function wards(upstream: PacsOptions['upstream'] = {}): Record<string, PacsOptions> {
  return Object.fromEntries(
    behaviours.map(([, script], index) => [
      `pacs${index}`,
      { instances: instancesOf(index + 1), script, upstream: { AllowedClients: [`CLIENT${index}`], ...upstream } },
    ]),
  );
}

describe('a client has all when its request is over, whose PACS sends', { timeout: 60_000 }, () => {
  it('by C-MOVE', async (t) => {
    const scene = await startScene(t, { pacs: wards() });
    for (const [index, [what]] of behaviours.entries()) {
      await t.test(what, async () => {
        const instances = instancesOf(index + 1);
        const moved = await clientMove(scene.port, studyOf(index + 1), { callingAet: `CLIENT${index}` });
        assert.deepEqual(ending(moved), ['0000', 7, 0, 0]);
        assertDelivered(scene.destination, instances);
        assert.equal(scene.pacs(`pacs${index}`).moves.length, 1);
      });
    }
  });

  it('by C-MOVE, and never answers a search', async (t) => {
    const hospital = { script: { beforeAnswer: new Gate() }, upstream: { FindTimeout: 1, CancelTimeout: 1 } };
    const scene = await startScene(t, { pacs: { hospital } });
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, generatedInstances(5));
  });

  it('by C-GET, to a client that asks by C-GET', async (t) => {
    const scene = await startScene(t, { pacs: wards({ Retrieve: 'C-GET' }) });
    for (const [index, [what]] of behaviours.entries()) {
      await t.test(what, async () => {
        const instances = instancesOf(index + 1);
        const got = await clientGet(scene.port, studyOf(index + 1), { callingAet: `CLIENT${index}` });
        assert.deepEqual(ending(got), ['0000', 7, 0, 0]);
        assert.deepEqual(got.stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(), uidsOf(instances));
        for (const { dataSet, sopInstanceUid } of instances) {
          assert.ok(got.stored.find((each) => each.sopInstanceUid === sopInstanceUid)?.dataSet.equals(dataSet));
        }
        assert.equal(scene.pacs(`pacs${index}`).gets.length, 1);
      });
    }
  });
});

/** The PACS answers, and sends when the gate opens. */
async function lateScene(t: TestContext, script: PacsScript = {}, upstream: PacsOptions['upstream'] = {}) {
  const beforeSending = new Gate();
  const hospital = { script: { answersFirst: true, beforeSending, ...script }, upstream };
  const scene = await startScene(t, { pacs: { hospital }, configuration: { CMoveResponseInterval: 1 } });
  return { scene, beforeSending };
}

describe('a PACS that answers success at once and sends later', { timeout: 60_000 }, () => {
  for (const [what, script] of [
    ['and tells beforehand what it has', {}],
    ['and has no C-FIND', { findsNot: true }],
    ['over several associations, in random order, without Move Originator', { sendingAssociations: 2, shuffled: 3 }],
  ] as const) {
    it(what, async (t) => {
      const { beforeSending, scene } = await lateScene(t, script);
      const beats = new Gate();
      const moving = clientMove(scene.port, studyOf(1), { onResponse: () => void beats.pass() });
      await beforeSending.reached();
      // Nothing has arrived and the PACS has said all: the client hears that its request is alive.
      await beats.reached(2);
      assert.deepEqual(scene.destination.received, []);
      beforeSending.open();
      const moved = await moving;
      assert.deepEqual(ending(moved), ['0000', 5, 0, 0]);
      assertDelivered(scene.destination, generatedInstances(5));
      assert.ok(moved.longestSilenceMs < 5000, `${moved.longestSilenceMs} ms of silence`);
    });
  }
});

describe('a PACS that sends faster than it searches', { timeout: 60_000 }, () => {
  it('has sent all, and the destination has it, before it has told what there is', async (t) => {
    const beforeAnswer = new Gate();
    const scene = await startScene(t, { pacs: { hospital: { script: { beforeAnswer } } } });
    const moving = clientMove(scene.port, studyOf(1));
    await eventually(10_000, 'all deliveries', () => scene.destination.acknowledged.length === 5);
    beforeAnswer.open();
    assert.deepEqual(ending(await moving), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, generatedInstances(5));
    assert.equal(scene.pacs().moves.length, 1);
  });
});
