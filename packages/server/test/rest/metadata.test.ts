import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type ArchiveOptions, startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const checking: ArchiveOptions = { configuration: { CheckRevisions: true, UserMetadata: { mine: 1024, later: 4567 } } };
const lenient: ArchiveOptions = { configuration: { UserMetadata: { mine: 1024, later: 4567 } } };

/** ETags of texts: MD5 as `md5sum` tells it. */
const etags = {
  hello: (revision: number) => `"${revision}-5d41402abc4b2a76b9719d911017c592"`,
  world: (revision: number) => `"${revision}-7d793037a0760186574b0282f2f435e7"`,
  empty: (revision: number) => `"${revision}-d41d8cd98f00b204e9800998ecf8427e"`,
} as const;

async function put(app: FastifyInstance, url: string, payload: string, ifMatch?: string) {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return app.inject({ method: 'PUT', url, payload, headers });
}

async function remove(app: FastifyInstance, url: string, ifMatch?: string) {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return app.inject({ method: 'DELETE', url, headers });
}

test('metadata of users are set, read and deleted at each level, and told as changes', async (t) => {
  const { app, events } = await startArchive(t, lenient);
  const stored = await upload(app);
  events.splice(0);
  const resources = [
    `/patients/${stored.ParentPatient}`,
    `/studies/${stored.ParentStudy}`,
    `/series/${stored.ParentSeries}`,
    `/instances/${stored.ID}`,
  ];
  for (const resource of resources) {
    const url = `${resource}/metadata/mine`;
    assert.equal((await app.inject(url)).statusCode, 404, url);
    const first = await put(app, url, 'hello');
    assert.deepEqual([first.statusCode, first.body, first.headers.etag], [200, '', etags.hello(0)]);
    const read = await app.inject(`${resource}/metadata/1024`);
    assert.deepEqual([read.statusCode, read.body, read.headers.etag], [200, 'hello', etags.hello(0)]);
    assert.match(String(read.headers['content-type']), /^text\/plain/);
    const deleted = await remove(app, url);
    assert.deepEqual([deleted.statusCode, deleted.body], [200, '']);
    assert.equal((await app.inject(url)).statusCode, 404, url);
  }
  assert.deepEqual(
    events.map(({ type, level }) => `${type} ${level}`),
    ['Patient', 'Study', 'Series', 'Instance'].flatMap((level) => Array(2).fill(`UpdatedMetadata ${level}`)),
  );
  const { Changes } = (await app.inject('/changes?since=4')).json();
  assert.equal(Changes.length, 8);
  assert.equal(Changes[7].ChangeType, 'UpdatedMetadata');
  assert.equal(Changes[7].Path, `/instances/${stored.ID}`);
});

test('with CheckRevisions only who names the present revision and its MD5 overwrites or deletes', async (t) => {
  const { app } = await startArchive(t, checking);
  const url = `/studies/${(await upload(app)).ParentStudy}/metadata/mine`;
  assert.equal((await put(app, url, 'hello')).headers.etag, etags.hello(0));
  const missing = await put(app, url, 'world');
  assert.equal(missing.statusCode, 409);
  const error = missing.json();
  assert.equal(error.OrthancStatus, 43);
  assert.equal(
    error.Message,
    'A bad revision number was provided, which might indicate conflict between multiple writers',
  );
  assert.equal(error.Details, undefined);
  assert.equal((await put(app, url, 'world', etags.hello(0))).headers.etag, etags.world(1));
  for (const stale of [etags.hello(0), etags.world(0), etags.hello(1), etags.world(2)]) {
    assert.equal((await put(app, url, 'other', stale)).statusCode, 409, stale);
    assert.equal((await remove(app, url, stale)).statusCode, 409, stale);
  }
  // The same value again is a new revision; the quotes may be missing.
  const again = await put(app, url, 'world', etags.world(1).replaceAll('"', ''));
  assert.equal(again.headers.etag, etags.world(2));
  const without = await remove(app, url);
  assert.equal(without.statusCode, 409);
  assert.match(without.json().Details, /If-Match/);
  assert.equal((await remove(app, url, etags.world(2))).statusCode, 200);
  const gone = await remove(app, url, etags.world(2));
  assert.deepEqual([gone.statusCode, gone.json().OrthancStatus], [404, 17]);
  // As with Orthanc, what has gone may be set anew by one who saw it, and begins at 0.
  assert.equal((await put(app, url, 'hello', etags.world(2))).headers.etag, etags.hello(0));
});

test('without CheckRevisions If-Match may be missing, but is compared where it is given', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/series/${(await upload(app)).ParentSeries}/metadata/later`;
  assert.equal((await put(app, url, 'hello')).headers.etag, etags.hello(0));
  assert.equal((await put(app, url, '')).headers.etag, etags.empty(1));
  assert.equal((await put(app, url, 'world', etags.hello(0))).statusCode, 409);
  assert.equal((await remove(app, url, etags.hello(0))).statusCode, 409);
  assert.equal((await app.inject(url)).headers.etag, etags.empty(1));
  assert.equal((await remove(app, url)).statusCode, 200);
});

test('of those who name the same revision at once, one succeeds', async (t) => {
  const { app } = await startArchive(t, checking);
  const url = `/patients/${(await upload(app)).ParentPatient}/metadata/mine`;
  await put(app, url, 'hello');
  const answers = await Promise.all(['a', 'b', 'c'].map((value) => put(app, url, value, etags.hello(0))));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409, 409]);
});

test('headers that are no ETag are refused', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/metadata/mine`;
  await put(app, url, 'hello');
  for (const header of ['bad', '"1"', '*', '""', '', 'W/"1-x"', '"-1-x"', '-x', '1x-y']) {
    for (const response of [await put(app, url, 'world', header), await remove(app, url, header)]) {
      assert.deepEqual([response.statusCode, response.json().OrthancStatus], [400, 3], header);
    }
    const read = await app.inject({ url, headers: { 'if-none-match': header } });
    assert.deepEqual([read.statusCode, read.json().OrthancStatus], [400, 3], header);
  }
  assert.equal((await app.inject(url)).body, 'hello');
});

