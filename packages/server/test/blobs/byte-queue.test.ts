import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteQueue } from '../../src/blobs/byte-queue.ts';

test('bytes leave a queue in their order, however they came and are taken', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 20 });
  const steps = fc.array(fc.tuple(fc.nat(30), fc.boolean()), { maxLength: 20 });
  fc.assert(
    fc.property(pieces, steps, (given, taken) => {
      const queue = new ByteQueue();
      for (const piece of given) queue.push(piece);
      let expected = Buffer.concat(given);
      for (const [length, intoTarget] of taken) {
        assert.equal(queue.length, expected.length);
        const wanted = Math.min(length, expected.length);
        const bytes = intoTarget ? new Uint8Array(wanted) : queue.take(length);
        if (intoTarget) queue.fill(bytes);
        assert.ok(Buffer.from(bytes).equals(expected.subarray(0, wanted)));
        expected = expected.subarray(wanted);
      }
    }),
  );
});

test('more bytes than there are cannot be filled in, and a cleared queue is empty', () => {
  const queue = new ByteQueue();
  queue.push(new Uint8Array(3));
  assert.throws(() => queue.fill(new Uint8Array(4)), RangeError);
  queue.push(new Uint8Array(3));
  queue.clear();
  assert.equal(queue.length, 0);
  assert.equal(queue.take(5).length, 0);
});
