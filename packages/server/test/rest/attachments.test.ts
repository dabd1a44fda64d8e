import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { attachmentRoutes } from '../../src/rest/routes/attachments.ts';
import { type Archive, type ArchiveOptions, startArchive } from './archive.ts';
import { sampleFile, upload } from './sample-instances.ts';

const types = {
  raw: { number: 1024, mimeType: 'application/octet-stream' },
  report: { number: 1025, mimeType: 'application/pdf' },
};
const checking: ArchiveOptions = { configuration: { CheckRevisions: true, UserContentType: types } };
const lenient: ArchiveOptions = { configuration: { UserContentType: types } };

const md5Of = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex');
const etagOf = (revision: number, bytes: string | Uint8Array) => `"${revision}-${md5Of(bytes)}"`;

async function put(app: FastifyInstance, url: string, payload: string | Buffer, ifMatch?: string) {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return app.inject({ method: 'PUT', url, payload, headers });
}

async function remove(app: FastifyInstance, url: string, ifMatch?: string) {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return app.inject({ method: 'DELETE', url, headers });
}

/** The names of the files in the storage area besides that of the instance, once what is not needed is gone. */
async function attachedFiles({ folder, settle, index }: Archive, instance: string): Promise<readonly string[]> {
  await settle();
  const names = await readdir(folder, { recursive: true });
  const dicom = (await index.getAttachment('Instance', instance, 1))?.uuid ?? '';
  const files = names.flatMap((name) => /^[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f-]{36})$/.exec(name)?.[1] ?? []);
  return files.filter((uuid) => uuid !== dicom);
}

test('attachments of users are set, read and deleted at each level, and told as changes', async (t) => {
  const archive = await startArchive(t, lenient);
  const { app, events } = archive;
  const stored = await upload(app);
  events.splice(0);
  const resources = [
    `/patients/${stored.ParentPatient}`,
    `/studies/${stored.ParentStudy}`,
    `/series/${stored.ParentSeries}`,
    `/instances/${stored.ID}`,
  ];
  for (const resource of resources) {
    const url = `${resource}/attachments/raw`;
    assert.equal((await app.inject(`${url}/data`)).statusCode, 404, url);
    const first = await put(app, url, 'hello');
    assert.deepEqual([first.statusCode, first.body, first.headers.etag], [200, '{}', etagOf(0, 'hello')]);
    const read = await app.inject(`${resource}/attachments/1024/data`);
    assert.deepEqual([read.statusCode, read.body, read.headers.etag], [200, 'hello', etagOf(0, 'hello')]);
    assert.equal((await remove(app, url)).statusCode, 200);
    assert.equal((await app.inject(`${url}/data`)).statusCode, 404, url);
  }
  assert.deepEqual(
    events.map(({ type, level }) => `${type} ${level}`),
    ['Patient', 'Study', 'Series', 'Instance'].flatMap((level) => Array(2).fill(`UpdatedAttachment ${level}`)),
  );
  const { Changes } = (await app.inject('/changes?since=4')).json();
  assert.equal(Changes.length, 8);
  assert.equal(Changes[0].ChangeType, 'UpdatedAttachment');
  assert.deepEqual(await attachedFiles(archive, stored.ID), []);
});

