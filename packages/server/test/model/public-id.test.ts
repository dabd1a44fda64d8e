import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPublicId, publicIdsOf } from '../../src/model/public-id.ts';

/** SHA-1 digests made with another program, in five groups of eight digits. */
const digests = {
  '': 'da39a3ee-5e6b4b0d-3255bfef-95601890-afd80709',
  P1: 'bdaf1eca-33d4619e-80e8ca68-9a1b74a4-febbbb29',
  p1: 'b78f5766-11ec06f9-6af3ca65-4c22172a-5d746c40',
  Müller: 'cd2562f4-b5ecc3e0-2e669737-fde72b4c-a6f2039f',
  'P1|1.2.3': 'ce42f924-f6020bea-aa810144-6941b6f0-88331094',
  'P1|1.2.3|1.2.3.4': '626a5deb-273fd2f8-0801eb57-046b8592-d6992882',
  'P1|1.2.3|1.2.3.4|1.2.3.4.5': '7ec54ea4-03b563b4-f9817b30-214c8311-b67e0f83',
  '|1.2.3': 'dee696c9-cdec6a00-0acf5cae-677e40cf-eba79dc5',
} as const;

function idsOf(patientId: string) {
  return publicIdsOf({
    patientId,
    studyInstanceUid: '1.2.3',
    seriesInstanceUid: '1.2.3.4',
    sopInstanceUid: '1.2.3.4.5',
  });
}

describe('public identifiers', () => {
  it('are digests of the identifiers from the patient down, joined by |', () => {
    assert.deepEqual(idsOf('P1'), {
      Patient: digests.P1,
      Study: digests['P1|1.2.3'],
      Series: digests['P1|1.2.3|1.2.3.4'],
      Instance: digests['P1|1.2.3|1.2.3.4|1.2.3.4.5'],
    });
  });

  it('take a missing PatientID as the empty text, the separator stays', () => {
    assert.equal(idsOf('').Patient, digests['']);
    assert.equal(idsOf('').Study, digests['|1.2.3']);
  });

  it('mind the case', () => {
    assert.equal(idsOf('p1').Patient, digests.p1);
  });

  it('digest the UTF-8 form of a text', () => {
    assert.equal(idsOf('Müller').Patient, digests.Müller);
  });

  it('are told from other texts by their form', () => {
    assert.equal(isPublicId(digests.P1), true);
    for (const text of [
      '',
      digests.P1.toUpperCase(),
      digests.P1.slice(1),
      `${digests.P1}0`,
      digests.P1.replaceAll('-', ''),
    ]) {
      assert.equal(isPublicId(text), false, text);
    }
  });
});
