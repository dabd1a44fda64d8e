import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import {
  DataSetParser,
  DicomParseError,
  encodeDataSetToBytes,
  parseDataSet,
  parseFileHeader,
  readDataSet,
  TransferSyntaxes,
} from '@isocenter/dicom';
import fc from 'fast-check';
import { readSample, sampleNames, samplesAbsent } from '../sample-files.ts';
import { hex, record } from '../stream/recorder.ts';

const implicit = TransferSyntaxes.ImplicitVRLittleEndian;
const syntaxes = [
  implicit,
  TransferSyntaxes.ExplicitVRLittleEndian,
  TransferSyntaxes.ExplicitVRBigEndian,
  TransferSyntaxes.JPEGBaseline8Bit,
];
const silent = { element: () => 'value' as const, value: () => undefined };

test('a length of 4 GiB on ten bytes allocates nothing and is an error', () => {
  const before = process.memoryUsage().arrayBuffers;
  assert.throws(() => record([hex('1000 2000 feffffff 4142')], implicit, { maxBufferedValueBytes: 2 ** 33 }), {
    code: 'truncated',
  });
  assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024);
});

test('sequences nested 10,000 deep are an error, without overflowing the stack', () => {
  const level = hex('0800 4011 ffffffff feff 00e0 ffffffff');
  const parser = new DataSetParser(implicit, silent);
  const write = () => {
    for (let depth = 0; depth < 10_000; depth += 1) parser.write(level);
  };
  assert.throws(write, { code: 'nestingTooDeep' });
  const patient = new DataSetParser(implicit, silent, { maxDepth: 20_000 });
  for (let depth = 0; depth < 10_000; depth += 1) patient.write(level);
  patient.end();
});

test('millions of empty elements are an error', () => {
  const chunk = new Uint8Array(8 * 10_000).map((_, index) => [0x10, 0, 0x20, 0, 0, 0, 0, 0][index % 8] ?? 0);
  const parser = new DataSetParser(implicit, silent);
  const write = () => {
    for (let count = 0; count < 1000; count += 1) parser.write(chunk);
  };
  assert.throws(write, { code: 'tooManyElements' });
});

test('a deflate bomb is an error', async () => {
  const bomb = deflateRawSync(new Uint8Array(8 * 1024 * 1024));
  const deflated = TransferSyntaxes.DeflatedExplicitVRLittleEndian;
  const limits = { maxInflatedBytes: 1024 * 1024 };
  assert.throws(() => parseDataSet(bomb, deflated, limits), { code: 'inflatedTooLong' });
  await assert.rejects(readDataSet([bomb], deflated, limits), { name: 'DicomParseError', code: 'inflatedTooLong' });
});

test('bytes that are no deflate stream are an error', async () => {
  const deflated = TransferSyntaxes.DeflatedExplicitVRLittleEndian;
  const garbage = new Uint8Array(64).fill(0xff);
  assert.throws(() => parseDataSet(garbage, deflated), { code: 'deflateCorrupt' });
  await assert.rejects(readDataSet([garbage], deflated), { code: 'deflateCorrupt' });
});

/** Anything but a DicomParseError fails the test; what parses can be written again. */
function parseOrRefuse(bytes: Uint8Array, syntax: (typeof syntaxes)[number]): void {
  try {
    const dataSet = parseDataSet(bytes, syntax, { maxElements: 10_000 });
    for (const { tag } of dataSet) {
      dataSet.texts(tag);
      dataSet.textField(tag);
      dataSet.numbers(tag);
    }
  } catch (error) {
    if (!(error instanceof DicomParseError)) throw error;
  }
}

test('random bytes are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...syntaxes), parseOrRefuse), {
    numRuns: 3000,
    interruptAfterTimeLimit: 4000,
  });
});

test('random bytes are a file or refused', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, withPrefix) => {
    const file = withPrefix ? Buffer.concat([new Uint8Array(128), Buffer.from('DICM'), bytes]) : bytes;
    try {
      assert.notEqual(parseFileHeader(file, { complete: true }), 'need more');
    } catch (error) {
      if (!(error instanceof DicomParseError)) throw error;
    }
  });
  fc.assert(property, { numRuns: 2000, interruptAfterTimeLimit: 3000 });
});

test('mutated files are read or refused', { skip: samplesAbsent }, () => {
  const small = sampleNames()
    .map((name) => readSample(name))
    .filter((bytes) => bytes.length < 8000);
  const mutation = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xe0, 0xfe, 0xff));
  const property = fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 8 }), (which, mutations) => {
    const bytes = new Uint8Array(small[which % small.length] ?? []);
    const header = parseFileHeader(bytes, { complete: true });
    assert.notEqual(header, 'need more');
    if (header === 'need more') return;
    const body = bytes.subarray(header.dataSetOffset);
    for (const [at, value] of mutations) body[at % body.length] = value;
    try {
      const { transferSyntax } = header;
      encodeDataSetToBytes(parseDataSet(body, transferSyntax, { maxInflatedBytes: 2 ** 20 }), transferSyntax);
    } catch (error) {
      if (!(error instanceof DicomParseError) && !isRefusedFragments(error)) throw error;
    }
  });
  fc.assert(property, { numRuns: 1500, interruptAfterTimeLimit: 6000 });
});

/** A mutation can make native pixel data look encapsulated, which is readable but not writable in its syntax. */
function isRefusedFragments(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'encapsulatedInNative';
}
