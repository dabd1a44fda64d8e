import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, DataSet, parseDataSet, type Tag, TransferSyntaxes, type VR } from '@isocenter/dicom';
import { FindAnswerEncoder } from '../../src/dimse-in/find-answer.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import type { FindKey } from '../../src/query/find-key.ts';
import { DataSetAttributes } from '../../src/query/instance-attributes.ts';
import { type Match, sourceOf } from '../../src/query/value-source.ts';

const { ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian } = TransferSyntaxes;
const mainTags = new MainTags();

function key(tag: Tag, value = ''): FindKey {
  const vr: VR = DataDictionary.standard.vrOf(tag) ?? 'UN';
  return vr === 'SQ' ? { tag, vr, keys: [] } : { tag, vr, value };
}

function encoderOf(
  keys: readonly FindKey[],
  { transferSyntax = ImplicitVRLittleEndian, characterSet = ['ISO_IR 100'] } = {},
): FindAnswerEncoder {
  return new FindAnswerEncoder({
    identifier: { level: 'Study', levelText: 'STUDY', keys },
    sources: keys.map(({ tag, privateCreator }) => sourceOf(tag, privateCreator, 'Study', mainTags)),
    transferSyntax,
    characterSet,
    retrieveAet: 'ISOCENTER',
  });
}

function study(tags: Record<string, string>, ancestor: Record<string, string> = {}, file?: DataSet): Match {
  const record = { level: 'Study', publicId: 's', tags, ancestorTags: { Patient: ancestor } } as const;
  return file === undefined ? { record } : { record, attributes: new DataSetAttributes(file) };
}

function hex(text: string): string {
  return text
    .replace(/\/\/.*/g, '')
    .replace(/\s/g, '')
    .toLowerCase();
}

