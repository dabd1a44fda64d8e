import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { HttpClient } from '../../src/http-client/http-client.ts';
import type { HttpClientOptions } from '../../src/http-client/http-options.ts';
import { createTlsIdentity, type TlsIdentity } from '../peers/tls-identity.ts';
import { startHttpPeer } from '../support/http-peer.ts';
import { closedPort } from '../support/remote-peer.ts';

function startClient(t: TestContext, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({
    proxy: '',
    timeoutMs: 10_000,
    verifyServers: true,
    authoritiesFile: '',
    ...options,
  });
  t.after(() => client.close());
  return client;
}

/** What an identity's files hold, as servers take it. */
function contents(identity: TlsIdentity): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(identity.certificate), key: readFileSync(identity.key) };
}

const ok = (text: string) => (_: unknown, response: { end(text: string): void }) => response.end(text);

test('a request goes out with credentials, headers and body, and its answer comes back', async (t) => {
  const peer = await startHttpPeer(t, (_, response) => response.writeHead(418, { 'x-tea': 'yes' }).end('short'));
  const client = startClient(t);
  const answer = await client.request(
    { username: 'alice', password: 'secrét', headers: { 'X-Mine': 'a' } },
    { method: 'POST', url: `${peer.url}/in?x=1`, headers: { 'Content-Type': 'a/b' }, body: Buffer.from('body') },
  );
  assert.deepEqual([answer.status, answer.headers['x-tea'], await answer.text(100)], [418, 'yes', 'short']);
  const [seen] = peer.requests;
  assert.deepEqual([seen?.method, seen?.url, seen?.body.toString()], ['POST', '/in?x=1', 'body']);
  const expected = `Basic ${Buffer.from('alice:secrét').toString('base64')}`;
  assert.equal(seen?.headers.authorization, expected);
  assert.deepEqual([seen?.headers['x-mine'], seen?.headers['content-type']], ['a', 'a/b']);
});

test('an answer that is too long is given up', async (t) => {
  const peer = await startHttpPeer(t, ok('x'.repeat(2000)));
  const answer = await startClient(t).request({}, { method: 'GET', url: `${peer.url}/` });
  await assert.rejects(answer.text(1000), { code: 'NetworkProtocol' });
});

test('a body is taken no faster than the other side takes it', async (t) => {
  const sockets = createServer();
  await new Promise<void>((resolve) => sockets.listen(0, '127.0.0.1', resolve));
  t.after(() => sockets.close());
  const address = sockets.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const chunk = Buffer.alloc(64 * 1024);
  const total = 2000;
  let produced = 0;
  const stalled = Promise.withResolvers<void>();
  async function* body() {
    for (; produced < total; produced += 1) {
      // Who waits for the next chunk for a while is stalled.
      const timer = setTimeout(() => stalled.resolve(), 300);
      yield chunk;
      clearTimeout(timer);
    }
  }
  const accepted = once(sockets, 'connection');
  const client = startClient(t);
  const sending = client.request({}, { method: 'POST', url: `http://127.0.0.1:${port}/`, body: body() });
  const [socket] = await accepted;
  socket.pause();
  await stalled.promise;
  assert.ok(produced < total / 4, `${produced} chunks were taken although nobody reads`);
  const end = Buffer.from('\r\n0\r\n\r\n');
  const ended = new Promise<void>((resolve) => {
    let tail = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      tail = Buffer.concat([tail, bytes]).subarray(-end.length);
      if (tail.equals(end)) resolve();
    });
  });
  socket.resume();
  await ended;
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  assert.equal(await (await sending).text(10), 'ok');
  assert.equal(produced, total);
});

test('who cannot be reached, or says nothing in time, is an error that may pass', async (t) => {
  const client = startClient(t);
  const url = `http://127.0.0.1:${await closedPort()}/`;
  await assert.rejects(client.request({}, { method: 'GET', url }), { code: 'NetworkProtocol', transient: true });
  const silent = await startHttpPeer(t, () => undefined);
  const request = { method: 'GET', url: `${silent.url}/` } as const;
  await assert.rejects(client.request({ timeoutMs: 100 }, request), { code: 'Timeout', transient: true });
});

test('an aborted request ends with the reason of its signal', async (t) => {
  const silent = await startHttpPeer(t, () => aborting.abort(new Error('no more')));
  const aborting = new AbortController();
  const request = { method: 'GET', url: `${silent.url}/`, signal: aborting.signal } as const;
  await assert.rejects(startClient(t).request({}, request), { message: 'no more' });
});

test('a connection that the other side has closed is made anew for a body in memory', async (t) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    // Takes one request per connection; the next one meets its end.
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      socket.once('data', () => socket.destroy());
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const client = startClient(t);
  for (let round = 0; round < 3; round += 1) {
    const answer = await client.request({}, { method: 'POST', url, body: Buffer.from('x') });
    assert.equal(await answer.text(10), 'ok');
  }
  assert.ok(connections >= 2);
});

test('a proxy gets the request, with its credentials', async (t) => {
  const proxy = await startHttpPeer(t, ok('by proxy'));
  const client = startClient(t, { proxy: `bob:p%40ss@127.0.0.1:${proxy.port}` });
  const answer = await client.request({}, { method: 'GET', url: 'http://elsewhere.invalid/path' });
  assert.equal(await answer.text(100), 'by proxy');
  const [seen] = proxy.requests;
  assert.equal(seen?.url, 'http://elsewhere.invalid/path');
  assert.equal(seen?.headers['proxy-authorization'], `Basic ${Buffer.from('bob:p@ss').toString('base64')}`);
});

test('HTTPS servers are checked against the authorities, unless that is off', async (t) => {
  const server = createTlsIdentity(t, 'server');
  const peer = await startHttpPeer(t, ok('secure'), contents(server));
  const request = { method: 'GET', url: `${peer.url}/` } as const;
  await assert.rejects(startClient(t).request({}, request), { code: 'NetworkProtocol', transient: false });
  const trusting = startClient(t, { authoritiesFile: server.certificate });
  assert.equal(await (await trusting.request({}, request)).text(100), 'secure');
  const careless = startClient(t, { verifyServers: false });
  assert.equal(await (await careless.request({}, request)).text(100), 'secure');
});

test('a client certificate is shown to servers that ask for one; without its file nothing is sent', async (t) => {
  const server = createTlsIdentity(t, 'server');
  const client = createTlsIdentity(t, 'client');
  const peer = await startHttpPeer(t, ok('known'), {
    ...contents(server),
    ca: contents(client).cert,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const http = startClient(t, { authoritiesFile: server.certificate });
  const request = { method: 'GET', url: `${peer.url}/` } as const;
  await assert.rejects(http.request({}, request), { code: 'NetworkProtocol' });
  const files = { certificateFile: client.certificate, certificateKeyFile: client.key };
  assert.equal(await (await http.request(files, request)).text(100), 'known');
  await assert.rejects(http.request({ certificateFile: `${client.certificate}.none` }, request), {
    code: 'InexistentFile',
  });
});

test('a request may have shorter waits than its target', async (t) => {
  const silent = await startHttpPeer(t, () => undefined);
  const stuck = await startHttpPeer(t, (_, response) => void response.writeHead(200).write('a'));
  const client = startClient(t);
  const late = { code: 'Timeout', transient: true };
  await assert.rejects(client.request({}, { method: 'GET', url: silent.url, headTimeoutMs: 50 }), late);
  const answer = await client.request({}, { method: 'GET', url: stuck.url, bodyTimeoutMs: 50 });
  await assert.rejects(answer.text(1000), late);
});
