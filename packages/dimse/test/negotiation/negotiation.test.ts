import assert from 'node:assert/strict';
import { test } from 'node:test';
import { associateAccept } from '../../src/negotiation/accept.ts';
import { answeredAsyncOperations } from '../../src/negotiation/async-operations.ts';
import { negotiatedAssociation } from '../../src/negotiation/negotiated-association.ts';
import { associateRequest } from '../../src/negotiation/propose.ts';
import { isAeTitle, protocolRejection } from '../../src/negotiation/reject.ts';
import { requestorRoles } from '../../src/negotiation/role-selection.ts';
import { selectContexts } from '../../src/negotiation/select-contexts.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const MR = '1.2.840.10008.5.1.4.1.1.4';
const IMPLICIT = '1.2.840.10008.1.2';
const EXPLICIT = '1.2.840.10008.1.2.1';
const US = { maximumLength: 4096, implementationClassUid: '1.2.3', implementationVersionName: 'US' };
const THEM = { maximumLength: 16384, implementationClassUid: '1.2.4', implementationVersionName: 'THEM' };

const REQUEST = associateRequest(
  {
    callingAet: 'SCU',
    calledAet: 'SCP',
    contexts: [
      { abstractSyntax: CT, transferSyntaxes: [EXPLICIT, IMPLICIT], scpRole: true },
      { abstractSyntax: MR, transferSyntaxes: [IMPLICIT] },
      { abstractSyntax: '1.2.999', transferSyntaxes: [IMPLICIT] },
    ],
    asyncOperations: { invoked: 0, performed: 4 },
  },
  US,
);

/** PS3.7 D.3.3.4: proposed SCU,SCP; returned SCU,SCP or no item; what the requestor then is. */
const ROLES: readonly (readonly [string, string | undefined, string])[] = [
  ['11', undefined, '10'],
  ['01', undefined, '10'],
  ['11', '11', '11'],
  ['11', '01', '01'],
  ['01', '01', '01'],
  ['10', '10', '10'],
  ['11', '10', '10'],
  ['11', '00', '00'],
  ['10', '01', '00'],
  ['01', '11', '01'],
];

for (const [proposed, returned, requestor] of ROLES) {
  test(`roles ${proposed} answered with ${returned ?? 'no item'} make the requestor ${requestor}`, () => {
    const role = (bits: string) => ({ sopClassUid: CT, scuRole: bits[0] === '1', scpRole: bits[1] === '1' });
    const roles = requestorRoles(CT, [role(proposed)], returned === undefined ? [] : [role(returned)]);
    assert.deepEqual(roles, { scu: requestor[0] === '1', scp: requestor[1] === '1' });
  });
}

/** PS3.7 D.3.3.3: offered, supported, answered; 0 is unlimited. */
for (const [offered, supported, answered] of [
  [5, 3, 3],
  [3, 5, 3],
  [0, 4, 4],
  [4, 0, 4],
  [0, 0, 0],
  [1, 0, 1],
] as const) {
  test(`a window of ${offered} offered to a side that supports ${supported} is ${answered}`, () => {
    const both = (number: number) => ({ invoked: number, performed: number });
    assert.deepEqual(answeredAsyncOperations(both(offered), both(supported)), both(answered));
  });
}

test('a proposal numbers its contexts 1, 3, 5 and names a role only where one is wanted', () => {
  assert.deepEqual(
    REQUEST.presentationContexts.map(({ id }) => id),
    [1, 3, 5],
  );
  assert.deepEqual(REQUEST.userInformation.roles, [{ sopClassUid: CT, scuRole: false, scpRole: true }]);
});

test('a proposal of no context, or of more than 128, is refused here', () => {
  const proposal = { callingAet: 'A', calledAet: 'B' };
  const context = { abstractSyntax: CT, transferSyntaxes: [IMPLICIT] };
  for (const number of [0, 129]) {
    assert.throws(() => associateRequest({ ...proposal, contexts: Array(number).fill(context) }, US), {
      code: 'NEGOTIATION_INVALID',
    });
  }
  const full = associateRequest({ ...proposal, contexts: Array(128).fill(context) }, US);
  assert.equal(full.presentationContexts.at(-1)?.id, 255);
});

