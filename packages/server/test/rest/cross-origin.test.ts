import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';

const viewer = 'https://viewer.example';

function corsHeaders(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
}

const preflight = {
  method: 'OPTIONS',
  url: '/studies',
  headers: {
    origin: viewer,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  },
} as const;

test('by default, nothing is said to scripts of other origins', async (t) => {
  const { app } = await startArchive(t);
  assert.equal((await app.inject(preflight)).statusCode, 404);
  const response = await app.inject({ url: '/studies', headers: { origin: viewer } });
  assert.deepEqual([response.statusCode, corsHeaders(response.headers)], [200, {}]);
});

test('an origin that is allowed may send requests with credentials, and read what it gets', async (t) => {
  const configuration = {
    HttpAllowedOrigins: [viewer],
    AuthenticationEnabled: true,
    RegisteredUsers: { alice: 'secret' },
  };
  const { app } = await startArchive(t, { configuration });
  const asked = await app.inject(preflight);
  assert.equal(asked.statusCode, 204);
  assert.deepEqual(corsHeaders(asked.headers), {
    'access-control-allow-origin': viewer,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'authorization',
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-max-age': '600',
  });
  assert.equal(asked.headers.vary, 'Origin');
  const authorization = `Basic ${Buffer.from('alice:secret').toString('base64')}`;
  const answered = await app.inject({ url: '/studies', headers: { origin: viewer, authorization } });
  assert.equal(answered.statusCode, 200);
  assert.equal(answered.headers['access-control-allow-origin'], viewer);
  assert.match(String(answered.headers['access-control-expose-headers']), /ETag/);
  const refused = await app.inject({ url: '/studies', headers: { origin: viewer } });
  assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [401, viewer]);
});

test('another origin is told nothing, and an OPTIONS that asks nothing is no preflight', async (t) => {
  const { app } = await startArchive(t, { configuration: { HttpAllowedOrigins: [viewer] } });
  for (const origin of ['https://viewer.example.evil.example', 'http://viewer.example', 'null']) {
    const response = await app.inject({ ...preflight, headers: { ...preflight.headers, origin } });
    assert.deepEqual([response.statusCode, corsHeaders(response.headers)], [404, {}], origin);
  }
  assert.equal((await app.inject({ method: 'OPTIONS', url: '/studies', headers: { origin: viewer } })).statusCode, 404);
});

test('with an asterisk every origin may, but without credentials of the browser', async (t) => {
  const { app } = await startArchive(t, { configuration: { HttpAllowedOrigins: ['*'] } });
  const { headers } = await app.inject({ url: '/studies', headers: { origin: 'https://any.example' } });
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['access-control-allow-credentials'], undefined);
});
