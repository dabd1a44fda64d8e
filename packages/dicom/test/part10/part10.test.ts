import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BulkValue,
  type DataSetHandler,
  DicomFileReader,
  encodeFileMeta,
  openDicomFile,
  parseFileHeader,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { readSample, sampleNames, samplesAbsent } from '../sample-files.ts';
import { hex, Recorder, split } from '../stream/recorder.ts';

const fields = {
  mediaStorageSopClassUid: '1.2',
  mediaStorageSopInstanceUid: '1.2.3',
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  implementationClassUid: '1.9',
};

const encoded = hex(`0200 0000 554c 0400 48000000        // group length 72
  0200 0100 4f42 0000 02000000 0001
  0200 0200 5549 0400 312e3200
  0200 0300 5549 0600 312e322e3300
  0200 1000 5549 1400 312e322e3834302e31303030382e312e322e3100
  0200 1200 5549 0400 312e3900`);
const patient = hex('1000 2000 4c4f 0400 50494431');
const header = Buffer.concat([new Uint8Array(128), Buffer.from('DICM'), encoded]);

test('file meta information is preamble, DICM and group 0002 with its length', () => {
  const expected = Buffer.from(header);
  expected.writeUInt32LE(encoded.length - 12, 128 + 4 + 8);
  assert.deepEqual(Buffer.from(encodeFileMeta(fields)), expected);
});

const explicitFirst = hex('0800 1600 5549 0400 312e3200').subarray();
const headers = [
  { what: 'a file', file: Buffer.concat([header, patient]), at: header.length, syntax: 'ExplicitVRLittleEndian' },
  {
    what: 'a file without preamble',
    file: Buffer.concat([encoded, patient]),
    at: encoded.length,
    syntax: 'ExplicitVRLittleEndian',
  },
  {
    what: 'a file without group length',
    file: Buffer.concat([header.subarray(0, 132), encoded.subarray(12), patient]),
    at: header.length - 12,
    syntax: 'ExplicitVRLittleEndian',
  },
  {
    what: 'a file without DICM',
    file: Buffer.concat([header.subarray(0, 128), encoded, patient]),
    at: 128 + encoded.length,
    syntax: 'ExplicitVRLittleEndian',
  },
  { what: 'a bare explicit data set', file: explicitFirst, at: 0, syntax: 'ExplicitVRLittleEndian' },
  {
    what: 'a bare big endian data set',
    file: hex('0008 0016 5549 0004 312e3200'),
    at: 0,
    syntax: 'ExplicitVRBigEndian',
  },
  {
    what: 'a bare implicit data set',
    file: hex('0800 1600 04000000 312e3200'),
    at: 0,
    syntax: 'ImplicitVRLittleEndian',
  },
];

for (const { what, file, at, syntax } of headers) {
  test(`${what} is recognised`, () => {
    const found = parseFileHeader(file, { complete: true });
    assert.ok(found !== 'need more');
    assert.equal(found.dataSetOffset, at);
    assert.equal(found.transferSyntax.keyword, syntax);
  });
}

test('a wrong group length is not believed', () => {
  const file = Buffer.concat([header, patient]);
  file.writeUInt32LE(7, 140);
  const found = parseFileHeader(file);
  assert.ok(found !== 'need more');
  assert.equal(found.dataSetOffset, header.length);
  assert.equal(found.fileMeta?.text(0x0002_0003), '1.2.3');
});

test('a file header that is not complete asks for more', () => {
  for (let length = 0; length < header.length; length += 1) {
    assert.equal(parseFileHeader(header.subarray(0, length)), 'need more');
  }
});

for (const text of ['%PDF-1.7 and so on', 'PK\x03\x04', '\x89PNG\r\n\x1a\n', '', 'hello']) {
  test(`${JSON.stringify(text)} is no DICOM file`, () => {
    assert.throws(() => parseFileHeader(Buffer.from(text, 'latin1'), { complete: true }), { code: 'notDicom' });
  });
}

test('a file is read from chunks of any size', async () => {
  const file = Buffer.concat([header, patient]);
  for (const size of [1, 7, 64, 1000]) {
    const recorder = new Recorder();
    const reader = new DicomFileReader(recorder, { totalBytes: file.length });
    for (const chunk of split(file, size)) await reader.write(chunk);
    await reader.end();
    assert.deepEqual(recorder.lines, [`0 0010,0020 LO 4 @${header.length}`, 'value 50494431', 'end']);
    assert.equal(reader.header?.transferSyntax, TransferSyntaxes.ExplicitVRLittleEndian);
  }
});

test('every sample is read from chunks', { skip: samplesAbsent }, async () => {
  for (const name of sampleNames()) {
    let ended = false;
    const handler: DataSetHandler = {
      element: () => 'skip',
      value: () => undefined,
      end: () => {
        ended = true;
      },
    };
    const reader = new DicomFileReader(handler);
    for (const chunk of split(readSample(name), 1000)) await reader.write(chunk);
    await reader.end();
    assert.ok(ended, name);
  }
});

test('opening a file does not read its pixel data', async () => {
  const tail = hex('e07f 1000 4f57 0000 00000002');
  const size = header.length + patient.length + tail.length + 0x0200_0000;
  const head = Buffer.concat([header, patient, tail]);
  let readBytes = 0;
  const source = {
    size,
    read: async (offset: number, length: number) => {
      readBytes += length;
      const bytes = new Uint8Array(length);
      bytes.set(head.subarray(offset, offset + length));
      return bytes;
    },
  };
  const file = await openDicomFile(source);
  assert.deepEqual(file.dataSetBytes, { offset: header.length, length: size - header.length });
  const dataSet = await file.readDataSet();
  assert.equal(dataSet.text(0x0010_0020), 'PID1');
  assert.deepEqual(dataSet.get(0x7fe0_0010)?.value, new BulkValue(head.length, 0x0200_0000));
  assert.ok(readBytes <= 3 * 64 * 1024);
});