test('with CheckRevisions only who names the present revision and its MD5 overwrites or deletes', async (t) => {
  const archive = await startArchive(t, checking);
  const { app } = archive;
  const { ID, ParentStudy } = await upload(app);
  const url = `/studies/${ParentStudy}/attachments/raw`;
  assert.equal((await put(app, url, 'hello')).headers.etag, etagOf(0, 'hello'));
  const missing = await put(app, url, 'world');
  assert.deepEqual([missing.statusCode, missing.json().OrthancStatus], [409, 43]);
  // The same content again is a new revision.
  assert.equal((await put(app, url, 'hello', etagOf(0, 'hello'))).headers.etag, etagOf(1, 'hello'));
  for (const stale of [etagOf(0, 'hello'), etagOf(1, 'world'), etagOf(2, 'hello')]) {
    assert.equal((await put(app, url, 'world', stale)).statusCode, 409, stale);
    assert.equal((await remove(app, url, stale)).statusCode, 409, stale);
  }
  assert.equal((await remove(app, url)).statusCode, 409);
  assert.equal((await app.inject(`${url}/data`)).body, 'hello');
  // What was refused or replaced leaves no file behind.
  const { Uuid } = (await app.inject(`${url}/info`)).json();
  assert.deepEqual(await attachedFiles(archive, ID), [Uuid]);
  assert.equal((await remove(app, url, etagOf(1, 'hello'))).statusCode, 200);
  const gone = await remove(app, url, etagOf(1, 'hello'));
  assert.deepEqual([gone.statusCode, gone.json().OrthancStatus], [404, 17]);
  assert.equal((await put(app, url, 'world', etagOf(1, 'hello'))).headers.etag, etagOf(0, 'world'));
});

test('of those who name the same revision at once, one succeeds, and its file is the one that stays', async (t) => {
  const archive = await startArchive(t, checking);
  const { app } = archive;
  const { ID, ParentSeries } = await upload(app);
  const url = `/series/${ParentSeries}/attachments/raw`;
  await put(app, url, 'hello');
  const bodies = ['first', 'second', 'third'];
  const answers = await Promise.all(bodies.map((body) => put(app, url, body, etagOf(0, 'hello'))));
  const winner = bodies[answers.findIndex(({ statusCode }) => statusCode === 200)];
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409, 409]);
  assert.equal((await app.inject(`${url}/data`)).body, winner);
  assert.equal((await attachedFiles(archive, ID)).length, 1);
});

test('who asks for an attachment that is replaced meanwhile gets the one in its place', async () => {
  const contents = ['old', 'new'];
  const sizes = { uncompressedSize: 3, compressedSize: 3, compression: 'none' } as const;
  const refuse = () => Promise.reject(new Error('not asked for'));
  const app = Fastify();
  attachmentRoutes(app, {
    index: {
      async getAttachment(_, __, contentType) {
        const uuid = contents.shift() ?? '';
        return { contentType, uuid, uncompressedMd5: md5Of(uuid), compressedMd5: md5Of(uuid), revision: 0, ...sizes };
      },
      getResource: refuse,
      deleteAttachment: refuse,
    },
    blobs: {
      async *read(uuid) {
        if (uuid === 'old') throw new IsocenterError('InexistentFile', '');
        yield Buffer.from(uuid);
      },
      readRange: refuse,
    },
    ingest: { recompressAttachment: refuse, storeAttachment: refuse },
    janitor: { remove: () => undefined },
    events: { publish: () => undefined },
    limits: { maxBodyBytes: 0, maxUnpackedBytes: 0, maxDocumentBytes: 0 },
    userContentTypes: {},
    checkRevisions: false,
    readOnly: true,
    patientLevel: true,
  });
  const response = await app.inject('/series/x/attachments/1024/data');
  assert.deepEqual([response.statusCode, response.body, response.headers.etag], [200, 'new', etagOf(0, 'new')]);
});

