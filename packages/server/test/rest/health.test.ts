import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';

const closed = { AuthenticationEnabled: true, RemoteAccessAllowed: false, RegisteredUsers: { ann: 'geheim:1' } };
const stranger = { remoteAddress: '192.0.2.7' };

/** The whole answers: nothing more is told to whom nobody knows. */
const answers = [
  { url: '/health/live', body: { status: 'ok' } },
  { url: '/health/ready', body: { status: 'ok', checks: { serving: 'ok', index: 'ok', storage: 'ok' } } },
] as const;

for (const { body, url } of answers) {
  test(`${url} is answered without a password, to any machine, and never cached`, async (t) => {
    const { app } = await startArchive(t, { configuration: closed });
    const response = await app.inject({ ...stranger, url });
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.json(), body);
    assert.equal(response.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(response.headers['cache-control'], 'no-store');
    assert.equal(response.headers['www-authenticate'], undefined);
  });

  test(`HEAD of ${url} is as GET, without a body`, async (t) => {
    const { app } = await startArchive(t, { configuration: closed });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = app.server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const response = await fetch(`http://127.0.0.1:${address.port}${url}`, { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  });

  test(`wrong credentials do not matter for ${url}`, async (t) => {
    const { app } = await startArchive(t, { configuration: closed });
    assert.equal((await app.inject({ ...stranger, url, headers: { authorization: 'Basic eDp4' } })).statusCode, 200);
  });
}

test('only the health routes are public', async (t) => {
  const { app } = await startArchive(t, { configuration: closed });
  for (const url of [
    '/health',
    '/health/',
    '/health/live/x',
    '/system',
    '/health/../system',
    '/health/live/../../system',
  ]) {
    assert.equal((await app.inject({ ...stranger, url })).statusCode, 401, url);
  }
  assert.equal((await app.inject({ ...stranger, method: 'POST', url: '/health/live' })).statusCode, 401);
});

test('a server whose index fails is alive, and not ready; why is not told', async (t) => {
  const { app, index } = await startArchive(t);
  index.getProperty = () => Promise.reject(new Error('/var/lib/secret: disk on fire'));
  assert.equal((await app.inject('/health/live')).statusCode, 200);
  const response = await app.inject('/health/ready');
  assert.equal(response.statusCode, 503);
  assert.deepEqual(response.json(), { status: 'failed', checks: { serving: 'ok', index: 'failed', storage: 'ok' } });
  assert.doesNotMatch(response.body, /secret/);
});
