import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import {
  type DataSet,
  encodeDataSetToBytes,
  encodedLength,
  parseDataSet,
  parseFileHeader,
  type TransferSyntax,
  TransferSyntaxes,
} from '@isocenter/dicom';
import fc from 'fast-check';
import { readSample, sampleNames, samplesAbsent } from '../sample-files.ts';
import { record, split } from '../stream/recorder.ts';

/** The data set of a sample, inflated, and the transfer syntax it has then. */
function sampleDataSet(name: string): { body: Uint8Array; syntax: TransferSyntax } {
  const bytes = readSample(name);
  const header = parseFileHeader(bytes, { complete: true });
  assert.ok(header !== 'need more');
  const body = bytes.subarray(header.dataSetOffset);
  if (!header.transferSyntax.deflated) return { body, syntax: header.transferSyntax };
  return { body: inflateRawSync(body), syntax: TransferSyntaxes.ExplicitVRLittleEndian };
}

test('a data set that was not changed is written byte for byte as it was read', { skip: samplesAbsent }, () => {
  for (const name of sampleNames()) {
    const { body, syntax } = sampleDataSet(name);
    const dataSet = parseDataSet(body, syntax);
    const written = encodeDataSetToBytes(dataSet, syntax);
    assert.ok(Buffer.from(body).equals(written), name);
    assert.equal(encodedLength(dataSet, syntax), body.length, name);
  }
});

test('a native data set survives every other layout', { skip: samplesAbsent }, () => {
  const { ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian } = TransferSyntaxes;
  for (const name of ['MR_small.dcm', 'MR_small_bigendian.dcm', 'MR_small_implicit.dcm', 'rtplan.dcm', 'test-SR.dcm']) {
    const { body, syntax } = sampleDataSet(name);
    let dataSet: DataSet = parseDataSet(body, syntax);
    const texts = [...dataSet].map(({ tag }) => dataSet.texts(tag).join('\\'));
    for (const next of [ImplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, syntax]) {
      const written = encodeDataSetToBytes(dataSet, next);
      assert.equal(encodedLength(dataSet, next), written.length);
      dataSet = parseDataSet(written, next);
    }
    // Group lengths, which are retired, are dropped on the way.
    const kept = [...dataSet].map(({ tag }) => dataSet.texts(tag).join('\\'));
    assert.ok(kept.length > 0 && kept.every((text) => texts.includes(text)), name);
  }
});

test('the three encodings of one MR image have the same pixels', { skip: samplesAbsent }, () => {
  const little = sampleDataSet('MR_small.dcm');
  const big = sampleDataSet('MR_small_bigendian.dcm');
  const pixels = parseDataSet(little.body, little.syntax).bytes(0x7fe0_0010);
  const converted = encodeDataSetToBytes(parseDataSet(big.body, big.syntax), TransferSyntaxes.ExplicitVRLittleEndian);
  assert.ok(pixels !== undefined && pixels.length === 64 * 64 * 2);
  const fromBig = parseDataSet(converted, TransferSyntaxes.ExplicitVRLittleEndian).bytes(0x7fe0_0010);
  assert.deepEqual(Buffer.from(fromBig ?? []), Buffer.from(pixels));
});

test('one byte at a time tells the same as all at once', { skip: samplesAbsent }, () => {
  for (const name of sampleNames()) {
    const { body, syntax } = sampleDataSet(name);
    if (body.length > 12_000) continue;
    assert.deepEqual(record(split(body, 1), syntax), record([body], syntax), name);
  }
});

test('chunks cut anywhere tell the same as all at once', { skip: samplesAbsent }, () => {
  const small = sampleNames()
    .map(sampleDataSet)
    .filter(({ body }) => body.length < 12_000);
  const whole = small.map(({ body, syntax }) => record([body], syntax));
  const property = fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 20 }), (which, cuts) => {
    const index = which % small.length;
    const sample = small[index];
    assert.ok(sample !== undefined);
    const { body, syntax } = sample;
    const at = [0, ...cuts.map((cut) => cut % body.length).sort((a, b) => a - b), body.length];
    const chunks = at.slice(1).map((end, position) => body.subarray(at[position], end));
    assert.deepEqual(record(chunks, syntax), whole[index]);
  });
  fc.assert(property, { numRuns: 300, interruptAfterTimeLimit: 5000 });
});