test('an attachment whose file is lost is told as such', async (t) => {
  const { app, folder } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/attachments/raw`;
  await put(app, url, 'hello');
  const uuid = (await app.inject(`${url}/uuid`)).body;
  await rm(join(folder, uuid.slice(0, 2), uuid.slice(2, 4), uuid));
  const response = await app.inject(`${url}/data`);
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 13]);
});

test('an attachment tells its operations, and each of them answers', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID } = await upload(app);
  const file = sampleFile();
  const url = `/instances/${ID}/attachments/dicom`;
  const operations: string[] = (await app.inject(url)).json();
  assert.deepEqual(operations.toSorted(), [
    'compress',
    'compressed-data',
    'compressed-md5',
    'compressed-size',
    'data',
    'info',
    'is-compressed',
    'md5',
    'size',
    'uncompress',
    'uuid',
    'verify-md5',
  ]);
  const info = (await app.inject(`${url}/info`)).json();
  assert.match(info.Uuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.deepEqual(info, {
    CompressedMD5: md5Of(file),
    CompressedSize: file.length,
    ContentType: 1,
    UncompressedMD5: md5Of(file),
    UncompressedSize: file.length,
    Uuid: info.Uuid,
  });
  const texts = {
    size: `${file.length}`,
    'compressed-size': `${file.length}`,
    md5: md5Of(file),
    'compressed-md5': md5Of(file),
    'is-compressed': '0',
    uuid: info.Uuid,
  };
  for (const [operation, text] of Object.entries(texts)) {
    const response = await app.inject(`${url}/${operation}`);
    assert.equal(response.body, text, operation);
    assert.match(String(response.headers['content-type']), /^text\/plain/, operation);
  }
  for (const operation of ['', '/data', '/compressed-data', '/size', '/info']) {
    const etag = etagOf(0, file);
    assert.equal((await app.inject(url + operation)).headers.etag, etag, operation);
    const again = await app.inject({ url: url + operation, headers: { 'if-none-match': etag } });
    assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', etag], operation);
    const bad = await app.inject({ url: url + operation, headers: { 'if-none-match': 'bad' } });
    assert.equal(bad.statusCode, 400, operation);
  }
});

test('the bytes are sent with the type of the attachment, whole or in part', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID } = await upload(app);
  const url = `/instances/${ID}/attachments`;
  await put(app, `${url}/report`, '%PDF');
  await put(app, `${url}/2000`, '');
  const uuidOf = async (name: string) => (await app.inject(`${url}/${name}/uuid`)).body;
  const forms = [
    ['dicom', 'application/dicom', `${await uuidOf('dicom')}.dcm`],
    ['report', 'application/pdf', await uuidOf('report')],
    ['2000', 'application/octet-stream', await uuidOf('2000')],
  ] as const;
  for (const [name, type, filename] of forms) {
    const response = await app.inject(`${url}/${name}/data`);
    assert.equal(response.statusCode, 200, name);
    assert.equal(response.headers['content-type'], type, name);
    assert.equal(response.headers['content-disposition'], `filename="${filename}"`, name);
    const stored = await app.inject(`${url}/${name}/compressed-data`);
    assert.equal(stored.headers['content-type'], type, name);
    assert.equal(stored.headers['content-disposition'], undefined, name);
    assert.deepEqual(stored.rawPayload, response.rawPayload, name);
  }
  const named = await app.inject(`${url}/report/data?filename=report.pdf`);
  assert.equal(named.headers['content-disposition'], 'filename="report.pdf"');
  const part = await app.inject({ url: `${url}/report/data`, headers: { range: 'bytes=1-2' } });
  assert.deepEqual([part.statusCode, part.body], [206, 'PD']);
  const outside = await app.inject({ url: `${url}/report/data`, headers: { range: 'bytes=9-' } });
  assert.equal(outside.statusCode, 416);
});

test('the list has names, or names with their numbers', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID, ParentStudy } = await upload(app);
  await put(app, `/instances/${ID}/attachments/2000`, 'x');
  await put(app, `/instances/${ID}/attachments/raw`, 'x');
  assert.deepEqual((await app.inject(`/instances/${ID}/attachments`)).json(), ['dicom', 'raw', '2000']);
  assert.deepEqual((await app.inject(`/instances/${ID}/attachments?full`)).json(), { dicom: 1, raw: 1024, 2000: 2000 });
  assert.deepEqual((await app.inject(`/studies/${ParentStudy}/attachments`)).json(), []);
});

test('files of the system are changed by nobody', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/attachments`;
  for (const name of ['dicom', '1', 'dicom-until-pixel-data', '500', '0', '65536']) {
    for (const response of [await put(app, `${url}/${name}`, 'x'), await remove(app, `${url}/${name}`)]) {
      assert.deepEqual([response.statusCode, response.body], [403, ''], name);
    }
  }
  assert.equal((await put(app, `${url}/dicom-as-json`, 'x')).statusCode, 403);
  // The peer lets users delete these; there are none.
  const legacy = await remove(app, `${url}/dicom-as-json`);
  assert.deepEqual([legacy.statusCode, legacy.json().OrthancStatus], [404, 17]);
});

