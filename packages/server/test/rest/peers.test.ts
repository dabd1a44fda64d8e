import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { startHttpPeer } from '../support/http-peer.ts';
import { closedPort } from '../support/remote-peer.ts';
import { startArchive } from './archive.ts';

const put = (app: FastifyInstance, name: string, payload: string) =>
  app.inject({ method: 'PUT', url: `/peers/${name}`, payload });

async function configurationOf(app: FastifyInstance, name: string) {
  return (await app.inject(`/peers/${name}/configuration`)).json();
}

test('a peer is put as array or object, listed, shown without its secrets, and deleted', async (t) => {
  const { app } = await startArchive(t);
  assert.deepEqual((await app.inject('/peers')).json(), []);
  const array = await put(app, 'toto', '["http://localhost:8042/", "alice", "secret"]');
  assert.deepEqual([array.statusCode, array.body], [200, '']);
  const plain = {
    Url: 'http://localhost:8042/',
    Username: 'alice',
    Password: null,
    HttpHeaders: [],
    Pkcs11: false,
    Timeout: 0,
  };
  assert.deepEqual(await configurationOf(app, 'toto'), plain);
  const object = {
    URL: 'https://b.example/orthanc',
    Username: 'bob',
    Password: 'hidden',
    HttpHeaders: { 'X-Token': 'hidden too' },
    Timeout: 12,
    Note: { any: ['thing'] },
  };
  assert.equal((await put(app, 'tata', JSON.stringify(object))).statusCode, 200);
  const shown = {
    Url: 'https://b.example/orthanc/',
    Username: 'bob',
    Password: null,
    HttpHeaders: ['X-Token'],
    Pkcs11: false,
    Timeout: 12,
    Note: { any: ['thing'] },
  };
  assert.deepEqual((await app.inject('/peers')).json(), ['tata', 'toto']);
  assert.deepEqual((await app.inject('/peers?expand')).json(), { tata: shown, toto: plain });
  assert.deepEqual((await app.inject('/peers/tata')).json(), ['configuration', 'store', 'store-straight', 'system']);
  assert.equal((await app.inject({ method: 'DELETE', url: '/peers/tata' })).statusCode, 200);
  assert.deepEqual((await app.inject('/peers')).json(), ['toto']);
});

test('a peer that nobody knows is not found', async (t) => {
  const { app } = await startArchive(t);
  const listing = await app.inject('/peers/none');
  assert.deepEqual([listing.statusCode, listing.body], [404, '']);
  for (const name of ['configuration', 'system']) {
    const answer = await app.inject(`/peers/none/${name}`);
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [404, 17], name);
  }
  for (const name of ['store', 'store-straight']) {
    const answer = await app.inject({ method: 'POST', url: `/peers/none/${name}`, payload: '[]' });
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [404, 17], name);
  }
});

/** Descriptions of peers that are refused and change nothing. */
const refusals: readonly (readonly [why: string, status: number, name: string, body: string])[] = [
  ['no JSON', 404, 'a', 'http://localhost/'],
  ['nothing', 404, 'a', ''],
  ['no URL', 400, 'a', '{"Username": "u"}'],
  ['a URL of another scheme', 400, 'a', '["file:///etc/passwd"]'],
  ['a URL with a line break', 400, 'a', '["http://localhost/\\r\\nX-Evil: 1"]'],
  ['two strings', 400, 'a', '["http://localhost/", "u"]'],
  ['headers that are no texts', 400, 'a', '{"Url": "http://localhost/", "HttpHeaders": {"a": 1}}'],
  ['a negative timeout', 400, 'a', '{"Url": "http://localhost/", "Timeout": -1}'],
  ['a name with a space', 400, 'a%20b', '["http://localhost/"]'],
  ['a number', 400, 'a', '5'],
];

for (const [why, status, name, body] of refusals) {
  test(`a peer described by ${why} is refused`, async (t) => {
    const { app } = await startArchive(t);
    assert.equal((await put(app, name, body)).statusCode, status);
    assert.deepEqual((await app.inject('/peers')).json(), []);
  });
}

test('the system of a peer is passed through, and so is its refusal', async (t) => {
  const { app } = await startArchive(t);
  const there = await startHttpPeer(t, ({ headers, url }, response) => {
    if (headers.authorization === undefined) response.writeHead(401).end('Who?');
    else response.end(JSON.stringify({ Name: 'There', Asked: url }));
  });
  await put(app, 'known', JSON.stringify([`${there.url}/base`, 'alice', 'secret']));
  await put(app, 'unknown', JSON.stringify([there.url]));
  assert.deepEqual((await app.inject('/peers/known/system')).json(), { Name: 'There', Asked: '/base/system' });
  assert.equal((await app.inject('/peers/unknown/system')).statusCode, 401);
  await put(app, 'gone', JSON.stringify([`http://127.0.0.1:${await closedPort()}/`]));
  const gone = await app.inject('/peers/gone/system');
  assert.deepEqual([gone.statusCode, gone.json().OrthancStatus], [500, 9]);
});

test('a peer that answers with no JSON, or without end, is a protocol error', async (t) => {
  const { app } = await startArchive(t);
  const there = await startHttpPeer(t, ({ url }, response) => {
    response.end(url.startsWith('/page') ? '<html>' : 'x'.repeat(2 * 1024 * 1024));
  });
  for (const name of ['page', 'flood']) {
    await put(app, name, JSON.stringify([`${there.url}/${name}`]));
    const answer = await app.inject(`/peers/${name}/system`);
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [500, 9], name);
  }
});
