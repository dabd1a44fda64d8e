import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Actions } from '../../src/upper-layer/actions.ts';
import { actionFor } from '../../src/upper-layer/machine.ts';
import { StateTable, type UpperLayerEvent } from '../../src/upper-layer/state-table.ts';

/** PS3.8 table 9-10 restated by event: which action in which states; every state not named has none. */
const AA8_FROM_7 = [7, 8, 9, 10, 11, 12];
const TABLE: Record<UpperLayerEvent, Record<string, number[]>> = {
  'associate-request': { 'AE-1': [1] },
  'transport-connected': { 'AE-2': [4] },
  'transport-indicated': { 'AE-5': [1] },
  'associate-request-pdu': { 'AE-6': [2], 'AA-8': [3, 5, 6, ...AA8_FROM_7], 'AA-7': [13] },
  'associate-accept-pdu': { 'AA-1': [2], 'AE-3': [5], 'AA-8': [3, 6, ...AA8_FROM_7], 'AA-6': [13] },
  'associate-reject-pdu': { 'AA-1': [2], 'AE-4': [5], 'AA-8': [3, 6, ...AA8_FROM_7], 'AA-6': [13] },
  'accept-response': { 'AE-7': [3] },
  'reject-response': { 'AE-8': [3] },
  'data-request': { 'DT-1': [6], 'AR-7': [8] },
  'data-pdu': { 'AA-1': [2], 'DT-2': [6], 'AR-6': [7], 'AA-8': [3, 5, 8, 9, 10, 11, 12], 'AA-6': [13] },
  'release-request': { 'AR-1': [6] },
  'release-request-pdu': { 'AA-1': [2], 'AR-2': [6], 'AR-8': [7], 'AA-8': [3, 5, 8, 9, 10, 11, 12], 'AA-6': [13] },
  'release-reply-pdu': {
    'AA-1': [2],
    'AR-3': [7, 11],
    'AR-10': [10],
    'AA-8': [3, 5, 6, 8, 9, 12],
    'AA-6': [13],
  },
  'release-response': { 'AR-4': [8, 12], 'AR-9': [9] },
  'abort-request': { 'AA-1': [3, 5, 6, ...AA8_FROM_7], 'AA-2': [4] },
  'abort-pdu': { 'AA-2': [2, 13], 'AA-3': [3, 5, 6, ...AA8_FROM_7] },
  'transport-closed': { 'AA-5': [2], 'AA-4': [3, 4, 5, 6, ...AA8_FROM_7], 'AR-5': [13] },
  'artim-expired': { 'AA-2': [2, 13] },
  'invalid-pdu': { 'AA-1': [2], 'AA-8': [3, 5, 6, ...AA8_FROM_7], 'AA-7': [13] },
};

/** PS3.8 tables 9-6 to 9-9: the state each action leads to. */
const NEXT: Record<string, number> = {
  'AE-1': 4,
  'AE-2': 5,
  'AE-3': 6,
  'AE-4': 1,
  'AE-5': 2,
  'AE-7': 6,
  'AE-8': 13,
  'DT-1': 6,
  'DT-2': 6,
  'AR-1': 7,
  'AR-2': 8,
  'AR-3': 1,
  'AR-4': 13,
  'AR-5': 1,
  'AR-6': 7,
  'AR-7': 8,
  'AR-9': 11,
  'AR-10': 12,
  'AA-1': 13,
  'AA-2': 1,
  'AA-3': 1,
  'AA-4': 1,
  'AA-5': 1,
  'AA-6': 13,
  'AA-7': 13,
  'AA-8': 13,
};

for (const [event, row] of Object.entries(TABLE)) {
  test(`event ${event} has the actions of PS3.8 table 9-10`, () => {
    for (let state = 1; state <= 13; state++) {
      const expected = Object.keys(row).find((action) => row[action]?.includes(state)) ?? '-';
      assert.equal(StateTable[event as UpperLayerEvent][state - 1], expected, `state ${state}`);
    }
  });
}

test('every action leads to the state of PS3.8 tables 9-6 to 9-9', () => {
  for (const [name, next] of Object.entries(NEXT)) {
    assert.equal((Actions as Record<string, { next?: number }>)[name]?.next, next, name);
  }
});

test('AE-6 lets an acceptable request through and rejects another', () => {
  const event = 'associate-request-pdu';
  assert.equal(actionFor(2, event, { requestor: false, acceptable: true })?.next, 3);
  const rejected = actionFor(2, event, { requestor: false, acceptable: false });
  assert.deepEqual(rejected, { effects: ['send-reject', 'start-artim'], next: 13 });
});

test('AR-8 leads the requestor to state 9 and the acceptor to state 10', () => {
  assert.equal(actionFor(7, 'release-request-pdu', { requestor: true, acceptable: true })?.next, 9);
  assert.equal(actionFor(7, 'release-request-pdu', { requestor: false, acceptable: true })?.next, 10);
});

test('ARTIM is started by exactly the actions that wait for the peer to close or to ask', () => {
  const starting = Object.entries(Actions).flatMap(([name, action]) =>
    JSON.stringify(action).includes('start-artim') ? name : [],
  );
  assert.deepEqual(starting.sort(), ['AA-1', 'AA-8', 'AE-5', 'AE-6', 'AE-8', 'AR-4']);
});
