import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { connect } from '@isocenter/dimse';
import { keyArguments, missingTool, runTool } from './dcmtk-tool.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { samples } from './sample-archive.ts';
import { missingSamples, readSample, samplePath } from './sample-files.ts';
import { startStorescp } from './storescp-process.ts';
import { createTlsIdentity, type TlsIdentity } from './tls-identity.ts';

/** Why these tests are skipped: Debian builds DCMTK with OpenSSL, others may not. */
function missingTls(): string | false {
  const missing = missingSamples || missingTool('storescu', 'storescp', 'echoscu', 'findscu');
  if (missing) return missing;
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
  } catch {
    return 'openssl is not installed';
  }
  return /OpenSSL/.test(execFileSync('storescu', ['--version']).toString()) ? false : 'DCMTK is built without TLS';
}

const skip = missingTls();

const { ct } = samples;

const tlsConfiguration = (own: TlsIdentity, trusted: TlsIdentity) => ({
  DicomTlsCertificate: own.certificate,
  DicomTlsPrivateKey: own.key,
  DicomTlsTrustedCertificates: trusted.certificate,
});

const tlsArguments = (own: TlsIdentity, trusted: TlsIdentity) => [
  ...['+tls', own.key, own.certificate],
  ...['+cf', trusted.certificate],
];

interface Scene {
  readonly isocenter: RunningIsocenter;
  readonly server: TlsIdentity;
  readonly client: TlsIdentity;
}

/** A server whose DICOM port speaks TLS and that trusts one client. */
async function startTlsScene(t: TestContext): Promise<Scene> {
  const [server, client] = [createTlsIdentity(t, 'server'), createTlsIdentity(t, 'client')];
  const options = {
    DicomTlsEnabled: true,
    DicomTlsRemoteCertificateRequired: true,
    ...tlsConfiguration(server, client),
  };
  return { isocenter: await startIsocenter(t, options), server, client };
}

test('echoscu, storescu and findscu work over TLS with a certificate that is trusted', { skip }, async (t) => {
  const { client, isocenter, server } = await startTlsScene(t);
  const tls = tlsArguments(client, server);
  const echo = await runTool('echoscu', [...tls, ...isocenter.address]);
  assert.equal(echo.exitCode, 0, echo.output);
  const store = await runTool('storescu', [...tls, '-R', ...isocenter.address, samplePath(ct.file)]);
  assert.equal(store.exitCode, 0, store.output);
  const keys = keyArguments({ QueryRetrieveLevel: 'STUDY', PatientID: '1CT1', StudyInstanceUID: '' });
  const find = await runTool('findscu', ['-v', '-S', ...tls, ...keys, ...isocenter.address]);
  assert.match(find.output, /Received Final Find Response \(Success\)/);
  assert.equal((await isocenter.rest.ids('/instances')).length, 1);
});

test('a client whose certificate is not trusted, one without certificate and one without TLS get nowhere', {
  skip,
}, async (t) => {
  const { isocenter, server } = await startTlsScene(t);
  const stranger = createTlsIdentity(t, 'stranger');
  const without = ['+tla', '+cf', server.certificate];
  for (const tls of [tlsArguments(stranger, server), without, []]) {
    const { exitCode } = await runTool('echoscu', [...tls, '-ta', 2, ...isocenter.address]);
    assert.notEqual(exitCode, 0, tls.join(' '));
  }
});

test('our SCU sends over TLS with its certificate to a storescp that demands one', { skip }, async (t) => {
  const [server, destination] = [createTlsIdentity(t, 'server'), createTlsIdentity(t, 'destination')];
  const { port, received } = await startStorescp(t, [...tlsArguments(destination, server), '+xa', '+B']);
  const isocenter = await startIsocenter(t, {
    ...tlsConfiguration(server, destination),
    DicomModalities: { dest: modalityAt('DEST', port, { UseDicomTls: true }) },
  });
  const { ID } = await isocenter.rest.post('/instances', readSample(ct.file).bytes);
  await isocenter.rest.post('/modalities/dest/echo', {});
  await isocenter.rest.post('/modalities/dest/store', { Resources: [ID], Synchronous: true });
  assert.ok(received.single().dataSetBytes.equals(readSample(ct.file).dataSetBytes));
});

test('our SCU does not talk to a destination that it does not trust', { skip }, async (t) => {
  const [server, destination, other] = ['server', 'destination', 'other'].map((name) => createTlsIdentity(t, name));
  assert.ok(server && destination && other);
  const { port } = await startStorescp(t, tlsArguments(destination, server));
  const isocenter = await startIsocenter(t, {
    ...tlsConfiguration(server, other),
    DicomModalities: { dest: modalityAt('DEST', port, { UseDicomTls: true }) },
  });
  await assert.rejects(isocenter.rest.post('/modalities/dest/echo', {}));
});

test('the SCU of the library reaches the server over TLS 1.3', { skip }, async (t) => {
  const { client, isocenter, server } = await startTlsScene(t);
  const association = await connect({
    host: 'localhost',
    port: isocenter.dicomPort,
    callingAet: 'SCU',
    calledAet: 'ISOCENTER',
    contexts: [{ abstractSyntax: '1.2.840.10008.1.1', transferSyntaxes: ['1.2.840.10008.1.2'] }],
    tls: {
      key: readFileSync(client.key),
      cert: readFileSync(client.certificate),
      ca: readFileSync(server.certificate),
      minVersion: 'TLSv1.3',
    },
  });
  assert.equal((await association.echo()).status, 0);
  await association.release();
});
