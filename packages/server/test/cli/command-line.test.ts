import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentRows, helpText } from '../../src/cli/arguments.ts';
import type { Command } from '../../src/cli/command.ts';
import { parseCommandLine } from '../../src/cli/command-line.ts';

const serve = { kind: 'serve', configurationPaths: [], logs: { categories: {} }, loadJobs: true } as const;

/** Command lines and what they ask for. */
const commandTable: readonly (readonly [string, Command])[] = [
  ['', serve],
  ['a.json folder', { ...serve, configurationPaths: ['a.json', 'folder'] }],
  ['--no-jobs a.json', { ...serve, configurationPaths: ['a.json'], loadJobs: false }],
  ['--verbose', { ...serve, logs: { verbosity: 'verbose', categories: {} } }],
  ['--verbose --trace', { ...serve, logs: { verbosity: 'trace', categories: {} } }],
  ['--verbose-dicom --trace-jobs', { ...serve, logs: { categories: { dicom: 'verbose', jobs: 'trace' } } }],
  ['--logfile=x.log', { ...serve, logs: { categories: {}, file: 'x.log' } }],
  ['--logdir=logs', { ...serve, logs: { categories: {}, directory: 'logs' } }],
  ['--logs-no-thread --logs-no-context --logs-thread-names-in-context', serve],
  ['-- --odd.json', { ...serve, configurationPaths: ['--odd.json'] }],
  ['--config', { kind: 'print-configuration' }],
  ['--config a.json', { kind: 'print-configuration' }],
  ['--config=all.json', { kind: 'print-configuration', file: 'all.json' }],
  ['--advanced-config=all.json', { kind: 'print-configuration', file: 'all.json' }],
  ['--help', { kind: 'help' }],
  ['--version', { kind: 'version' }],
  ['--errors', { kind: 'errors' }],
  ['--verbose --help a.json', { kind: 'help' }],
  ['hash-password', { kind: 'hash-password' }],
  ['health', { kind: 'health', configurationPaths: [] }],
  ['health a.json folder', { kind: 'health', configurationPaths: ['a.json', 'folder'] }],
];

test('a command line says what to do', () => {
  for (const [line, command] of commandTable) {
    assert.deepEqual(parseCommandLine(line.split(' ').filter(Boolean)), command, line);
  }
});

test('what cannot be understood is refused and named', () => {
  const refused: [string, string, RegExp][] = [
    ['--verbos', 'UNKNOWN_ARGUMENT', /--verbos: .*--verbose/],
    ['--elephant', 'UNKNOWN_ARGUMENT', /--elephant: .*--help/],
    ['-v', 'UNKNOWN_ARGUMENT', /-v/],
    ['--trace-pixels', 'UNKNOWN_ARGUMENT', /--trace-pixels/],
    ['--verbose=yes', 'UNEXPECTED_VALUE', /--verbose/],
    ['--logfile', 'MISSING_VALUE', /--logfile=FILE/],
    ['--logfile=', 'MISSING_VALUE', /--logfile=FILE/],
    ['--config=', 'MISSING_VALUE', /--config=FILE/],
    ['--logfile=a --logdir=b', 'CONTRADICTION', /--logdir/],
    ['hash-password hunter2', 'UNEXPECTED_VALUE', /standard input/],
  ];
  for (const [line, code, message] of refused) {
    assert.throws(() => parseCommandLine(line.split(' ')), { name: 'CommandLineError', code, message }, line);
  }
});

test('the help names every argument', () => {
  const words = new Set(helpText().split(/[\s=,[\]]+/));
  const perCategory = /^(verbose|trace)-(generic|plugins|http|sqlite|dicom|jobs|lua)$/;
  for (const name of argumentRows.keys()) {
    assert.ok(words.has(`--${name.replace(perCategory, '$1-CATEGORY')}`), name);
  }
  assert.ok(words.has('hash-password'));
  assert.ok(words.has('health'));
});
