import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SpecificCharacterSet } from '../../src/charset/specific-character-set.ts';
import type { VR } from '../../src/vr.ts';

/** Alphabets of characters that the terms have for certain. */
const repertoires: readonly (readonly [terms: string, alphabet: string])[] = [
  ['ISO_IR 100', 'aZ ÄÖÜßéñ\\^='],
  ['ISO_IR 101', 'aZ ŁŹżő\\^='],
  ['ISO_IR 144', 'aZ ЛюкЁщ\\^='],
  ['ISO_IR 126', 'aZ ΑΩάώ\\^='],
  ['ISO_IR 166', 'aZ กขไทย\\^='],
  ['ISO_IR 192', 'aZ é山홍张😀\\^='],
  ['GB18030', 'aZ é山홍张😀乗\\^='],
  ['GBK', 'aZ 王小东乗\\^='],
  ['ISO 2022 IR 13\\ISO 2022 IR 87', 'aZ ﾔﾏ山田ソボマ\\^=\r\n'],
  ['\\ISO 2022 IR 87\\ISO 2022 IR 159', 'aZ 山田ソボマ丂\\^=\r\n'],
  ['\\ISO 2022 IR 149', 'aZ 홍길동洪\\^=\r\n'],
  ['\\ISO 2022 IR 58', 'aZ 张小东\\^=\r\n'],
  ['ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144', 'aZ éôΔιЛю\\^=\r\n'],
  ['ISO 2022 IR 6\\ISO 2022 IR 87\\ISO 2022 IR 149\\ISO 2022 IR 58\\ISO 2022 IR 101', 'aZ 山홍张Ł\\^=\n'],
];

const vrs: readonly VR[] = ['PN', 'LO', 'LT'];

describe('text comes back from its bytes', () => {
  for (const [terms, alphabet] of repertoires) {
    it(`in ${terms}`, () => {
      const charset = SpecificCharacterSet.parse(terms);
      // 5C is the yen sign in text of JIS X 0201 that has no delimiters.
      const usable = terms.includes('IR 13') ? vrs.filter((vr) => vr !== 'LT') : vrs;
      const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 20 }).map((characters) => characters.join(''));
      fc.assert(
        fc.property(text, fc.constantFrom(...usable), (written, vr) => {
          assert.equal(charset.decode(charset.encode(written, vr), vr), written);
        }),
        { numRuns: 300, interruptAfterTimeLimit: 5000 },
      );
    });
  }
});

describe('any bytes', () => {
  it('are decoded without error under any terms', () => {
    const terms = fc.constantFrom(...repertoires.map(([each]) => each), 'UNKNOWN');
    const anyBytes = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x1b, 0x24, 0x28, 0x29, 0x42, 0x43, 0x5c)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(terms, anyBytes, fc.constantFrom(...vrs), (each, field, vr) => {
        const text = SpecificCharacterSet.parse(each).decode(Uint8Array.from(field), vr);
        assert.ok(text.length <= field.length * 2);
        assert.ok(field.length === 0 || field.includes(0x1b) || text.length > 0);
      }),
      { numRuns: 1000, interruptAfterTimeLimit: 5000 },
    );
  });
});
