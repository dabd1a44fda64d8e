import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  TransferSyntaxes,
  transferSyntaxOf,
  unknownTransferSyntax,
} from '../../src/transfer-syntax/transfer-syntaxes.ts';

/** Restated from PS3.5 Annex A: UID below 1.2.840.10008.1.2, lossy, fragments; e: encapsulated, d: deflated, r: retired. */
const rows = `
.1 none none
.1.98 none one-per-frame e
.1.99 none none d
.4.50 always many e
.4.51 always many e
.4.52 always many e r
.4.53 always many e r
.4.54 always many e r
.4.55 always many e r
.4.56 always many e r
.4.57 none many e
.4.58 none many e r
.4.59 always many e r
.4.60 always many e r
.4.61 always many e r
.4.62 always many e r
.4.63 always many e r
.4.64 always many e r
.4.65 none many e r
.4.66 none many e r
.4.70 none many e
.4.80 none many e
.4.81 always many e
.4.90 none many e
.4.91 either many e
.4.92 none many e
.4.93 either many e
.4.94 either none
.4.95 either none d
.4.100 always stream e
.4.100.1 always stream e
.4.101 always stream e
.4.101.1 always stream e
.4.102 always stream e
.4.102.1 always stream e
.4.103 always stream e
.4.103.1 always stream e
.4.104 always stream e
.4.104.1 always stream e
.4.105 always stream e
.4.105.1 always stream e
.4.106 always stream e
.4.106.1 always stream e
.4.107 always stream e
.4.108 always stream e
.4.110 none many e
.4.111 always many e
.4.112 either many e
.4.201 none many e
.4.202 none many e
.4.203 either many e
.4.204 either none
.4.205 either none d
.5 none one-per-frame e
.6.1 none none r
.6.2 none none r
.7.1 none none
.7.2 none none
.7.3 none none
.8.1 none one-per-frame e`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const special = [
  // UID, keyword, explicit VR, big endian
  ['1.2.840.10008.1.2', 'ImplicitVRLittleEndian', false, false],
  ['1.2.840.10008.1.2.2', 'ExplicitVRBigEndian', true, true],
  ['1.2.840.10008.1.20', 'Papyrus3ImplicitVRLittleEndian', false, false],
  ['1.2.840.113619.5.2', 'PrivateGEImplicitVRLittleEndian', false, false],
] as const;

describe('the transfer syntaxes', () => {
  for (const [suffix, lossy, fragments, ...marks] of rows) {
    const uid = `1.2.840.10008.1.2${suffix}`;
    it(`have ${uid}, explicit VR little endian`, () => {
      const syntax = transferSyntaxOf(uid);
      assert.deepEqual(
        { ...syntax, keyword: '', name: '' },
        {
          uid,
          keyword: '',
          name: '',
          explicitVr: true,
          bigEndian: false,
          deflated: marks.includes('d'),
          encapsulated: marks.includes('e'),
          lossy,
          fragments,
          retired: marks.includes('r'),
        },
      );
    });
  }

  for (const [uid, keyword, explicitVr, bigEndian] of special) {
    it(`have ${keyword}, which is native`, () => {
      const syntax = TransferSyntaxes[keyword];
      assert.equal(syntax.uid, uid);
      assert.equal(transferSyntaxOf(uid), syntax);
      assert.deepEqual([syntax.explicitVr, syntax.bigEndian], [explicitVr, bigEndian]);
      assert.deepEqual([syntax.encapsulated, syntax.deflated, syntax.fragments], [false, false, 'none']);
    });
  }

  it('are these and no others', () => {
    assert.equal(Object.keys(TransferSyntaxes).length, rows.length + special.length);
    assert.equal(transferSyntaxOf('1.2.840.10008.1.1'), undefined);
    for (const [keyword, syntax] of Object.entries(TransferSyntaxes)) assert.equal(syntax.keyword, keyword);
  });

  it('have the keywords of PS3.6 Table A-1', () => {
    assert.equal(TransferSyntaxes.ExplicitVRLittleEndian.uid, '1.2.840.10008.1.2.1');
    assert.equal(TransferSyntaxes.JPEGLosslessSV1.uid, '1.2.840.10008.1.2.4.70');
    assert.equal(TransferSyntaxes.MPEG4HP41BDF.uid, '1.2.840.10008.1.2.4.103.1');
    assert.equal(TransferSyntaxes.HTJ2KLosslessRPCL.uid, '1.2.840.10008.1.2.4.202');
    assert.equal(TransferSyntaxes.DeflatedImageFrameCompression.uid, '1.2.840.10008.1.2.8.1');
  });

  it('that are unknown are treated as encapsulated explicit VR little endian', () => {
    const { uid, explicitVr, bigEndian, deflated, encapsulated } = unknownTransferSyntax('1.2.3.4');
    assert.deepEqual(
      { uid, explicitVr, bigEndian, deflated, encapsulated },
      { uid: '1.2.3.4', explicitVr: true, bigEndian: false, deflated: false, encapsulated: true },
    );
  });
});