test('an acceptance answers every proposed context once, and both sides read the same from it', () => {
  const accept = associateAccept(
    REQUEST,
    {
      contexts: new Map([
        [1, { transferSyntax: EXPLICIT }],
        [3, { transferSyntax: EXPLICIT }],
      ]),
      roles: [
        { sopClassUid: CT, scuRole: true, scpRole: true },
        { sopClassUid: MR, scuRole: true, scpRole: true },
      ],
      asyncOperations: { invoked: 8, performed: 0 },
      userIdentityResponse: Uint8Array.of(1),
      extendedNegotiation: [{ sopClassUid: CT, applicationInformation: Uint8Array.of(1) }],
    },
    THEM,
  );
  assert.deepEqual(
    accept.presentationContexts.map(({ id, result }) => [id, result]),
    [
      [1, 0],
      [3, 4],
      [5, 3],
    ],
  );
  assert.deepEqual(accept.userInformation.roles, [{ sopClassUid: CT, scuRole: false, scpRole: true }]);
  assert.equal(accept.userInformation.userIdentityResponse, undefined);
  assert.deepEqual(accept.userInformation.extendedNegotiation, []);

  const requestor = negotiatedAssociation(REQUEST, accept, 'requestor');
  const acceptor = negotiatedAssociation(REQUEST, accept, 'acceptor');
  assert.deepEqual(
    [...requestor.refusedContexts],
    [
      [3, 4],
      [5, 3],
    ],
  );
  const context = { id: 1, abstractSyntax: CT, transferSyntax: EXPLICIT };
  assert.deepEqual([...requestor.contexts.values()], [{ ...context, scuRole: false, scpRole: true }]);
  assert.deepEqual([...acceptor.contexts.values()], [{ ...context, scuRole: true, scpRole: false }]);
  assert.deepEqual(requestor.asyncOperations, { invoked: 8, performed: 4 });
  assert.deepEqual(acceptor.asyncOperations, { invoked: 4, performed: 8 });
  assert.deepEqual([requestor.peerMaximumLength, acceptor.peerMaximumLength], [16384, 4096]);
});

test('a context accepted with a transfer syntax that was not proposed, or left out of the accept, is unusable', () => {
  const accept = associateAccept(REQUEST, { contexts: new Map() }, THEM);
  const answered = { ...accept, presentationContexts: [{ id: 3, result: 0, transferSyntax: EXPLICIT }] };
  const negotiated = negotiatedAssociation(REQUEST, answered, 'requestor');
  assert.equal(negotiated.contexts.size, 0);
  assert.deepEqual([...negotiated.refusedContexts.keys()], [1, 3, 5]);
});

test('without the window sub-item on both sides operation is synchronous', () => {
  const accept = associateAccept(REQUEST, { contexts: new Map() }, THEM);
  const { asyncOperations: _, ...userInformation } = accept.userInformation;
  const negotiated = negotiatedAssociation(REQUEST, { ...accept, userInformation }, 'requestor');
  assert.deepEqual(negotiated.asyncOperations, { invoked: 1, performed: 1 });
});

/** Result, source, reason by PS3.8 9.3.4. */
const REJECTIONS: readonly (readonly [string, object, readonly number[] | undefined])[] = [
  ['a sound request', {}, undefined],
  ['protocol version 2 with bit 0', { protocolVersion: 3 }, undefined],
  ['protocol version without bit 0', { protocolVersion: 2 }, [1, 2, 2]],
  ['another application context', { applicationContext: '1.2.3' }, [1, 1, 2]],
  ['an empty called AE title', { calledAet: '' }, [1, 1, 7]],
  ['an empty calling AE title', { callingAet: '' }, [1, 1, 3]],
  ['a control character in an AE title', { callingAet: 'A\nB' }, [1, 1, 3]],
];

for (const [name, change, expected] of REJECTIONS) {
  test(`${name} is ${expected === undefined ? 'not rejected' : `rejected with ${expected.join('/')}`}`, () => {
    const rejection = protocolRejection({ ...REQUEST, ...change });
    assert.deepEqual(rejection && [rejection.result, rejection.source, rejection.reason], expected);
  });
}

test('AE titles are 1 to 16 printable characters without backslash', () => {
  assert.deepEqual(['A', 'a b_1-[]~', 'X'.repeat(16)].map(isAeTitle), [true, true, true]);
  assert.deepEqual(['', 'X'.repeat(17), 'A\\B', 'A\u007f', 'Ä'].map(isAeTitle), [false, false, false, false, false]);
});

test('contexts are selected in the order of our preference', () => {
  const selected = selectContexts(
    REQUEST.presentationContexts,
    new Map([
      [CT, [IMPLICIT, EXPLICIT]],
      [MR, [EXPLICIT]],
    ]),
  );
  assert.deepEqual(
    [...selected],
    [
      [1, { transferSyntax: IMPLICIT }],
      [3, { result: 4 }],
      [5, { result: 3 }],
    ],
  );
});
