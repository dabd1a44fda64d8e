import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { HttpListener, type HttpListenerOptions } from '../../src/rest/http-listener.ts';
import { type Archive, type ArchiveOptions, startArchive } from './archive.ts';
import { sampleFile } from './sample-instances.ts';

async function listen(t: TestContext, archive: Archive, options: Partial<HttpListenerOptions> = {}) {
  await archive.app.ready();
  const listener = await HttpListener.open((incoming, response) => archive.app.routing(incoming, response), {
    addresses: ['127.0.0.1'],
    port: 0,
    silenceTimeoutMs: 5000,
    keepAliveTimeoutMs: 1000,
    ...options,
  });
  t.after(() => listener.close(0));
  return listener;
}

async function serve(t: TestContext, options: ArchiveOptions = {}) {
  const archive = await startArchive(t, options);
  return { archive, port: (await listen(t, archive)).port };
}

function send(options: RequestOptions) {
  const outgoing = request({ host: '127.0.0.1', ...options });
  const answered = once(outgoing, 'response').then(([response]: IncomingMessage[]) => response);
  return { outgoing, answered };
}

async function bodyOf(response: IncomingMessage | undefined): Promise<string> {
  if (response === undefined) throw new Error('no response');
  const chunks = await response.toArray();
  return Buffer.concat(chunks).toString();
}

test('an upload that trickles in is stored once it is complete', async (t) => {
  const { port } = await serve(t);
  const { outgoing, answered } = send({ port, method: 'POST', path: '/instances' });
  const file = sampleFile();
  for (let at = 0; at < file.length; at += 7) {
    await new Promise((sent) => outgoing.write(file.subarray(at, at + 7), sent));
  }
  outgoing.end();
  assert.equal(JSON.parse(await bodyOf(await answered)).Status, 'Success');
});

test('an expectation that nobody knows does not keep a request from being answered', async (t) => {
  const { port } = await serve(t);
  const { outgoing, answered } = send({ port, path: '/instances', headers: { expect: '' } });
  outgoing.end();
  assert.equal((await answered)?.statusCode, 200);
});

test('an upload is dropped when the client leaves before its end', async (t) => {
  const archive = await startArchive(t);
  const { port } = await listen(t, archive);
  const { outgoing, answered } = send({ port, method: 'POST', path: '/instances', headers: { 'content-length': 1e9 } });
  answered.catch(() => {});
  outgoing.write(sampleFile());
  outgoing.on('error', () => {});
  outgoing.destroy();
  const after = send({ port, path: '/instances' });
  after.outgoing.end();
  assert.equal(await bodyOf(await after.answered), '[]\n');
});

test('an upload is held back while the storage is busy', async (t) => {
  const archive = await startArchive(t);
  const storage = Promise.withResolvers<void>();
  const firstChunk = Promise.withResolvers<void>();
  let received = 0;
  archive.ingest.beginFile = () => ({
    write(chunk) {
      received += chunk.length;
      firstChunk.resolve();
      return storage.promise;
    },
    finish: async () => {
      throw new IsocenterError('BadFileFormat', 'not kept');
    },
    abort: async () => {},
  });
  const { port } = await listen(t, archive);
  const total = 64 * 1024 * 1024;
  const { outgoing, answered } = send({
    port,
    method: 'POST',
    path: '/instances',
    headers: { 'content-length': total },
  });
  for (let sent = 0; sent < total; sent += 1024 * 1024) outgoing.write(Buffer.alloc(1024 * 1024));
  outgoing.end();
  await firstChunk.promise;
  // Answers on other connections show that the server had every opportunity to read on.
  for (let round = 0; round < 50; round += 1) {
    const other = send({ port, path: '/system', agent: false });
    other.outgoing.end();
    await bodyOf(await other.answered);
  }
  assert.ok(received < 1024 * 1024, `${received} bytes were taken`);
  assert.ok((outgoing.socket?.writableLength ?? 0) > total / 2, 'most of it waits at the client');
  storage.resolve();
  assert.equal((await answered)?.statusCode, 400);
  assert.equal(received, total);
});

test('a body that is announced too long is refused before it is read, and the connection ends', async (t) => {
  const { port } = await serve(t, { configuration: { MaximumRequestBodySizeMB: 1 } });
  const headers = { 'content-length': 1024 ** 3 };
  const { outgoing, answered } = send({ port, method: 'POST', path: '/instances', headers });
  outgoing.on('error', () => {});
  outgoing.flushHeaders();
  const response = await answered;
  assert.equal(response?.statusCode, 413);
  assert.equal(response?.headers.connection, 'close');
  outgoing.destroy();
});

test('a body without announced length is refused as soon as it is too long', async (t) => {
  const { port } = await serve(t, { configuration: { MaximumRequestBodySizeMB: 1 } });
  const { outgoing, answered } = send({ port, method: 'POST', path: '/instances' });
  outgoing.on('error', () => {});
  // What follows the data set are zeros, which files may end with: only the length is wrong.
  outgoing.write(Buffer.concat([sampleFile(), Buffer.alloc(1024 * 1024)]));
  assert.equal((await answered)?.statusCode, 413);
  outgoing.destroy();
});

