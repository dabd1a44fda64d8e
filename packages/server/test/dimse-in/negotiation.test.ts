import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AssociationRequest, ProposedPresentationContext } from '@isocenter/dimse';
import { acceptContexts } from '../../src/dimse-in/negotiation.ts';

const implicit = '1.2.840.10008.1.2';
const explicit = '1.2.840.10008.1.2.1';
const bigEndian = '1.2.840.10008.1.2.2';
const deflated = '1.2.840.10008.1.2.1.99';
const jpeg = '1.2.840.10008.1.2.4.50';
const ct = '1.2.840.10008.5.1.4.1.1.2';

/** The services of the server, PS3.4 and PS3.6 Table A-1. */
const services = [
  '1.2.840.10008.1.1',
  '1.2.840.10008.1.20.1',
  ...['1', '2', '3'].flatMap((model) =>
    ['1', '2', '3'].map((service) => `1.2.840.10008.5.1.4.1.2.${model}.${service}`),
  ),
];

function accept(
  proposals: readonly (readonly [abstractSyntax: string, ...transferSyntaxes: string[]])[],
  request: Partial<AssociationRequest> = {},
  window = 1,
) {
  const presentationContexts: ProposedPresentationContext[] = proposals.map(
    ([abstractSyntax, ...transferSyntaxes], index) => ({
      id: index * 2 + 1,
      abstractSyntax,
      transferSyntaxes,
    }),
  );
  const acceptance = acceptContexts(
    {
      calledAet: 'A',
      callingAet: 'B',
      presentationContexts,
      implementationClassUid: '1.2',
      roles: [],
      extendedNegotiation: [],
      commonExtendedNegotiation: [],
      remoteAddress: '127.0.0.1',
      remotePort: 1,
      tls: false,
      ...request,
    },
    {
      acceptsSopClass: (uid) => uid === ct,
      acceptsTransferSyntax: (uid) => uid !== jpeg,
      asynchronousOperations: window,
    },
  );
  return { ...acceptance, decisions: [...acceptance.contexts.entries()] };
}

describe('the negotiation of presentation contexts', () => {
  it('takes every service in the best native syntax, whatever the order', () => {
    for (const uid of services) {
      const { decisions } = accept([
        [uid, implicit, bigEndian, explicit],
        [uid, implicit, bigEndian],
        [uid, jpeg, implicit],
      ]);
      assert.deepEqual(
        decisions,
        [
          [1, { transferSyntax: explicit }],
          [3, { transferSyntax: bigEndian }],
          [5, { transferSyntax: implicit }],
        ],
        uid,
      );
    }
  });

  it('takes a storage class in the first syntax of the requestor that the server stores', () => {
    assert.deepEqual(
      accept([
        [ct, implicit, explicit],
        [ct, jpeg, deflated, explicit],
      ]).decisions,
      [
        [1, { transferSyntax: implicit }],
        [3, { transferSyntax: deflated }],
      ],
    );
  });

  it('refuses unknown classes (3) and classes without a common syntax (4), PS3.8 9.3.3.2', () => {
    assert.deepEqual(accept([['1.2.3', implicit], [ct, jpeg], ['1.2.840.10008.1.1', deflated], [ct]]).decisions, [
      [1, { result: 3 }],
      [3, { result: 4 }],
      [5, { result: 4 }],
      [7, { result: 4 }],
    ]);
  });

  it('grants the roles that are proposed', () => {
    const roles = [{ sopClassUid: ct, scuRole: false, scpRole: true }];
    assert.deepEqual(accept([[ct, implicit]], { roles }).roles, roles);
  });

  it('answers a window only when one is asked for, with its own', () => {
    assert.equal('asyncOperations' in accept([[ct, implicit]], {}, 4), false);
    const asyncOperations = { invoked: 9, performed: 9 };
    assert.deepEqual(accept([[ct, implicit]], { asyncOperations }, 4).asyncOperations, { invoked: 4, performed: 4 });
  });
});
