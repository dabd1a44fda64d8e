import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { Authenticator, parseBasic } from '../../src/access/authenticator.ts';
import { hashPassword, verifyPassword } from '../../src/access/password.ts';
import { parsePasswordHash } from '../../src/config/password-hash.ts';

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** RFC 7914 section 12, third vector: N 16384, r 8, p 1. */
const rfc7914 = {
  password: 'pleaseletmein',
  salt: 'SodiumChloride',
  hash:
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
    'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
};

/** A cheap hash for tests that are not about hashing. */
function cheapHash(password: string): string {
  const salt = Buffer.from('0123456789abcdef');
  const hash = scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 });
  return `scrypt$2$1$1$${salt.toString('base64')}$${hash.toString('base64')}`;
}

test('the hash is scrypt of RFC 7914', async () => {
  const salt = Buffer.from(rfc7914.salt).toString('base64');
  const line = `scrypt$16384$8$1$${salt}$${Buffer.from(rfc7914.hash, 'hex').toString('base64')}`;
  assert.equal(await verifyPassword(rfc7914.password, line), true);
  assert.equal(await verifyPassword('pleaseletmeout', line), false);
});

test('a new hash verifies its password only, and has a salt of its own', async () => {
  const [first, second] = await Promise.all([hashPassword('pässword'), hashPassword('pässword')]);
  assert.match(first, /^scrypt\$32768\$8\$1\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$/);
  assert.notEqual(first, second);
  assert.equal(await verifyPassword('pässword', first), true);
  assert.equal(await verifyPassword('password', first), false);
  assert.equal(await verifyPassword(first, first), false);
});

test('a malformed hash, or one that wants too much memory, is none', () => {
  const salt = 'MDEyMzQ1Njc4OWFiY2RlZg==';
  const hash = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
  assert.ok(parsePasswordHash(`scrypt$32768$8$1$${salt}$${hash}`) !== undefined);
  const malformed = [
    `scrypt$32767$8$1$${salt}$${hash}`,
    `scrypt$1$8$1$${salt}$${hash}`,
    `scrypt$1048576$999$1$${salt}$${hash}`,
    `scrypt$32768$8$17$${salt}$${hash}`,
    `scrypt$32768$0$1$${salt}$${hash}`,
    `scrypt$32768$8$1$${salt}`,
    `scrypt$32768$8$1$!$${hash}`,
    `bcrypt$32768$8$1$${salt}$${hash}`,
  ];
  for (const line of malformed) assert.equal(parsePasswordHash(line), undefined, line);
});

test('basic credentials are user and password, the password may hold colons', () => {
  assert.deepEqual(parseBasic(basic('alice:a:b')), { user: 'alice', password: 'a:b' });
  assert.deepEqual(parseBasic(basic(':')), { user: '', password: '' });
  assert.deepEqual(parseBasic(basic('a:b').replace('Basic', 'bAsIc')), { user: 'a', password: 'b' });
  for (const other of ['Bearer abc', 'Basic', 'Basic !', basic('no colon')]) assert.equal(parseBasic(other), undefined);
});

test('registered users are let in with their password only, in clear text or hashed', async () => {
  const authenticator = new Authenticator({ clear: 'one', hashed: cheapHash('two') });
  const outcomes: [string | undefined, string][] = [
    [undefined, 'missing'],
    ['', 'missing'],
    [basic('clear:one'), 'user'],
    [basic('clear:two'), 'refused'],
    [basic('clear:on'), 'refused'],
    [basic('hashed:two'), 'user'],
    [basic('hashed:one'), 'refused'],
    [basic(`hashed:${cheapHash('two')}`), 'refused'],
    [basic('nobody:one'), 'refused'],
    [basic('__proto__:one'), 'refused'],
    ['Bearer one', 'refused'],
    [`Basic ${'A'.repeat(10_000)}`, 'refused'],
  ];
  for (const round of ['first', 'again']) {
    for (const [header, expected] of outcomes) {
      assert.equal((await authenticator.authenticate(header)).outcome, expected, `${header} ${round}`);
    }
  }
  assert.deepEqual(await authenticator.authenticate(basic('hashed:two')), { outcome: 'user', user: 'hashed' });
});

test('without registered users nobody is let in', async () => {
  const authenticator = new Authenticator({});
  assert.equal((await authenticator.authenticate(basic('a:b'))).outcome, 'refused');
});

test('remembered credentials stay right when there are more than are remembered', async () => {
  const users = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`user${index}`, cheapHash(`p${index}`)]));
  const authenticator = new Authenticator(users, { maxRememberedCredentials: 2 });
  for (const index of [0, 1, 2, 3, 4, 0, 1, 4]) {
    const answer = await authenticator.authenticate(basic(`user${index}:p${index}`));
    assert.deepEqual(answer, { outcome: 'user', user: `user${index}` });
  }
});

test('a flood of logins is answered busy, and does not keep others out afterwards', async () => {
  const authenticator = new Authenticator({ a: cheapHash('a') }, { maxVerifications: 1, maxWaitingVerifications: 3 });
  const flood = Array.from({ length: 20 }, (_, index) => authenticator.authenticate(basic(`a:wrong${index}`)));
  const outcomes = (await Promise.all(flood)).map(({ outcome }) => outcome);
  assert.equal(outcomes.filter((outcome) => outcome === 'refused').length, 4);
  assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 16);
  assert.equal((await authenticator.authenticate(basic('a:a'))).outcome, 'user');
});
