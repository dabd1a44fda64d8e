import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { type TestContext, test } from 'node:test';
import { startScripted } from './lua-client.ts';

/** A server that answers what it was asked; `/late` never, `/missing` by 404. */
async function echo(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/late') return;
    if (request.url === '/missing') response.statusCode = 404;
    void textOf(request).then((body) => {
      const { 'content-type': type, authorization, toto } = request.headers;
      response.end(JSON.stringify({ method: request.method, body, type, authorization, toto }));
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('scripts ask other servers, with headers, bodies and credentials', async (t) => {
  const url = await echo(t);
  const server = await startScripted(t);
  const answer = async (call: string) => JSON.parse(await server.run(`print(${call})`));
  const headers = "{ ['Content-Type'] = 'application/json', Toto = 'Tutu' }";
  assert.deepEqual(await answer(`HttpPost('${url}/', DumpJson({ a = 1 }), ${headers})`), {
    method: 'POST',
    body: '{"a":1}',
    type: 'application/json',
    toto: 'Tutu',
  });
  assert.deepEqual(await answer(`HttpPut('${url}/', nil, ${headers})`), {
    method: 'PUT',
    body: '',
    type: 'application/json',
    toto: 'Tutu',
  });
  assert.deepEqual(await answer(`HttpDelete('${url}/', { Toto = 'x' })`), { method: 'DELETE', body: '', toto: 'x' });
  await server.run("SetHttpCredentials('ann', 'secret')");
  const { authorization } = await answer(`HttpGet('${url}/')`);
  assert.equal(authorization, `Basic ${Buffer.from('ann:secret').toString('base64')}`);
});

test('what does not succeed is nil: another status, no server, no URL, too long a wait', async (t) => {
  const url = await echo(t);
  const server = await startScripted(t);
  await server.run('SetHttpTimeout(1)');
  for (const target of [`${url}/missing`, 'http://127.0.0.1:1/', 'nonsense', 'file:///etc/hostname', `${url}/late`]) {
    assert.equal(await server.run(`print(HttpGet('${target}'))`), 'nil\n', target);
  }
  await assert.rejects(server.run('SetHttpTimeout(-1)'), /SetHttpTimeout expects a number of seconds/);
});
