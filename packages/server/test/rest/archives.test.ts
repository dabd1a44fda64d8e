import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type DataSet, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { fromBufferPromise } from 'yauzl';
import { type Archive, type ArchiveOptions, startArchive } from './archive.ts';
import { sampleFile, upload } from './sample-instances.ts';

/** Names and contents of a ZIP. */
async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await fromBufferPromise(bytes, { autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    files.set(entry.fileName, Buffer.concat(await Array.fromAsync(stream)));
  }
  return files;
}

async function namesOf(app: FastifyInstance, url: string, payload?: object): Promise<readonly string[]> {
  const answer = await app.inject(payload === undefined ? { url } : { method: 'POST', url, payload });
  assert.equal(answer.statusCode, 200, answer.body);
  assert.equal(answer.headers['content-type'], 'application/zip');
  return [...(await unzip(answer.rawPayload)).keys()];
}

test('an archive has folders for patient, study and series, and the files as they are stored', async (t) => {
  const { app } = await startArchive(t);
  const first = await upload(app, { instance: 3 });
  await upload(app, { instance: 7 });
  await upload(app, { series: 2, modality: 'US' });
  const zip = await unzip((await app.inject(`/studies/${first.ParentStudy}/archive`)).rawPayload);
  assert.deepEqual([...zip.keys()].toSorted(), [
    'P1 - Doe^Jane/A1 - Study 1/1 - MR/MR000003.dcm',
    'P1 - Doe^Jane/A1 - Study 1/1 - MR/MR000007.dcm',
    'P1 - Doe^Jane/A1 - Study 1/2 - US/US000001.dcm',
  ]);
  assert.deepEqual(zip.get('P1 - Doe^Jane/A1 - Study 1/1 - MR/MR000007.dcm'), sampleFile({ instance: 7 }));
});

test('a series whose instances share a number is numbered by position', async (t) => {
  const { app } = await startArchive(t);
  const fill = (dataSet: DataSet) => dataSet.set(Tags.InstanceNumber, 'IS', '5');
  const { ParentSeries } = await upload(app, { instance: 1, fill });
  await upload(app, { instance: 2, fill });
  const names = await namesOf(app, `/series/${ParentSeries}/archive`);
  assert.deepEqual(names.map((name) => name.split('/').at(-1)).toSorted(), ['MR000000.dcm', 'MR000001.dcm']);
});

test('an archive of several resources has every instance once, and folders of the same name are told apart', async (t) => {
  const { app } = await startArchive(t);
  const same = (dataSet: DataSet) => {
    dataSet.set(Tags.AccessionNumber, 'SH', 'A');
    dataSet.set(Tags.StudyDescription, 'LO', 'S');
  };
  const one = await upload(app, { study: 1, fill: same });
  const two = await upload(app, { study: 2, fill: same });
  const Resources = [one.ID, one.ParentPatient, two.ParentStudy, two.ParentSeries, two.ID];
  const expected = ['P1 - Doe^Jane/A - S-2/1 - MR/MR000001.dcm', 'P1 - Doe^Jane/A - S/1 - MR/MR000001.dcm'];
  assert.deepEqual((await namesOf(app, '/tools/create-archive', { Resources })).toSorted(), expected);
  assert.deepEqual((await namesOf(app, '/tools/create-archive', Resources)).toSorted(), expected);
  assert.deepEqual((await namesOf(app, `/tools/create-archive?resources=${Resources.join(',')}`)).toSorted(), expected);
  assert.deepEqual(await namesOf(app, '/tools/create-archive', []), []);
});

test('names are ASCII unless the request or the configuration wants UTF-8', async (t) => {
  const sample = { patientName: 'Jérôme' };
  const folderOf = async (options: ArchiveOptions, body: object) => {
    const { app } = await startArchive(t, options);
    const { ParentStudy } = await upload(app, sample);
    return (await namesOf(app, `/studies/${ParentStudy}/archive`, body))[0]?.split('/')[0];
  };
  assert.equal(await folderOf({}, {}), 'P1 - Jrme');
  assert.equal(await folderOf({}, { Utf8: true }), 'P1 - Jérôme');
  assert.equal(await folderOf({ configuration: { ZipUseUtf8: true } }, {}), 'P1 - Jérôme');
  assert.equal(await folderOf({ configuration: { ZipUseUtf8: true } }, { Utf8: false }), 'P1 - Jrme');
});

