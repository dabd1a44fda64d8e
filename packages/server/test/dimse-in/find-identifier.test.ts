import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, TransferSyntaxes } from '@isocenter/dicom';
import { readFindIdentifier } from '../../src/dimse-in/find-identifier.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

const { ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian } = TransferSyntaxes;

function read(hex: string, transferSyntax = ImplicitVRLittleEndian, characterSet = 'ISO_IR 100') {
  const bytes = Buffer.from(hex.replace(/\/\/.*/g, '').replace(/\s/g, ''), 'hex');
  return readFindIdentifier(bytes, transferSyntax, DataDictionary.standard, characterSet);
}

const studyLevel = `
  0800 5200 06000000 535455445920       // (0008,0052) "STUDY "
`;

describe('an Identifier of C-FIND', () => {
  it('gives level and keys in implicit VR, with the VRs of the dictionary', () => {
    const { level, levelText, keys } = read(`${studyLevel}
      1000 1000 04000000 446F652A           // (0010,0010) "Doe*"
      1000 2000 00000000                    // (0010,0020) empty
      2000 0D00 06000000 312E322E3300       // (0020,000D) "1.2.3" with its padding
    `);
    assert.deepEqual([level, levelText], ['Study', 'STUDY']);
    assert.deepEqual(keys, [
      { tag: 0x00100010, vr: 'PN', value: 'Doe*' },
      { tag: 0x00100020, vr: 'LO', value: '' },
      { tag: 0x0020000d, vr: 'UI', value: '1.2.3' },
    ]);
  });

  it('is read in explicit VR, big endian too; the dictionary corrects a wrong VR', () => {
    const little = read(
      `
      0800 5200 4353 0600 494D41474520     // (0008,0052) CS "IMAGE "
      2000 1300 4C4F 0200 3120             // (0020,0013) LO, which should be IS, "1 "
    `,
      ExplicitVRLittleEndian,
    );
    assert.deepEqual(little, {
      level: 'Instance',
      levelText: 'IMAGE',
      keys: [{ tag: 0x00200013, vr: 'IS', value: '1' }],
    });
    const big = read(
      `
      0008 0052 4353 0006 494D41474520
      0028 0010 5553 0002 0200             // (0028,0010) US 512
    `,
      ExplicitVRBigEndian,
    );
    assert.deepEqual(big.keys, [{ tag: 0x00280010, vr: 'US', value: '512' }]);
  });

  it('is text in its own character set, or in the default one', () => {
    const latin = '1000 1000 06000000 4DFC6C6C6572'; // "Müller" in ISO 8859-1
    assert.deepEqual(read(`0800 0500 0A000000 49534F5F495220313030 ${studyLevel} ${latin}`).keys, [
      { tag: 0x00100010, vr: 'PN', value: 'Müller' },
    ]);
    assert.deepEqual(read(`${studyLevel} ${latin}`).keys, [{ tag: 0x00100010, vr: 'PN', value: 'Müller' }]);
    const greek = '1000 1000 02000000 C1C2'; // alpha and beta in ISO 8859-7
    assert.deepEqual(read(`${studyLevel} ${greek}`, ImplicitVRLittleEndian, 'ISO_IR 126').keys, [
      { tag: 0x00100010, vr: 'PN', value: 'ΑΒ' },
    ]);
  });

  it('has the asterisk of a two-byte character set for half a character, not for a wildcard', () => {
    // "\ISO 2022 IR 87", then ESC $ B, 25 2A (katakana o-small's neighbour, second byte 2A), ESC ( B
    const { keys } = read(`
      0800 0500 10000000 5C49534F203230323220495220383720
      ${studyLevel}
      1000 1000 08000000 1B2442 252A 1B2842
    `);
    assert.deepEqual(keys, [{ tag: 0x00100010, vr: 'PN', value: 'オ' }]);
  });

  it('gives the keys of the one item of a sequence', () => {
    const { keys } = read(`${studyLevel}
      0800 3210 1A000000                    // (0008,1032), 26 bytes
        FEFF 00E0 12000000                  //   item, 18 bytes
          0800 0001 02000000 4120           //     (0008,0100) "A "
          0800 0201 00000000                //     (0008,0102)
    `);
    assert.deepEqual(keys, [
      {
        tag: 0x00081032,
        vr: 'SQ',
        keys: [
          { tag: 0x00080100, vr: 'SH', value: 'A' },
          { tag: 0x00080102, vr: 'SH', value: '' },
        ],
      },
    ]);
  });

  it('leaves out what is no key, and names the creator of private ones', () => {
    const { keys } = read(`
      0800 0000 04000000 10000000           // (0008,0000) group length
      ${studyLevel}
      0900 1000 04000000 41434D45           // (0009,0010) "ACME"
      0900 0110 00000000                    // (0009,1001)
    `);
    assert.deepEqual(keys, [
      { tag: 0x00090010, vr: 'LO', value: 'ACME' },
      { tag: 0x00091001, vr: 'UN', value: '', privateCreator: 'ACME' },
    ]);
  });

  // The peer takes the words of its REST API, too.
  for (const [text, level] of [
    ['study', 'Study'],
    ['IMAGES', 'Instance'],
    ['INSTANCE', 'Instance'],
  ]) {
    it(`takes the level ${text}, to be echoed as it is`, () => {
      const padded = (text ?? '').padEnd((text ?? '').length + ((text ?? '').length % 2));
      const length = padded.length.toString(16).padStart(2, '0');
      const identifier = read(`0800 5200 ${length}000000 ${Buffer.from(padded).toString('hex')}`);
      assert.deepEqual([identifier.level, identifier.levelText], [level, text]);
    });
  }

  const refused: Readonly<Record<string, [hex: string, code: string]>> = {
    'without a level': ['1000 1000 00000000', 'ParameterOutOfRange'],
    'with an empty level': ['0800 5200 00000000', 'ParameterOutOfRange'],
    'with an unknown level': ['0800 5200 06000000 46524F4E5420', 'ParameterOutOfRange'],
    'that is cut off': ['0800 5200 06000000 5354', 'BadFileFormat'],
  };
  for (const [name, [hex, code]] of Object.entries(refused)) {
    it(`${name} is refused`, () => {
      assert.throws(
        () => read(hex),
        (error) => error instanceof IsocenterError && error.code === code,
      );
    });
  }
});
