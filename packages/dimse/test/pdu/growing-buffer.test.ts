import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrowingBuffer } from '../../src/pdu/growing-buffer.ts';

test('one chunk stays the view it is', () => {
  const chunk = Buffer.from('chunk');
  const buffer = new GrowingBuffer();
  buffer.append(chunk);
  assert.equal(buffer.take(), chunk);
  assert.equal(buffer.length, 0);
});

test('many chunks become one, and the chunks themselves are not written to', () => {
  const chunk = Buffer.from('0123456789').subarray(0, 3);
  const buffer = new GrowingBuffer();
  for (let count = 0; count < 1000; count++) buffer.append(chunk);
  assert.equal(buffer.take().toString(), '012'.repeat(1000));
  assert.equal(Buffer.from(chunk.buffer, chunk.byteOffset, 10).toString(), '0123456789');
  buffer.append(Buffer.alloc(0));
  buffer.append(Buffer.from('next'));
  assert.equal(buffer.take().toString(), 'next');
});
