import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePeer, peerToJson } from '../../src/config/peer.ts';

test('a peer is an URL, an URL with user and password, or an object', () => {
  assert.equal(parsePeer('p', ['http://h:8042']).Url, 'http://h:8042/');
  const { Url, Username, Password } = parsePeer('p', ['https://h/', 'u', 'secret']);
  assert.deepEqual([Url, Username, Password], ['https://h/', 'u', 'secret']);
  const object = parsePeer('p', { Url: 'http://h', HttpHeaders: { Token: 't' }, Timeout: 5, Site: 'north' });
  assert.deepEqual([object.HttpHeaders, object.Timeout, object.userProperties], [{ Token: 't' }, 5, { Site: 'north' }]);
});

test('the answer about a peer holds no password and no value of a header', () => {
  const json = { URL: 'http://h', Username: 'u', Password: 'secret', HttpHeaders: { Token: 'secret' }, Site: 'north' };
  assert.deepEqual(peerToJson(parsePeer('p', json)), {
    Url: 'http://h/',
    Username: 'u',
    Password: null,
    HttpHeaders: ['Token'],
    Pkcs11: false,
    Timeout: 0,
    Site: 'north',
  });
});

test('what a peer cannot be is refused', () => {
  for (const json of [['ftp://h'], ['http://h', 'user'], [], {}, { Url: '' }]) {
    assert.throws(() => parsePeer('p', json), { code: 'CONFIGURATION_VALUE' }, JSON.stringify(json));
  }
  assert.throws(() => parsePeer('a b', ['http://h']), { code: 'CONFIGURATION_VALUE' });
});
