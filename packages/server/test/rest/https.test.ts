import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Configuration } from '../../src/config/options.ts';
import { httpsOptions } from '../../src/rest/https-options.ts';
import { listenForRest } from '../../src/rest/rest-server.ts';
import { startArchive } from './archive.ts';

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A file with a self-signed certificate and its key. */
function certificateFile(t: TestContext, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-https-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert, both] = [join(folder, 'key.pem'), join(folder, 'cert.pem'), join(folder, 'both.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  writeFileSync(both, `${readFileSync(cert)}${readFileSync(key)}`);
  return both;
}

async function serve(t: TestContext, configuration: Partial<Configuration>): Promise<number> {
  const archive = await startArchive(t, { configuration: { HttpPort: 0, SslEnabled: true, ...configuration } });
  const server = await listenForRest(archive.app, archive.configuration);
  t.after(() => server.close(0));
  return server.port;
}

async function statusOf(port: number, options: RequestOptions): Promise<number | undefined> {
  const request = get({ host: '127.0.0.1', port, path: '/system', agent: false, ...options });
  const [response]: IncomingMessage[] = await once(request, 'response');
  response?.resume();
  return response?.statusCode;
}

const skip = !hasOpenssl();

test('HTTPS serves with the certificate and key of one file', { skip }, async (t) => {
  const certificate = certificateFile(t, 'server');
  const port = await serve(t, { SslCertificate: certificate });
  assert.equal(await statusOf(port, { ca: readFileSync(certificate) }), 200);
  await assert.rejects(statusOf(port, {}), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const tooOld = { ca: readFileSync(certificate), minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
  await assert.rejects(statusOf(port, tooOld));
});

test('HTTPS that verifies its clients serves only those it trusts', { skip }, async (t) => {
  const [server, trusted, other] = ['server', 'trusted', 'other'].map((name) => certificateFile(t, name));
  const port = await serve(t, {
    SslCertificate: server ?? '',
    SslVerifyPeers: true,
    SslTrustedClientCertificates: trusted ?? '',
  });
  const as = (file = '') => ({ ca: readFileSync(server ?? ''), cert: readFileSync(file), key: readFileSync(file) });
  assert.equal(await statusOf(port, as(trusted)), 200);
  await assert.rejects(statusOf(port, as(other)));
  await assert.rejects(statusOf(port, { ca: readFileSync(server ?? '') }));
});

test('a certificate that cannot be read is told by its option', async (t) => {
  const { configuration } = await startArchive(t, {
    configuration: { SslEnabled: true, SslCertificate: '/nowhere/secret.pem' },
  });
  await assert.rejects(httpsOptions(configuration), { code: 'InexistentFile', message: /SslCertificate/ });
});
