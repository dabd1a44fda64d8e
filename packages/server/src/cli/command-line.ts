import { parseArgs } from 'node:util';
import { closestName } from '../config/closest-name.ts';
import { type LogCategory, type LogVerbosity, logCategories } from '../logging/log-category.ts';
import { argumentRows } from './arguments.ts';
import { type Command, CommandLineError, type LogArguments } from './command.ts';

/** Arguments that are a whole command by themselves, the first that is given counts. */
const soleCommands = ['help', 'version', 'errors'] as const;

/** The arguments given, and those without dashes. */
interface GivenArguments {
  readonly values: ReadonlyMap<string, string | undefined>;
  readonly positionals: readonly string[];
}

/**
 * What the program is asked to do.
 * @param argv the arguments after the name of the program
 * @throws CommandLineError naming the argument
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const given = readArguments(argv);
  const sole = soleCommands.find((name) => given.values.has(name));
  if (sole !== undefined) return { kind: sole };
  const printing = ['config', 'advanced-config'].find((name) => given.values.has(name));
  if (printing !== undefined) {
    const file = given.values.get(printing);
    return { kind: 'print-configuration', ...(file === undefined ? {} : { file }) };
  }
  if (given.positionals[0] === 'hash-password') {
    if (given.positionals.length > 1) {
      throw new CommandLineError('UNEXPECTED_VALUE', 'hash-password', 'the password is read from standard input');
    }
    return { kind: 'hash-password' };
  }
  if (given.positionals[0] === 'health') return { kind: 'health', configurationPaths: given.positionals.slice(1) };
  return {
    kind: 'serve',
    configurationPaths: given.positionals,
    logs: logArguments(given.values),
    loadJobs: !given.values.has('no-jobs'),
  };
}

/** Values follow an equals sign only, as in the peer: the word after `--config` is a configuration. */
function readArguments(argv: readonly string[]): GivenArguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries([...argumentRows.keys()].map((name) => [name, { type: 'boolean' }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string | undefined>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      checkArgument(token.name, token.rawName, token.value);
      values.set(token.name, token.value);
    }
  }
  return { values, positionals };
}

function checkArgument(name: string, rawName: string, value: string | undefined): void {
  const row = rawName.startsWith('--') ? argumentRows.get(name) : undefined;
  if (row === undefined) {
    const meant = closestName(name, argumentRows.keys());
    const hint = meant === undefined ? 'see --help' : `is --${meant} meant?`;
    throw new CommandLineError('UNKNOWN_ARGUMENT', rawName, `unknown argument; ${hint}`);
  }
  if (row.value === 'none' && value !== undefined) {
    throw new CommandLineError('UNEXPECTED_VALUE', rawName, 'takes no value');
  }
  const isValueMissing = value === '' || (row.value === 'required' && value === undefined);
  if (isValueMissing) throw new CommandLineError('MISSING_VALUE', rawName, `write it as ${rawName}=${row.valueName}`);
}

function logArguments(values: GivenArguments['values']): LogArguments {
  const file = values.get('logfile');
  const directory = values.get('logdir');
  if (file !== undefined && directory !== undefined) {
    throw new CommandLineError('CONTRADICTION', '--logfile', 'cannot be combined with --logdir');
  }
  const verbosityOf = (suffix: string): LogVerbosity | undefined => {
    if (values.has(`trace${suffix}`)) return 'trace';
    return values.has(`verbose${suffix}`) ? 'verbose' : undefined;
  };
  const verbosity = verbosityOf('');
  const categories = logCategories.flatMap((category): [LogCategory, LogVerbosity][] => {
    const ofCategory = verbosityOf(`-${category}`);
    return ofCategory === undefined ? [] : [[category, ofCategory]];
  });
  return {
    ...(verbosity === undefined ? {} : { verbosity }),
    categories: Object.fromEntries(categories),
    ...(file === undefined ? {} : { file }),
    ...(directory === undefined ? {} : { directory }),
  };
}
