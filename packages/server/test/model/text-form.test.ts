import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldPersonName, foldText, normalizeIdentifier } from '../../src/model/text-form.ts';

describe('the normalized form of an identifier', () => {
  /** Orthanc: upper case ASCII, `%` and `_` as blanks, the rest dropped, stripped. */
  const forms = [
    ['  doe^jane ', 'DOE^JANE'],
    ['Müller', 'MULLER'],
    ['Ångström', 'ANGSTROM'],
    ['a%b_c', 'A B C'],
    ['_id_', 'ID'],
    ['山田太郎', ''],
    ['A\u0007B', 'AB'],
    ['1.2.840.10008', '1.2.840.10008'],
    ['', ''],
  ] as const;
  for (const [value, expected] of forms) {
    it(`of ${JSON.stringify(value)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(normalizeIdentifier(value), expected);
    });
  }
});

describe('the folded form of a text', () => {
  it('has neither case nor accents', () => {
    assert.equal(foldText('Éléonore straße'), 'ELEONORE STRASSE');
  });

  it('keeps other scripts, and the voicing marks of kana', () => {
    assert.equal(foldText('山田 がぎぐ'), '山田 がぎぐ');
    assert.notEqual(foldText('か'), foldText('が'));
  });

  it('of a text composed in two ways is one', () => {
    assert.equal(foldText('e\u0301'), foldText('\u00e9'));
  });
});

describe('the folded form of a person name', () => {
  /** PS3.5 6.2.1.1: trailing empty components and component groups may be left out. */
  const forms = [
    ['Doe^Jane^^^', 'DOE^JANE'],
    ['Doe^^Jane', 'DOE^^JANE'],
    ['Yamada^Tarou=山田^太郎=', 'YAMADA^TAROU=山田^太郎'],
    ['Yamada^Tarou==', 'YAMADA^TAROU'],
    ['=山田', '=山田'],
    ['A^^\\B^ ^', 'A\\B'],
    ['^^', ''],
  ] as const;
  for (const [value, expected] of forms) {
    it(`of ${JSON.stringify(value)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(foldPersonName(value), expected);
    });
  }
});
