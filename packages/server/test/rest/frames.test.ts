import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type DataSet, encodeFileMeta, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { startArchive } from './archive.ts';
import { type SampleInstance, sampleFile, uids, upload } from './sample-instances.ts';

function pixels(rows: number, columns: number, frames: number, bits: number, bytes: readonly number[]) {
  return (dataSet: DataSet): void => {
    dataSet.set(Tags.NumberOfFrames, 'IS', String(frames)).set(Tags.Rows, 'US', rows).set(Tags.Columns, 'US', columns);
    dataSet.set(Tags.BitsAllocated, 'US', bits).set(Tags.PixelData, bits > 8 ? 'OW' : 'OB', Uint8Array.from(bytes));
  };
}

async function raw(app: FastifyInstance, url: string) {
  const { headers, rawPayload, statusCode } = await app.inject(url);
  return [statusCode, headers['content-type'], [...rawPayload]];
}

const bytes = 'application/octet-stream';

test('native frames are the runs of their pixels, compressed by gzip too', async (t) => {
  const { app } = await startArchive(t);
  const fill = pixels(1, 2, 3, 16, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const url = `/instances/${(await upload(app, { fill })).ID}/frames`;
  assert.deepEqual((await app.inject(url)).json(), [0, 1, 2]);
  assert.deepEqual(await raw(app, `${url}/0/raw`), [200, bytes, [1, 2, 3, 4]]);
  assert.deepEqual(await raw(app, `${url}/2/raw`), [200, bytes, [9, 10, 11, 12]]);
  const gzipped = await app.inject(`${url}/1/raw.gz`);
  assert.equal(gzipped.headers['content-type'], 'application/gzip');
  assert.deepEqual([...gunzipSync(gzipped.rawPayload)], [5, 6, 7, 8]);
});

test('frames of 1-bit pixels begin inside a byte: they are shifted to its beginning (PS3.5 8.1.1)', async (t) => {
  const { app } = await startArchive(t);
  // Three frames of 1x3 pixels: 101, 011, 110, the first pixel in the lowest bit.
  const fill = pixels(1, 3, 3, 1, [0b11_110_101, 0b0]);
  const url = `/instances/${(await upload(app, { fill })).ID}/frames`;
  assert.deepEqual((await raw(app, `${url}/1/raw`))[2], [0b11_110]);
  assert.deepEqual((await raw(app, `${url}/2/raw`))[2], [0b011]);
});

/** Fragments of encapsulated pixel data after a basic offset table (PS3.5 A.4). */
function encapsulated(table: readonly number[], ...fragments: readonly (readonly number[])[]): Buffer {
  const item = (content: Buffer) => {
    const header = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
    header.writeUInt32LE(content.length, 4);
    return Buffer.concat([header, content]);
  };
  const offsets = Buffer.alloc(table.length * 4);
  for (const [position, offset] of table.entries()) offsets.writeUInt32LE(offset, position * 4);
  return Buffer.concat([
    Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]),
    item(offsets),
    ...fragments.map((fragment) => item(Buffer.from(fragment))),
    Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]),
  ]);
}

function compressedFile(transferSyntaxUid: string, frames: number, pixelData: Buffer): Buffer {
  const sample: SampleInstance = {
    fill: (dataSet) => {
      dataSet.set(Tags.NumberOfFrames, 'IS', String(frames));
      dataSet.delete(Tags.PixelData);
    },
  };
  const plain = sampleFile(sample);
  const meta = (syntax: string) =>
    encodeFileMeta({
      mediaStorageSopClassUid: '1.2.840.10008.5.1.4.1.1.4',
      mediaStorageSopInstanceUid: uids.instance(1, 1, 1),
      transferSyntaxUid: syntax,
      implementationClassUid: '1.2.826.0.1.99',
    });
  const dataSet = plain.subarray(meta('1.2.840.10008.1.2.1').length);
  return Buffer.concat([meta(transferSyntaxUid), dataSet, pixelData]);
}

/** The media types that the peer names; a frame in any other syntax is bytes. */
const types = [
  ['1.2.840.10008.1.2.4.50', 'image/jpeg'],
  ['1.2.840.10008.1.2.4.70', bytes],
  ['1.2.840.10008.1.2.4.90', 'image/jp2'],
  ['1.2.840.10008.1.2.4.91', 'image/jp2'],
  ['1.2.840.10008.1.2.5', bytes],
] as const;