describe('an answer of C-FIND', () => {
  const keys = [key(0x00080020), key(0x00081030), key(0x00100010), key(0x0020000d)];
  const match = study({ '0008,0020': '20200101', '0020,000d': '1.2.3' }, { '0010,0010': 'Doe^John' });

  it('holds the keys in tag order with level and Retrieve AE Title, in implicit VR', () => {
    const expected = `
      0800 0500 0A000000 49534F5F495220313030        // (0008,0005) "ISO_IR 100"
      0800 2000 08000000 3230323030313031            // (0008,0020) "20200101"
      0800 5200 06000000 535455445920                // (0008,0052) "STUDY "
      0800 5400 0A000000 49534F43454E54455220        // (0008,0054) "ISOCENTER "
      0800 3010 00000000                             // (0008,1030) not known
      1000 1000 08000000 446F655E4A6F686E            // (0010,0010) "Doe^John"
      2000 0D00 06000000 312E322E3300                // (0020,000D) "1.2.3" with a NUL
    `;
    assert.equal(Buffer.from(encoderOf(keys).encode(match)).toString('hex'), hex(expected));
  });

  it('is the same in explicit VR of either byte order', () => {
    const little = `
      0800 0500 4353 0A00 49534F5F495220313030
      0800 2000 4441 0800 3230323030313031
      0800 5200 4353 0600 535455445920
      0800 5400 4145 0A00 49534F43454E54455220
      0800 3010 4C4F 0000
      1000 1000 504E 0800 446F655E4A6F686E
      2000 0D00 5549 0600 312E322E3300
    `;
    const big = `
      0008 0005 4353 000A 49534F5F495220313030
      0008 0020 4441 0008 3230323030313031
      0008 0052 4353 0006 535455445920
      0008 0054 4145 000A 49534F43454E54455220
      0008 1030 4C4F 0000
      0010 0010 504E 0008 446F655E4A6F686E
      0020 000D 5549 0006 312E322E3300
    `;
    for (const [transferSyntax, expected] of [
      [ExplicitVRLittleEndian, little],
      [ExplicitVRBigEndian, big],
    ] as const) {
      assert.equal(Buffer.from(encoderOf(keys, { transferSyntax }).encode(match)).toString('hex'), hex(expected));
    }
  });

  it('has a blank Retrieve AE Title where the request asks for it, as the peer', () => {
    const answer = parseDataSet(encoderOf([key(0x00080054)]).encode(study({})), ImplicitVRLittleEndian);
    assert.equal(answer.bytes(0x00080054)?.length, 0);
    const unasked = parseDataSet(encoderOf([]).encode(study({})), ImplicitVRLittleEndian);
    assert.equal(unasked.text(0x00080054), 'ISOCENTER');
  });

  it('is in the default character set, or in UTF-8 where that lacks a character', () => {
    const encoder = encoderOf([key(0x00100010)]);
    const latin = parseDataSet(encoder.encode(study({}, { '0010,0010': 'Müller' })), ImplicitVRLittleEndian);
    assert.equal(latin.text(0x00080005), 'ISO_IR 100');
    assert.deepEqual([...(latin.bytes(0x00100010) ?? [])], [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]);
    const japanese = parseDataSet(encoder.encode(study({}, { '0010,0010': '山' })), ImplicitVRLittleEndian);
    assert.equal(japanese.text(0x00080005), 'ISO_IR 192');
    assert.deepEqual([...(japanese.bytes(0x00100010) ?? [])], [0xe5, 0xb1, 0xb1, 0x20]);
    const again = parseDataSet(encoder.encode(study({}, { '0010,0010': 'A' })), ImplicitVRLittleEndian);
    assert.equal(again.text(0x00080005), 'ISO_IR 100');
  });

  it('is in Japanese with code extension where that is the default', () => {
    const encoder = encoderOf([key(0x00100010)], { characterSet: ['', 'ISO 2022 IR 87'] });
    const bytes = encoder.encode(study({}, { '0010,0010': 'Yamada=山田' }));
    const answer = parseDataSet(bytes, ImplicitVRLittleEndian);
    assert.deepEqual(answer.texts(0x00080005), ['', 'ISO 2022 IR 87']);
    // "Yamada=", ESC $ B, 3B33 4544, ESC ( B, padding
    const expected = '59616D6164613D 1B2442 3B334544 1B2842 20';
    assert.equal(Buffer.from(answer.bytes(0x00100010) ?? []).toString('hex'), hex(expected));
  });

  it('has numbers and sequences as the file has them, in the transfer syntax of the answer', () => {
    const code = new DataSet().set(0x00080100, 'SH', 'A').set(0x00080104, 'LO', 'Kopf');
    const file = new DataSet().set(0x00280010, 'US', 512).set(0x00081032, 'SQ', [code]);
    const asked = [key(0x00081032), key(0x00280010), key(0x00280011)];
    for (const transferSyntax of [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian]) {
      const bytes = encoderOf(asked, { transferSyntax }).encode(study({}, {}, file));
      const answer = parseDataSet(bytes, transferSyntax);
      assert.equal(answer.number(0x00280010), 512);
      assert.equal(answer.bytes(0x00280011)?.length, 0);
      const [item] = answer.sequence(0x00081032);
      assert.deepEqual([item?.text(0x00080100), item?.text(0x00080104)], ['A', 'Kopf']);
      assert.equal(item?.has(0x00080005), false);
    }
  });

  it('has items that name the character set of their file when it is another one', () => {
    const file = new DataSet().set(0x00080005, 'CS', 'ISO_IR 192');
    file.set(0x00081032, 'SQ', []);
    const meaning = new DataSet({ parent: file }).set(0x00080104, 'LO', '頭');
    file.set(0x00081032, 'SQ', [meaning]);
    const bytes = encoderOf([key(0x00081032)]).encode(study({}, {}, file));
    const answer = parseDataSet(bytes, ImplicitVRLittleEndian);
    assert.equal(answer.text(0x00080005), 'ISO_IR 100');
    assert.equal(answer.sequence(0x00081032)[0]?.text(0x00080104), '頭');
  });

  it('has private attributes in the block that the request reserved', () => {
    const file = new DataSet().set(0x00090011, 'LO', 'ACME').set(0x00091101, 'LO', 'kept');
    const asked: FindKey[] = [
      { tag: 0x00090010, vr: 'LO', value: 'ACME' },
      { tag: 0x00091001, vr: 'LO', value: '', privateCreator: 'ACME' },
    ];
    const answer = parseDataSet(encoderOf(asked).encode(study({}, {}, file)), ImplicitVRLittleEndian);
    assert.equal(answer.text(0x00090010), 'ACME');
    assert.equal(Buffer.from(answer.bytes(0x00091001) ?? []).toString(), 'kept');
  });

  it('of any length leaves earlier answers as they were', () => {
    const encoder = encoderOf([key(0x00081030)]);
    const first = encoder.encode(study({ '0008,1030': 'short' }));
    const copy = Buffer.from(first);
    const long = 'x'.repeat(60_000);
    const second = parseDataSet(encoder.encode(study({ '0008,1030': long })), ImplicitVRLittleEndian);
    assert.equal(second.text(0x00081030), long);
    assert.deepEqual(Buffer.from(first), copy);
  });

  it('leaves a value blank that its length field cannot tell', () => {
    const encoder = encoderOf([key(0x00081030)], { transferSyntax: ExplicitVRLittleEndian });
    const answer = parseDataSet(encoder.encode(study({ '0008,1030': 'x'.repeat(70_000) })), ExplicitVRLittleEndian);
    assert.equal(answer.bytes(0x00081030)?.length, 0);
  });
});
