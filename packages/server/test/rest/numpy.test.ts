import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataSet, DataSet as Items, Tags } from '@isocenter/dicom';
import yauzl from 'yauzl';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

interface Image {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly bits: number;
  readonly bytes: readonly number[];
  readonly samples?: number;
  readonly photometric?: string;
  readonly fill?: (dataSet: DataSet) => void;
}

function image({ bits, bytes, columns = 2, fill, frames, photometric = 'MONOCHROME2', rows = 1, samples = 1 }: Image) {
  return (dataSet: DataSet): void => {
    dataSet.set(Tags.Rows, 'US', rows).set(Tags.Columns, 'US', columns).set(Tags.BitsAllocated, 'US', bits);
    dataSet.set(Tags.SamplesPerPixel, 'US', samples).set(Tags.PhotometricInterpretation, 'CS', photometric);
    if (frames !== undefined) dataSet.set(Tags.NumberOfFrames, 'IS', String(frames));
    dataSet.set(Tags.PixelData, bits > 8 ? 'OW' : 'OB', Uint8Array.from(bytes));
    fill?.(dataSet);
  };
}

/** Takes a file of NumPy apart (format 1.0). */
function parsedNpy(file: Buffer) {
  assert.equal(file.subarray(0, 8).toString('latin1'), '\x93NUMPY\x01\x00');
  const end = 10 + file.readUInt16LE(8);
  assert.equal(end % 64, 0);
  const header = file.subarray(10, end).toString('latin1');
  const parts = /^\{'descr': '(<[fiu]\d)', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$/.exec(header);
  assert.ok(parts, header);
  const type = parts[1] ?? '';
  const bytes = file.subarray(end);
  const size = Number(type.at(-1));
  const read = {
    '<f4': (at: number) => bytes.readFloatLE(at),
    '<i2': (at: number) => bytes.readInt16LE(at),
    '<u1': (at: number) => bytes.readUInt8(at),
    '<u2': (at: number) => bytes.readUInt16LE(at),
  }[type];
  assert.ok(read, type);
  const values = Array.from({ length: bytes.length / size }, (_, index) => read(index * size));
  return [type, (parts[2] ?? '').split(', ').map(Number), values];
}

test('grey frames are arrays of their stored values, or of what the modality means by them', async (t) => {
  const { app } = await startArchive(t);
  const fill = image({
    bits: 16,
    frames: 2,
    bytes: [1, 0, 2, 0, 255, 255, 4, 0],
    fill: (dataSet) => {
      dataSet.set(Tags.PixelRepresentation, 'US', 1);
      dataSet.set(Tags.RescaleSlope, 'DS', '2').set(Tags.RescaleIntercept, 'DS', '-1024');
    },
  });
  const url = `/instances/${(await upload(app, { fill })).ID}`;
  const npy = async (path: string) => parsedNpy((await app.inject(`${url}${path}`)).rawPayload);
  assert.deepEqual(await npy('/numpy?rescale=0'), ['<i2', [2, 1, 2, 1], [1, 2, -1, 4]]);
  assert.deepEqual(await npy('/numpy'), ['<f4', [2, 1, 2, 1], [-1022, -1020, -1026, -1016]]);
  assert.deepEqual(await npy('/frames/1/numpy?rescale=false'), ['<i2', [1, 2, 1], [-1, 4]]);
  assert.equal((await app.inject(`${url}/numpy`)).headers['content-type'], 'application/octet-stream');
});

test('a frame has the rescaling of its own functional group, else that of all frames', async (t) => {
  const { app } = await startArchive(t);
  const transformation = (intercept: string) =>
    new Items().set(Tags.PixelValueTransformationSequence, 'SQ', [
      new Items().set(Tags.RescaleIntercept, 'DS', intercept).set(Tags.RescaleSlope, 'DS', '1'),
    ]);
  const fill = image({
    bits: 8,
    frames: 2,
    bytes: [1, 2, 3, 4],
    fill: (dataSet) => {
      dataSet.set(Tags.SharedFunctionalGroupsSequence, 'SQ', [transformation('100')]);
      dataSet.set(Tags.PerFrameFunctionalGroupsSequence, 'SQ', [new Items(), transformation('10')]);
    },
  });
  const { ID } = await upload(app, { fill });
  const [, , values] = parsedNpy((await app.inject(`/instances/${ID}/numpy`)).rawPayload);
  assert.deepEqual(values, [101, 102, 13, 14]);
});

test('colours come pixel by pixel, whether they are stored so or colour by colour', async (t) => {
  const { app } = await startArchive(t);
  const rgb = { bits: 8, samples: 3, photometric: 'RGB' } as const;
  const byPixel = await upload(app, { fill: image({ ...rgb, bytes: [1, 2, 3, 4, 5, 6] }) });
  const planar = (dataSet: DataSet) => void dataSet.set(Tags.PlanarConfiguration, 'US', 1);
  const byPlane = await upload(app, {
    instance: 2,
    fill: image({ ...rgb, bytes: [1, 4, 2, 5, 3, 6], fill: planar }),
  });
  for (const { ID } of [byPixel, byPlane]) {
    const npy = parsedNpy((await app.inject(`/instances/${ID}/frames/0/numpy`)).rawPayload);
    assert.deepEqual(npy, ['<u1', [1, 2, 3], [1, 2, 3, 4, 5, 6]]);
    const matlab = await app.inject(`/instances/${ID}/matlab`);
    assert.equal(matlab.body, 'double(permute(reshape([ 1 2 3 4 5 6 ], [ 3 2 1 ]), [ 3 2 1 ]))');
  }
});

test('grey values for MATLAB are a matrix, row by row', async (t) => {
  const { app } = await startArchive(t);
  const fill = image({ rows: 2, bits: 16, bytes: [0, 0, 16, 0, 32, 0, 48, 0] });
  const { ID } = await upload(app, { fill });
  for (const place of [`/instances/${ID}`, `/instances/${ID}/frames/0`]) {
    const { body, headers } = await app.inject(`${place}/matlab`);
    assert.deepEqual([body, headers['content-type']], ['double([ 0 16 ; 32 48 ])', 'text/plain']);
  }
});

test('the frames of a series follow the order of its slices, if they fit together', async (t) => {
  const { app } = await startArchive(t);
  await upload(app, { instance: 2, fill: image({ bits: 8, bytes: [3, 4] }) });
  const { ParentSeries } = await upload(app, { instance: 1, fill: image({ bits: 8, bytes: [1, 2] }) });
  const url = `/series/${ParentSeries}/numpy?rescale=0`;
  assert.deepEqual(parsedNpy((await app.inject(url)).rawPayload), ['<u1', [2, 1, 2, 1], [1, 2, 3, 4]]);
  await upload(app, { instance: 3, fill: image({ bits: 8, columns: 4, bytes: [1, 2, 3, 4] }) });
  const different = await app.inject(url);
  assert.deepEqual([different.statusCode, different.json().OrthancStatus], [500, 24]);
});

test('a compressed array is a ZIP with the array arr_0', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { fill: image({ bits: 8, bytes: [5, 6] }) });
  const { rawPayload } = await app.inject(`/instances/${ID}/numpy?compress&rescale=0`);
  const zip = await yauzl.fromBufferPromise(rawPayload);
  const entries: [string, Buffer][] = [];
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    entries.push([entry.fileName, Buffer.concat(await stream.toArray())]);
  }
  assert.deepEqual(
    entries.map(([name, bytes]) => [name, parsedNpy(bytes)]),
    [['arr_0', ['<u1', [1, 1, 2, 1], [5, 6]]]],
  );
});

