import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const unknownId = '00000000-11111111-22222222-33333333-44444444';

test('every answer forbids guessing its type, and JSON is indented', async (t) => {
  const { app } = await startArchive(t);
  for (const url of ['/system', '/nowhere', '/instances/x', '/tools/now']) {
    const response = await app.inject(url);
    assert.equal(response.headers['x-content-type-options'], 'nosniff', url);
  }
  const response = await app.inject('/statistics');
  assert.equal(response.headers['content-type'], 'application/json; charset=utf-8');
  assert.match(response.body, /^\{\n {3}"CountInstances": 0,\n/);
});

test('an unknown URI is 404 with the JSON of an error, sent as plain text', async (t) => {
  const { app } = await startArchive(t);
  const response = await app.inject('/nowhere/at/all?secret=1');
  assert.equal(response.statusCode, 404);
  assert.match(String(response.headers['content-type']), /^text\/plain/);
  assert.deepEqual(response.json(), {
    HttpError: 'Not Found',
    HttpStatus: 404,
    Message: 'Unknown resource',
    Method: 'GET',
    OrthancError: 'Unknown resource',
    OrthancStatus: 17,
    Uri: '/nowhere/at/all',
  });
});

test('HttpDescribeErrors off gives errors no body', async (t) => {
  const { app } = await startArchive(t, { configuration: { HttpDescribeErrors: false } });
  const response = await app.inject('/nowhere');
  assert.equal(response.statusCode, 404);
  assert.equal(response.body, '');
});

/** Section 1: handlers that find nothing, wrong methods and other verbs; all with an empty body. */
const emptyAnswers = [
  { method: 'GET', url: `/instances/${unknownId}`, status: 404 },
  { method: 'DELETE', url: `/studies/${unknownId}`, status: 404 },
  { method: 'GET', url: '/modalities/unknown', status: 404 },
  { method: 'POST', url: '/jobs/unknown/cancel', status: 400 },
  { method: 'GET', url: '/jobs/unknown', status: 404 },
  { method: 'PUT', url: '/instances', status: 405, allow: 'GET,POST' },
  { method: 'POST', url: '/system', status: 405, allow: 'GET' },
  { method: 'DELETE', url: '/modalities/pacs/echo', status: 405, allow: 'POST' },
  { method: 'PATCH', url: '/system', status: 400 },
  { method: 'TRACE', url: '/system', status: 400 },
  { method: 'HEAD', url: '/system', status: 404 },
  { method: 'OPTIONS', url: '/system', status: 404 },
] as const;

for (const { method, url, status, ...rest } of emptyAnswers) {
  test(`${method} ${url} is ${status} with an empty body`, async (t) => {
    const { app } = await startArchive(t);
    const response = await app.inject({ method: method as 'GET', url });
    assert.equal(response.statusCode, status);
    assert.equal(response.body, '');
    assert.equal(response.headers.allow, 'allow' in rest ? rest.allow : undefined);
  });
}

test('a URI that cannot be decoded is a syntax error of the URI', async (t) => {
  const { app } = await startArchive(t);
  const response = await app.inject('/instances/%E0%A4%A');
  assert.equal(response.statusCode, 400);
  assert.equal(response.json().OrthancStatus, 12);
});

test('the method can be overridden by a header, and on a GET by an argument', async (t) => {
  const { app, modalities } = await startArchive(t);
  const asDelete = { 'x-http-method-override': 'DELETE' };
  assert.equal((await app.inject({ method: 'POST', url: '/modalities/pacs', headers: asDelete })).statusCode, 200);
  assert.deepEqual(modalities.list(), []);
  const put = await app.inject({ method: 'GET', url: '/tools/metrics?_method=delete' });
  assert.equal(put.statusCode, 405);
  const ignored = await app.inject({ method: 'POST', url: '/system?_method=get' });
  assert.equal(ignored.statusCode, 405);
});

test('a number that is none is 400 with code 5', async (t) => {
  const { app } = await startArchive(t);
  const response = await app.inject('/patients?since=x&limit=1');
  assert.equal(response.statusCode, 400);
  assert.equal(response.json().OrthancStatus, 5);
  assert.equal(response.json().Details, 'Syntax error in some user-supplied data');
});

test('since and limit come together, otherwise 400 with code 8', async (t) => {
  const { app } = await startArchive(t);
  for (const url of ['/patients?since=0', '/studies?limit=1']) {
    const response = await app.inject(url);
    assert.equal(response.statusCode, 400, url);
    assert.equal(response.json().OrthancStatus, 8, url);
  }
});

test('a client that accepts only XML gets the document below root', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { patientName: 'A<B>&"^C' });
  const response = await app.inject({ url: `/instances/${ID}/patient`, headers: { accept: 'application/xml' } });
  assert.equal(response.headers['content-type'], 'application/xml; charset=utf-8');
  assert.match(response.body, /^<\?xml version="1.0" encoding="utf-8"\?>\n<root>.*<\/root>\n$/s);
  assert.match(response.body, /<PatientName>A&lt;B&gt;&amp;&quot;\^C<\/PatientName>/);
  const list = await app.inject({ url: '/instances', headers: { accept: 'application/xml' } });
  assert.equal(list.body, `<?xml version="1.0" encoding="utf-8"?>\n<root><item>${ID}</item></root>\n`);
});

test('answers are compressed only when the configuration and the client want it', async (t) => {
  const plain = await startArchive(t);
  const compressing = await startArchive(t, { configuration: { HttpCompressionEnabled: true } });
  const request = { url: '/system', headers: { 'accept-encoding': 'br, gzip' } };
  assert.equal((await plain.app.inject(request)).headers['content-encoding'], undefined);
  assert.equal((await compressing.app.inject('/system')).headers['content-encoding'], undefined);
  const response = await compressing.app.inject(request);
  assert.equal(response.headers['content-encoding'], 'gzip');
  assert.equal(JSON.parse(gunzipSync(response.rawPayload).toString()).Name, 'Isocenter');
  const refusing = await compressing.app.inject({ url: '/system', headers: { 'accept-encoding': 'gzip;q=0' } });
  assert.equal(refusing.headers['content-encoding'], undefined);
});

test('an error that nobody foresaw tells nothing of itself', async (t) => {
  const { app, index } = await startArchive(t);
  index.statistics = () => Promise.reject(new Error('/var/lib/secret: disk on fire'));
  const response = await app.inject('/statistics');
  assert.equal(response.statusCode, 500);
  assert.equal(response.json().OrthancStatus, -1);
  assert.doesNotMatch(response.body, /secret/);
});

test('the root redirects to the page of the server', async (t) => {
  const { app } = await startArchive(t, { configuration: { Name: '<b>Ward' } });
  const response = await app.inject('/');
  assert.equal(response.statusCode, 307);
  assert.equal(response.headers.location, 'app/explorer.html');
  const page = await app.inject('/app/explorer.html');
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /&lt;b&gt;Ward/);
  assert.doesNotMatch(page.body, /<b>/);
});
