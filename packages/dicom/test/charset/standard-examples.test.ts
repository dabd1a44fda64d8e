import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SpecificCharacterSet } from '../../src/charset/specific-character-set.ts';
import { bytes } from './bytes.ts';

/** The examples of PS3.5 Annexes H, I, J and K, and names in the sets of one byte. */
const personNames = [
  {
    title: 'Japanese, PS3.5 H.3.1',
    terms: '\\ISO 2022 IR 87',
    text: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
    field: `"Yamada^Tarou=" ESC "$B;3ED" ESC "(B^" ESC "$BB@O:" ESC "(B="
            ESC "$B$d$^$@" ESC "(B^" ESC "$B$?$m$&" ESC "(B"`,
  },
  {
    title: 'Japanese with half-width katakana, PS3.5 H.3.2',
    terms: 'ISO 2022 IR 13\\ISO 2022 IR 87',
    text: 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    field: `D4 CF C0 DE "^" C0 DB B3 "=" ESC "$B;3ED" ESC "(J^" ESC "$BB@O:" ESC "(J="
            ESC "$B$d$^$@" ESC "(J^" ESC "$B$?$m$&" ESC "(J"`,
  },
  {
    title: 'Korean, PS3.5 I.2',
    terms: '\\ISO 2022 IR 149',
    text: 'Hong^Gildong=洪^吉洞=홍^길동',
    field: `"Hong^Gildong=" ESC "$)C" FB F3 "^" ESC "$)C" D1 CE D4 D7 "="
            ESC "$)C" C8 AB "^" ESC "$)C" B1 E6 B5 BF`,
  },
  {
    title: 'Chinese in UTF-8, PS3.5 J.1',
    terms: 'ISO_IR 192',
    text: 'Wang^XiaoDong=王^小東=',
    field: '"Wang^XiaoDong=" E7 8E 8B "^" E5 B0 8F E6 9D B1 "="',
  },
  {
    title: 'Chinese in GB 18030, PS3.5 J.3',
    terms: 'GB18030',
    text: 'Wang^XiaoDong=王^小东=',
    field: '"Wang^XiaoDong=" CD F5 "^" D0 A1 B6 AB "="',
  },
  {
    title: 'Chinese in GBK',
    terms: 'GBK',
    text: 'Wang^XiaoDong=王^小东=',
    field: '"Wang^XiaoDong=" CD F5 "^" D0 A1 B6 AB "="',
  },
  {
    title: 'Chinese in GB 2312, PS3.5 K.2',
    terms: '\\ISO 2022 IR 58',
    text: 'Zhang^XiaoDong=张^小东=',
    field: '"Zhang^XiaoDong=" ESC "$)A" D5 C5 "^" ESC "$)A" D0 A1 B6 AB "="',
  },
  { title: 'French', terms: 'ISO_IR 100', text: 'Buc^Jérôme', field: '"Buc^J" E9 "r" F4 "me"' },
  { title: 'Polish', terms: 'ISO_IR 101', text: 'Łódź', field: 'A3 F3 64 BC' },
  { title: 'Esperanto', terms: 'ISO_IR 109', text: 'Ĉĥ', field: 'C6 B6' },
  { title: 'Latvian', terms: 'ISO_IR 110', text: 'Ģķ', field: 'AB F3' },
  { title: 'Greek', terms: 'ISO_IR 126', text: 'Διονυσιος', field: 'C4 E9 EF ED F5 F3 E9 EF F2' },
  { title: 'Arabic', terms: 'ISO_IR 127', text: 'قباني^لنزار', field: 'E2 C8 C7 E6 EA "^" E4 E6 D2 C7 D1' },
  { title: 'Hebrew', terms: 'ISO_IR 138', text: 'שרון^דבורה', field: 'F9 F8 E5 EF "^" E3 E1 E5 F8 E4' },
  { title: 'Russian', terms: 'ISO_IR 144', text: 'Люкceмбypг', field: 'BB EE DA "ce" DC D1 "yp" D3' },
  { title: 'Turkish', terms: 'ISO_IR 148', text: 'Şığ', field: 'DE FD F0' },
  { title: 'Thai', terms: 'ISO_IR 166', text: 'ไทย', field: 'E4 B7 C2' },
  { title: 'Latin-9', terms: 'ISO_IR 203', text: 'œ€', field: 'BD A4' },
  { title: 'katakana', terms: 'ISO_IR 13', text: 'ﾔﾏﾀﾞ^ﾀﾛｳ', field: 'D4 CF C0 DE "^" C0 DB B3' },
  {
    title: 'Greek and Russian by code extension',
    terms: 'ISO 2022 IR 6\\ISO 2022 IR 126\\ISO 2022 IR 144',
    text: 'Διον^Люк',
    field: 'ESC "-F" C4 E9 EF ED "^" ESC "-L" BB EE DA',
  },
  {
    title: 'Greek beside Latin-1, which is active again at delimiters and at the end',
    terms: 'ISO 2022 IR 100\\ISO 2022 IR 126',
    text: 'Jérô^Διο^é',
    field: '"J" E9 "r" F4 "^" ESC "-F" C4 E9 EF ESC "-A" "^" E9',
  },
  {
    title: 'JIS X 0212',
    terms: '\\ISO 2022 IR 87\\ISO 2022 IR 159',
    text: '丂山',
    field: 'ESC "$(D" 30 21 ESC "$B" 3B 33 ESC "(B"',
  },
] as const;

describe('person names', () => {
  for (const { title, terms, text, field } of personNames) {
    it(`are read and written: ${title}`, () => {
      const charset = SpecificCharacterSet.parse(terms);
      assert.equal(charset.recognised, true);
      assert.equal(charset.decode(bytes(field), 'PN'), text);
      assert.equal(Buffer.from(charset.encode(text, 'PN')).toString('hex'), Buffer.from(bytes(field)).toString('hex'));
    });
  }
});

describe('longer text', () => {
  it('designates the set anew on each line (PS3.5 I.3, K.3)', () => {
    const korean = SpecificCharacterSet.parse('\\ISO 2022 IR 149');
    const field = bytes('ESC "$)C" B1 E6 "Name" 0D 0A ESC "$)C" B5 BF 0D 0A');
    assert.equal(korean.decode(field, 'LT'), '길Name\r\n동\r\n');
    assert.deepEqual(Buffer.from(korean.encode('길Name\r\n동\r\n', 'LT')), Buffer.from(field));
  });
});
