import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { HttpListener } from '../../src/rest/http-listener.ts';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

/** What a server answers to bytes as they stand. */
async function answerTo(t: TestContext, bytes: string): Promise<string> {
  const { app } = await startArchive(t);
  await app.ready();
  const listener = await HttpListener.open((request, response) => app.routing(request, response), {
    addresses: ['127.0.0.1'],
    port: 0,
    silenceTimeoutMs: 5000,
    keepAliveTimeoutMs: 1000,
  });
  t.after(() => listener.close(0));
  const socket = connect(listener.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.end(bytes);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(socket, 'close');
  return text;
}

/** Requests that break the rules of HTTP, and the status line (RFC 9110 15.5, RFC 6585 5). */
const broken = [
  { what: 'a URI longer than any', bytes: `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, status: 431 },
  {
    what: 'headers longer than any',
    bytes: `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    status: 431,
  },
  {
    what: 'headers without end',
    bytes: `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(3000)}\r\n`,
    status: 431,
  },
  { what: 'no HTTP at all', bytes: '\u0016\u0003\u0001 hello\r\n\r\n', status: 400 },
  {
    what: 'two lengths of one body',
    bytes: 'POST /tools/find HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
    status: 400,
  },
  {
    what: 'a length and chunks',
    bytes: 'POST /tools/find HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    status: 400,
  },
  {
    what: 'a chunk whose length is none',
    bytes: 'POST /tools/find HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    status: 400,
  },
];

for (const { what, bytes, status } of broken) {
  test(`${what} is ${status}, and the connection ends`, async (t) => {
    assert.match(await answerTo(t, bytes), new RegExp(`^HTTP/1\\.1 ${status} `));
  });
}

const posts = [
  '/tools/find',
  '/tools/count-resources',
  '/tools/bulk-content',
  '/tools/bulk-delete',
  '/tools/dicom-echo',
];

test('JSON that is none, or nested without end, is a bad request', async (t) => {
  const { app } = await startArchive(t);
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const bodies = [
    '',
    '{',
    'nonsense',
    '"text"',
    '5',
    'null',
    'true',
    '[]',
    nested,
    `{"Resources":${nested},"Query":${nested},"Level":"Study"}`,
  ];
  for (const url of posts) {
    for (const payload of bodies) {
      const response = await app.inject({ method: 'POST', url, payload });
      assert.equal(response.statusCode, 400, `${url} ${payload.slice(0, 40)}`);
      assert.ok([3, 8, 15, 28].includes(response.json().OrthancStatus), `${url} ${payload.slice(0, 40)}`);
    }
  }
});

test('names that objects have of their own are ordinary names', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const find = async (payload: string) => app.inject({ method: 'POST', url: '/tools/find', payload });
  const polluting = await find(
    '{"__proto__":{"Expand":true},"constructor":{"prototype":{"Limit":0}},"Level":"Instance","Query":{}}',
  );
  assert.deepEqual([polluting.statusCode, polluting.json()], [200, [ID]]);
  assert.equal(Reflect.get({}, 'Expand'), undefined);
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const criterion = await find(`{"Level":"Instance","Query":{"${name}":"x"}}`);
    assert.deepEqual([criterion.statusCode, criterion.json().OrthancStatus], [500, 27], name);
    const metadata = await find(`{"Level":"Instance","Query":{},"MetadataQuery":{"${name}":"x"}}`);
    assert.deepEqual([metadata.statusCode, metadata.json().OrthancStatus], [404, 7], name);
    assert.equal((await find(`{"Level":"${name}","Query":{}}`)).statusCode, 400, name);
    for (const url of [`/jobs/${name}`, `/plugins/${name}`, `/instances/${name}`, `/tools/${name}`]) {
      assert.equal((await app.inject(url)).statusCode, 404, url);
    }
    assert.equal((await app.inject(`/changes?type=${name}`)).statusCode, 400, name);
    assert.equal((await app.inject(`/system?${name}=1`)).statusCode, 200, name);
    const encoding = await app.inject({ method: 'PUT', url: '/tools/default-encoding', payload: name });
    assert.equal(encoding.statusCode, 400, name);
  }
});

test('whatever JSON comes, it is answered or refused', async (t) => {
  const { app } = await startArchive(t);
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        Level: fc.oneof(fc.constantFrom('Study', 'Series', 'x'), fc.jsonValue()),
        Query: fc.oneof(
          fc.dictionary(
            fc.constantFrom('PatientName', 'StudyDate', '0008,0061', 'Rows', '__proto__'),
            fc.oneof(fc.string(), fc.constantFrom('*', '-', '?\\*', '\\', 'a*b*c*')),
          ),
          fc.jsonValue(),
        ),
        Resources: fc.jsonValue(),
        OrderBy: fc.jsonValue(),
        Labels: fc.jsonValue(),
        Limit: fc.jsonValue(),
        Since: fc.jsonValue(),
        RequestedTags: fc.jsonValue(),
        MetadataQuery: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), bodies, async (url, body) => {
      const response = await app.inject({
        method: 'POST',
        url,
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      if (response.statusCode >= 500)
        assert.equal(response.json().OrthancStatus, 27, 'an unknown tag is 500 to the peer');
    }),
    { numRuns: 300, interruptAfterTimeLimit: 10_000 },
  );
  assert.equal((await app.inject('/system')).statusCode, 200);
});
