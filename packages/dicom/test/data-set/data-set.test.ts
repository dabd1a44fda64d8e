import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BulkValue,
  DataSet,
  encodeDataSet,
  encodeDataSetParts,
  encodeDataSetToBytes,
  parseDataSet,
  readDataSet,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { hex, split } from '../stream/recorder.ts';

const implicit = TransferSyntaxes.ImplicitVRLittleEndian;
const explicit = TransferSyntaxes.ExplicitVRLittleEndian;
const bigEndian = TransferSyntaxes.ExplicitVRBigEndian;

test('elements come in tag order whatever the order they were set in', () => {
  const dataSet = new DataSet().set(0x0020_0010, 'SH', '1').set(0x0008_0060, 'CS', 'CT').set(0x0010_0020, 'LO', 'A');
  assert.deepEqual(
    [...dataSet].map(({ tag }) => tag),
    [0x0008_0060, 0x0010_0020, 0x0020_0010],
  );
});

test('text is trimmed, split at backslashes and decoded in the character set', () => {
  const dataSet = parseDataSet(
    hex(`0800 0500 4353 0a00 49534f5f495220313030  // ISO_IR 100
         0800 0800 4353 0e00 204f524947 5c 5052494d415259 20 // " ORIG\\PRIMARY"
         1000 1000 504e 0600 4de96c6c6572              // "Méller" in Latin-1
         1000 2000 4c4f 0400 50310000                  // NULs in place of spaces
         2000 1300 4953 0400 20313220`),
    explicit,
  );
  assert.deepEqual(dataSet.texts(0x0008_0008), ['ORIG', 'PRIMARY']);
  assert.equal(dataSet.textField(0x0008_0008), 'ORIG\\PRIMARY');
  assert.equal(dataSet.text(0x0010_0010), 'Méller');
  assert.equal(dataSet.text(0x0010_0020), 'P1');
  assert.equal(dataSet.text(0x0020_0013), '12');
  assert.equal(dataSet.number(0x0020_0013), 12);
  assert.equal(dataSet.text(0x0099_0000), undefined);
});

test('an item inherits the character set of its data set', () => {
  const item = new DataSet();
  const dataSet = new DataSet().set(0x0008_0005, 'CS', 'ISO_IR 192').set(0x0008_1140, 'SQ', [item]);
  item.set(0x0010_0010, 'PN', 'Ä');
  assert.deepEqual(new Uint8Array(item.bytes(0x0010_0010) ?? []), hex('c384'));
  assert.equal(dataSet.sequence(0x0008_1140)[0]?.text(0x0010_0010), 'Ä');
});

test('numbers are read in the byte order of their source', () => {
  const dataSet = parseDataSet(hex('0028 0010 5553 0002 0102  0028 0030 554e 0000 00000002 0102'), bigEndian);
  assert.deepEqual(dataSet.numbers(0x0028_0010), [0x0102]);
});

test('64-bit integers are bigints', () => {
  const dataSet = new DataSet().set(0x7fe0_0003, 'UV', 2n ** 63n);
  assert.deepEqual(dataSet.bytes(0x7fe0_0003), hex('0000000000000080'));
  assert.deepEqual(dataSet.numbers(0x7fe0_0003), [2n ** 63n]);
});

test('a value that does not fit its VR is an error', () => {
  const dataSet = new DataSet();
  assert.throws(() => dataSet.set(0x0028_0010, 'US', 65_536), { name: 'DicomEncodeError', code: 'valueInvalid' });
  assert.throws(() => dataSet.set(0x0028_0010, 'US', 'many'), { code: 'valueInvalid' });
  assert.throws(() => dataSet.set(0x0028_0010, 'US', ''), { code: 'valueInvalid' });
});

test('tags that delimit items name no element', () => {
  for (const tag of [0xfffe_e000, 0xfffe_e00d, 0xfffe_e0dd, 0xfffe_0001]) {
    assert.throws(() => new DataSet().set(tag, 'UN', null), { name: 'DicomEncodeError', code: 'tagOfItems' });
  }
});

test('values are padded to even length with the byte of their VR', () => {
  const dataSet = new DataSet().set(0x0008_0018, 'UI', '1.2').set(0x0010_0020, 'LO', 'ABC');
  const expected = hex('0800 1800 5549 0400 312e3200  1000 2000 4c4f 0400 41424320');
  assert.deepEqual(new Uint8Array(encodeDataSetToBytes(dataSet, explicit)), expected);
});

test('a short-form value too long for its length field becomes UN', () => {
  const dataSet = new DataSet().set(0x0010_4000, 'LT', 'x'.repeat(65_536));
  const header = encodeDataSetToBytes(dataSet, explicit).subarray(0, 12);
  assert.deepEqual(new Uint8Array(header), hex('1000 0040 554e 0000 00000100'));
});

test('UN keeps its bytes in every byte order', () => {
  const dataSet = parseDataSet(hex('0900 1010 554e 0000 04000000 01020304'), explicit);
  const expected = hex('0009 1010 554e 0000 00000004 01020304');
  assert.deepEqual(new Uint8Array(encodeDataSetToBytes(dataSet, bigEndian)), expected);
});

