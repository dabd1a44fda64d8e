import { accessWarnings } from '../access/http-access.ts';
import { type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import { openLogDestination } from '../logging/log-destination.ts';
import { Logs } from '../logging/logs.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';
import { type RunningServer, startServer } from '../server.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { configurationSources } from './configuration-sources.ts';

type ServeCommand = Extract<Command, { kind: 'serve' }>;

/** What ends or restarts a server. */
type Ending = 'stop' | 'restart';

/**
 * Serves until a signal or the REST API ends it: SIGINT and SIGTERM stop it in good order (a second one at once), SIGHUP
 * and `/tools/reset` start it again with the configuration read anew.
 */
export async function serve(command: ServeCommand): Promise<void> {
  for (let ending: Ending = 'restart'; ending === 'restart'; ) {
    const loaded = loadConfiguration(configurationSources(command.configurationPaths));
    ending = await serveOnce(command, loaded);
  }
}

async function serveOnce(command: ServeCommand, loaded: LoadedConfiguration): Promise<Ending> {
  const { configuration } = loaded;
  const { categories, directory, file, verbosity } = command.logs;
  const logs = new Logs({
    verbosity: verbosity ?? configuration.LogLevel,
    categories,
    deidentify: configuration.DeidentifyLogs,
    destination: openLogDestination(
      {
        format: configuration.LogFormat,
        ...(file === undefined ? {} : { file }),
        ...(directory === undefined ? {} : { directory }),
      },
      new Date(),
    ),
  });
  const logger = logs.logger('generic');
  for (const { message } of loaded.warnings) logger.warn('Configuration', { warning: message });
  for (const warning of accessWarnings(configuration)) logger.warn('Access', { warning });

  const ended = Promise.withResolvers<Ending>();
  const signals = listenForSignals(ended.resolve);
  let server: RunningServer;
  try {
    server = await startServer({ configuration, logs, loadJobs: command.loadJobs, onEnd: ended.resolve });
  } catch (error) {
    logger.error('The server could not start', { error: startError(error) });
    logs.flush();
    process.exitCode = 1;
    signals.close();
    return 'stop';
  }
  const { dicomPort, httpPort } = server;
  logger.info('Isocenter is ready', {
    version,
    dicomAet: configuration.DicomAet,
    dicomPort,
    httpPort,
    storage: configuration.StorageDirectory,
    configuration: loaded.sources,
  });
  const ending = await ended.promise;
  logger.info(ending === 'stop' ? 'Stopping' : 'Restarting');
  await server.stop();
  signals.close();
  logger.info('Stopped');
  logs.flush();
  return ending;
}

/** What a user can mend needs no stack: a port in use, a file that is missing, a folder without access. */
function startError(error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error) return { message: error.message };
  const { code, message } = asIsocenterError(error);
  return code === 'InternalError' ? error : { code, message };
}

function listenForSignals(end: (ending: Ending) => void): { close(): void } {
  let stopping = false;
  const stop = () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    end('stop');
  };
  const restart = () => end('restart');
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', restart);
  return {
    close: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      process.off('SIGHUP', restart);
    },
  };
}
