import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MovedInstances } from '../../src/ingest/moved-instances.ts';

test('requests that run side by side have Message IDs of their own and hear of their instances only', () => {
  const moved = new MovedInstances();
  const heard: string[] = [];
  const first = moved.expect('ME', (id) => heard.push(`first ${id}`));
  const second = moved.expect('ME', (id) => heard.push(`second ${id}`));
  assert.notEqual(first.messageId, second.messageId);
  // Titles are padded with spaces (PS3.5 6.2, AE).
  moved.stored({ aet: 'ME ', messageId: second.messageId }, 'x');
  moved.stored({ aet: 'ME', messageId: first.messageId }, 'y');
  first.end();
  moved.stored({ aet: 'ME', messageId: first.messageId }, 'too late');
  assert.deepEqual(heard, ['second x', 'first y']);
});

test('Message IDs stay within 16 bits, and those in use are passed over', () => {
  const moved = new MovedInstances();
  const kept = moved.expect('ME', () => {});
  for (let count = 1; count < 0xffff; count += 1) {
    const { end, messageId } = moved.expect('ME', () => {});
    assert.ok(messageId >= 1 && messageId <= 0xffff);
    end();
  }
  assert.notEqual(moved.expect('ME', () => {}).messageId, kept.messageId);
});
