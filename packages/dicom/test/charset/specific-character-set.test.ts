import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SpecificCharacterSet } from '../../src/charset/specific-character-set.ts';
import { DicomEncodeError } from '../../src/errors.ts';
import { bytes } from './bytes.ts';

const { ascii, latin1, utf8 } = SpecificCharacterSet;

describe('the terms of (0008,0005)', () => {
  it('are ASCII where the element is absent or empty, or what the caller assumes', () => {
    for (const absent of [undefined, '', [], ['']]) {
      assert.deepEqual(SpecificCharacterSet.parse(absent).terms, []);
      assert.equal(SpecificCharacterSet.parse(absent, 'ISO_IR 100'), latin1);
    }
  });

  it('are understood when misspelt in a common way', () => {
    const rows = [
      ['ISO-IR 100', 'ISO_IR 100'],
      ['ISO IR 100', 'ISO_IR 100'],
      ['iso_ir 100 ', 'ISO_IR 100'],
      ['ISO_IR100', 'ISO_IR 100'],
      ['ISO 2022 58', 'ISO 2022 IR 58'],
      ['ISO_2022_IR_87', 'ISO 2022 IR 87'],
      ['UTF8', 'ISO_IR 192'],
      ['UTF-8', 'ISO_IR 192'],
      ['ISO 2022 IR 192', 'ISO_IR 192'],
      ['gb18030', 'GB18030'],
      ['ISO-8859-1', 'ISO_IR 100'],
    ] as const;
    for (const [given, understood] of rows) {
      const charset = SpecificCharacterSet.parse(given);
      assert.deepEqual([charset.terms, charset.recognised], [[understood], true], given);
    }
    assert.deepEqual(SpecificCharacterSet.parse('ISO_IR 13\\ISO-IR 87').terms, ['ISO 2022 IR 13', 'ISO 2022 IR 87']);
  });

  it('that are unknown keep every byte and say so', () => {
    const charset = SpecificCharacterSet.parse('KLINGON');
    assert.equal(charset.recognised, false);
    assert.deepEqual(charset.terms, ['KLINGON']);
    const every = Uint8Array.from({ length: 256 }, (_, at) => at);
    assert.deepEqual(Buffer.from(charset.encode(charset.decode(every, 'LT'), 'LT')), Buffer.from(every));
    assert.equal(SpecificCharacterSet.parse('KLINGON', 'ISO_IR 192').decode(bytes('C3 A9'), 'LO'), 'é');
  });

  it('that are known count beside unknown ones', () => {
    const charset = SpecificCharacterSet.parse('ISO 2022 IR 100\\ISO 2022 IR 999');
    assert.equal(charset.recognised, false);
    assert.equal(charset.decode(bytes('E9'), 'LO'), 'é');
  });

  it('may not stand beside UTF-8, which is assumed then', () => {
    const charset = SpecificCharacterSet.parse('\\ISO_IR 192');
    assert.equal(charset.recognised, false);
    assert.equal(charset.decode(bytes('C3 A9'), 'LO'), 'é');
  });
});

