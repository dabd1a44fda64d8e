import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SourceFile, sourceFiles, withoutComments } from './source-files.ts';

const maxLines = 400;

const everything = sourceFiles('.', '.ts', '.js', '.mjs', '.md', '.json', '.html', '.css', '.yml', '.sh');
const sources = sourceFiles('packages', '.ts').filter(({ path }) => !/\/generated\//.test(path));

/** `path:line` of each line that matches. */
function linesMatching(files: readonly SourceFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

describe('source files', () => {
  it(`none but generated tables has more than ${maxLines} lines`, () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > maxLines).map(({ path }) => path);
    assert.ok(sources.length > 400);
    assert.deepEqual(long, []);
  });

  it('nothing is left to be done later', () => {
    // Spelled in two parts, so that this file does not find itself.
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
    assert.deepEqual(linesMatching(everything, marks), []);
  });

  it('no value is without a type', () => {
    const untyped = /(?::|\bas|<|\||&|,|=>)\s*any\b(?!['-])/;
    const code = sources.map(({ path, text }) => ({ path, text: withoutComments(text) }));
    assert.deepEqual(linesMatching(code, untyped), []);
    assert.deepEqual(linesMatching(sources, /@ts-(?:ignore|nocheck|expect-error)/), []);
  });

  it('no path of one machine is written down', () => {
    const homes = ['work', 'home', 'root', 'Users', 'tmp'].join('|');
    const machinePath = new RegExp(`(?:^|[\\s'"\`(=:])/(?:${homes})/`);
    assert.deepEqual(linesMatching(everything, machinePath), []);
  });

  it('file names are nouns in kebab case', () => {
    const names = sources.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    assert.deepEqual(
      names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/.test(name)),
      [],
    );
    assert.deepEqual(
      names.filter((name) => /^(?:utils?|helpers?|common|misc)\.ts$/.test(name)),
      [],
    );
  });
});