test('media have numbered images and a DICOMDIR, which uploading passes over', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentStudy } = await upload(app);
  await upload(app, { instance: 2 });
  for (const url of [`/studies/${ParentStudy}/media`, `/tools/create-media?resources=${ParentStudy}`]) {
    assert.deepEqual(await namesOf(app, url), ['IMAGES/IM0', 'IMAGES/IM1', 'DICOMDIR']);
  }
  const media = (await app.inject(`/tools/create-media-extended?resources=${ParentStudy}`)).rawPayload;
  await app.inject({ method: 'DELETE', url: `/studies/${ParentStudy}` });
  const stored = (await app.inject({ method: 'POST', url: '/instances', payload: media })).json();
  assert.deepEqual(
    stored.map(({ Status }: { Status: string }) => Status),
    ['Success', 'Success'],
  );
  assert.equal(stored[0].ID, ID);
});

test('the file name cannot leave its header', async (t) => {
  const { app } = await startArchive(t);
  const { ParentStudy } = await upload(app);
  const dispositionOf = async (query: string) =>
    (await app.inject(`/studies/${ParentStudy}/archive${query}`)).headers['content-disposition'];
  assert.equal(await dispositionOf(''), `filename="${ParentStudy}.zip"`);
  assert.equal(await dispositionOf('?filename=a.zip'), 'filename="a.zip"');
  assert.equal(await dispositionOf('?filename=a%22%0d%0aSet-Cookie:%20x%2f..'), 'filename="aSet-Cookie: x_.."');
});

test('files can be written in another native transfer syntax, and in no other', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentStudy } = await upload(app);
  const url = `/studies/${ParentStudy}/archive?transcode=`;
  const [implicit = Buffer.alloc(0)] = (await unzip((await app.inject(`${url}1.2.840.10008.1.2`)).rawPayload)).values();
  const stored = (await app.inject({ method: 'POST', url: '/instances', payload: implicit })).json();
  assert.deepEqual([stored.ID, stored.Status], [ID, 'AlreadyStored']);
  assert.ok(implicit.includes('1.2.840.10008.1.2\0'));
  const unknown = await app.inject(`${url}nope`);
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [400, 3]);
  const compressed = await app.inject(`${url}1.2.840.10008.1.2.4.50`);
  assert.deepEqual([compressed.statusCode, compressed.json().OrthancStatus], [500, 2]);
});

interface Refusal {
  readonly url: string;
  readonly payload?: object | string;
  readonly status: number;
  readonly code: number;
}

/** Requests that make nothing, and what they are answered with. */
const refusals: readonly Refusal[] = [
  { url: '/studies/nope/archive', status: 404, code: 17 },
  { url: '/studies/nope/media', payload: {}, status: 404, code: 17 },
  { url: '/tools/create-archive', payload: ['nope'], status: 404, code: 17 },
  { url: '/tools/create-archive?resources=nope', status: 404, code: 17 },
  { url: '/tools/create-archive', status: 400, code: 8 },
  { url: '/tools/create-archive', payload: {}, status: 400, code: 8 },
  { url: '/tools/create-archive', payload: { Resources: 'x' }, status: 400, code: 8 },
  { url: '/tools/create-archive', payload: { Resources: [], Priority: 'x' }, status: 400, code: 8 },
  {
    url: '/tools/create-archive',
    payload: { Resources: [], Transcode: 'nope', Asynchronous: true },
    status: 400,
    code: 3,
  },
  { url: '/tools/create-archive', payload: '', status: 400, code: 28 },
];

for (const { code, payload: body, status, url } of refusals) {
  test(`${body === undefined ? 'GET' : 'POST'} ${url} ${JSON.stringify(body) ?? ''} is refused with ${status}`, async (t) => {
    const { app } = await startArchive(t);
    const request = body === undefined ? { url } : { method: 'POST' as const, url, payload: body };
    const answer = await app.inject(request);
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [status, code], answer.body);
  });
}

async function jobDone(app: FastifyInstance, id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const job = (await app.inject(`/jobs/${id}`)).json();
    if (job.State === 'Success' || job.State === 'Failure') return job;
    await setImmediate();
  }
}

