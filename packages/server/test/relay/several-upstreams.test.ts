import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import { clientGet, clientMove } from './relay-client.ts';
import {
  assertDelivered,
  ending,
  impatient,
  retrievesOf,
  startScene,
  studyOf,
  uidsOf,
  wholeStudy,
} from './relay-scene.ts';

const five = generatedInstances(5);
const [, , third, fourth, fifth] = uidsOf(five);
const first = { Order: 1, ConnectTimeout: 1, QuietPeriod: 1 };
const second = { Order: 2 };

describe('the next upstream is asked', { timeout: 60_000 }, () => {
  it('when the one before is down', async (t) => {
    const scene = await startScene(t, { pacs: { two: { upstream: second }, one: { upstream: first } } });
    await scene.pacs('one').goDown();
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, five);
  });

  it('when the one before has nothing', async (t) => {
    const scene = await startScene(t, { pacs: { two: { upstream: second }, one: { upstream: first, instances: [] } } });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, five);
    assert.ok(scene.pacs('one').finds.length > 0);
    assert.deepEqual(retrievesOf(scene.pacs('one')), []);
  });

  it('for what the one before has failed to give, and for no more', async (t) => {
    const scene = await startScene(t, {
      pacs: { two: { upstream: second }, one: { upstream: first, script: { neverSent: 2 } } },
    });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assertDelivered(scene.destination, five);
    assert.deepEqual(retrievesOf(scene.pacs('two')), [['IMAGE', [fourth, fifth]]]);
  });

  it('and when it has less than the one before named, the rest is missing', async (t) => {
    const scene = await startScene(t, {
      pacs: {
        two: { upstream: second, instances: five.slice(0, 4) },
        one: { upstream: first, script: { neverSent: 3 } },
      },
    });
    const moved = await clientMove(scene.port, wholeStudy);
    assert.deepEqual(ending(moved), ['b000', 4, 1, 0]);
    assert.deepEqual(moved.final.failedSopInstanceUids, [fifth]);
    assert.deepEqual(retrievesOf(scene.pacs('two')), [['IMAGE', [third, fourth]]]);
  });

  it('and when it has less than the one before counted, the rest is missing', async (t) => {
    const script = { neverSent: 3, refusedLevels: { IMAGE: 0xa900 }, tells: 'success' } as const;
    const scene = await startScene(t, {
      pacs: { two: { upstream: second, instances: five.slice(0, 4) }, one: { upstream: first, script } },
    });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['b000', 4, 1, 0]);
  });

  it('and not when the one before has given all', async (t) => {
    const scene = await startScene(t, { pacs: { two: { upstream: second }, one: { upstream: first } } });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 5, 0, 0]);
    assert.deepEqual(scene.pacs('two').requests, []);
  });

  it('and when none can be asked, the client hears that it failed', async (t) => {
    const upstreams = { two: { upstream: { ...second, ...impatient } }, one: { upstream: { ...first, ...impatient } } };
    const scene = await startScene(t, { pacs: upstreams });
    await Promise.all([scene.pacs('one').goDown(), scene.pacs('two').goDown()]);
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['a702', 0, 0, 0]);
  });
});

describe('an upstream performs MaximumRetrieves at a time', { timeout: 60_000 }, () => {
  it('and others wait, without their time running, and hear that they live', async (t) => {
    const beforeSending = new Gate();
    const instances = [1, 2, 3].flatMap((study) => generatedInstances(2, { study }));
    const upstream = { MaximumRetrieves: 1, FirstInstanceTimeout: 5 };
    const scene = await startScene(t, {
      pacs: { hospital: { instances, script: { beforeSending }, upstream } },
      configuration: { CMoveResponseInterval: 1 },
    });
    const beats = new Gate();
    const onResponse = () => void beats.pass();
    const gets = [1, 2, 3].map((study) => clientGet(scene.port, studyOf(study), { onResponse }));
    // All three have been asked for, all three clients have heard something, and one retrieve is at the PACS.
    await eventually(20_000, 'three searches', () => scene.pacs().finds.length === 3);
    await beats.reached(3);
    assert.equal(scene.pacs().moves.length, 1);
    for (const [index] of gets.entries()) {
      await beforeSending.reached();
      assert.equal(scene.pacs().moves.length, index + 1);
      beforeSending.open(1);
    }
    for (const got of gets) assert.deepEqual(ending(await got), ['0000', 2, 0, 0]);
  });
});
