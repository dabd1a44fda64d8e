import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Destination, NEIGHBOUR, SERVER_AET, type ServerProgram, sharedConfiguration } from './server-program.ts';

const built = new URL('../../packages/server/dist/main.js', import.meta.url);
const executable = fileURLToPath(new URL('../../packages/server/bin/isocenter.js', import.meta.url));

/** This server: what `npx isocenter` runs, by the Node that runs the benchmark. */
export const isocenterProgram: ServerProgram = {
  name: 'Isocenter',
  command: (configurationFile) => ({ file: process.execPath, args: [executable, configurationFile] }),
  environment: {},
  configuration(settings) {
    const { destination, neighbour } = settings;
    return {
      ...sharedConfiguration(settings),
      DicomModalities: {
        ...(destination && { destination: modality(destination) }),
        ...(neighbour && { [NEIGHBOUR]: modality({ aet: SERVER_AET, port: neighbour.port }) }),
      },
      ...(neighbour?.isUpstream && { Relay: { Upstreams: { [NEIGHBOUR]: { Modality: NEIGHBOUR } } } }),
    };
  },
  async version() {
    const { stdout } = await promisify(execFile)(process.execPath, [executable, '--version']);
    return `${stdout.trim()} (${await origin()})`;
  },
};

function modality({ aet, parallelAssociations, port }: Destination) {
  return {
    AET: aet,
    Host: '127.0.0.1',
    Port: port,
    ...(parallelAssociations === undefined ? {} : { ParallelAssociations: parallelAssociations }),
  };
}

/** Whether the sources run, or a build, which may be older than they are. */
async function origin(): Promise<string> {
  const buildTime = await stat(built).then(
    ({ mtime }) => mtime,
    () => undefined,
  );
  return buildTime === undefined ? 'run from its sources' : `built ${buildTime.toISOString().slice(0, 19)}Z`;
}
