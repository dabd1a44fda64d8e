import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PduError } from '../../src/errors.ts';
import { readAll } from '../support/read-all.ts';
import { associateRequest, data } from '../support/scripted-peer.ts';

const BOUND = { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 3000 };

const VALID = Buffer.concat([
  associateRequest([
    [1, '1.2.840.10008.1.1', '1.2.840.10008.1.2'],
    [3, '1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.1.2.1'],
  ]),
  data(1, 3, Buffer.alloc(100)),
  data(1, 2, Buffer.alloc(50)),
]);

test('bytes of any kind end in PDUs or a PduError, the same however they are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (bytes, chunkBytes) => {
      const type = Buffer.from([1 + ((bytes[0] ?? 0) % 7)]);
      same(Buffer.concat([type, bytes.subarray(1)]), chunkBytes);
    }),
    BOUND,
  );
});

test('a valid stream with bytes changed ends in PDUs or a PduError', () => {
  const change = fc.tuple(fc.nat({ max: VALID.length - 1 }), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 90 }), (changes, chunk) => {
      const bytes = Buffer.from(VALID);
      for (const [offset, value] of changes) bytes[offset] = value;
      same(bytes, chunk);
    }),
    BOUND,
  );
});

function same(bytes: Buffer, chunkBytes: number): void {
  const whole = readAll(bytes);
  const cut = readAll(bytes, chunkBytes);
  assert.deepEqual(cut.pdus, whole.pdus);
  assert.equal(cut.error?.message, whole.error?.message);
  if (whole.error !== undefined) assert.ok(whole.error instanceof PduError);
  assert.equal(text(cut.fragments), text(whole.fragments));
}

const text = (fragments: readonly { readonly bytes: string }[]) => fragments.map(({ bytes }) => bytes).join('');
