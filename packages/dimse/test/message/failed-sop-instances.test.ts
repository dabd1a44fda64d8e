import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { decodeFailedSopInstances, encodeFailedSopInstances } from '../../src/message/failed-sop-instances.ts';
import { hex } from '../support/hex.ts';

const UIDS = ['1.2.3', '1.2.45'];

/** (0008,0058) with "1.2.3\1.2.45", 12 bytes. */
const ENCODED: readonly (readonly [string, string, string])[] = [
  ['implicit VR little endian', '1.2.840.10008.1.2', '0800 5800 0C000000 "1.2.3\\1.2.45"'],
  ['explicit VR little endian', '1.2.840.10008.1.2.1', '0800 5800 "UI" 0C00 "1.2.3\\1.2.45"'],
  ['explicit VR big endian', '1.2.840.10008.1.2.2', '0008 0058 "UI" 000C "1.2.3\\1.2.45"'],
  ['an encapsulated syntax', '1.2.840.10008.1.2.4.50', '0800 5800 "UI" 0C00 "1.2.3\\1.2.45"'],
];

for (const [name, transferSyntax, bytes] of ENCODED) {
  test(`the failed SOP instances in ${name}`, () => {
    assert.deepEqual(Buffer.from(encodeFailedSopInstances(UIDS, transferSyntax)), hex(bytes));
    assert.deepEqual(decodeFailedSopInstances(hex(bytes), transferSyntax), UIDS);
  });
}

test('the deflated list inflates to explicit VR little endian', () => {
  const deflated = encodeFailedSopInstances(UIDS, '1.2.840.10008.1.2.1.99');
  assert.deepEqual(inflateRawSync(deflated), hex('0800 5800 "UI" 0C00 "1.2.3\\1.2.45"'));
  assert.deepEqual(decodeFailedSopInstances(deflated, '1.2.840.10008.1.2.1.99'), UIDS);
});

test('a list too long for 16 bits is sent with VR UN (PS3.5 6.2.2)', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `1.2.840.113619.2.55.3.${100_000_000 + index}`);
  const encoded = encodeFailedSopInstances(many, '1.2.840.10008.1.2.1');
  assert.deepEqual(Buffer.from(encoded.subarray(0, 8)), hex('0800 5800 "UN" 0000'));
  assert.deepEqual(decodeFailedSopInstances(encoded, '1.2.840.10008.1.2.1'), many);
});

test('another data set, or one cut short, is no list', () => {
  assert.equal(decodeFailedSopInstances(hex('0800 1800 02000000 "1 "'), '1.2.840.10008.1.2'), undefined);
  assert.equal(decodeFailedSopInstances(hex('0800'), '1.2.840.10008.1.2'), undefined);
  assert.equal(decodeFailedSopInstances(hex('FFFF'), '1.2.840.10008.1.2.1.99'), undefined);
});
