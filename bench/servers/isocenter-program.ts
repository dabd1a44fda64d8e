import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ServerProgram, sharedConfiguration } from './server-program.ts';

const built = new URL('../../packages/server/dist/main.js', import.meta.url);
const executable = fileURLToPath(new URL('../../packages/server/bin/isocenter.js', import.meta.url));

/** This server: what `npx isocenter` runs, by the Node that runs the benchmark. */
export const isocenterProgram: ServerProgram = {
  name: 'Isocenter',
  command: (configurationFile) => ({ file: process.execPath, args: [executable, configurationFile] }),
  environment: {},
  configuration(settings) {
    const { destination } = settings;
    if (destination === undefined) return sharedConfiguration(settings);
    const { aet, port, parallelAssociations } = destination;
    return {
      ...sharedConfiguration(settings),
      DicomModalities: {
        destination: {
          AET: aet,
          Host: '127.0.0.1',
          Port: port,
          ...(parallelAssociations === undefined ? {} : { ParallelAssociations: parallelAssociations }),
        },
      },
    };
  },
  async version() {
    const { stdout } = await promisify(execFile)(process.execPath, [executable, '--version']);
    return `${stdout.trim()} (${await origin()})`;
  },
};

/** Whether the sources run, or a build, which may be older than they are. */
async function origin(): Promise<string> {
  const buildTime = await stat(built).then(
    ({ mtime }) => mtime,
    () => undefined,
  );
  return buildTime === undefined ? 'run from its sources' : `built ${buildTime.toISOString().slice(0, 19)}Z`;
}
