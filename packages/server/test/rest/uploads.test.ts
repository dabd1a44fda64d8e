import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { zipChunks } from '../../src/zip-export/zip-chunks.ts';
import { startArchive } from './archive.ts';
import { sampleFile } from './sample-instances.ts';

async function zipOf(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  async function* entries() {
    for (const [path, bytes] of Object.entries(files)) yield { path, compress: true, chunks: once(bytes) };
  }
  return Buffer.concat(await Array.fromAsync(zipChunks(entries(), { date: new Date() })));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const post = (app: FastifyInstance, payload: Buffer, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/instances', payload, headers });

test('the DICOM files of a ZIP are stored and answered in their order; other files are passed over', async (t) => {
  const { app, folder } = await startArchive(t);
  const payload = await zipOf({
    'hello/world/text.txt': Buffer.from('Hello world'),
    DICOMDIR: sampleFile({ instance: 9 }),
    'a/one.dcm': sampleFile({ instance: 1 }),
    'a/nested.zip': await zipOf({ x: sampleFile({ instance: 8 }) }),
    'a/empty': Buffer.alloc(0),
    'b/two': sampleFile({ instance: 2 }),
    'b/again': sampleFile({ instance: 1 }),
  });
  const answer = await post(app, payload);
  assert.equal(answer.statusCode, 200);
  const stored = answer.json();
  assert.deepEqual(
    stored.map(({ Status }: { Status: string }) => Status),
    ['Success', 'Success', 'AlreadyStored'],
  );
  assert.equal(stored[0].ID, stored[2].ID);
  assert.equal(stored[1].Path, `/instances/${stored[1].ID}`);
  assert.equal((await app.inject('/instances')).json().length, 2);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('a ZIP without a DICOM file is an empty array', async (t) => {
  const { app } = await startArchive(t);
  const answer = await post(app, await zipOf({ 'a.txt': Buffer.from('x') }));
  assert.deepEqual([answer.statusCode, answer.json()], [200, []]);
});

test('a ZIP that is cut off, or holds more than it may, stores nothing', async (t) => {
  const { app } = await startArchive(t, { configuration: { MaximumFilesInArchive: 1 } });
  const zip = await zipOf({ a: sampleFile({ instance: 1 }), b: sampleFile({ instance: 2 }) });
  const cut = await post(app, zip.subarray(0, zip.length - 10));
  assert.deepEqual([cut.statusCode, cut.json().OrthancStatus], [400, 15]);
  const many = await post(app, zip);
  assert.deepEqual([many.statusCode, many.json().OrthancStatus], [413, 8]);
  assert.deepEqual((await app.inject('/instances')).json(), []);
});

const boundary = 'XX';

function formOf(...files: readonly Uint8Array[]): Buffer {
  const parts = files.flatMap((file) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files[]"; filename="a.dcm"\r\n\r\n`),
    file,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const asForm = { 'content-type': `multipart/form-data; boundary=${boundary}` };

test('the files of a form are stored, ZIPs among them', async (t) => {
  const { app } = await startArchive(t);
  const zip = await zipOf({ a: sampleFile({ instance: 3 }) });
  const answer = await post(app, formOf(sampleFile({ instance: 1 }), sampleFile({ instance: 2 }), zip), asForm);
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.json().length, 3);
  assert.equal((await app.inject('/instances')).json().length, 3);
});

test('a form with a file that is no DICOM file, or without an end, is refused', async (t) => {
  const { app } = await startArchive(t);
  for (const payload of [
    formOf(Buffer.from('hello')),
    formOf(sampleFile()).subarray(0, 300),
    Buffer.from('--XX\r\nfoo'),
  ]) {
    const answer = await post(app, payload, asForm);
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [400, 15]);
  }
  assert.deepEqual((await app.inject('/instances')).json(), []);
});

test('a file that comes in parts is stored with its last part', async (t) => {
  const { app } = await startArchive(t);
  const file = sampleFile({ instance: 1 });
  const other = sampleFile({ instance: 2 });
  const send = (part: Buffer, name: string, total: number) =>
    post(app, formOf(part), { ...asForm, 'x-file-name': name, 'x-file-size': String(total) });
  assert.deepEqual((await send(file.subarray(0, 100), 'a', file.length)).json(), []);
  assert.deepEqual((await send(file.subarray(100, 200), 'a', file.length)).json(), []);
  assert.equal((await send(other, 'b', other.length)).json().length, 1);
  const last = await send(file.subarray(200), 'a', file.length);
  assert.equal(last.json().length, 1);
  assert.deepEqual((await app.inject(`/instances/${last.json()[0].ID}/file`)).rawPayload, file);
});