test('a job makes an archive that is kept until others take its place', async (t) => {
  const { app, folder, settle } = await startArchive(t, { configuration: { MediaArchiveSize: 1 } });
  const { ParentStudy } = await upload(app);
  const before = await filesBelow(folder);
  const submit = async (url: string, payload: object) =>
    (await app.inject({ method: 'POST', url, payload })).json() as { readonly ID: string; readonly Path: string };
  const first = await submit(`/studies/${ParentStudy}/archive`, {
    Asynchronous: true,
    Filename: 'tot"o.zip',
    UserData: 'mine',
    Priority: 3,
  });
  assert.equal(first.Path, `/jobs/${first.ID}`);
  const job = await jobDone(app, first.ID);
  assert.deepEqual([job.Type, job.State, job.UserData, job.Priority], ['Archive', 'Success', 'mine', 3]);
  const download = await app.inject(`/jobs/${first.ID}/archive`);
  assert.equal(download.headers['content-disposition'], 'filename="toto.zip"');
  assert.equal((await unzip(download.rawPayload)).size, 1);
  assert.deepEqual(job.Content, {
    Description: 'REST API',
    Utf8: false,
    InstancesCount: 1,
    UncompressedSize: String(sampleFile().length),
    UncompressedSizeMB: 0,
    ArchiveSize: String(download.rawPayload.length),
    ArchiveSizeMB: 0,
  });
  const named = await app.inject(`/jobs/${first.ID}/archive?filename=b.zip`);
  assert.equal(named.headers['content-disposition'], 'filename="b.zip"');
  const other = await app.inject(`/jobs/${first.ID}/other`);
  assert.deepEqual([other.statusCode, other.json().OrthancStatus], [404, 7]);

  const second = await submit('/tools/create-media', { Resources: [ParentStudy], Synchronous: false });
  assert.equal((await jobDone(app, second.ID)).Type, 'Media');
  assert.equal((await app.inject(`/jobs/${first.ID}/archive`)).statusCode, 404);
  assert.equal((await app.inject(`/jobs/${first.ID}`)).statusCode, 200);
  assert.equal((await app.inject({ method: 'DELETE', url: `/jobs/${second.ID}/archive` })).statusCode, 200);
  assert.equal((await app.inject(`/jobs/${second.ID}/archive`)).statusCode, 404);
  await settle();
  assert.deepEqual(await filesBelow(folder), before);
});

test('a job whose resources are gone fails, and leaves nothing behind', async (t) => {
  const archive = await startArchive(t);
  const { app, folder } = archive;
  const { ID: instance, ParentStudy } = await upload(app);
  await loseFile(archive, instance);
  const before = await filesBelow(folder);
  const { ID } = (
    await app.inject({ method: 'POST', url: `/studies/${ParentStudy}/archive`, payload: { Asynchronous: true } })
  ).json();
  const job = await jobDone(app, ID);
  assert.deepEqual([job.State, job.ErrorCode], ['Failure', 13]);
  assert.equal((await app.inject(`/jobs/${ID}/archive`)).statusCode, 404);
  assert.deepEqual(await filesBelow(folder), before);
});

test('an archive is the same when it is complete before it is sent', async (t) => {
  const { app, folder } = await startArchive(t, { configuration: { SynchronousZipStream: false } });
  const { ParentStudy } = await upload(app);
  assert.equal((await namesOf(app, `/studies/${ParentStudy}/archive`)).length, 1);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

const large = (dataSet: DataSet) =>
  dataSet.set(
    Tags.PixelData,
    'OW',
    new Uint8Array(8 * 1024 * 1024).map((_, at) => at * 7),
  );

test('a file that is missing breaks the connection in the middle, and is an error at the beginning', async (t) => {
  const archive = await startArchive(t);
  const { app } = archive;
  const { ParentSeries, ParentStudy } = await upload(app, { fill: large });
  const second = await upload(app, { series: 2 });
  await loseFile(archive, second.ID);
  const { port } = await listening(app);
  const response = await requested(port, `/studies/${ParentStudy}/archive`);
  assert.equal(response.statusCode, 200);
  response.resume();
  const [error] = await once(response, 'error').catch((thrown: unknown) => [thrown]);
  assert.equal((error as NodeJS.ErrnoException).code, 'ECONNRESET');
  assert.equal((await app.inject(`/series/${ParentSeries}/archive`)).statusCode, 200);
  const alone = await app.inject(`/series/${second.ParentSeries}/archive`);
  assert.deepEqual([alone.statusCode, alone.json().OrthancStatus], [404, 13]);
});

test('a client that goes away ends the reading of files', async (t) => {
  let open = 0;
  let opened = 0;
  const { app } = await startArchive(t, {
    onBlobRead: (change) => {
      open += change;
      if (change > 0) opened += 1;
    },
  });
  const { ParentStudy } = await upload(app, { fill: large });
  for (let instance = 2; instance <= 5; instance += 1) await upload(app, { instance, fill: large });
  const { port } = await listening(app);
  const response = await requested(port, `/studies/${ParentStudy}/archive`);
  await once(response, 'readable');
  response.destroy();
  while (open > 0) await setImmediate();
  assert.ok(opened < 5, `${opened} files were opened`);
});

async function listening(app: FastifyInstance): Promise<{ readonly port: number }> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const [address] = app.addresses();
  assert.ok(typeof address === 'object');
  return address;
}

async function requested(port: number, path: string): Promise<IncomingMessage> {
  const [response] = await once(get({ port, host: '127.0.0.1', path }), 'response');
  return response;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => /^..\/..\/./.test(name)).toSorted();
}

/** The file is gone, and the index does not know. */
async function loseFile({ blobs, index }: Archive, publicId: string): Promise<void> {
  const attachment = await index.getAttachment('Instance', publicId, 1);
  await blobs.remove(attachment?.uuid ?? '');
}