test('pixels that are not there, or take a decoder, are refused', async (t) => {
  const { app } = await startArchive(t);
  const palette = await upload(app, { fill: image({ bits: 8, bytes: [1, 2], photometric: 'PALETTE COLOR' }) });
  const without = await upload(app, { instance: 2, fill: (dataSet) => void dataSet.delete(Tags.PixelData) });
  const short = await upload(app, {
    instance: 3,
    fill: image({ bits: 16, rows: 30_000, columns: 30_000, bytes: [1, 2] }),
  });
  const grey = await upload(app, { instance: 4, fill: image({ bits: 8, bytes: [1, 2] }) });
  for (const form of ['numpy', 'matlab']) {
    const cases = [
      [`/instances/${palette.ID}/${form}`, 500, 2],
      [`/instances/${without.ID}/${form}`, 400, 15],
      [`/instances/${short.ID}/${form}`, 400, 15],
      [`/instances/${grey.ID}/frames/1/${form}`, 400, 3],
      [`/instances/nowhere/${form}`, 404, 17],
    ] as const;
    for (const [url, status, number] of cases) {
      const response = await app.inject(url);
      assert.deepEqual([response.statusCode, response.json().OrthancStatus], [status, number], url);
    }
    assert.equal((await app.inject(`/instances/${grey.ID}/frames/x/${form}`)).statusCode, 404);
  }
});
