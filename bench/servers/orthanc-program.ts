import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NEIGHBOUR, SERVER_AET, type ServerProgram, sharedConfiguration } from './server-program.ts';

/** Where Debian's orthanc-postgresql puts it. */
const postgresqlPlugin = '/usr/share/orthanc/plugins/libOrthancPostgreSQLIndex.so';

/** Orthanc as the distribution packages it, found on the path. */
export const orthancProgram: ServerProgram = {
  name: 'Orthanc',
  command: (configurationFile) => ({ file: 'Orthanc', args: [configurationFile] }),
  environment: { TCP_NODELAY: '1' },
  configuration(settings) {
    const { destination, neighbour } = settings;
    return {
      ...sharedConfiguration(settings),
      Plugins: settings.database === undefined ? [] : [postgresqlPlugin],
      DicomModalities: {
        ...(destination && { destination: [destination.aet, '127.0.0.1', destination.port] }),
        ...(neighbour && { [NEIGHBOUR]: [SERVER_AET, '127.0.0.1', neighbour.port] }),
      },
    };
  },
  async version() {
    const { stdout } = await promisify(execFile)('Orthanc', ['--version']);
    return stdout.split('\n', 1)[0] ?? '';
  },
};
