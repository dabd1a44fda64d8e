import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually } from '../faults/bounded-wait.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { clientMove } from './relay-client.ts';
import { ending, startScene, studyOf, wholeStudy } from './relay-scene.ts';

const limitMs = 15_000;

describe('a request', { timeout: 60_000 }, () => {
  for (const [what, script] of [
    ['names', {}],
    ['counts', { refusedLevels: { IMAGE: 0xa900 } }],
  ] as const satisfies readonly (readonly [string, PacsScript])[]) {
    it(`for more than MaximumInstances, as the PACS ${what} them, is refused, and brings none of them`, async (t) => {
      const beforeSending = new Gate();
      const scene = await startScene(t, {
        pacs: { hospital: { script: { ...script, beforeSending }, upstream: { MaximumInstances: 4 } } },
      });
      assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['a702', 0, 0, 0]);
      await eventually(limitMs, 'the end of its associations', () => scene.pacs().openAssociations === 0);
      assert.deepEqual(scene.pacs().storeStatuses, []);
      scene.pacs().hold(generatedInstances(4));
      beforeSending.open();
      assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['0000', 4, 0, 0]);
    });
  }

  it('for more than MaximumInstances, of which the PACS has not told, ends when they have come', async (t) => {
    const beforeInstance = new Gate();
    const scene = await startScene(t, {
      pacs: { hospital: { script: { findsNot: true, beforeInstance }, upstream: { MaximumInstances: 3 } } },
    });
    beforeInstance.open(4);
    const moved = await clientMove(scene.port, wholeStudy);
    assert.equal(moved.final.status, 0xb000);
    assert.equal(moved.final.completed, 4);
    await eventually(limitMs, 'the C-CANCEL', () => scene.pacs().cancels === 1);
  });

  it('ends after Timeout, though instances still come', async (t) => {
    const beforeInstance = new Gate();
    const instances = generatedInstances(50);
    const scene = await startScene(t, {
      pacs: { hospital: { instances, script: { beforeInstance }, upstream: { Timeout: 2 } } },
      configuration: { CMoveResponseInterval: 1 },
    });
    beforeInstance.open(1);
    let known = 0;
    const moved = await clientMove(scene.port, wholeStudy, {
      // One more whenever nothing has come for a second.
      onResponse({ completed: delivered = 0 }) {
        if (delivered === known) beforeInstance.open(1);
        known = delivered;
      },
    });
    const { completed = 0, failed, status } = moved.final;
    assert.equal(status, 0xb000);
    assert.ok(completed > 0);
    assert.equal(failed, 50 - completed);
    await eventually(limitMs, 'the C-CANCEL', () => scene.pacs().cancels === 1);
  });

  it('is refused when MaximumQueue others wait', async (t) => {
    const beforeSending = new Gate();
    const instances = [1, 2, 3].flatMap((study) => generatedInstances(2, { study }));
    const upstream = { MaximumRetrieves: 1, MaximumQueue: 1 };
    const scene = await startScene(t, { pacs: { hospital: { instances, script: { beforeSending }, upstream } } });
    const first = clientMove(scene.port, studyOf(1));
    await beforeSending.reached();
    const second = clientMove(scene.port, studyOf(2));
    await eventually(limitMs, 'its search', () =>
      scene.pacs().finds.some(({ identifier }) => identifier.text(0x0020000d) === '1.2.826.0.1.7.2'),
    );
    const third = await clientMove(scene.port, studyOf(3));
    assert.equal(third.final.status, 0xa702);
    beforeSending.open();
    assert.deepEqual(
      [ending(await first), ending(await second)],
      [
        ['0000', 2, 0, 0],
        ['0000', 2, 0, 0],
      ],
    );
  });
});