test('without credentials an upload is refused before its body is read', async (t) => {
  const { port } = await serve(t, { configuration: { AuthenticationEnabled: true, RegisteredUsers: { a: 'b' } } });
  const { outgoing, answered } = send({
    port,
    method: 'POST',
    path: '/instances',
    headers: { 'content-length': 1024 ** 3 },
  });
  outgoing.on('error', () => {});
  outgoing.flushHeaders();
  const response = await answered;
  assert.deepEqual([response?.statusCode, response?.headers.connection], [401, 'close']);
  outgoing.destroy();
});

test('connections are kept between requests, unless KeepAlive is off', async (t) => {
  for (const [KeepAlive, expected] of [
    [true, 'keep-alive'],
    [false, 'close'],
  ] as const) {
    const { port } = await serve(t, { configuration: { KeepAlive } });
    const agent = new Agent({ keepAlive: true });
    const { outgoing, answered } = send({ port, path: '/system', agent });
    outgoing.end();
    const response = await answered;
    assert.equal(response?.headers.connection, expected);
    await bodyOf(response);
    agent.destroy();
  }
});

test('a client that stays silent inside a request is given up', async (t) => {
  const archive = await startArchive(t, { configuration: { HttpRequestTimeout: 1 } });
  const { port } = await listen(t, archive, { silenceTimeoutMs: 100 });
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /instances HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc');
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'close');
  assert.deepEqual((await archive.app.inject('/instances')).json(), []);
});

test('the time that the server works is no silence of the client', async (t) => {
  const archive = await startArchive(t, { configuration: { HttpRequestTimeout: 1 } });
  const { promise, resolve } = Promise.withResolvers<void>();
  archive.index.statistics = async () => {
    await promise;
    return { patients: 0, studies: 0, series: 0, instances: 0, diskBytes: 0, uncompressedBytes: 0 };
  };
  const { port } = await listen(t, archive, { silenceTimeoutMs: 50 });
  const { outgoing, answered } = send({ port, path: '/statistics' });
  outgoing.end();
  // Another connection, silent from the start, shows that the time is over.
  const silent = connect(port, '127.0.0.1');
  silent.resume();
  await once(silent, 'close');
  resolve();
  assert.equal((await answered)?.statusCode, 200);
});

test('a verb that HTTP does not know is a bad request', async (t) => {
  const { port } = await serve(t);
  const socket = connect(port, '127.0.0.1');
  socket.write('FETCHALL / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [answer] = await once(socket, 'data');
  assert.match(String(answer), /^HTTP\/1\.1 400 /);
  socket.destroy();
});

test('a port that is taken is told as such', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const options = { addresses: ['127.0.0.1'], port, silenceTimeoutMs: 0, keepAliveTimeoutMs: 0 };
  await assert.rejects(
    HttpListener.open(() => {}, options),
    { code: 'HttpPortInUse' },
  );
});

test('several addresses share one port, and close together', async (t) => {
  const archive = await startArchive(t);
  const listener = await listen(t, archive, { addresses: ['127.0.0.1', '127.0.0.2'] });
  for (const host of ['127.0.0.1', '127.0.0.2']) {
    const { outgoing, answered } = send({ host, port: listener.port, path: '/system', agent: false });
    outgoing.end();
    assert.equal((await answered)?.statusCode, 200, host);
  }
  await listener.close(0);
  const refused = send({ port: listener.port, path: '/system', agent: false });
  refused.outgoing.end();
  await assert.rejects(refused.answered, { code: 'ECONNREFUSED' });
});

/** Bodies that nobody reads, and what is answered: the connection goes on, so that clients hear it. */
const unwanted = [
  { method: 'POST', path: '/nowhere', status: 404, bytes: 1_000_000 },
  { method: 'PUT', path: '/system', status: 405, bytes: 1_000_000 },
  { method: 'POST', path: '/instances', status: 413, bytes: 3_000_000 },
  { method: 'POST', path: '/instances', status: 400, bytes: 3_000_000, chunked: true },
  { method: 'POST', path: '/tools/find', status: 413, bytes: 3_000_000, chunked: true },
] as const;

for (const { method, path, status, bytes, ...rest } of unwanted) {
  const isChunked = 'chunked' in rest;
  test(`${method} ${path} with a body that nobody wants is ${status}, ${isChunked ? 'chunked' : 'of known length'}`, async (t) => {
    const { port } = await serve(t, { configuration: { MaximumRequestBodySizeMB: 1 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    for (const _ of [1, 2]) {
      const headers = isChunked ? {} : { 'content-length': String(bytes) };
      const { outgoing, answered } = send({ port, method, path, agent, headers });
      // Sent as fast as it goes, without looking for an answer, as simple clients do.
      for (let sent = 0; sent < bytes; sent += 100_000) outgoing.write(Buffer.alloc(100_000));
      outgoing.end();
      const response = await answered;
      assert.equal(response?.statusCode, status);
      assert.equal(response?.headers.connection, 'keep-alive');
      await bodyOf(response);
    }
  });
}

test('a body without end is answered nevertheless, and its connection closed', async (t) => {
  const { port } = await serve(t);
  const { outgoing, answered } = send({ port, method: 'POST', path: '/nowhere' });
  outgoing.on('error', () => {});
  const sending = setInterval(() => outgoing.write(Buffer.alloc(4_000_000)), 1);
  const response = await answered;
  clearInterval(sending);
  assert.equal(response?.statusCode, 404);
  assert.equal(response?.headers.connection, 'close');
  outgoing.destroy();
});
