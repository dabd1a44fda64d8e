import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContextProposal } from '@isocenter/dimse';
import { chooseStorageContext, proposeStorageContexts } from '../../src/dimse-out/storage-contexts.ts';
import { associate, startPeer } from '../support/remote-peer.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const mr = '1.2.840.10008.5.1.4.1.1.4';
const implicit = '1.2.840.10008.1.2';
const explicit = '1.2.840.10008.1.2.1';
const deflated = '1.2.840.10008.1.2.1.99';
const bigEndian = '1.2.840.10008.1.2.2';
const jpeg = '1.2.840.10008.1.2.4.50';

const needs = (sopClassUid: string, transferSyntaxUid: string) => ({ sopClassUid, transferSyntaxUid });
const proposed = (needed: Parameters<typeof proposeStorageContexts>[0]) =>
  proposeStorageContexts(needed).proposals.map(({ abstractSyntax, transferSyntaxes }) => [
    abstractSyntax,
    ...transferSyntaxes,
  ]);

describe('the presentation contexts for sending', () => {
  it('are one for each class and stored syntax, and one of the default syntaxes for a native class', () => {
    assert.deepEqual(proposed([needs(ct, bigEndian), needs(ct, jpeg), needs(mr, implicit), needs(ct, bigEndian)]), [
      [ct, bigEndian],
      [ct, explicit, implicit],
      [ct, jpeg],
      [mr, implicit],
      [mr, explicit, implicit],
    ]);
  });

  it('of a class that is stored in several native syntaxes have the default ones once', () => {
    assert.deepEqual(proposed([needs(ct, bigEndian), needs(ct, deflated)]), [
      [ct, bigEndian],
      [ct, explicit, implicit],
      [ct, deflated],
    ]);
  });

  it('of what is stored compressed offer that syntax alone', () => {
    assert.deepEqual(proposed([needs(ct, jpeg)]), [[ct, jpeg]]);
  });

  it('are at most 128, and what found no place is told', () => {
    const compressed = Array.from({ length: 127 }, (_, number) => needs(`1.2.${number}`, jpeg));
    const { covered, proposals } = proposeStorageContexts([...compressed, needs(ct, explicit)]);
    assert.equal(proposals.length, 127, 'a native class takes two');
    assert.equal(covered.has(`${ct}/${explicit}`), false);
    assert.equal(covered.has(`1.2.126/${jpeg}`), true);
    assert.equal(proposeStorageContexts([...compressed, needs(mr, jpeg), needs(ct, jpeg)]).proposals.length, 128);
  });
});

describe('the context that an instance is sent in', () => {
  /** What an SCP that accepts these gives an instance. */
  const cases: readonly {
    readonly accepted: readonly string[];
    readonly stored: string;
    readonly transcode: boolean;
    readonly chosen: string | undefined;
  }[] = [
    { accepted: [implicit, explicit], stored: explicit, transcode: true, chosen: explicit },
    { accepted: [explicit, implicit], stored: implicit, transcode: true, chosen: implicit },
    { accepted: [implicit], stored: explicit, transcode: true, chosen: implicit },
    { accepted: [implicit], stored: explicit, transcode: false, chosen: undefined },
    { accepted: [bigEndian, implicit], stored: deflated, transcode: true, chosen: implicit },
    { accepted: [deflated, bigEndian], stored: implicit, transcode: true, chosen: bigEndian },
    { accepted: [jpeg], stored: explicit, transcode: true, chosen: undefined },
    { accepted: [explicit], stored: jpeg, transcode: true, chosen: undefined },
    { accepted: [explicit, jpeg], stored: jpeg, transcode: false, chosen: jpeg },
  ];
  for (const { accepted, chosen, stored, transcode } of cases) {
    it(`stored ${stored}, accepted ${accepted.join(' and ')}, transcoding ${transcode}: ${chosen ?? 'none'}`, async (t) => {
      const { port } = await startPeer(t, {});
      const contexts: ContextProposal[] = accepted.map((uid) => ({ abstractSyntax: ct, transferSyntaxes: [uid] }));
      const association = await associate(t, port, { contexts });
      const context = chooseStorageContext(association, needs(ct, stored), transcode);
      assert.equal(context?.transferSyntax, chosen);
      assert.equal(chooseStorageContext(association, needs(mr, stored), transcode), undefined);
    });
  }
});
