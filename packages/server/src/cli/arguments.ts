import { logCategories } from '../logging/log-category.ts';

/** One argument of the command line. */
export interface ArgumentRow {
  /** Whether `=VALUE` follows, and what the help calls it. */
  readonly value: 'none' | 'optional' | 'required';
  readonly valueName?: string;
  readonly meaning: string;
}

const verbosityRows = logCategories.flatMap((category): [string, ArgumentRow][] => [
  [`verbose-${category}`, { value: 'none', meaning: `Log each operation of ${category}.` }],
  [`trace-${category}`, { value: 'none', meaning: `Log the inside of the operations of ${category}.` }],
]);

const verbosityNames: ReadonlySet<string> = new Set(verbosityRows.map(([name]) => name));

/** Every argument by its name, as the peer's where it has the same. */
export const argumentRows: ReadonlyMap<string, ArgumentRow> = new Map<string, ArgumentRow>([
  ['help', { value: 'none', meaning: 'Print this text.' }],
  ['version', { value: 'none', meaning: 'Print the version.' }],
  [
    'config',
    { value: 'optional', valueName: 'FILE', meaning: 'Print every option with its default, or write it to FILE.' },
  ],
  ['advanced-config', { value: 'optional', valueName: 'FILE', meaning: 'The same: there is one list of options.' }],
  ['errors', { value: 'none', meaning: 'Print the errors that the REST API may answer.' }],
  ['no-jobs', { value: 'none', meaning: 'Pause the jobs that were saved instead of going on with them.' }],
  ['logfile', { value: 'required', valueName: 'FILE', meaning: 'Log to FILE, not to standard output.' }],
  ['logdir', { value: 'required', valueName: 'FOLDER', meaning: 'Log to a new file in FOLDER.' }],
  ['verbose', { value: 'none', meaning: 'Log each operation.' }],
  ['trace', { value: 'none', meaning: 'Log the inside of operations, patient data included.' }],
  ...verbosityRows,
  ['logs-no-thread', { value: 'none', meaning: 'Without effect: log lines name no threads.' }],
  ['logs-no-context', { value: 'none', meaning: 'Without effect: each log line carries its own context.' }],
  ['logs-thread-names-in-context', { value: 'none', meaning: 'Without effect: log lines name no threads.' }],
]);

/** The text of `--help`; the arguments that there are once per category are told together. */
export function helpText(): string {
  const rows = [...argumentRows]
    .filter(([name]) => !verbosityNames.has(name))
    .map(([name, { value, valueName, meaning }]): [string, string] => {
      const form = { none: '', optional: `[=${valueName}]`, required: `=${valueName}` }[value];
      return [`--${name}${form}`, meaning];
    });
  rows.push(['--verbose-CATEGORY, --trace-CATEGORY', `The same for one of ${logCategories.join(', ')}.`]);
  const width = Math.max(...rows.map(([form]) => form.length));
  return [
    'Usage: isocenter [ARGUMENT…] [CONFIGURATION…]',
    '       isocenter hash-password < FILE',
    '       isocenter health [CONFIGURATION…]',
    '',
    'A DICOM server and router. Each CONFIGURATION is a JSON file or a folder of them. Without one the defaults hold:',
    'DICOM on port 4242 (AE title ISOCENTER), HTTP on port 8042 of this machine, files and index in ./isocenter-data.',
    '',
    'hash-password reads a password from standard input and prints it hashed, for RegisteredUsers.',
    'health asks the server of this machine with this configuration whether it is ready: exit code 0, or 1.',
    '',
    ...rows.map(([form, meaning]) => `  ${form.padEnd(width)}  ${meaning}`),
    '',
  ].join('\n');
}
