import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { askHealth } from '../../src/cli/health.ts';
import type { Configuration } from '../../src/config/options.ts';
import { listenForRest } from '../../src/rest/rest-server.ts';
import { unusedPort } from '../faults/unused-port.ts';
import { createTlsIdentity } from '../peers/tls-identity.ts';
import { startArchive } from '../rest/archive.ts';

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A listening server, and the configuration that it and who asks it have. */
async function listening(t: TestContext, choice: Partial<Configuration>) {
  const archive = await startArchive(t, { configuration: { HttpPort: 0, ...choice } });
  const server = await listenForRest(archive.app, archive.configuration);
  t.after(() => server.close(0));
  return { ...archive, configuration: { ...archive.configuration, HttpPort: server.port } };
}

const ready = {
  ready: true,
  text: '{ "status": "ok", "checks": { "serving": "ok", "index": "ok", "storage": "ok" } }',
};

/** Where HTTP listens, by configuration. */
const bindings: readonly Partial<Configuration>[] = [
  {},
  { HttpBindAddresses: ['127.0.0.1'] },
  { HttpBindAddresses: ['0.0.0.0'] },
  { RemoteAccessAllowed: true, AuthenticationEnabled: true, RegisteredUsers: { ann: 'geheim:1' } },
];

for (const choice of bindings) {
  test(`a server with ${JSON.stringify(Object.keys(choice))} is found ready`, async (t) => {
    const { configuration } = await listening(t, choice);
    assert.deepEqual(await askHealth(configuration), ready);
  });
}

test('a server with a certificate of its own is found ready', { skip: !hasOpenssl && 'no openssl' }, async (t) => {
  const { certificate, key } = createTlsIdentity(t, 'pacs.example');
  writeFileSync(key, `${readFileSync(certificate)}${readFileSync(key)}`);
  const { configuration } = await listening(t, { SslEnabled: true, SslCertificate: key });
  assert.deepEqual(await askHealth(configuration), ready);
});

test('a server that is not ready says so', async (t) => {
  const { configuration, index } = await listening(t, {});
  index.getProperty = () => Promise.reject(new Error('gone'));
  const answer = await askHealth(configuration);
  assert.equal(answer.ready, false);
  assert.match(answer.text, /"index": "failed"/);
});

test('where nobody listens nobody is ready', async (t) => {
  const { configuration } = await startArchive(t);
  const off = await askHealth({ ...configuration, HttpServerEnabled: false });
  assert.deepEqual(off, { ready: false, text: 'HttpServerEnabled is off: nobody to ask' });
  const refused = await askHealth({ ...configuration, HttpPort: await unusedPort() });
  assert.equal(refused.ready, false);
  assert.match(refused.text, /ECONNREFUSED/);
});
