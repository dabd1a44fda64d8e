import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { startArchive } from './archive.ts';
import { sampleFile, uids, upload } from './sample-instances.ts';

const request = (app: FastifyInstance, method: string, url: string, options: InjectOptions = {}) =>
  app.inject({ ...options, method: method as 'GET', url });

/** What PROPFIND lists: path to kind, and length of files. */
async function list(app: FastifyInstance, url: string, depth = '1'): Promise<Record<string, string>> {
  const answer = await request(app, 'PROPFIND', url, { headers: { depth } });
  assert.equal(answer.statusCode, 207, answer.body);
  assert.match(answer.body, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<D:multistatus xmlns:D="DAV:">/);
  const found: Record<string, string> = {};
  for (const [, response = ''] of answer.body.matchAll(/<D:response>(.*?)<\/D:response>/gs)) {
    const href = decodeURIComponent(/<D:href>(.*?)<\/D:href>/.exec(response)?.[1] ?? '');
    const length = /<D:getcontentlength>(\d+)</.exec(response)?.[1];
    found[href] = response.includes('<D:collection/>') ? 'folder' : (length ?? '');
  }
  return found;
}

test('the top has the folders of the peer', async (t) => {
  const { app } = await startArchive(t);
  const folders = ['by-dates', 'by-patients', 'by-studies', 'by-uids', 'uploads'];
  for (const url of ['/webdav', '/webdav/']) {
    assert.deepEqual(await list(app, url, '0'), { '/webdav/': 'folder' });
    assert.deepEqual(Object.keys(await list(app, url)), ['/webdav/', ...folders.map((name) => `/webdav/${name}`)]);
  }
  for (const name of folders) assert.deepEqual(await list(app, `/webdav/${name}/`), { [`/webdav/${name}/`]: 'folder' });
});

test('resources are found by patients, studies, dates and identifiers', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const file = sampleFile();
  const paths = {
    'by-patients': ['P1 - Doe^Jane', '20260131 - Study 1', 'MR', `${ID}.dcm`],
    'by-studies': ['P1 - Doe^Jane - Study 1', 'MR', `${ID}.dcm`],
    'by-dates': ['2026', '2026-01', 'P1 - Doe^Jane - Study 1', 'MR', `${ID}.dcm`],
    'by-uids': [uids.study(1), uids.series(1, 1), `${uids.instance(1, 1, 1)}.dcm`],
  };
  for (const [view, names] of Object.entries(paths)) {
    let path = `/webdav/${view}`;
    for (const name of names) {
      const members = await list(app, encodeURI(path));
      path = `${path}/${name}`;
      assert.ok(path in members, `${path} among ${Object.keys(members)}`);
    }
    assert.deepEqual(await list(app, encodeURI(path)), { [path]: String(file.length) });
    assert.deepEqual((await request(app, 'GET', encodeURI(path))).rawPayload, file);
    const head = await request(app, 'HEAD', encodeURI(path));
    assert.deepEqual([head.statusCode, head.headers['content-length'], head.body], [200, String(file.length), '']);
  }
  const study = await request(app, 'GET', `/webdav/by-uids/${uids.study(1)}/study.json`);
  assert.equal(study.json().MainDicomTags.StudyInstanceUID, uids.study(1));
});

test('folders of one name are told apart, and years and months come from the dates of studies', async (t) => {
  const { app } = await startArchive(t);
  const dated = (date: string) => (dataSet: DataSet) => {
    dataSet.set(Tags.StudyDate, 'DA', date);
    dataSet.set(Tags.StudyDescription, 'LO', 'a/b <&>');
  };
  for (const [at, date] of ['20251231', '20260101', '20260115', '20260301', ''].entries())
    await upload(app, { study: at, fill: dated(date) });
  const below = async (path: string) => Object.keys(await list(app, encodeURI(path))).slice(1);
  assert.deepEqual(await below('/webdav/by-dates'), ['/webdav/by-dates/2025', '/webdav/by-dates/2026']);
  assert.deepEqual(await below('/webdav/by-dates/2026'), [
    '/webdav/by-dates/2026/2026-01',
    '/webdav/by-dates/2026/2026-03',
  ]);
  const name = 'P1 - Doe^Jane - a b &';
  const studies = await below('/webdav/by-dates/2026/2026-01');
  assert.deepEqual(studies, [`/webdav/by-dates/2026/2026-01/${name}`, `/webdav/by-dates/2026/2026-01/${name}-2`]);
  for (const study of studies) assert.equal((await below(study)).length, 1);
  assert.equal((await below('/webdav/by-studies')).length, 5);
});

