import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodePdu } from '../../src/pdu/encode-pdu.ts';
import type { AssociateAcceptPdu, AssociateRequestPdu, ControlPdu } from '../../src/pdu/pdu.ts';
import { hex } from '../support/hex.ts';
import { readAll } from '../support/read-all.ts';

const REQUEST_BYTES = hex(`
  01 00 0000015F             ; A-ASSOCIATE-RQ, 351 bytes
  0001 0000                  ; protocol version, reserved
  "ANY-SCP         "         ; called AE title
  "ECHOSCU         "         ; calling AE title
  00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
  10 00 0015 "1.2.840.10008.3.1.1.1"     ; application context
  20 00 0045                 ; presentation context
    01 00 00 00              ; id 1
    30 00 0011 "1.2.840.10008.1.1"       ; abstract syntax
    40 00 0011 "1.2.840.10008.1.2"       ; transfer syntaxes
    40 00 0013 "1.2.840.10008.1.2.1"
  50 00 00B5                 ; user information
    51 00 0004 00004000      ; maximum length 16384
    52 00 0005 "1.2.3"       ; implementation class UID
    53 00 0004 0005 0000     ; asynchronous operations: invoke 5, perform any number
    54 00 001D 0019 "1.2.840.10008.5.1.4.1.1.2" 00 01   ; role selection: SCP
    55 00 0006 "TEST_1"      ; implementation version name
    56 00 001E 0019 "1.2.840.10008.5.1.4.1.1.2" 02 00 03  ; extended negotiation
    57 00 0039 0019 "1.2.840.10008.5.1.4.1.1.4" 0011 "1.2.840.10008.4.2" 0009 0007 "1.2.3.4"  ; common extended
    58 00 000E 02 01 0004 "user" 0004 "pass"  ; user identity
`);

const CT = '1.2.840.10008.5.1.4.1.1.2';

const REQUEST: AssociateRequestPdu = {
  type: 1,
  protocolVersion: 1,
  calledAet: 'ANY-SCP',
  callingAet: 'ECHOSCU',
  applicationContext: '1.2.840.10008.3.1.1.1',
  presentationContexts: [
    { id: 1, abstractSyntax: '1.2.840.10008.1.1', transferSyntaxes: ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1'] },
  ],
  userInformation: {
    maximumLength: 16384,
    implementationClassUid: '1.2.3',
    implementationVersionName: 'TEST_1',
    asyncOperations: { invoked: 5, performed: 0 },
    roles: [{ sopClassUid: CT, scuRole: false, scpRole: true }],
    extendedNegotiation: [{ sopClassUid: CT, applicationInformation: Uint8Array.of(2, 0, 3) }],
    commonExtendedNegotiation: [
      {
        sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
        serviceClassUid: '1.2.840.10008.4.2',
        relatedGeneralSopClassUids: ['1.2.3.4'],
      },
    ],
    userIdentity: {
      type: 2,
      positiveResponseRequested: true,
      primary: new Uint8Array(Buffer.from('user')),
      secondary: new Uint8Array(Buffer.from('pass')),
    },
  },
};

const ACCEPT_BYTES = hex(`
  02 00 000000C6             ; A-ASSOCIATE-AC
  0001 0000
  "ANY-SCP         "
  "ECHOSCU         "
  00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
  10 00 0015 "1.2.840.10008.3.1.1.1"
  21 00 0019                 ; presentation context result
    01 00 00 00              ; id 1, acceptance
    40 00 0011 "1.2.840.10008.1.2"
  21 00 0019
    03 00 03 00              ; id 3, abstract syntax not supported
    40 00 0011 "1.2.840.10008.1.2"
  50 00 002B
    51 00 0004 00000000      ; no maximum length
    52 00 0005 "1.2.3"
    53 00 0004 0001 0001
    59 00 000E 000C "server reply"  ; user identity response
`);

test('the layout of A-ASSOCIATE-RQ with every item is PS3.8 9.3.2', () => {
  const bytes = REQUEST_BYTES;
  assert.deepEqual(readAll(bytes).pdus, [REQUEST]);
  assert.deepEqual(encodePdu(REQUEST), bytes);
});

test('the layout of A-ASSOCIATE-AC is PS3.8 9.3.3; a refused context has no transfer syntax', () => {
  const bytes = ACCEPT_BYTES;
  const accept: AssociateAcceptPdu = {
    type: 2,
    protocolVersion: 1,
    calledAet: 'ANY-SCP',
    callingAet: 'ECHOSCU',
    applicationContext: '1.2.840.10008.3.1.1.1',
    presentationContexts: [
      { id: 1, result: 0, transferSyntax: '1.2.840.10008.1.2' },
      { id: 3, result: 3, transferSyntax: '' },
    ],
    userInformation: {
      maximumLength: 0,
      implementationClassUid: '1.2.3',
      asyncOperations: { invoked: 1, performed: 1 },
      roles: [],
      extendedNegotiation: [],
      commonExtendedNegotiation: [],
      userIdentityResponse: new Uint8Array(Buffer.from('server reply')),
    },
  };
  assert.deepEqual(readAll(bytes).pdus, [accept]);
  const sent = encodePdu({
    ...accept,
    presentationContexts: [
      { id: 1, result: 0, transferSyntax: '1.2.840.10008.1.2' },
      { id: 3, result: 3, transferSyntax: '1.2.840.10008.1.2' },
    ],
  });
  assert.deepEqual(sent, bytes);
});

const SMALL: readonly (readonly [string, string, ControlPdu])[] = [
  ['A-ASSOCIATE-RJ (9.3.4)', '03 00 00000004 00 01 01 07', { type: 3, result: 1, source: 1, reason: 7 }],
  ['A-RELEASE-RQ (9.3.6)', '05 00 00000004 00000000', { type: 5 }],
  ['A-RELEASE-RP (9.3.7)', '06 00 00000004 00000000', { type: 6 }],
  ['A-ABORT (9.3.8)', '07 00 00000004 0000 02 06', { type: 7, source: 2, reason: 6 }],
];

for (const [name, bytes, pdu] of SMALL) {
  test(`the layout of ${name}`, () => {
    assert.deepEqual(readAll(hex(bytes)).pdus, [pdu]);
    assert.deepEqual(encodePdu(pdu), hex(bytes));
  });
}

test('P-DATA-TF gives its PDVs with context, message control header and fragment (9.3.5)', () => {
  const { fragments } = readAll(
    hex(`
      04 00 00000012
        00000004 01 03 "AB"   ; context 1, last fragment of a command
        00000006 03 02 "CDEF" ; context 3, last fragment of a data set
    `),
  );
  assert.deepEqual(fragments, [
    { contextId: 1, control: 3, bytes: 'AB', last: true },
    { contextId: 3, control: 2, bytes: 'CDEF', last: true },
  ]);
});
