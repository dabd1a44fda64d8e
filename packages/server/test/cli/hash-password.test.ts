import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { verifyPassword } from '../../src/access/password.ts';
import { hashedPasswordFrom } from '../../src/cli/hash-password.ts';

function input(...chunks: string[]): Readable {
  return Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
}

test('the first line is the password, without its end', async () => {
  for (const chunks of [['pass word\n'], ['pass word\r\n', 'more'], ['pass', ' word'], ['pass word\nmore\n']]) {
    assert.equal(await verifyPassword('pass word', await hashedPasswordFrom(input(...chunks))), true);
  }
});

test('no password, or one without end, is refused', async () => {
  await assert.rejects(hashedPasswordFrom(input()), { code: 'MISSING_VALUE' });
  await assert.rejects(hashedPasswordFrom(input('\n')), { code: 'MISSING_VALUE' });
  await assert.rejects(hashedPasswordFrom(input('x'.repeat(2000))), { code: 'UNEXPECTED_VALUE' });
});
