import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalAddress, isAtHost, isLoopback } from '../../src/access/host-address.ts';
import {
  accessWarnings,
  bindAddresses,
  isAddressAllowed,
  isHttpServerSecure,
  usersWithWellKnownPassword,
} from '../../src/access/http-access.ts';

const defaults = {
  AuthenticationEnabled: undefined,
  HttpBindAddresses: undefined,
  RegisteredUsers: undefined,
  RemoteAccessAllowed: false,
};
const ownUser = { somebody: 'long and unknown' };

test('an address has one spelling', () => {
  assert.equal(canonicalAddress('::ffff:10.0.0.1'), '10.0.0.1');
  assert.equal(canonicalAddress('::FFFF:0A00:0001'), '10.0.0.1');
  assert.equal(canonicalAddress('2001:DB8:0:0::1'), '2001:db8::1');
  assert.equal(canonicalAddress('fe80::1%eth0'), 'fe80::1');
  assert.equal(canonicalAddress('10.0.0.1'), '10.0.0.1');
});

test('loopback is 127.0.0.0/8 and ::1, also inside IPv6', () => {
  for (const address of ['127.0.0.1', '127.8.9.10', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1']) {
    assert.equal(isLoopback(address), true, address);
  }
  for (const address of ['10.0.0.1', '::', '::2', '128.0.0.1', '127.evil.example', '']) {
    assert.equal(isLoopback(address), false, address);
  }
});

test('a peer is at a host when the addresses are the same', () => {
  assert.equal(isAtHost('::ffff:10.0.0.1', '10.0.0.1'), true);
  assert.equal(isAtHost('10.0.0.1', '10.0.0.11'), false);
  assert.equal(isAtHost('::1', 'localhost'), true);
  assert.equal(isAtHost('10.0.0.1', 'pacs.example'), false);
});

test('other machines are served only when remote access is allowed', () => {
  assert.equal(isAddressAllowed('127.0.0.1', defaults), true);
  assert.equal(isAddressAllowed('10.0.0.1', defaults), false);
  assert.equal(isAddressAllowed('10.0.0.1', { RemoteAccessAllowed: true }), true);
});

test('HTTP listens on this machine only unless authentication is on or addresses are given', () => {
  const loopback = ['127.0.0.1', '::1'];
  assert.deepEqual(bindAddresses(defaults), loopback);
  assert.deepEqual(bindAddresses({ ...defaults, RemoteAccessAllowed: true, AuthenticationEnabled: false }), loopback);
  assert.equal(bindAddresses({ ...defaults, RemoteAccessAllowed: true }), 'every');
  assert.equal(bindAddresses({ ...defaults, AuthenticationEnabled: true }), 'every');
  assert.deepEqual(bindAddresses({ ...defaults, HttpBindAddresses: ['10.0.0.5'] }), ['10.0.0.5']);
});

test('passwords of the manuals and passwords like the name are well known', () => {
  const RegisteredUsers = { orthanc: 'orthanc', alice: 'alicePassword', bob: 'bobPassword', me: 'me', ...ownUser };
  assert.deepEqual(usersWithWellKnownPassword({ RegisteredUsers }), ['orthanc', 'alice', 'bob', 'me']);
  assert.deepEqual(usersWithWellKnownPassword({ RegisteredUsers: { orthanc: 'another' } }), []);
});

test('the server is secure when it is closed, or open only to users with passwords of their own', () => {
  assert.equal(isHttpServerSecure(defaults), true);
  assert.equal(isHttpServerSecure({ ...defaults, RemoteAccessAllowed: true, RegisteredUsers: ownUser }), true);
  const wellKnown = { orthanc: 'orthanc' };
  assert.equal(isHttpServerSecure({ ...defaults, RemoteAccessAllowed: true, RegisteredUsers: wellKnown }), false);
  assert.equal(isHttpServerSecure({ ...defaults, RemoteAccessAllowed: true, AuthenticationEnabled: false }), false);
});

test('the user is warned of open doors, without the passwords', () => {
  assert.deepEqual(accessWarnings(defaults), []);
  const open = { ...defaults, RemoteAccessAllowed: true, AuthenticationEnabled: false };
  assert.match(accessWarnings(open).join(), /this machine only/);
  assert.match(accessWarnings({ ...open, HttpBindAddresses: ['0.0.0.0'] }).join(), /Anybody/);
  const warnings = accessWarnings({ ...defaults, RegisteredUsers: { alice: 'alicePassword' } });
  assert.equal(warnings.length, 1);
  assert.doesNotMatch(warnings.join(), /alicePassword/);
});