test('sequences keep the length form they were read with, unless another is asked for', () => {
  const defined = hex('0800 4011 12000000 feff 00e0 0a000000 0800 5011 02000000 3100');
  const undefinedForm = hex(`0800 4011 ffffffff feff 00e0 ffffffff 0800 5011 02000000 3100
    feff 0de0 00000000 feff dde0 00000000`);
  const write = (bytes: Uint8Array, sequenceLength: 'asRead' | 'defined' | 'undefined') =>
    new Uint8Array(encodeDataSetToBytes(parseDataSet(bytes, implicit), implicit, { sequenceLength }));
  assert.deepEqual(write(defined, 'asRead'), defined);
  assert.deepEqual(write(undefinedForm, 'asRead'), undefinedForm);
  assert.deepEqual(write(defined, 'undefined'), undefinedForm);
  assert.deepEqual(write(undefinedForm, 'defined'), defined);
});

test('a sequence whose item changed is written with its new length', () => {
  const dataSet = parseDataSet(hex('0800 4011 12000000 feff 00e0 0a000000 0800 5011 02000000 3100'), implicit);
  dataSet.sequence(0x0008_1140)[0]?.set(0x0008_1150, 'UI', '1.2.3');
  const expected = hex('0800 4011 16000000 feff 00e0 0e000000 0800 5011 06000000 312e322e3300');
  assert.deepEqual(new Uint8Array(encodeDataSetToBytes(dataSet, implicit)), expected);
});

test('a group length is dropped when its group changes, inside a sequence too', () => {
  const bytes = hex(`0800 0000 554c 0400 1e000000
    0800 4011 5351 0000 12000000 feff 00e0 0a000000 0800 5011 5549 0200 3100`);
  const dataSet = parseDataSet(bytes, explicit);
  assert.deepEqual(new Uint8Array(encodeDataSetToBytes(dataSet, explicit)), bytes);
  dataSet.sequence(0x0008_1140)[0]?.delete(0x0008_1150);
  assert.equal(dataSet.has(0x0008_0000), false);
});

test('a sequence carried as UN is read when the dictionary knows it', () => {
  const bytes = hex('0800 4011 554e 0000 12000000 feff 00e0 0a000000 0800 5011 02000000 3100');
  assert.equal(parseDataSet(bytes, explicit).sequence(0x0008_1140)[0]?.text(0x0008_1150), '1');
});

test('of an element that occurs twice the first counts', () => {
  const dataSet = parseDataSet(hex('1000 2000 02000000 4120  1000 2000 02000000 4220'), implicit);
  assert.equal(dataSet.text(0x0010_0020), 'A');
});

test('a stream leaves pixel data in the source and tells where it is', async () => {
  const bytes = hex('1000 2000 4c4f 0200 4142  e07f 1000 4f57 0000 04000000 01020304  fcff fcff 4f42 0000 00000000');
  const dataSet = await readDataSet(split(bytes, 3), explicit, { baseOffset: 1000 });
  assert.deepEqual(dataSet.get(0x7fe0_0010)?.value, new BulkValue(1022, 4));
  assert.ok(dataSet.has(0xfffc_fffc));
  assert.throws(() => [...encodeDataSet(dataSet, explicit)], { code: 'bulkValueWithoutSource' });
  const readBulk = ({ offset, length }: { offset: number; length: number }) => [
    bytes.subarray(offset - 1000, offset - 1000 + length),
  ];
  assert.deepEqual(new Uint8Array(Buffer.concat([...encodeDataSet(dataSet, explicit, { readBulk })])), bytes);
  const ranges = [...encodeDataSetParts(dataSet, bigEndian)].filter((part) => !(part instanceof Uint8Array));
  assert.deepEqual(ranges, [{ tag: 0x7fe0_0010, offset: 1022, length: 4, swapUnitBytes: 2 }]);
});

test('reading stops before a tag', async () => {
  const bytes = hex('1000 2000 02000000 4142  e07f 1000 feffffff 01');
  const dataSet = await readDataSet([bytes], implicit, { stopAt: 0x7fe0_0010 });
  assert.deepEqual(
    [...dataSet].map(({ tag }) => tag),
    [0x0010_0020],
  );
});

test('a deflated data set is inflated, with or without a zlib header, and written deflated', async () => {
  const dataSet = new DataSet().set(0x0010_0020, 'LO', 'PATIENT');
  const deflated = encodeDataSetToBytes(dataSet, TransferSyntaxes.DeflatedExplicitVRLittleEndian);
  const again = await readDataSet(split(deflated, 2), TransferSyntaxes.DeflatedExplicitVRLittleEndian);
  assert.equal(again.text(0x0010_0020), 'PATIENT');
  // zlib: 78 9c, one stored block of 12 bytes, Adler-32.
  const plain = hex('1000 2000 4c4f 0400 50494431');
  const zlib = Buffer.concat([hex('789c 01 0c00 f3ff'), plain, hex('0c6c 0253')]);
  zlib.writeUInt32BE(adler32(plain), zlib.length - 4);
  assert.equal(parseDataSet(zlib, TransferSyntaxes.DeflatedExplicitVRLittleEndian).text(0x0010_0020), 'PID1');
});

/** RFC 1950 8.2. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 0x1_0000 + a;
}
