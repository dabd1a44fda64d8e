import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DataSet, encodeDataSetToBytes, encodeFileMeta, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { connect } from '@isocenter/dimse';
import { externalPackages } from './bundle.ts';
import { imageSettings } from './dockerfile.ts';
import { TrialContainer } from './trial-container.ts';

// Tries what the image holds, as the image runs it, without a container engine: see TrialContainer.

const limitMs = 30_000;
const verification = '1.2.840.10008.1.1';
const password = 'tried by try-image';

function step(what: string): void {
  process.stdout.write(`  ${what}\n`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

function sampleFile(): Uint8Array {
  const uid = '1.2.826.0.1.7.9';
  const dataSet = new DataSet();
  dataSet.set(Tags.SOPClassUID, 'UI', '1.2.840.10008.5.1.4.1.1.2');
  dataSet.set(Tags.SOPInstanceUID, 'UI', `${uid}.3`);
  dataSet.set(Tags.PatientID, 'LO', 'IMAGE');
  dataSet.set(Tags.StudyInstanceUID, 'UI', `${uid}.1`);
  dataSet.set(Tags.SeriesInstanceUID, 'UI', `${uid}.2`);
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    mediaStorageSopInstanceUid: `${uid}.3`,
    transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
    implementationClassUid: '1.2.826.0.1.99',
  });
  return Buffer.concat([meta, encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian)]);
}

async function tryServer(container: TrialContainer, dicomPort: number, httpPort: number): Promise<void> {
  const { healthCheck, stopSignal } = image;
  const server = container.start();
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const stream of [server.stdout, server.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.includes('Isocenter is ready')) ready.resolve();
    });
  }
  const ended = once(server, 'exit');
  try {
    const early = ended.then(() => assert.fail(`The server ended:\n${lines.join('\n')}`));
    await Promise.race([ready.promise, early, late('the start')]);
    assert.ok(
      lines.every((line) => line.startsWith('{') && !line.includes(password)),
      lines.join('\n'),
    );
    step('starts, and logs JSON without the secret');

    const health = await container.run(healthCheck);
    assert.equal(health.code, 0, health.output);
    step(`HEALTHCHECK: ${health.output.trim()}`);

    const base = `http://127.0.0.1:${httpPort}`;
    for (const path of ['/health/live', '/health/ready']) assert.equal((await fetch(base + path)).status, 200, path);
    const headers = { authorization: `Basic ${Buffer.from(`trial:${password}`).toString('base64')}` };
    assert.equal((await fetch(`${base}/system`)).status, 401);
    assert.equal((await fetch(`${base}/system`, { headers })).status, 200);
    const stored = await fetch(`${base}/instances`, { method: 'POST', headers, body: Buffer.from(sampleFile()) });
    assert.equal(stored.status, 200, await stored.text());
    step('REST: health without a password, the rest with one, an instance stored');

    const contexts = [
      { abstractSyntax: verification, transferSyntaxes: [TransferSyntaxes.ImplicitVRLittleEndian.uid] },
    ];
    const aets = { callingAet: 'TRIAL', calledAet: 'ISOCENTER' };
    const association = await connect({ host: '127.0.0.1', port: dicomPort, contexts, ...aets });
    assert.equal((await association.echo()).status, 0);
    await association.release();
    step('C-ECHO answers 0000');

    server.kill(stopSignal as NodeJS.Signals);
    const [code, signal] = await Promise.race([ended, late('the end')]);
    assert.deepEqual([code, signal], [0, null], lines.join('\n'));
    step(`${stopSignal} ends it in good order`);
    const gone = await container.run(healthCheck);
    assert.equal(gone.code, 1, gone.output);
  } finally {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
  }
}

function late(what: string): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error(`${what} takes more than ${limitMs} ms`)), limitMs).unref();
  return promise;
}

/** Everything that the bundle leaves outside loads, also what no server without a database or object store uses. */
async function tryPackages(container: TrialContainer): Promise<void> {
  const bundle = '/opt/isocenter/packages/server/dist/main.js';
  const program = `import { createRequire } from 'node:module';
    const { resolve } = createRequire(${JSON.stringify(bundle)});
    for (const name of ${JSON.stringify(externalPackages())}) await import(resolve(name));`;
  const loaded = await container.run(['node', '--input-type=module', '--eval', program]);
  assert.equal(loaded.code, 0, loaded.output);
  step(`packages load: ${externalPackages().join(', ')}`);

  const writing = `require('node:fs').writeFileSync(${JSON.stringify(bundle)}, '')`;
  const refused = await container.run(['node', '--eval', writing]);
  assert.match(refused.output, /EACCES|EROFS/);
  step('the tree cannot be written to');
}

const image = imageSettings(readFileSync('deploy/docker/Dockerfile', 'utf8'));
const [dicomPort, httpPort] = [await freePort(), await freePort()];
const secrets = mkdtempSync(join(tmpdir(), 'isocenter-secrets-'));
const container = await TrialContainer.create(image, {
  ISOCENTER__DICOM_PORT: String(dicomPort),
  ISOCENTER__HTTP_PORT: String(httpPort),
  CREDENTIALS_DIRECTORY: secrets,
});
try {
  writeFileSync(join(secrets, 'ISOCENTER__REGISTERED_USERS'), JSON.stringify({ trial: password }));
  container.give(secrets);
  process.stdout.write(`The image, tried in ${container.folder}\n`);
  await tryPackages(container);
  await tryServer(container, dicomPort, httpPort);
  process.stdout.write('The image works.\n');
} finally {
  container.remove();
  rmSync(secrets, { recursive: true });
}
