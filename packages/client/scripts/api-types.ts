import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { loadConfiguration } from '../../server/src/config/load.ts';
import { Logs } from '../../server/src/logging/logs.ts';
import { startServer } from '../../server/src/server.ts';

const head = '// Generated from the OpenAPI document of the server (scripts/generate-types.ts): do not edit.\n\n';

/** The text of the module with the types of all routes. */
export async function apiTypes(): Promise<string> {
  return head + astToString(await openapiTS(await apiDocument(), { alphabetize: true }));
}

/** The OpenAPI document as a server answers it. */
export async function apiDocument(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-api-'));
  const { configuration } = loadConfiguration({ paths: [], env: {}, cwd: folder });
  const server = await startServer({
    configuration: { ...configuration, ...everythingOn, StorageDirectory: folder, IndexDirectory: folder },
    logs: new Logs({ verbosity: 'default', deidentify: true, destination: { write: () => {}, flush: () => {} } }),
    loadJobs: true,
    onEnd: () => {},
  });
  try {
    const answer = await fetch(`http://127.0.0.1:${server.httpPort}/api/openapi.json`);
    return await answer.text();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Routes that are only there when an option says so. */
const everythingOn = {
  HttpPort: 0,
  DicomServerEnabled: false,
  DrainDelay: 0,
};
