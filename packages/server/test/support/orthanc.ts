import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { closedPort } from './remote-peer.ts';

export interface RunningOrthanc {
  readonly dicomPort: number;
  /** Of its REST API, without a slash at the end. */
  readonly url: string;
}

/** Why tests with an Orthanc beside this server cannot run, or false. */
export function orthancIsMissing(): string | false {
  try {
    execFileSync('Orthanc', ['--version'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'Orthanc is not installed';
  }
}

/** Starts an Orthanc with an archive of its own, which ends and goes with the test. */
export async function startOrthanc(t: TestContext, options: object): Promise<RunningOrthanc> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-orthanc-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [httpPort, dicomPort] = [await closedPort(), await closedPort()];
  const configuration = join(folder, 'orthanc.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      Name: 'Test',
      StorageDirectory: join(folder, 'db'),
      IndexDirectory: join(folder, 'db'),
      HttpPort: httpPort,
      DicomPort: dicomPort,
      AuthenticationEnabled: false,
      RemoteAccessAllowed: false,
      Plugins: [],
      ...options,
    }),
  );
  const env = { ...process.env, TCP_NODELAY: '1' };
  const server = spawn('Orthanc', [configuration], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => stop(server));
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes('Orthanc has started')) break;
  }
  server.stderr.resume();
  return { dicomPort, url: `http://127.0.0.1:${httpPort}` };
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
}