describe('decoding', () => {
  it('touches only the VRs of PS3.5 6.1.2.2', () => {
    for (const vr of ['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN'] as const)
      assert.equal(utf8.decode(bytes('C3 A9'), vr), 'é');
    for (const vr of ['AE', 'CS', 'UI', 'UR', 'DA'] as const) assert.equal(utf8.decode(bytes('C3 A9'), vr), 'Ã©');
  });

  it('reads bytes beyond ASCII as Latin-1 where no set is named', () => {
    assert.equal(ascii.decode(bytes('"J" E9 "r" F4 "me"'), 'LO'), 'Jérôme');
  });

  it('does not split a character of two bytes in G0 at the byte of a backslash, caret or equals sign', () => {
    // JIS X 0208: 253D ソ, 255C ボ, 255E マ.
    const charset = SpecificCharacterSet.parse('\\ISO 2022 IR 87');
    const field = bytes('ESC "$B" 25 3D 25 5C 25 5E ESC "(B" "\\" ESC "$B" 25 5C ESC "(B"');
    assert.deepEqual(charset.decodeValues(field, 'PN'), ['ソボマ', 'ボ']);
    assert.deepEqual(charset.decodeValues(field, 'LO'), ['ソボマ', 'ボ']);
  });

  it('does not split a character of GBK or GB 18030 at its second byte', () => {
    for (const term of ['GBK', 'GB18030']) {
      const charset = SpecificCharacterSet.parse(term);
      assert.deepEqual(charset.decodeValues(bytes('81 5C "\\" 81 5C'), 'LO'), ['乗', '乗']);
    }
  });

  it('takes 5C of JIS X 0201 for the delimiter, and for a yen sign where there are no delimiters', () => {
    const charset = SpecificCharacterSet.parse('ISO_IR 13');
    assert.deepEqual(charset.decodeValues(bytes('D4 5C CF'), 'LO'), ['ﾔ', 'ﾏ']);
    assert.equal(charset.decode(bytes('D4 5C "100~"'), 'LT'), 'ﾔ¥100‾');
  });

  it('returns to the first sets at a delimiter even where the writer did not', () => {
    const charset = SpecificCharacterSet.parse('ISO 2022 IR 100\\ISO 2022 IR 126');
    assert.equal(charset.decode(bytes('ESC "-F" E9 "^" E9 "\\" E9'), 'PN'), 'ι^é\\é');
    assert.equal(charset.decode(bytes('ESC "-F" E9 "^" E9 "\\" E9'), 'LO'), 'ι^ι\\é');
    assert.equal(charset.decode(bytes('ESC "-F" E9 "\\" E9 0A E9'), 'ST'), 'ι\\ι\né');
  });

  it('assumes the first set of G1 where the writer left out the escape sequence', () => {
    assert.equal(SpecificCharacterSet.parse('\\ISO 2022 IR 149').decode(bytes('C8 AB'), 'PN'), '홍');
    assert.equal(SpecificCharacterSet.parse('ISO 2022 IR 58').decode(bytes('D5 C5'), 'PN'), '张');
  });

  it('understands escape sequences that the terms do not announce, and the one of JIS C 6226', () => {
    assert.equal(SpecificCharacterSet.parse('ISO_IR 100').decode(bytes('ESC "$B;3ED" ESC "(B"'), 'LO'), '山田');
    assert.equal(SpecificCharacterSet.parse('\\ISO 2022 IR 87').decode(bytes('ESC "$@;3ED" ESC "(B"'), 'LO'), '山田');
  });

  it('keeps an escape character that designates nothing, and ends at half a character', () => {
    assert.equal(ascii.decode(bytes('"a" ESC "[1m"'), 'LO'), 'a\x1b[1m');
    const japanese = SpecificCharacterSet.parse('\\ISO 2022 IR 87');
    assert.equal(japanese.decode(bytes('ESC "$B;3E"'), 'LO'), '山E');
    assert.equal(japanese.decode(bytes('"a" ESC'), 'LO'), 'a\x1b');
    assert.equal(SpecificCharacterSet.parse('\\ISO 2022 IR 149').decode(bytes('ESC "$)C" C8'), 'LO'), '\ufffd');
  });

  it('keeps control characters of 80-9F as such', () => {
    for (const term of ['ISO_IR 100', 'ISO_IR 148', 'ISO_IR 166', 'ISO_IR 101']) {
      assert.equal(SpecificCharacterSet.parse(term).decode(bytes('80 9F'), 'LO'), '\x80\x9f', term);
    }
  });
});

describe('values', () => {
  it('lose their padding by the rule of their VR (PS3.5 6.2)', () => {
    const rows = [
      ['LO', '" a \\ b  "', ['a', 'b']],
      ['SH', '"a" 00', ['a']],
      ['CS', '" A\\B "', ['A', 'B']],
      ['UC', '" a \\ b "', [' a', ' b']],
      ['PN', '"Doe^John \\Roe "', ['Doe^John', 'Roe']],
      ['LT', '"  a\\b  "', ['  a\\b']],
      ['UT', '"a\\b "', ['a\\b']],
      ['UI', '"1.2\\1.3" 00', ['1.2', '1.3']],
      ['LO', '"a\\\\b\\"', ['a', '', 'b', '']],
      ['LO', '"  "', ['']],
    ] as const;
    for (const [vr, field, values] of rows) assert.deepEqual(latin1.decodeValues(bytes(field), vr), values, field);
  });

  it('of an empty field are none', () => {
    assert.deepEqual(latin1.decodeValues(new Uint8Array(), 'LO'), []);
  });
});

describe('encoding', () => {
  it('refuses a character that the sets do not have, or writes a question mark', () => {
    const russian = SpecificCharacterSet.parse('ISO_IR 144');
    assert.throws(
      () => russian.encode('Люк é', 'LO'),
      (error) => error instanceof DicomEncodeError && error.code === 'valueInvalid' && /U\+00E9/.test(error.message),
    );
    assert.equal(Buffer.from(russian.encode('Люкé', 'LO', 'replace')).toString('hex'), 'bbeeda3f');
    assert.equal(Buffer.from(ascii.encode('é😀', 'LO', 'replace')).toString(), '??');
    assert.equal(Buffer.from(SpecificCharacterSet.parse('GBK').encode('😀', 'LO', 'replace')).toString(), '?');
    const japanese = SpecificCharacterSet.parse('\\ISO 2022 IR 87');
    assert.equal(Buffer.from(japanese.encode('山😀', 'LO', 'replace')).toString('latin1'), '\x1b$B;3\x1b(B?');
  });

  it('never writes an escape character of the text', () => {
    const charset = SpecificCharacterSet.parse('\\ISO 2022 IR 87');
    assert.throws(() => charset.encode('a\x1b$B', 'LO'), DicomEncodeError);
    assert.equal(Buffer.from(charset.encode('a\x1b$B', 'LO', 'replace')).toString(), 'a?$B');
  });

  it('writes codes of four bytes in GB 18030', () => {
    const charset = SpecificCharacterSet.parse('GB18030');
    const field = bytes('94 39 FC 36 81 30 89 38 81 30 AB 37');
    assert.equal(charset.decode(field, 'LO'), '😀ßɐ');
    assert.deepEqual(Buffer.from(charset.encode('😀ßɐ', 'LO')), Buffer.from(field));
  });
});
