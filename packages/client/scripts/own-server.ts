import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../server/src/config/load.ts';
import type { Configuration } from '../../server/src/config/options.ts';
import { Logs } from '../../server/src/logging/logs.ts';
import { startServer } from '../../server/src/server.ts';

/** A server of this repository on a port of its own, and the folder that goes with it. */
export interface OwnServer {
  readonly baseUrl: string;
  readonly folder: string;
  stop(): Promise<void>;
}

/** @param document further options, as a configuration file has them */
export async function startOwnServer(options: Partial<Configuration>, document: object = {}): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-client-'));
  const { configuration } = loadConfiguration({
    paths: [],
    env: { ISOCENTER_JSON: JSON.stringify(document) },
    cwd: folder,
  });
  const server = await startServer({
    configuration: { ...configuration, HttpPort: 0, StorageDirectory: folder, IndexDirectory: folder, ...options },
    logs: new Logs({ verbosity: 'default', deidentify: true, destination: { write: () => {}, flush: () => {} } }),
    loadJobs: true,
    onEnd: () => {},
  });
  return {
    baseUrl: `http://127.0.0.1:${server.httpPort}`,
    folder,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}