test('a client that has the value already is not sent it again', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/instances/${(await upload(app)).ID}/metadata/mine`;
  await put(app, url, 'hello');
  for (const ifNoneMatch of [etags.hello(0), etags.hello(0).replaceAll('"', '')]) {
    const response = await app.inject({ url, headers: { 'if-none-match': ifNoneMatch } });
    assert.deepEqual([response.statusCode, response.body, response.headers.etag], [304, '', etags.hello(0)]);
  }
  for (const ifNoneMatch of [etags.hello(1), etags.world(0)]) {
    assert.equal((await app.inject({ url, headers: { 'if-none-match': ifNoneMatch } })).statusCode, 200);
  }
});

test('metadata of the system are read at revision 0, and changed by nobody', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID } = await upload(app);
  const url = `/instances/${ID}/metadata`;
  const syntax = await app.inject(`${url}/TransferSyntax`);
  assert.equal(syntax.body, '1.2.840.10008.1.2.1');
  assert.match(String(syntax.headers.etag), /^"0-[0-9a-f]{32}"$/);
  assert.equal((await app.inject(`${url}/9`)).body, syntax.body);
  for (const name of ['TransferSyntax', '9', 'AnonymizedFrom', '500', '0', '-1', '1023', '65536']) {
    for (const response of [await put(app, `${url}/${name}`, 'x'), await remove(app, `${url}/${name}`)]) {
      assert.deepEqual([response.statusCode, response.body], [403, ''], name);
    }
  }
  for (const name of ['500', '0', '-1', '1023', '65536', '5000', 'later', 'AnonymizedFrom']) {
    const response = await app.inject(`${url}/${name}`);
    assert.deepEqual([response.statusCode, response.body], [404, ''], name);
  }
});

test('unknown names and unknown resources are told apart', async (t) => {
  const { app } = await startArchive(t, lenient);
  const { ID, ParentStudy } = await upload(app);
  for (const resource of [`/instances/${ID}`, '/instances/none']) {
    for (const name of ['nosuch', '4294967296', '1.5', 'constructor']) {
      const url = `${resource}/metadata/${name}`;
      for (const response of [await app.inject(url), await put(app, url, 'x'), await remove(app, url)]) {
        assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 7], url);
      }
    }
  }
  for (const resource of ['/studies/none', `/studies/${ID}`, `/instances/${ParentStudy}`]) {
    const url = `${resource}/metadata/mine`;
    const answers = [
      await app.inject(`${resource}/metadata`),
      await app.inject(url),
      await put(app, url, 'x'),
      await remove(app, url),
    ];
    for (const response of answers) {
      assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], url);
    }
  }
});

test('the list has names or numbers, in the order of the numbers, alone or with their values', async (t) => {
  const { app } = await startArchive(t, lenient);
  const url = `/studies/${(await upload(app)).ParentStudy}/metadata`;
  await put(app, `${url}/5000`, 'by number');
  await put(app, `${url}/later`, 'Übung');
  await put(app, `${url}/mine`, '');
  const names: string[] = (await app.inject(url)).json();
  assert.deepEqual(names.slice(-3), ['mine', 'later', '5000']);
  assert.ok(names.includes('LastUpdate'));
  const numbers: number[] = (await app.inject(`${url}?numeric`)).json();
  assert.deepEqual(numbers.slice(-3), [1024, 4567, 5000]);
  assert.equal(numbers[0], 7);
  const values = (await app.inject(`${url}?expand`)).json();
  assert.deepEqual([values.mine, values.later, values[5000]], ['', 'Übung', 'by number']);
  assert.match(values.LastUpdate, /^\d{8}T\d{6}$/);
  const byNumber = (await app.inject(`${url}?expand&numeric`)).json();
  assert.deepEqual([byNumber[1024], byNumber[4567], byNumber[7]], ['', 'Übung', values.LastUpdate]);
});

test('a resource shows the metadata of users under their names', async (t) => {
  const { app } = await startArchive(t, lenient);
  const study = `/studies/${(await upload(app)).ParentStudy}`;
  await put(app, `${study}/metadata/later`, 'x');
  await put(app, `${study}/metadata/5000`, 'y');
  const { Metadata } = (await app.inject(`${study}?response-content=Metadata`)).json();
  assert.deepEqual([Metadata.later, Metadata[5000], typeof Metadata.LastUpdate], ['x', 'y', 'string']);
});

test('a read-only server changes no metadata, and one without patients has no metadata of them', async (t) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  assert.equal((await put(app, '/studies/x/metadata/mine', 'x')).statusCode, 405);
  assert.equal((await remove(app, '/studies/x/metadata/mine')).statusCode, 405);
  const withoutPatients = await startArchive(t, { configuration: { PatientLevelEnabled: false } });
  const { ParentPatient } = await upload(withoutPatients.app);
  assert.equal((await withoutPatients.app.inject(`/patients/${ParentPatient}/metadata`)).statusCode, 404);
});
