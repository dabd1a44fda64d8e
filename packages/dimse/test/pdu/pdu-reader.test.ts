import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PduReader } from '../../src/pdu/pdu-reader.ts';
import { hex } from '../support/hex.ts';
import { readAll } from '../support/read-all.ts';
import { associateAccept, associateRequest, data, item, pdu, pdv } from '../support/scripted-peer.ts';

const UID = '1.2.840.10008.1.1';
const TS = '1.2.840.10008.1.2';
const USER_INFORMATION = item(0x50, Buffer.concat([item(0x51, hex('00004000')), item(0x52, '1.2.3')]));
const APPLICATION_CONTEXT = item(0x10, '1.2.840.10008.3.1.1.1');
const FIXED = Buffer.concat([hex('0001 0000 "CALLED          CALLING         "'), Buffer.alloc(32)]);
const rq = (...items: Buffer[]) => pdu(1, Buffer.concat([FIXED, ...items]));
const context = (id: number, ...subItems: Buffer[]) =>
  item(0x20, Buffer.concat([Buffer.from([id, 0, 0, 0]), ...subItems]));
const CONTEXT = context(1, item(0x30, UID), item(0x40, TS));

const MALFORMED: readonly (readonly [string, Buffer, number])[] = [
  ['type 00H', hex('00 00 00000004 00000000'), 1],
  ['type 08H, by its first byte', hex('08'), 1],
  ['an HTTP request, by its first byte', Buffer.from('G'), 1],
  ['A-ASSOCIATE-RQ under 68 bytes', pdu(1, Buffer.alloc(67)), 6],
  ['A-ASSOCIATE-RJ of 3 bytes', hex('03 00 00000003'), 6],
  ['A-RELEASE-RQ of 5 bytes', hex('05 00 00000005'), 6],
  ['A-ABORT of 0 bytes', hex('07 00 00000000'), 6],
  ['P-DATA-TF over maxPduBytes, by its header', hex('04 00 00000401'), 6],
  ['P-DATA-TF of 4 GiB', hex('04 00 FFFFFFFF'), 6],
  ['A-ASSOCIATE-RQ over maxAssociatePduBytes, by its header', hex('01 00 00010001'), 6],
  ['PDV length 0', hex('04 00 00000006 00000000 01 03'), 6],
  ['PDV length 1', hex('04 00 00000007 00000001 01 03 00'), 6],
  ['PDV longer than its PDU', hex('04 00 00000008 00000005 01 03 0000'), 6],
  ['PDV length near 2^32', hex('04 00 00000008 FFFFFFFF 01 03 0000'), 6],
  ['5 bytes left for a PDV header', hex('04 00 00000005 0000000201'), 6],
  ['an item that ends behind its PDU', rq(hex('10 00 FFFF "1.2"')), 6],
  ['a sub-item that ends behind its item', rq(APPLICATION_CONTEXT, item(0x50, hex('52 00 0009 "1.2.3"'))), 6],
  ['an item header cut short', rq(hex('10 00')), 6],
  ['a UID of no bytes', rq(item(0x10, ''), CONTEXT, USER_INFORMATION), 6],
  ['a UID with letters', rq(item(0x10, '1.2.x'), CONTEXT, USER_INFORMATION), 6],
  ['a UID of 65 characters', rq(item(0x10, '1'.repeat(65)), CONTEXT, USER_INFORMATION), 6],
  ['no application context', rq(CONTEXT, USER_INFORMATION), 6],
  ['two application contexts', rq(APPLICATION_CONTEXT, APPLICATION_CONTEXT, CONTEXT, USER_INFORMATION), 6],
  ['no user information', rq(APPLICATION_CONTEXT, CONTEXT), 6],
  ['two user informations', rq(APPLICATION_CONTEXT, CONTEXT, USER_INFORMATION, USER_INFORMATION), 6],
  ['an even context id', rq(APPLICATION_CONTEXT, context(2, item(0x30, UID), item(0x40, TS)), USER_INFORMATION), 6],
  ['context id 0', rq(APPLICATION_CONTEXT, context(0, item(0x30, UID), item(0x40, TS)), USER_INFORMATION), 6],
  ['the same context id twice', rq(APPLICATION_CONTEXT, CONTEXT, CONTEXT, USER_INFORMATION), 6],
  [
    'two abstract syntaxes',
    rq(APPLICATION_CONTEXT, context(1, item(0x30, UID), item(0x30, UID), item(0x40, TS)), USER_INFORMATION),
    6,
  ],
  ['no abstract syntax', rq(APPLICATION_CONTEXT, context(1, item(0x40, TS)), USER_INFORMATION), 6],
  ['no transfer syntax', rq(APPLICATION_CONTEXT, context(1, item(0x30, UID)), USER_INFORMATION), 6],
];

