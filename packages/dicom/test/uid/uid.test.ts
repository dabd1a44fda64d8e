import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateUid, isValidUid, trimUid } from '../../src/uid.ts';

describe('a UID', () => {
  it('is valid with two or more components of digits without leading zeros, in at most 64 characters', () => {
    for (const uid of ['1.2', '0.0', '1.2.840.10008.1.1', '2.25.0', `1.${'2'.repeat(62)}`]) {
      assert.equal(isValidUid(uid), true, uid);
    }
    const wrong = ['', '1', '1.', '.1', '1..2', '1.02', '01.2', '1.2a', '1.2 ', '1.2\0', '1.2\n', '../1.2', '1.-2'];
    for (const uid of [...wrong, `1.${'2'.repeat(63)}`]) assert.equal(isValidUid(uid), false, uid);
  });

  it('loses the padding of any writer and nothing else', () => {
    assert.equal(trimUid('1.2.3\0'), '1.2.3');
    assert.equal(trimUid(' 1.2.3 \0 '), '1.2.3');
    assert.equal(trimUid('\0 '), '');
    assert.equal(trimUid('1.2 3'), '1.2 3');
  });

  it('is generated below 2.25 from 128 bits, never twice', () => {
    const uids = new Set(Array.from({ length: 100 }, generateUid));
    assert.equal(uids.size, 100);
    for (const uid of uids) {
      assert.equal(isValidUid(uid), true, uid);
      const number = BigInt(uid.slice('2.25.'.length));
      // The version and variant bits of a random UUID (RFC 9562 5.4).
      assert.equal((number >> 76n) & 0xfn, 4n);
      assert.equal((number >> 62n) & 0x3n, 2n);
    }
  });
});
