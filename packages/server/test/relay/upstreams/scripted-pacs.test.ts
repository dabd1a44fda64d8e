import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { StoreOperation } from '@isocenter/dimse';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { ScriptedDestination } from '../../faults/scripted-destination.ts';
import { Gate } from '../../support/gate.ts';
import type { PacsScript } from '../../support/pacs-script.ts';
import { startPacs } from '../../support/scripted-pacs.ts';
import { dimseLinkTo, never } from './dimse-link-of.ts';

const study: RelayTarget = { level: 'Study', studyInstanceUid: '1.2.826.0.1.7.1' };
const unheard = (): void => undefined;

async function started(t: TestContext, script: PacsScript) {
  const operations: StoreOperation[] = [];
  const here = await ScriptedDestination.start(t, {
    begin: async (operation) => void operations.push(operation),
  });
  const pacs = await startPacs(t, {
    instances: generatedInstances(6),
    script,
    destinations: { ISOCENTER: { host: '127.0.0.1', port: here.port } },
  });
  const retrieve = () => dimseLinkTo(pacs.port).retrieve([study], unheard, never);
  /** Last components of the UIDs, as they came. */
  const numbers = () => here.received.map((uid) => Number(uid.split('.').at(-1)));
  return { here, numbers, operations, pacs, retrieve };
}

describe('the scripted PACS', { timeout: 60_000 }, () => {
  it('sends in another order, the same for the same number', async (t) => {
    const orders: (readonly number[])[] = [];
    for (const shuffled of [1, 1, 2]) {
      const { numbers, retrieve } = await started(t, { shuffled });
      await retrieve();
      orders.push(numbers());
    }
    const [first, again, other] = orders;
    assert.deepEqual(again, first);
    assert.notDeepEqual(other, first);
    assert.deepEqual(first?.toSorted(), [1, 2, 3, 4, 5, 6]);
  });

  it('sends some twice, and others never', async (t) => {
    const { numbers, retrieve } = await started(t, { sentTwice: 2, neverSent: 1, tells: 'success' });
    const answer = await retrieve();
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 1, 2]);
    assert.deepEqual([answer.status, answer.completed], [0x0000, 6]);
  });

  it('tells of failures without naming them', async (t) => {
    const { retrieve } = await started(t, { neverSent: 2, tells: 'failuresWithoutList' });
    const answer = await retrieve();
    assert.deepEqual([answer.status, answer.failed, answer.failedSopInstanceUids], [0xb000, 2, []]);
  });

  it('sends over several associations, under another title, and keeps them open', async (t) => {
    const script = { sendingAssociations: 3, sendingAet: 'SENDER', keepsAssociations: true };
    const { here, retrieve } = await started(t, script);
    await retrieve();
    assert.deepEqual(
      here.requests.map(({ callingAet }) => callingAet),
      ['SENDER', 'SENDER', 'SENDER'],
    );
    assert.equal(here.openAssociations, 3);
  });

  it('names the request in what it sends, another one, or none', async (t) => {
    const right = await started(t, {});
    await right.retrieve();
    const messageId = right.pacs.moves[0]?.messageId;
    assert.deepEqual(right.operations[0]?.moveOriginator, { aet: 'ISOCENTER', messageId });
    const wrong = await started(t, { moveOriginator: 'wrong' });
    await wrong.retrieve();
    assert.equal(wrong.operations[0]?.moveOriginator?.aet, 'ELSEWHERE');
    const omitted = await started(t, { moveOriginator: 'omitted' });
    await omitted.retrieve();
    assert.equal(omitted.operations[0]?.moveOriginator, undefined);
  });

  it('wraps its counters', async (t) => {
    const { retrieve } = await started(t, { counter: (count) => (count + 0xfffe) & 0xffff });
    assert.equal((await retrieve()).completed, 4);
  });

  it('sends one instance when the test lets it', async (t) => {
    const beforeInstance = new Gate();
    const { here, pacs, retrieve } = await started(t, { answersFirst: true, beforeInstance });
    await retrieve();
    for (let sent = 0; sent < 6; sent += 1) {
      await beforeInstance.reached();
      assert.equal(here.received.length, sent);
      beforeInstance.open(1);
    }
    await pacs.sent();
    assert.equal(here.received.length, 6);
  });

  it('listens on its port again after it was down', async (t) => {
    const { pacs, retrieve } = await started(t, {});
    await pacs.goDown();
    await assert.rejects(retrieve());
    await pacs.comeUp();
    assert.equal((await retrieve()).status, 0x0000);
  });
});
