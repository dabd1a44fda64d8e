import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Logger, silentLogger } from '../../src/logging/logger.ts';
import { startArchive } from './archive.ts';
import { sampleFile } from './sample-instances.ts';

const basic = (credentials: string) => ({ authorization: `Basic ${Buffer.from(credentials).toString('base64')}` });
const withUsers = { AuthenticationEnabled: true, RemoteAccessAllowed: true, RegisteredUsers: { ann: 'geheim:1' } };

/** Who gets in when authentication is on. */
const credentials = [
  { name: 'nobody', headers: {}, status: 401 },
  { name: 'a wrong password', headers: basic('ann:geheim:2'), status: 401 },
  { name: 'an unknown user', headers: basic('bob:geheim:1'), status: 401 },
  { name: 'another scheme', headers: { authorization: 'Bearer geheim:1' }, status: 401 },
  { name: 'the registered user', headers: basic('ann:geheim:1'), status: 200 },
];

for (const { name, headers, status } of credentials) {
  test(`with authentication, ${name} gets ${status}`, async (t) => {
    const { app } = await startArchive(t, { configuration: withUsers });
    for (const url of ['/system', '/nowhere']) {
      const response = await app.inject({ url, headers });
      assert.equal(response.statusCode, status === 200 && url === '/nowhere' ? 404 : status, url);
      const challenge = status === 401 ? 'Basic realm="Orthanc Secure Area"' : undefined;
      assert.equal(response.headers['www-authenticate'], challenge);
      if (status === 401) assert.equal(response.body, '');
    }
  });
}

test('without remote access, a client of another machine gets 401 whatever it sends', async (t) => {
  const { app } = await startArchive(t, { configuration: { ...withUsers, RemoteAccessAllowed: false } });
  const headers = basic('ann:geheim:1');
  assert.equal((await app.inject({ url: '/system', headers, remoteAddress: '192.0.2.7' })).statusCode, 401);
  assert.equal((await app.inject({ url: '/system', headers, remoteAddress: '::ffff:127.0.0.1' })).statusCode, 200);
  const forwarded = { ...headers, 'x-forwarded-for': '127.0.0.1' };
  assert.equal((await app.inject({ url: '/system', headers: forwarded, remoteAddress: '192.0.2.7' })).statusCode, 401);
});

test('an upload remembers the user that it is from', async (t) => {
  const { app } = await startArchive(t, { configuration: withUsers });
  const headers = basic('ann:geheim:1');
  const stored = await app.inject({ method: 'POST', url: '/instances', payload: sampleFile(), headers });
  const url = `/instances/${stored.json().ID}?response-content=Metadata`;
  assert.equal((await app.inject({ url, headers })).json().Metadata.HttpUsername, 'ann');
});

test('one line is logged for each request, at debug level, without query and credentials', async (t) => {
  const lines: string[] = [];
  const record =
    (severity: string) =>
    (message: string, fields?: object): void =>
      void lines.push(JSON.stringify({ severity, message, ...fields }));
  const logger: Logger = {
    ...silentLogger,
    info: record('info'),
    warn: record('warn'),
    debug: record('debug'),
    isEnabled: () => true,
  };
  const { app } = await startArchive(t, { configuration: withUsers, logger });
  const requested = 'requested-tags=PatientID';
  await app.inject({ url: `/patients?${requested}`, headers: basic('ann:geheim:1') });
  assert.equal(lines.length, 1);
  const [line = ''] = lines;
  const { severity, method, path, status } = JSON.parse(line);
  assert.deepEqual([severity, method, path, status], ['debug', 'GET', '/patients', 200]);
  assert.doesNotMatch(line, /requested|geheim|authorization/i);
});
