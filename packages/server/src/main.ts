import { writeFileSync } from 'node:fs';
import { helpText } from './cli/arguments.ts';
import { type Command, CommandLineError } from './cli/command.ts';
import { parseCommandLine } from './cli/command-line.ts';
import { configurationSources } from './cli/configuration-sources.ts';
import { hashedPasswordFrom } from './cli/hash-password.ts';
import { askHealth } from './cli/health.ts';
import { serve } from './cli/serve.ts';
import { ConfigurationError } from './config/errors.ts';
import { loadConfiguration } from './config/load.ts';
import { printedConfiguration } from './config/printed-configuration.ts';
import { errorCodes } from './model/error-codes.ts';
import { version } from './version.ts';

/** Runs the command line of the process; the exit code is set, the process ends by itself. */
async function main(argv: readonly string[]): Promise<void> {
  try {
    await run(parseCommandLine(argv));
  } catch (error) {
    if (!(error instanceof CommandLineError || error instanceof ConfigurationError)) throw error;
    process.stderr.write(`isocenter: ${error.message}\n`);
    process.exitCode = 1;
  }
}

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText());
      return;
    case 'version':
      process.stdout.write(`isocenter ${version}\n`);
      return;
    case 'errors':
      process.stdout.write(errorList());
      return;
    case 'print-configuration':
      if (command.file === undefined) process.stdout.write(printedConfiguration());
      else writeFileSync(command.file, printedConfiguration());
      return;
    case 'hash-password':
      process.stdout.write(`${await hashedPasswordFrom(process.stdin)}\n`);
      return;
    case 'health':
      await tellHealth(command.configurationPaths);
      return;
    case 'serve':
      await serve(command);
  }
}

async function tellHealth(paths: readonly string[]): Promise<void> {
  const { ready, text } = await askHealth(loadConfiguration(configurationSources(paths)).configuration);
  process.stdout.write(`${text}\n`);
  if (!ready) process.exitCode = 1;
}

function errorList(): string {
  return Object.values(errorCodes)
    .map(({ number, http, message }) => `${String(number).padStart(6)}  ${http}  ${message}\n`)
    .join('');
}

await main(process.argv.slice(2));