test('what is put into the folder for uploads becomes part of the archive', async (t) => {
  const { app } = await startArchive(t);
  const put = (url: string, payload: Buffer) => request(app, 'PUT', url, { payload });
  assert.equal((await request(app, 'MKCOL', '/webdav/uploads/new')).statusCode, 201);
  assert.equal((await put('/webdav/uploads/new/a.dcm', sampleFile())).statusCode, 201);
  assert.equal((await put('/webdav/uploads/new/.DS_Store', Buffer.from('junk'))).statusCode, 201);
  assert.equal((await put('/webdav/uploads/empty', Buffer.alloc(0))).statusCode, 201);
  assert.equal((await app.inject('/instances')).json().length, 1);
  assert.deepEqual(await list(app, '/webdav/uploads/new'), {
    '/webdav/uploads/new/': 'folder',
    '/webdav/uploads/new/a.dcm': String(sampleFile().length),
    '/webdav/uploads/new/.DS_Store': '4',
  });
  assert.equal((await request(app, 'DELETE', '/webdav/uploads/new')).statusCode, 204);
  assert.deepEqual(Object.keys(await list(app, '/webdav/uploads')), ['/webdav/uploads/', '/webdav/uploads/empty']);
  for (const url of ['/webdav/a.dcm', '/webdav/by-uids/a.dcm', '/webdav/uploads']) {
    assert.equal((await put(url, sampleFile())).statusCode, 403, url);
  }
  assert.equal((await request(app, 'MKCOL', '/webdav/new')).statusCode, 403);
});

test('nothing is deleted unless that is allowed', async (t) => {
  const refusing = await startArchive(t);
  await upload(refusing.app);
  const path = `/webdav/by-uids/${uids.study(1)}`;
  assert.equal((await request(refusing.app, 'DELETE', path)).statusCode, 403);
  const { app } = await startArchive(t, { configuration: { WebDavDeleteAllowed: true } });
  await upload(app);
  assert.equal((await request(app, 'DELETE', '/webdav/by-uids')).statusCode, 403);
  assert.equal((await request(app, 'DELETE', '/webdav/by-uids/1.2.3')).statusCode, 404);
  assert.equal((await request(app, 'DELETE', path)).statusCode, 204);
  assert.deepEqual((await app.inject('/instances')).json(), []);
  assert.equal((await request(app, 'PROPFIND', path, { headers: { depth: '0' } })).statusCode, 404);
});

test('locks and properties are accepted, as clients need them to write', async (t) => {
  const { app } = await startArchive(t);
  const lock = await request(app, 'LOCK', '/webdav/uploads/a.dcm', { payload: '<D:lockinfo xmlns:D="DAV:"/>' });
  assert.equal(lock.statusCode, 200);
  assert.match(String(lock.headers['lock-token']), /^<opaquelocktoken:[0-9a-f-]{36}>$/);
  assert.match(lock.body, /<D:locktoken>/);
  assert.equal((await request(app, 'LOCK', '/webdav/by-uids')).statusCode, 403);
  assert.equal((await request(app, 'UNLOCK', '/webdav/uploads/a.dcm')).statusCode, 204);
  assert.equal((await request(app, 'PROPPATCH', '/webdav/uploads/a.dcm', { payload: '<x/>' })).statusCode, 207);
  const options = await request(app, 'OPTIONS', '/webdav/');
  assert.deepEqual([options.statusCode, options.headers.dav], [200, '1, 2']);
  assert.match(String(options.headers.allow), /PROPFIND/);
});

test('paths that lead nowhere, and depths that are not served, are refused', async (t) => {
  const { app } = await startArchive(t);
  await upload(app);
  for (const path of ['nope', 'by-uids/1.2.3', 'by-dates/2025', 'by-dates/x', 'by-patients/%2F..%2Fx', 'uploads/x']) {
    assert.equal(
      (await request(app, 'PROPFIND', `/webdav/${path}`, { headers: { depth: '1' } })).statusCode,
      404,
      path,
    );
    assert.equal((await request(app, 'GET', `/webdav/${path}`)).statusCode, 404, path);
  }
  assert.equal((await request(app, 'PROPFIND', '/webdav/', { headers: { depth: '2' } })).statusCode, 400);
  assert.equal((await request(app, 'PROPFIND', '/webdav/', { headers: { depth: 'infinity' } })).statusCode, 403);
  assert.equal((await request(app, 'PROPFIND', '/webdav/')).statusCode, 403);
});

test('without WebDavEnabled there is no such path, without WebDavUploadAllowed no folder for uploads', async (t) => {
  const off = await startArchive(t, { configuration: { WebDavEnabled: false } });
  assert.equal((await request(off.app, 'PROPFIND', '/webdav/', { headers: { depth: '0' } })).statusCode, 404);
  const { app } = await startArchive(t, { configuration: { WebDavUploadAllowed: false } });
  assert.equal('/webdav/uploads' in (await list(app, '/webdav')), false);
  assert.equal((await request(app, 'PUT', '/webdav/uploads/a', { payload: sampleFile() })).statusCode, 403);
});
