import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchGathering } from '../../src/index/postgres/batch-gathering.ts';

/** Whether the batch may go within this turn of the event loop. */
async function goesAtOnce(gathering: BatchGathering, waiting: number): Promise<boolean> {
  let gone = false;
  void gathering.gathered(waiting).then(() => {
    gone = true;
  });
  await Promise.resolve();
  await Promise.resolve();
  return gone;
}

test('who is alone never waits', async () => {
  const gathering = new BatchGathering();
  assert.equal(await goesAtOnce(gathering, 1), true);
  gathering.done(1, 0);
  assert.equal(await goesAtOnce(gathering, 1), true);
});

test('a batch waits for those of the last one and those who came meanwhile, no longer than until they are there', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const gathering = new BatchGathering();
  gathering.done(2, 1);
  let gone = false;
  const gathered = gathering.gathered(1).then(() => {
    gone = true;
  });
  gathering.came(2);
  await Promise.resolve();
  assert.equal(gone, false);
  gathering.came(3);
  await gathered;
});

test('nobody is waited for longer than three milliseconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const gathering = new BatchGathering();
  gathering.done(4, 0);
  const gathered = gathering.gathered(1);
  t.mock.timers.tick(3);
  await gathered;
  gathering.done(1, 0);
  assert.equal(await goesAtOnce(gathering, 1), true);
});
