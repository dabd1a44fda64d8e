import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isVr, type VR, vrTable } from '../../src/vr.ts';

/** Restated from PS3.5 7.1.2, 6.2, 7.3 and PS3.4 C.2.2.2. */
const all = 'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV';
const longForm = 'OB OD OF OL OV OW SQ SV UC UN UR UT UV';
const spacePadded = 'AE AS CS DA DS DT IS LO LT PN SH ST TM UC UR UT';
const inCharacterSet = 'LO LT PN SH ST UC UT';
const wildcard = 'AE CS LO LT PN SH ST UC UR UT';
const oneValueOnly = 'LT OB OD OF OL OV OW SQ ST UN UR UT';
const unitBytes = { AT: 2, FD: 8, FL: 4, OD: 8, OF: 4, OL: 4, OV: 8, OW: 2, SL: 4, SS: 2, SV: 8, UL: 4, US: 2, UV: 8 };

function vrsWhere(holds: (vr: VR) => boolean): string {
  return Object.keys(vrTable).filter(isVr).filter(holds).toSorted().join(' ');
}

describe('the table of value representations', () => {
  it('has those of PS3.5 Table 6.2-1', () => {
    assert.equal(
      vrsWhere(() => true),
      all,
    );
    for (const text of ['', 'ox', 'OX', 'lo', 'PNN', 'toString', '\0\0']) assert.equal(isVr(text), false);
  });

  it('says which have a length of 32 bits in explicit VR', () => {
    assert.equal(
      vrsWhere((vr) => vrTable[vr].longForm),
      longForm,
    );
  });

  it('says which are padded with a space, the others with a NUL', () => {
    assert.equal(
      vrsWhere((vr) => vrTable[vr].padding === 0x20),
      spacePadded,
    );
    assert.equal(vrTable.UI.padding, 0x00);
  });

  it('says which are in the specific character set', () => {
    assert.equal(
      vrsWhere((vr) => vrTable[vr].characterSet),
      inCharacterSet,
    );
  });

  it('says which hold one value only', () => {
    assert.equal(
      vrsWhere((vr) => !vrTable[vr].multiValued),
      oneValueOnly,
    );
  });

  it('says which a query may match with wildcards or ranges', () => {
    assert.equal(
      vrsWhere((vr) => vrTable[vr].wildcard),
      wildcard,
    );
    assert.equal(
      vrsWhere((vr) => vrTable[vr].range),
      'DA DT TM',
    );
  });

  it('says how many bytes are swapped together', () => {
    const expected: Readonly<Record<string, number>> = unitBytes;
    for (const vr of all.split(' ').filter(isVr)) assert.equal(vrTable[vr].unitBytes, expected[vr] ?? 1, vr);
  });

  it('limits characters where the character set matters, and bytes elsewhere', () => {
    const chars = { LO: 64, LT: 10240, PN: 64, SH: 16, ST: 1024 };
    const bytes = { AE: 16, AS: 4, CS: 16, DA: 8, DS: 16, DT: 26, IS: 12, TM: 14, UI: 64 };
    for (const [vr, limit] of Object.entries(chars)) assert.equal(isVr(vr) && vrTable[vr].maxChars, limit, vr);
    for (const [vr, limit] of Object.entries(bytes)) assert.equal(isVr(vr) && vrTable[vr].maxBytes, limit, vr);
  });
});