test('unknown names, unknown resources and absent attachments are told as the peer tells them', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID } = await upload(app);
  const post = (url: string) => app.inject({ method: 'POST', url });
  for (const name of ['nosuch', '4294967296']) {
    const url = `/instances/${ID}/attachments/${name}`;
    const answers = [
      await app.inject(url),
      await app.inject(`${url}/size`),
      await put(app, url, 'x'),
      await remove(app, url),
      await post(`${url}/compress`),
      await post(`${url}/verify-md5`),
    ];
    for (const response of answers) {
      assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 7], name);
    }
  }
  for (const resource of ['/instances/none', `/studies/${ID}`]) {
    const url = `${resource}/attachments/raw`;
    const answers = [
      await app.inject(`${resource}/attachments`),
      await app.inject(url),
      await app.inject(`${url}/data`),
      await put(app, url, 'x'),
      await remove(app, url),
      await post(`${url}/compress`),
      await post(`${url}/uncompress`),
      await post(`${url}/verify-md5`),
    ];
    for (const response of answers) {
      assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], url);
    }
  }
  const absent = `/instances/${ID}/attachments/raw`;
  for (const response of [
    await app.inject(absent),
    await app.inject(`${absent}/data`),
    await post(`${absent}/compress`),
  ]) {
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17]);
  }
  const verified = await post(`${absent}/verify-md5`);
  assert.deepEqual([verified.statusCode, verified.body], [400, '']);
});

test('a damaged file is found out', async (t) => {
  const { app, folder } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/attachments/raw`;
  await put(app, url, 'hello');
  const verify = () => app.inject({ method: 'POST', url: `${url}/verify-md5` });
  const intact = await verify();
  assert.deepEqual([intact.statusCode, intact.body], [200, '{}']);
  const uuid = (await app.inject(`${url}/uuid`)).body;
  await writeFile(join(folder, uuid.slice(0, 2), uuid.slice(2, 4), uuid), 'hallo');
  const damaged = await verify();
  assert.deepEqual([damaged.statusCode, damaged.body], [400, '']);
});

test('a large attachment streams in and out, and one beyond the limit leaves nothing', async (t) => {
  const archive = await startArchive(t, { configuration: { ...lenient.configuration, MaximumRequestBodySizeMB: 4 } });
  const { app } = archive;
  const { ID } = await upload(app);
  const url = `/instances/${ID}/attachments/raw`;
  const bytes = randomBytes(3 * 1024 * 1024 + 1);
  assert.equal((await put(app, url, bytes)).headers.etag, etagOf(0, bytes));
  assert.deepEqual((await app.inject(`${url}/data`)).rawPayload, bytes);
  const tooLong = await put(app, url, Buffer.alloc(4 * 1024 * 1024 + 1));
  assert.equal(tooLong.statusCode, 413);
  assert.equal((await app.inject(`${url}/md5`)).body, md5Of(bytes));
  assert.equal((await attachedFiles(archive, ID)).length, 1);
  const { TotalDiskSize } = (await app.inject('/statistics')).json();
  assert.equal(TotalDiskSize, String(bytes.length + sampleFile().length));
});

test('a read-only server changes no attachments', async (t: TestContext) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  const url = '/studies/x/attachments/raw';
  assert.equal((await put(app, url, 'x')).statusCode, 405);
  assert.equal((await remove(app, url)).statusCode, 405);
  assert.equal((await app.inject({ method: 'POST', url: `${url}/uncompress` })).statusCode, 404);
});
