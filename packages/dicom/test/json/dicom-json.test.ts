import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DataSet,
  dicomJsonText,
  encodeDataSetToBytes,
  fromDicomJson,
  parseDataSet,
  parseFileHeader,
  TransferSyntaxes,
  toDicomJson,
} from '@isocenter/dicom';
import { readSample, sampleNames, samplesAbsent } from '../sample-files.ts';

/** PS3.18 F.2 in examples. */
const json = {
  '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
  '00080008': { vr: 'CS', Value: ['DERIVED', null, 'AXIAL'] },
  '00080060': { vr: 'CS' },
  '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2.3'] } }, {}] },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Wang^XiaoDong', Ideographic: '王^小東' }] },
  '00181063': { vr: 'DS', Value: [1.5, '0.12345678901234567'] },
  '00200013': { vr: 'IS', Value: [3] },
  '00280009': { vr: 'AT', Value: ['00181063'] },
  '00280010': { vr: 'US', Value: [512, 1] },
  '00090010': { vr: 'LO', Value: ['ACME'] },
  '00091001': { vr: 'UN', InlineBinary: 'AAEC/w==' },
  '7FE00003': { vr: 'UV', Value: ['18446744073709551615'] },
};

test('a data set goes to JSON and back', () => {
  const dataSet = fromDicomJson(json);
  assert.deepEqual(toDicomJson(dataSet), json);
  assert.equal(dataSet.text(0x0010_0010), 'Wang^XiaoDong=王^小東');
  assert.deepEqual(dataSet.numbers(0x0028_0010), [512, 1]);
  assert.deepEqual(dataSet.tags(0x0028_0009), [0x0018_1063]);
});

test('JSON text has attributes in tag order, in items too', () => {
  const item = new DataSet().set(0x3006_0022, 'IS', 1).set(0x0008_1155, 'UI', '1.2');
  const dataSet = new DataSet().set(0x3006_0020, 'SQ', [item]).set(0x0010_0020, 'LO', 'A');
  const expected =
    '{"00100020":{"vr":"LO","Value":["A"]},"30060020":{"vr":"SQ","Value":[' +
    '{"00081155":{"vr":"UI","Value":["1.2"]},"30060022":{"vr":"IS","Value":[1]}}]}}';
  assert.equal(dicomJsonText(toDicomJson(dataSet)), expected);
});

test('numbers that JSON does not have are text', () => {
  const dataSet = new DataSet().set(0x0018_9087, 'FD', [Number.NaN, Number.POSITIVE_INFINITY, 0.5]);
  const rendered = toDicomJson(dataSet);
  assert.deepEqual(rendered, { '00189087': { vr: 'FD', Value: ['NaN', 'inf', 0.5] } });
  assert.deepEqual(toDicomJson(fromDicomJson(rendered))['00189087'], rendered['00189087']);
});

test('bulk data is a URI where one is given', () => {
  const item = new DataSet().set(0x0028_3006, 'OW', Uint8Array.of(1, 2));
  const dataSet = new DataSet().set(0x0028_3010, 'SQ', [item]);
  const rendered = toDicomJson(dataSet, { bulkDataUri: (_element, path) => `bulk/${path.join('/')}` });
  const uri = 'bulk/00283010/0/00283006';
  assert.deepEqual(rendered, { '00283010': { vr: 'SQ', Value: [{ '00283006': { vr: 'OW', BulkDataURI: uri } }] } });
  const read = fromDicomJson(rendered, { readBulkData: () => Uint8Array.of(1, 2) });
  assert.deepEqual(read.sequence(0x0028_3010)[0]?.bytes(0x0028_3006), Uint8Array.of(1, 2));
  assert.throws(() => fromDicomJson(rendered), { code: 'jsonInvalid' });
});

test('inline binary is little endian', () => {
  const bigEndian = Buffer.from('00283006 4f57 0000 00000002 0102'.replace(/ /g, ''), 'hex');
  const dataSet = parseDataSet(bigEndian, TransferSyntaxes.ExplicitVRBigEndian);
  assert.deepEqual(toDicomJson(dataSet), { '00283006': { vr: 'OW', InlineBinary: 'AgE=' } });
});

for (const wrong of [
  null,
  [],
  'text',
  { '0010': { vr: 'LO' } },
  { '00100020': { vr: 'XX' } },
  { '00100020': 'text' },
  { '00100020': { vr: 'LO', Value: 'text' } },
  { '00100020': { vr: 'LO', Value: [{}] } },
  { '00091001': { vr: 'UN', InlineBinary: '!' } },
]) {
  test(`${JSON.stringify(wrong)} is refused`, () => {
    assert.throws(() => fromDicomJson(wrong), { name: 'DicomParseError', code: 'jsonInvalid' });
  });
}

test('every sample goes to JSON, to bytes and to the same JSON', { skip: samplesAbsent }, () => {
  for (const name of sampleNames()) {
    const bytes = readSample(name);
    const header = parseFileHeader(bytes, { complete: true });
    assert.ok(header !== 'need more');
    const original = parseDataSet(bytes.subarray(header.dataSetOffset), header.transferSyntax);
    const rendered = toDicomJson(original.cloneWithout(({ tag }) => tag >= 0x7fe0_0000));
    const explicit = TransferSyntaxes.ExplicitVRLittleEndian;
    const again = parseDataSet(encodeDataSetToBytes(fromDicomJson(rendered), explicit), explicit);
    const expected = { ...rendered, '00080005': { vr: 'CS', Value: ['ISO_IR 192'] } };
    assert.deepEqual(toDicomJson(again), expected, name);
  }
});
