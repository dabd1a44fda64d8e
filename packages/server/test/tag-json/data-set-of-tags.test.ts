import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataDictionary, encodeDataSetToBytes, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { dataSetOfTags, type WrittenTags } from '../../src/tag-json/data-set-of-tags.ts';

const options = { dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] };

test('tags are named by keyword or number, and get the VR of the dictionary', () => {
  const dataSet = dataSetOfTags({ PatientName: 'A^B', '0008,0020': '20200101', '00080060': 'CT', Rows: '5' }, options);
  const shown = [...dataSet].map(({ tag, vr }) => [tag.toString(16), vr, dataSet.text(tag)]);
  assert.deepEqual(shown, [
    ['80005', 'CS', 'ISO_IR 100'],
    ['80020', 'DA', '20200101'],
    ['80060', 'CS', 'CT'],
    ['100010', 'PN', 'A^B'],
    ['280010', 'US', '5'],
  ]);
});

test('a value is split at backslashes where its VR may have several', () => {
  const dataSet = dataSetOfTags({ ModalitiesInStudy: 'CT\\MR', ImageComments: 'a\\b' }, options);
  assert.deepEqual(dataSet.texts(0x0008_0061), ['CT', 'MR']);
  assert.equal(dataSet.text(0x0020_4000), 'a\\b');
});

test('sequences are arrays of the same, to any sensible depth', () => {
  const step = { ScheduledStationAETitle: 'A', ScheduledProtocolCodeSequence: [{ CodeValue: 'é' }] };
  const dataSet = dataSetOfTags(
    { ScheduledProcedureStepSequence: [step], RequestedProcedureCodeSequence: [] },
    options,
  );
  const [item] = dataSet.sequence(0x0040_0100);
  assert.equal(item?.text(0x0040_0001), 'A');
  assert.equal(item?.sequence(0x0040_0008)[0]?.text(0x0008_0100), 'é');
  assert.equal(dataSet.get(0x0032_1064)?.vr, 'SQ');
  let nested: WrittenTags = { PatientID: '' };
  for (let depth = 0; depth < 100; depth += 1) nested = { RequestAttributesSequence: [nested] };
  assert.throws(() => dataSetOfTags(nested, options), { code: 'BadFileFormat' });
});

test('what the character set cannot hold is written in UTF-8', () => {
  const dataSet = dataSetOfTags({ PatientName: '山田' }, options);
  assert.equal(dataSet.text(0x0008_0005), 'ISO_IR 192');
  const bytes = encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
  assert.equal(parseDataSet(bytes, TransferSyntaxes.ExplicitVRLittleEndian).text(0x0010_0010), '山田');
});

test('the character set that the client names is used', () => {
  const dataSet = dataSetOfTags({ SpecificCharacterSet: 'ISO_IR 144', PatientName: 'Иван' }, options);
  const bytes = encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
  const at = Buffer.from(bytes).indexOf(Buffer.from([0xb8, 0xd2, 0xd0, 0xdd]));
  assert.ok(at > 0, 'ISO 8859-5');
});

test('private tags have the VR of their creator, or are text', () => {
  const dataSet = dataSetOfTags({ '0009,1001': 'x', '0009,0010': 'NOBODY KNOWS' }, options);
  assert.deepEqual([dataSet.get(0x0009_0010)?.vr, dataSet.get(0x0009_1001)?.vr], ['LO', 'LO']);
});

test('file meta information and group lengths are left out', () => {
  const dataSet = dataSetOfTags({ '0002,0010': '1.2', '0008,0000': '5', PatientID: 'P' }, options);
  assert.deepEqual(
    [...dataSet].map(({ tag }) => tag),
    [0x0008_0005, 0x0010_0020],
  );
});

for (const tags of [
  { Nonsense: '' },
  { PatientID: 5 },
  { PatientID: {} },
  { PatientID: [5] },
  { StudyDate: ['x'] },
  { 'fffe,e000': [] },
]) {
  test(`${JSON.stringify(tags)} are refused`, () => {
    assert.throws(() => dataSetOfTags(tags, options), { code: 'BadFileFormat' });
  });
}

test('whatever a client writes makes a data set that can be encoded, or an error for its client', () => {
  const names = fc.oneof(
    fc.constantFrom('PatientName', 'StudyDate', 'Rows', 'PixelData', 'RequestAttributesSequence', 'OffendingElement'),
    fc
      .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0xffff }))
      .map(([group, element]) => [group, element].map((part) => part.toString(16).padStart(4, '0')).join(',')),
    fc.string(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.jsonValue(), tie('items')),
    items: fc.array(fc.dictionary(names, tie('value'), { maxKeys: 3 }), { maxLength: 2 }),
  }));
  fc.assert(
    fc.property(fc.dictionary(names, value, { maxKeys: 5 }), (tags) => {
      try {
        const dataSet = dataSetOfTags(tags, options);
        parseDataSet(
          encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian),
          TransferSyntaxes.ExplicitVRLittleEndian,
        );
      } catch (error) {
        assert.ok(error instanceof IsocenterError, String(error));
        assert.equal(error.code, 'BadFileFormat');
      }
    }),
    { numRuns: 1000 },
  );
});
