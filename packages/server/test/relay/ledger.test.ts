import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { RelayRequest } from '../../src/index/relay-store.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { type Logger, silentLogger } from '../../src/logging/logger.ts';
import { LedgerEntry } from '../../src/relay/ledger-entry.ts';
import { LedgerKeeper } from '../../src/relay/ledger-keeper.ts';
import { FakeClock } from '../jobs/fake-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const minuteMs = 60_000;

async function openLedger(t: TestContext) {
  const folder = await temporaryFolder();
  const { index, relay } = await openSqliteIndex(folder.path);
  const clock = new FakeClock();
  const keepers: LedgerKeeper[] = [];
  t.after(async () => {
    await Promise.all(keepers.map((keeper) => keeper.close()));
    await index.close();
    await folder[Symbol.asyncDispose]();
  });
  const request = (id: string, choice: Partial<RelayRequest> = {}): RelayRequest => ({
    id,
    kind: 'C-MOVE',
    state: 'Fetching',
    client: 'VIEWER',
    destination: '',
    level: 'Study',
    uids: ['1.2'],
    upstreams: [],
    local: 0,
    received: 0,
    delivered: 0,
    failed: 0,
    reason: '',
    createdAtMs: clock.nowMs(),
    ...choice,
  });
  return {
    clock,
    relay,
    request,
    begin: (id: string) =>
      new LedgerEntry({ store: relay, clock, logger: silentLogger, observe: () => undefined }, request(id)),
    keeper(isShared: boolean, maximumRequests = 1000) {
      const keeper = new LedgerKeeper({ store: relay, clock, logger: silentLogger, maximumRequests, isShared });
      keepers.push(keeper);
      return keeper;
    },
    async stateOf(id: string) {
      return (await relay.getRequest(id))?.state;
    },
    /** Lets time pass, and the database answer what is asked in each minute. */
    async minutes(count: number) {
      for (let at = 0; at < count; at += 1) {
        await clock.advance(minuteMs);
        for (let turn = 0; turn < 4; turn += 1) {
          await relay.getRequest('none');
          await relay.forgetDelivered('none');
        }
      }
    },
  };
}

describe('requests whose server has died', () => {
  it('have failed as soon as the only server is back', async (t) => {
    const { clock, keeper, relay, request } = await openLedger(t);
    await relay.putRequest(request('left', { heardAtMs: clock.nowMs() }));
    await relay.putRequest(request('ended', { state: 'Partial', reason: 'quiet', endedAtMs: clock.nowMs() }));
    await keeper(false).start();
    const left = await relay.getRequest('left');
    assert.deepEqual([left?.state, left?.endedAtMs], ['Failure', clock.nowMs()]);
    assert.match(left?.reason ?? '', /server .* died/);
    assert.equal((await relay.getRequest('ended'))?.reason, 'quiet');
  });

  it('fail where others share the index once nothing was heard of them for three minutes', async (t) => {
    const { begin, keeper, minutes, relay, request, stateOf } = await openLedger(t);
    const living = begin('living');
    await relay.putRequest(request('left'));
    await keeper(true).start();
    assert.equal(await stateOf('left'), 'Fetching');
    await minutes(2);
    assert.equal(await stateOf('left'), 'Fetching');
    await minutes(3);
    assert.equal(await stateOf('left'), 'Failure');
    await minutes(20);
    assert.equal(await stateOf('living'), 'Fetching', 'it gives a sign of life though nothing changes');
    await living.end('Success', '');
    assert.equal(await stateOf('living'), 'Success');
  });

  it('are all found, however many they are', async (t) => {
    const { keeper, relay, request } = await openLedger(t);
    for (let number = 0; number < 205; number += 1) await relay.putRequest(request(String(number)));
    await keeper(false).start();
    assert.deepEqual(await relay.listRequests({ states: ['Queued', 'Fetching'], limit: 10 }), []);
    assert.equal((await relay.listRequests({ states: ['Failure'], limit: 1000 })).length, 205);
  });
});

describe('the ledger', () => {
  it('keeps so many requests that have ended, and all that go on', async (t) => {
    const { begin, clock, keeper, minutes, relay, request } = await openLedger(t);
    const endedAtMs = clock.nowMs();
    await keeper(true, 2).start();
    begin('on');
    for (const number of [1, 2, 3, 4]) {
      await relay.putRequest(request(`${number}`, { state: 'Success', createdAtMs: endedAtMs + number, endedAtMs }));
    }
    await minutes(1);
    const ids = (await relay.listRequests({ limit: 10 })).map(({ id }) => id);
    assert.deepEqual(ids, ['4', '3', 'on']);
  });

  it('is written a second after a change, not with each one', async (t) => {
    const { begin, clock, relay } = await openLedger(t);
    const writes = t.mock.method(relay, 'putRequest');
    const entry = begin('one');
    for (let received = 1; received <= 1000; received += 1) entry.update({ received });
    await clock.advance(1000);
    await entry.end('Success', '');
    assert.equal(writes.mock.callCount(), 3);
    entry.update({ received: 0 });
    await clock.advance(10 * minuteMs);
    assert.equal(writes.mock.callCount(), 3, 'what has ended is not written again');
    assert.equal((await relay.getRequest('one'))?.received, 1000);
  });
});

it('what did not bring everything is logged, without UIDs', async (t) => {
  const { clock, relay, request } = await openLedger(t);
  const lines: string[] = [];
  const note = (message: string, fields: object = {}) => lines.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { ...silentLogger, info: note, warn: note };
  const end = (id: string, state: RelayRequest['state'], reason: string) =>
    new LedgerEntry({ store: relay, clock, logger, observe: () => undefined }, request(id)).end(state, reason);
  await end('whole', 'Success', '');
  assert.equal(lines.length, 0);
  await end('part', 'Partial', 'hospital: nothing more came for 30 s');
  await end('left', 'Cancelled', 'cancelled by the client');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /part.*Partial.*nothing more came for 30 s/);
  assert.ok(lines.every((line) => !line.includes('1.2')));
});
