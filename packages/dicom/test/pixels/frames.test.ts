import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSet, FrameIndex, nativeFrames, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import { hex } from '../stream/recorder.ts';

const layout = {
  rows: 2,
  columns: 3,
  samplesPerPixel: 1,
  bitsAllocated: 16,
  numberOfFrames: 2,
  photometricInterpretation: 'MONOCHROME2',
};

test('native frames follow each other', () => {
  assert.deepEqual(nativeFrames({ offset: 100, length: 24 }, layout), [
    { offset: 100, length: 12, bitOffset: 0 },
    { offset: 112, length: 12, bitOffset: 0 },
  ]);
});

test('1-bit frames share the byte they meet in', () => {
  assert.deepEqual(nativeFrames({ offset: 0, length: 2 }, { ...layout, bitsAllocated: 1 }), [
    { offset: 0, length: 1, bitOffset: 0 },
    { offset: 0, length: 2, bitOffset: 6 },
  ]);
});

test('YBR_FULL_422 stores two samples for each pixel', () => {
  const ybr = { ...layout, samplesPerPixel: 3, bitsAllocated: 8, photometricInterpretation: 'YBR_FULL_422' };
  assert.deepEqual(
    nativeFrames({ offset: 0, length: 24 }, ybr).map(({ length }) => length),
    [12, 12],
  );
});

test('a number of frames beyond the bytes is not believed', () => {
  assert.equal(nativeFrames({ offset: 0, length: 24 }, { ...layout, numberOfFrames: 2 ** 31 }).length, 2);
  assert.deepEqual(nativeFrames({ offset: 0, length: 24 }, { ...layout, rows: 0 }), []);
});

/** Pixel data of the given items (the first is the basic offset table), after Number of Frames. */
async function framesOf(frames: string, items: readonly string[], extended = ''): Promise<number[][]> {
  const fragments = items.map((item) => {
    const header = Buffer.from('feff00e000000000', 'hex');
    const content = hex(item);
    header.writeUInt32LE(content.length, 4);
    return Buffer.concat([header, content]);
  });
  const bytes = Buffer.concat([
    hex(`2800 0800 4953 0200 ${Buffer.from(frames).toString('hex')}20`),
    extended === '' ? hex('') : hex(`e07f 0100 4f56 0000 10000000 ${extended}`),
    hex('e07f 1000 4f42 0000 ffffffff'),
    ...fragments,
    hex('feff dde0 00000000'),
  ]);
  const dataSet = parseDataSet(bytes, TransferSyntaxes.JPEGBaseline8Bit, { pixelDataAsBulk: true });
  const source = { read: async (offset: number, length: number) => bytes.subarray(offset, offset + length) };
  const index = await FrameIndex.of(dataSet, source);
  assert.equal(index?.encapsulated, true);
  const contents = new Map<number, number>();
  let at = bytes.length - 8;
  for (let item = items.length - 1; item >= 0; item -= 1) {
    const length = hex(items[item] ?? '').length;
    at -= length;
    contents.set(at, item);
    at -= 8;
  }
  return index.frames.map(({ ranges }) => ranges.map(({ offset }) => contents.get(offset) ?? -1));
}

test('the basic offset table tells where frames begin', async () => {
  // Frames at 0 and, after two fragments of 2 bytes with their headers, at 20.
  assert.deepEqual(await framesOf('2', ['00000000 14000000', '0101', '0202', '0303']), [[1, 2], [3]]);
});

test('the extended offset table tells where frames begin', async () => {
  const extended = '0000000000000000 1400000000000000';
  assert.deepEqual(await framesOf('2', ['', '0101', '0202', '0303'], extended), [[1, 2], [3]]);
});

test('a basic offset table that fits no fragment is not believed', async () => {
  assert.deepEqual(await framesOf('2', ['00000000 15000000', '0101', '0202']), [[1], [2]]);
});

test('a single frame has all fragments', async () => {
  assert.deepEqual(await framesOf('1', ['', '0101', '0202']), [[1, 2]]);
});

test('as many fragments as frames are one each', async () => {
  assert.deepEqual(await framesOf('2', ['', '0101', '0202']), [[1], [2]]);
});

test('image markers tell frames apart, padding after the end marker ignored', async () => {
  const items = ['', 'ffd80101', '0202ffd900 00', 'ffd80303', 'ffd9'];
  assert.deepEqual(await framesOf('2', items), [
    [1, 2],
    [3, 4],
  ]);
});

test('fragments that do not add up to the number of frames are an error', async () => {
  await assert.rejects(framesOf('2', ['', '0101', '0202', '0303']), { code: 'framesUnknown' });
});

test('a data set without pixel data has no frames', async () => {
  assert.equal(await FrameIndex.of(new DataSet(), { read: async () => new Uint8Array(0) }), undefined);
});
