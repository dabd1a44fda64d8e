import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfiguration } from '../../src/config/load.ts';
import { optionDocs } from '../../src/config/option-docs.ts';
import { options } from '../../src/config/options.ts';
import { printedConfiguration } from '../../src/config/printed-configuration.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('the printed configuration loads without a warning and is the default one', (context) => {
  const cwd = temporaryFolder(context, { 'printed.json': printedConfiguration() });
  const printed = loadConfiguration({ paths: ['printed.json'], env: {}, cwd });
  assert.deepEqual(printed.warnings, []);
  assert.deepEqual(printed.configuration, loadConfiguration({ paths: [], env: {}, cwd }).configuration);
});

test('the printed configuration names every option once and tells which have no effect', () => {
  const lines = printedConfiguration().split('\n');
  for (const [key] of options) {
    assert.equal(lines.filter((line) => line.replace('// ', '').startsWith(`  "${key}": `)).length, 1, key);
  }
  assert.match(printedConfiguration(), /Accepted without effect: that toolkit is not used\./);
});

test('the page of options is the one that the table gives', () => {
  const page = readFileSync(new URL('../../../../docs/options.md', import.meta.url), 'utf8');
  assert.equal(page, optionDocs(), 'run packages/server/scripts/generate-option-docs.ts');
});
