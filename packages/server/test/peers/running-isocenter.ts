import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadConfiguration } from '../../src/config/load.ts';
import { Logs } from '../../src/logging/logs.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { RestClient } from './rest-client.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RunningIsocenter {
  readonly dicomPort: number;
  readonly rest: RestClient;
  /** `localhost` and the DICOM port, as the DCMTK tools want them. */
  readonly address: readonly [host: string, port: string];
}

/** A modality as `DicomModalities` has it. */
export type ModalityEntry = Readonly<Record<string, string | number | boolean>>;

/** The whole server on free ports in a folder of its own, configured by a file; stopped after the test. */
export async function startIsocenter(
  t: TestContext,
  options: Readonly<Record<string, unknown>> = {},
): Promise<RunningIsocenter> {
  let server: RunningServer | undefined;
  const folder = temporaryFolder(t, () => server?.stop());
  const file = join(folder, 'isocenter.json');
  const always = ['Find', 'Get', 'Move'].map((service) => [`DicomAlwaysAllow${service}`, true]);
  const given = {
    DicomPort: 0,
    HttpPort: 0,
    StorageDirectory: join(folder, 'data'),
    SyncStorageArea: false,
    OverwriteInstances: true,
    DicomAssociationCloseDelay: 0,
    DicomStoreRetries: 0,
    ShutdownGrace: 1,
    ...Object.fromEntries(always),
    ...options,
  };
  writeFileSync(file, JSON.stringify(given));
  const { configuration } = loadConfiguration({ paths: [file], env: {}, cwd: folder });
  const logs = new Logs({
    verbosity: 'default',
    deidentify: true,
    destination: { write: () => undefined, flush: () => undefined },
  });
  server = await startServer({ configuration, logs, loadJobs: true, onEnd: () => undefined });
  const { dicomPort, httpPort } = server;
  if (dicomPort === undefined || httpPort === undefined) throw new Error('the server listens on one port only');
  return {
    dicomPort,
    rest: new RestClient(`http://127.0.0.1:${httpPort}`),
    address: ['localhost', `${dicomPort}`],
  };
}

/** A modality on this machine. */
export function modalityAt(aet: string, port: number, fields: ModalityEntry = {}): ModalityEntry {
  return { AET: aet, Host: '127.0.0.1', Port: port, ...fields };
}
