import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { closestName, editDistance } from '../../src/config/closest-name.ts';

test('insertions, deletions, replacements and swaps of neighbours count one each', () => {
  const distances: [string, string, number][] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abxc', 1],
    ['abc', 'ac', 1],
    ['abc', 'axc', 1],
    ['abcd', 'acbd', 1],
    ['kitten', 'sitting', 3],
  ];
  for (const [from, to, edits] of distances) assert.equal(editDistance(from, to), edits, `${from} ${to}`);
});

test('the distance is the same both ways and never more than the longer text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (from, to) => {
      const edits = editDistance(from, to);
      return (
        edits === editDistance(to, from) && edits <= Math.max(from.length, to.length) && (edits === 0) === (from === to)
      );
    }),
    { numRuns: 300 },
  );
});

test('letter case does not count, and a name unlike all others has no closest one', () => {
  assert.equal(closestName('HTTPPORT', ['DicomPort', 'HttpPort']), 'HttpPort');
  assert.equal(closestName('Elephant', ['DicomPort', 'HttpPort']), undefined);
});
