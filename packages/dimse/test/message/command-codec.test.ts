import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageError } from '../../src/errors.ts';
import { decodeCommandSet, encodeCommandSet } from '../../src/message/command-codec.ts';
import { hex } from '../support/hex.ts';

const STORE_RQ = hex(`
  0000 0000 04000000 70000000              ; group length: 112 bytes follow
  0000 0200 1A000000 "1.2.840.10008.5.1.4.1.1.2" 00   ; affected SOP class, NUL padded
  0000 0001 02000000 0100                  ; C-STORE-RQ
  0000 1001 02000000 0700                  ; message id 7
  0000 0007 02000000 0000                  ; priority medium
  0000 0008 02000000 0100                  ; data set present
  0000 0010 06000000 "1.2.3" 00            ; affected SOP instance
  0000 3010 06000000 "MOVER "              ; move originator AE title, space padded
  0000 3110 02000000 0900                  ; move originator message id
`);

const STORE = {
  AffectedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  CommandField: 0x0001,
  MessageID: 7,
  Priority: 0,
  CommandDataSetType: 1,
  AffectedSOPInstanceUID: '1.2.3',
  MoveOriginatorApplicationEntityTitle: 'MOVER',
  MoveOriginatorMessageID: 9,
};

test('a command set is implicit VR little endian in ascending order, padded to even (PS3.7 6.3.1)', () => {
  assert.equal(STORE_RQ.length, 12 + 0x70);
  assert.deepEqual(encodeCommandSet(STORE), STORE_RQ);
  assert.deepEqual(decodeCommandSet(STORE_RQ), STORE);
});

test('a response carries status, offending elements and a comment of the default repertoire, cut to 64', () => {
  const encoded = encodeCommandSet({
    CommandField: 0x8001,
    Status: 0xa900,
    OffendingElement: [0x00080018, 0xfffee000],
    ErrorComment: `naïve\n${'x'.repeat(80)}`,
  });
  assert.deepEqual(
    encoded,
    hex(`
      0000 0000 04000000 6C000000
      0000 0001 02000000 0180
      0000 0009 02000000 00A9
      0000 0109 08000000 0800 1800 FEFF 00E0
      0000 0209 40000000 "na?ve?${'x'.repeat(58)}"
    `),
  );
  assert.deepEqual(decodeCommandSet(encoded).OffendingElement, [0x00080018, 0xfffee000]);
});

test('a wrong group length, another order, unknown and retired elements and mixed paddings are tolerated', () => {
  const odd = hex(`
    0000 0000 04000000 FFFFFFFF
    0000 1001 02000000 0500
    0000 0100 04000000 00000000
    0000 1051 02000000 4142
    0000 0200 12000000 "1.2.840.10008.1.1 "
    0000 0001 02000000 3000
  `);
  assert.deepEqual(decodeCommandSet(odd), {
    MessageID: 5,
    AffectedSOPClassUID: '1.2.840.10008.1.1',
    CommandField: 0x30,
  });
});

for (const [name, bytes] of [
  ['an element of another group', '0800 0001 02000000 3000'],
  ['explicit VR', '0000 0001 "US" 0200 3000'],
  ['an element longer than the command set', '0000 0001 04000000 3000'],
  ['a length near 2^32', '0000 0001 FFFFFFFF 3000'],
  ['a header cut short', '0000 0001 0200'],
  ['no command field', '0000 1001 02000000 0500'],
  ['nothing at all', ''],
] as const) {
  test(`${name} is a malformed command set`, () => {
    assert.throws(() => decodeCommandSet(hex(bytes)), MessageError);
  });
}
