import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptedSopClasses } from '../../src/access/accepted-sop-classes.ts';
import { acceptedTransferSyntaxes } from '../../src/access/accepted-transfer-syntaxes.ts';
import { matchesPattern } from '../../src/access/uid-pattern.ts';
import { loadConfiguration } from '../../src/config/load.ts';

const { configuration: defaults } = loadConfiguration({ paths: [], env: {}, cwd: '/' });

test('a star stands for any characters, a question mark for one', () => {
  const cases: [string, string, boolean][] = [
    ['1.2.3', '*', true],
    ['', '*', true],
    ['', '', true],
    ['1.2.3', '1.2.3', true],
    ['1.2.34', '1.2.3', false],
    ['1.2.3', '1.2.?', true],
    ['1.2.', '1.2.?', false],
    ['1.2.34', '1.*4', true],
    ['1.2.34', '1.*5', false],
    ['1.2.4.4', '1.*.4', true],
    ['1x2', '1.2', false],
  ];
  for (const [text, pattern, matches] of cases)
    assert.equal(matchesPattern(text, pattern), matches, `${text} ${pattern}`);
});

test('patterns match as regular expressions of the same meaning', () => {
  const short = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
  fc.assert(
    fc.property(short('12.'), short('12.*?'), (text, pattern) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      return matchesPattern(text, pattern) === new RegExp(`^${source}$`).test(text);
    }),
    { numRuns: 1000 },
  );
});

/** Members of each family (PS3.6 Table A-1); after 1.2.840.10008.1.2 */
const families = {
  Deflated: ['.1.99'],
  Jpeg: ['.4.50', '.4.51', '.4.57', '.4.66', '.4.70'],
  JpegLossless: ['.4.80', '.4.81'],
  Jpeg2000: ['.4.90', '.4.91', '.4.92', '.4.93'],
  Jpip: ['.4.94', '.4.95'],
  Mpeg2: ['.4.100', '.4.101'],
  Mpeg4: ['.4.102', '.4.103', '.4.104', '.4.105', '.4.106'],
  H265: ['.4.107', '.4.108'],
  Rle: ['.5'],
} as const;

test('by default every transfer syntax of the standard is accepted', () => {
  const accepted = acceptedTransferSyntaxes(defaults);
  const expected = ['', '.1', '.2', '.4.201', '.4.202', '.4.203', ...Object.values(families).flat()];
  for (const suffix of expected) assert.ok(accepted.has(`1.2.840.10008.1.2${suffix}`), suffix);
});

test('a switch adds or removes its own family only', () => {
  const prefix = '1.2.840.10008.1.2';
  for (const [family, suffixes] of Object.entries(families)) {
    const key = `${family}TransferSyntaxAccepted`;
    const without = acceptedTransferSyntaxes({ ...defaults, [key]: false });
    const only = acceptedTransferSyntaxes({ ...defaults, AcceptedTransferSyntaxes: [prefix], [key]: true });
    for (const [other, members] of Object.entries(families)) {
      for (const suffix of members) {
        assert.equal(without.has(prefix + suffix), other !== family, `${family} ${suffix}`);
        assert.equal(only.has(prefix + suffix), other === family, `${family} ${suffix}`);
      }
    }
    assert.ok(suffixes.length > 0 && without.has(prefix) && only.has(prefix));
  }
});

test('a transfer syntax that nobody knows is not accepted even when it is listed', () => {
  assert.equal(acceptedTransferSyntaxes({ ...defaults, AcceptedTransferSyntaxes: ['9.9'] }).size, 0);
});

const ct = '1.2.840.10008.5.1.4.1.1.2';
const mr = '1.2.840.10008.5.1.4.1.1.4';
const verification = '1.2.840.10008.1.1';
const privateClass = '1.3.12.2.1107.5.9.1';

test('by default the storage classes of the standard are accepted and nothing else', () => {
  const { uids, accepts } = acceptedSopClasses(defaults);
  assert.ok(uids.size >= 186);
  assert.deepEqual([ct, mr, verification, privateClass].map(accepts), [true, true, false, false]);
});

test('which SOP classes are accepted follows from three options', () => {
  const cases = [
    { options: { AcceptedSopClasses: [ct] }, expected: [true, false, false, false] },
    { options: { AcceptedSopClasses: [] }, expected: [true, true, false, false] },
    { options: { AcceptedSopClasses: ['*.2'] }, expected: [true, false, false, false] },
    { options: { AcceptedSopClasses: ['*', verification] }, expected: [true, true, false, false] },
    { options: { AcceptedSopClasses: [privateClass] }, expected: [false, false, false, true] },
    { options: { AcceptedSopClasses: ['1.3.12.*'] }, expected: [false, false, false, false] },
    { options: { UnknownSopClassAccepted: true }, expected: [true, true, false, true] },
    { options: { RejectedSopClasses: [ct] }, expected: [false, true, false, false] },
    { options: { RejectedSopClasses: ['1.3.*'], UnknownSopClassAccepted: true }, expected: [true, true, false, false] },
    {
      options: { AcceptedSopClasses: [privateClass], RejectedSopClasses: ['*'] },
      expected: [false, false, false, false],
    },
  ];
  for (const { options, expected } of cases) {
    const { accepts } = acceptedSopClasses({ ...defaults, ...options });
    assert.deepEqual([ct, mr, verification, privateClass].map(accepts), expected, JSON.stringify(options));
  }
});