for (const [syntax, type] of types) {
  test(`a frame in ${syntax} is sent as ${type}, its fragments joined`, async (t) => {
    const { app } = await startArchive(t);
    const payload = compressedFile(syntax, 2, encapsulated([0, 20], [1, 2], [3, 4], [5, 6]));
    const { ID } = (await app.inject({ method: 'POST', url: '/instances', payload })).json();
    assert.deepEqual((await app.inject(`/instances/${ID}/frames`)).json(), [0, 1]);
    assert.deepEqual(await raw(app, `/instances/${ID}/frames/0/raw`), [200, type, [1, 2, 3, 4]]);
    assert.deepEqual(await raw(app, `/instances/${ID}/frames/1/raw`), [200, type, [5, 6]]);
    assert.deepEqual((await app.inject(`/instances/${ID}/content/7fe0-0010`)).json(), ['0', '1', '2', '3']);
    const fragment = await app.inject(`/instances/${ID}/content/7fe0-0010/2`);
    assert.deepEqual([...fragment.rawPayload], [3, 4]);
  });
}

test('what a frame cannot answer is refused as by the peer', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const without = await upload(app, { instance: 2, fill: (dataSet) => void dataSet.delete(Tags.PixelData) });
  assert.deepEqual((await app.inject(`/instances/${without.ID}/frames`)).json(), [0]);
  const cases = [
    [`/instances/${ID}/frames/1/raw`, 400, 3],
    [`/instances/${without.ID}/frames/0/raw`, 400, 8],
    ['/instances/nowhere/frames', 404, 17],
    ['/instances/nowhere/frames/0/raw', 404, 17],
  ] as const;
  for (const [url, status, number] of cases) {
    const response = await app.inject(url);
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [status, number], url);
  }
  const noNumber = await app.inject(`/instances/${ID}/frames/x/raw`);
  assert.deepEqual([noNumber.statusCode, noNumber.body], [404, '']);
  // The peer lists these without looking.
  assert.equal((await app.inject('/instances/nowhere/frames/7')).json().length, 9);
});

test('a number of frames that nobody can have is not believed', async (t) => {
  const { app } = await startArchive(t);
  const fill = (dataSet: DataSet) => {
    dataSet.set(Tags.NumberOfFrames, 'IS', '2147483647');
    dataSet.delete(Tags.PixelData);
  };
  const { ID, ParentSeries } = await upload(app, { fill });
  const frames = await app.inject(`/instances/${ID}/frames`);
  assert.deepEqual([frames.statusCode, frames.json().OrthancStatus], [400, 15]);
  const slices = await app.inject(`/series/${ParentSeries}/ordered-slices`);
  assert.deepEqual([slices.statusCode, slices.json().OrthancStatus], [500, 2040]);
});

test('without a decoder every picture is answered as one that cannot be decoded', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  for (const name of ['preview', 'rendered', 'image-uint8', 'image-uint16', 'image-int16']) {
    for (const place of [`/instances/${ID}`, `/instances/${ID}/frames/0`]) {
      const response = await app.inject(`${place}/${name}`);
      assert.deepEqual([response.statusCode, response.body], [415, ''], `${place}/${name}`);
      const redirect = await app.inject(`${place}/${name}?returnUnsupportedImage`);
      assert.equal(redirect.statusCode, 307);
      const target = new URL(String(redirect.headers.location), `http://server${place}/${name}`);
      assert.equal(target.pathname, '/app/images/unsupported.png');
    }
  }
  for (const url of [`/instances/${ID}/frames/x/preview`, '/instances/nowhere/preview']) {
    assert.deepEqual([(await app.inject(url)).statusCode, (await app.inject(url)).body], [404, ''], url);
  }
  const text = await app.inject({ url: `/instances/${ID}/preview`, headers: { accept: 'text/html' } });
  assert.deepEqual([text.statusCode, text.body], [404, '']);
});

test('a file is exported to a path of the server only where that is enabled', async (t) => {
  const forbidden = await startArchive(t);
  const { ID } = await upload(forbidden.app);
  const path = join(forbidden.folder, 'exported.dcm');
  const refused = await forbidden.app.inject({ method: 'POST', url: `/instances/${ID}/export`, payload: path });
  assert.deepEqual([refused.statusCode, refused.body], [403, '']);
  await assert.rejects(readFile(path));

  const { app, folder } = await startArchive(t, { configuration: { RestApiWriteToFileSystemEnabled: true } });
  const stored = await upload(app);
  const to = (payload: string, id = stored.ID) =>
    app.inject({ method: 'POST', url: `/instances/${id}/export`, payload });
  const target = join(folder, 'exported.dcm');
  assert.deepEqual([(await to(target)).statusCode, await readFile(target)], [200, sampleFile()]);
  assert.equal((await to(join(folder, 'no', 'folder', 'x'))).json().OrthancStatus, 14);
  assert.equal((await to('')).statusCode, 400);
  assert.deepEqual([(await to(target, 'nowhere')).statusCode, await readFile(target)], [404, sampleFile()]);
});