for (const [name, bytes, abortReason] of MALFORMED) {
  test(`${name} is an invalid PDU, in one chunk and byte by byte`, () => {
    for (const chunkBytes of [bytes.length, 1]) {
      const { error, pdus, fragments } = readAll(bytes, chunkBytes);
      assert.equal(error?.abortReason, abortReason);
      assert.deepEqual([pdus, fragments], [[], []]);
    }
  });
}

test('nothing is told after an invalid PDU', () => {
  const { pdus } = readAll(Buffer.concat([hex('09'), hex('05 00 00000004 00000000')]));
  assert.deepEqual(pdus, []);
});

test('a PDU cut at every byte reads as one piece, and several PDUs in a chunk in their order', () => {
  const bytes = Buffer.concat([
    associateRequest([[1, UID, TS]]),
    data(1, 3, Buffer.from('command!')),
    hex('05 00 00000004 00000000'),
  ]);
  const whole = readAll(bytes);
  assert.deepEqual(
    whole.pdus.map(({ type }) => type),
    [1, 5],
  );
  for (const chunkBytes of [1, 2, 3, 5, 7, 11]) {
    const cut = readAll(bytes, chunkBytes);
    assert.deepEqual(cut.pdus, whole.pdus);
    assert.equal(cut.fragments.map(({ bytes: part }) => part).join(''), 'command!');
    assert.deepEqual(
      cut.fragments.map(({ last }) => last),
      cut.fragments.map((_, index) => index === cut.fragments.length - 1),
    );
  }
});

test('unknown items are skipped, reserved bytes ignored, UID padding removed, a missing maximum length assumed', () => {
  const { pdus } = readAll(
    rq(item(0x99, 'what'), item(0x10, '1.2.840.10008.3.1.1.1\0'), CONTEXT, item(0x50, item(0x7f, 'odd'))),
  );
  const [request] = pdus;
  assert.equal(request?.type, 1);
  assert.equal(request.applicationContext, '1.2.840.10008.3.1.1.1');
  assert.equal(request.userInformation.maximumLength, 16384);
});

test('a refused context of an accept may lack its transfer syntax, an accepted one may not', () => {
  const refused = associateAccept([[1, 3, TS]]);
  const [accept] = readAll(refused).pdus;
  assert.deepEqual(accept?.type === 2 && accept.presentationContexts, [{ id: 1, result: 3, transferSyntax: '' }]);
  const without = pdu(2, Buffer.concat([FIXED, APPLICATION_CONTEXT, item(0x21, hex('01 00 00 00')), USER_INFORMATION]));
  assert.equal(readAll(without).error?.abortReason, 6);
});

test('items and contexts are limited by number', () => {
  const request = associateRequest([
    [1, UID, TS],
    [3, UID, TS],
  ]);
  assert.equal(readAll(request, request.length, { maxPresentationContexts: 1 }).error?.code, 'LIMIT_EXCEEDED');
  assert.equal(readAll(request, request.length, { maxAssociateItems: 9 }).error?.code, 'LIMIT_EXCEEDED');
  assert.equal(readAll(request, request.length, { maxAssociateItems: 10 }).error, undefined);
});

test('an empty fragment and a P-DATA-TF without PDV are passed over', () => {
  const { fragments, dataPdus, error } = readAll(Buffer.concat([pdu(4, Buffer.alloc(0)), data(1, 2, Buffer.alloc(0))]));
  assert.equal(error, undefined);
  assert.equal(dataPdus, 2);
  assert.deepEqual(fragments, [{ contextId: 1, control: 2, bytes: '', last: true }]);
});

test('a suspended reader keeps its input and goes on where it stopped', () => {
  const seen: string[] = [];
  const reader: PduReader = new PduReader(
    {
      controlPdu: () => {},
      dataPdu: () => {},
      fragment: (_, __, bytes) => {
        seen.push(bytes.toString());
        reader.suspend();
      },
      invalidPdu: (error) => assert.fail(error),
    },
    { maxAssociatePduBytes: 100, maxPduBytes: 100, maxAssociateItems: 1, maxPresentationContexts: 1 },
  );
  reader.push(pdu(4, Buffer.concat([pdv(1, 3, Buffer.from('a')), pdv(1, 0, Buffer.from('b'))])));
  reader.push(data(1, 2, Buffer.from('c')));
  assert.deepEqual(seen, ['a']);
  reader.resume();
  assert.deepEqual(seen, ['a', 'b']);
  reader.resume();
  assert.deepEqual(seen, ['a', 'b', 'c']);
  assert.equal(reader.insidePdu, false);
});

test('fragments are views into the received chunk', () => {
  const chunk = data(1, 2, Buffer.from('payload!'));
  const reader = new PduReader(
    {
      controlPdu: () => {},
      dataPdu: () => {},
      fragment: (_, __, bytes) => assert.equal(bytes.buffer, chunk.buffer),
      invalidPdu: (error) => assert.fail(error),
    },
    { maxAssociatePduBytes: 100, maxPduBytes: 100, maxAssociateItems: 1, maxPresentationContexts: 1 },
  );
  reader.push(chunk);
});
