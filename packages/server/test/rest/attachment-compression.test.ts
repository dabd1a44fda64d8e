import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { type DataSet, Tags } from '@isocenter/dicom';
import { type Archive, type ArchiveOptions, startArchive } from './archive.ts';
import { sampleFile, upload } from './sample-instances.ts';

const lenient: ArchiveOptions = {
  configuration: { UserContentType: { raw: { number: 1024, mimeType: 'application/octet-stream' } } },
};

const md5Of = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex');
const etagOf = (revision: number, bytes: string | Uint8Array) => `"${revision}-${md5Of(bytes)}"`;

/** How many files there are in the storage area. */
async function countFiles({ folder, settle }: Archive): Promise<number> {
  await settle();
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(name)).length;
}

test('a file is kept compressed and uncompressed again: its bytes, size and MD5 are the same to whoever asks', async (t) => {
  const archive = await startArchive(t, lenient);
  const { app } = archive;
  const file = Buffer.concat([sampleFile(), Buffer.alloc(100_000)]);
  const stored = await app.inject({ method: 'POST', url: '/instances', payload: file });
  const { ID } = stored.json();
  const url = `/instances/${ID}/attachments/dicom`;
  const textOf = async (path: string) => (await app.inject(`${url}/${path}`)).body;
  const diskSize = async () => Number((await app.inject('/statistics')).json().TotalDiskSize);
  const same = async () => {
    assert.deepEqual((await app.inject(`${url}/data`)).rawPayload, file);
    assert.deepEqual((await app.inject(`/instances/${ID}/file`)).rawPayload, file);
    assert.deepEqual([await textOf('size'), await textOf('md5')], [String(file.length), md5Of(file)]);
    const part = await app.inject({ url: `${url}/data`, headers: { range: 'bytes=128-131' } });
    assert.deepEqual([part.body, part.headers['content-range']], ['DICM', `bytes 128-131/${file.length}`]);
    assert.equal((await app.inject(`/instances/${ID}/simplified-tags`)).json().PatientID, 'P1');
    assert.equal((await app.inject({ method: 'POST', url: `${url}/verify-md5` })).statusCode, 200);
    assert.equal((await app.inject('/statistics')).json().TotalUncompressedSize, String(file.length));
  };

  const compressed = await app.inject({ method: 'POST', url: `${url}/compress` });
  assert.deepEqual([compressed.statusCode, compressed.body], [200, '{}']);
  assert.equal(await textOf('is-compressed'), '1');
  const asStored = await app.inject(`${url}/compressed-data`);
  assert.equal(asStored.headers['content-type'], 'application/octet-stream');
  assert.deepEqual(inflateSync(asStored.rawPayload), file);
  assert.equal(await textOf('compressed-size'), String(asStored.rawPayload.length));
  assert.equal(await textOf('compressed-md5'), md5Of(asStored.rawPayload));
  assert.equal(await diskSize(), asStored.rawPayload.length);
  assert.equal((await app.inject(`${url}/data`)).headers.etag, etagOf(1, file));
  await same();

  await app.inject({ method: 'POST', url: `${url}/uncompress` });
  assert.deepEqual([await textOf('is-compressed'), await textOf('compressed-md5')], ['0', md5Of(file)]);
  assert.equal(await diskSize(), file.length);
  assert.equal((await app.inject(`${url}/data`)).headers.etag, etagOf(2, file));
  await same();
  assert.equal(await countFiles(archive), 1);
});

test('what has the wanted form already stays as it is, at its revision', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/attachments/dicom`;
  const unpacked = await app.inject({ method: 'POST', url: `${url}/uncompress` });
  assert.deepEqual([unpacked.statusCode, unpacked.body], [200, '{}']);
  assert.equal((await app.inject(`${url}/data`)).headers.etag, etagOf(0, sampleFile()));
  const missing = await app.inject({ method: 'POST', url: url.replace('dicom', '2000/compress') });
  assert.deepEqual([missing.statusCode, missing.json().OrthancStatus], [404, 17]);
});

for (const [size, bytes] of [
  ['small', 100],
  ['large', 900_000],
] as const) {
  test(`with StorageCompression a ${size} file is kept compressed, and sent as it came`, async (t) => {
    const configuration = { ...lenient.configuration, StorageCompression: true };
    const archive = await startArchive(t, { configuration });
    const { app, index } = archive;
    // Bytes that do not become fewer, and many that do.
    const file = Buffer.concat([sampleFile({ fill: (dataSet) => withPixels(dataSet, bytes) }), Buffer.alloc(bytes)]);
    const stored = await app.inject({ method: 'POST', url: '/instances', payload: file });
    assert.equal(stored.statusCode, 200, stored.body);
    const url = `/instances/${stored.json().ID}`;
    const textOf = async (path: string) => (await app.inject(`${url}/attachments/dicom/${path}`)).body;
    assert.equal(await textOf('is-compressed'), '1');
    const { rawPayload } = await app.inject(`${url}/attachments/dicom/compressed-data`);
    assert.deepEqual(inflateSync(rawPayload), file);
    assert.deepEqual(
      [await textOf('size'), await textOf('md5'), await textOf('compressed-size'), await textOf('compressed-md5')],
      [String(file.length), md5Of(file), String(rawPayload.length), md5Of(rawPayload)],
    );
    assert.deepEqual((await app.inject(`${url}/file`)).rawPayload, file);
    const frame = await app.inject(`${url}/frames/0/raw`);
    assert.equal(frame.rawPayload.length, bytes);
    assert.equal((await app.inject({ method: 'POST', url: `${url}/attachments/dicom/verify-md5` })).statusCode, 200);
    assert.equal((await app.inject({ method: 'POST', url: `${url}/reconstruct` })).statusCode, 200);

    await app.inject({ method: 'PUT', url: `${url}/attachments/raw`, payload: 'hello' });
    assert.equal((await app.inject(`${url}/attachments/raw/data`)).body, 'hello');
    assert.equal((await app.inject(`${url}/attachments/raw/is-compressed`)).body, '1');
    assert.equal((await app.inject(`${url}/attachments/raw/data`)).headers.etag, etagOf(0, 'hello'));
    // The same bytes again are known as such.
    assert.equal(
      (await app.inject({ method: 'POST', url: '/instances', payload: file })).json().Status,
      'AlreadyStored',
    );
    assert.equal((await index.statistics()).instances, 1);
  });
}

function withPixels(dataSet: DataSet, bytes: number): void {
  dataSet
    .set(Tags.Rows, 'US', bytes / 100)
    .set(Tags.Columns, 'US', 100)
    .set(Tags.BitsAllocated, 'US', 8);
  dataSet.set(Tags.PixelData, 'OB', randomBytes(bytes));
}

test('a compressed file that is damaged is told as such', async (t) => {
  const { app, folder } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/attachments/dicom`;
  await app.inject({ method: 'POST', url: `${url}/compress` });
  const uuid = (await app.inject(`${url}/uuid`)).body;
  await writeFile(join(folder, uuid.slice(0, 2), uuid.slice(2, 4), uuid), 'no zlib stream');
  const response = await app.inject(`${url}/data`);
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], [500, 20]);
});
