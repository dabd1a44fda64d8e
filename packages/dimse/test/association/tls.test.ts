import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import type { AssociationRequest } from '../../src/index.ts';
import { associate, startServer } from '../support/scp.ts';
import { IMPLICIT, ScriptedPeer, VERIFICATION } from '../support/scripted-peer.ts';

interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
}

const openssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A self-signed certificate for a name. */
function identity(t: TestContext, name: string): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'dimse-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

const skip = openssl ? false : 'openssl is not installed';
const contexts = [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }];

test('both sides are verified, and the policy sees the certificate of the client', { skip }, async (t) => {
  const scp = identity(t, 'scp');
  const scu = identity(t, 'scu');
  let request: AssociationRequest | undefined;
  const { port } = await startServer(t, {
    handlers: {},
    tls: { ...scp, requestCert: true, ca: [scu.cert] },
    negotiate: (asked) => {
      request = asked;
      return { contexts: new Map([[1, { transferSyntax: IMPLICIT }]]) };
    },
  });
  const association = await associate(t, port, { contexts, tls: { ...scu, ca: [scp.cert], servername: 'localhost' } });
  assert.equal((await association.echo()).status, 0);
  assert.equal(request?.tls, true);
  assert.equal(request?.peerCertificate?.subject.CN, 'scu');
  assert.equal(association.peerCertificate?.subject.CN, 'scp');
  await association.release();
});

test('a client without certificate, or with an unknown one, gets no association', { skip }, async (t) => {
  const scp = identity(t, 'scp');
  const scu = identity(t, 'scu');
  const { port } = await startServer(t, { handlers: {}, tls: { ...scp, requestCert: true, ca: [scu.cert] } });
  const trust = { ca: [scp.cert], servername: 'localhost' };
  await assert.rejects(associate(t, port, { contexts, tls: trust }));
  await assert.rejects(associate(t, port, { contexts, tls: { ...trust, ...identity(t, 'stranger') } }));
});

test('a server with an unknown certificate is refused by the requestor', { skip }, async (t) => {
  const { port } = await startServer(t, { handlers: {}, tls: identity(t, 'scp') });
  await assert.rejects(associate(t, port, { contexts, tls: true }), { code: 'CONNECTION_FAILED' });
});

test('TLS 1.1 is refused (PS3.15 B.12)', { skip }, async (t) => {
  const { port } = await startServer(t, { handlers: {}, tls: identity(t, 'scp') });
  const old = {
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
  } as const;
  const outcome = await new Promise((resolve) => {
    connectTls({ ...old, ciphers: 'DEFAULT@SECLEVEL=0' }, () => resolve('connected')).on('error', () =>
      resolve('refused'),
    );
  });
  assert.equal(outcome, 'refused');
});

test('plain DICOM on the TLS port fails alone, and a stalled handshake does not hold up closing', {
  skip,
}, async (t) => {
  const scp = identity(t, 'scp');
  const { server, port } = await startServer(t, { handlers: {}, tls: scp });
  await assert.rejects(associate(t, port, { contexts }));
  const stalled = await ScriptedPeer.connectTo(port);
  const association = await associate(t, port, { contexts, tls: { ca: [scp.cert], servername: 'localhost' } });
  await association.release();
  await server.close();
  await stalled.closed;
});
