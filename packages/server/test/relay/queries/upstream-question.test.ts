import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, formatTag } from '@isocenter/dicom';
import type { Manufacturer } from '../../../src/config/modality.ts';
import type { Level } from '../../../src/model/level.ts';
import type { FindKey } from '../../../src/query/find-key.ts';
import { upstreamQuestion } from '../../../src/relay/queries/upstream-question.ts';

const settings = { dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] };

function asked(level: Level, keys: readonly FindKey[], manufacturer: Manufacturer = 'Generic') {
  const question = upstreamQuestion({ level, keys }, manufacturer, settings);
  if (question === undefined) return undefined;
  return Object.fromEntries([...question.keys].map(({ tag }) => [formatTag(tag), question.keys.text(tag) ?? '']));
}

const unique = { '0008,0005': 'ISO_IR 100', '0008,0050': '', '0010,0020': '', '0020,000d': '' };

describe('a search as an upstream is asked it', () => {
  it('has the keys of the client and the unique keys, without the level', () => {
    const keys: FindKey[] = [
      { tag: 0x00100010, vr: 'PN', value: 'Doe*' },
      { tag: 0x00100020, vr: 'LO', value: 'P1' },
      { tag: 0x00080061, vr: 'CS', value: 'CT\\MR' },
      { tag: 0x00201208, vr: 'IS', value: '' },
    ];
    assert.deepEqual(asked('Study', keys), {
      ...unique,
      '0008,0061': 'CT',
      '0010,0010': 'Doe*',
      '0010,0020': 'P1',
      '0020,1208': '',
    });
  });

  it('is without empty keys that are not of its level: private ones, group lengths, our own, those below', () => {
    const keys: FindKey[] = [
      { tag: 0x00090010, vr: 'LO', value: 'SOMEBODY' },
      { tag: 0x00091001, vr: 'LO', value: '', privateCreator: 'SOMEBODY' },
      { tag: 0x00080000, vr: 'UL', value: '' },
      { tag: 0x00080054, vr: 'AE', value: '' },
      { tag: 0x00080056, vr: 'CS', value: '' },
      { tag: 0x00080060, vr: 'CS', value: '' },
      { tag: 0x0020000e, vr: 'UI', value: '' },
    ];
    assert.deepEqual(asked('Study', keys), unique);
  });

  const deciding: readonly [string, FindKey][] = [
    ['a key of a lower level', { tag: 0x00080060, vr: 'CS', value: 'CT' }],
    ['a private key', { tag: 0x00091001, vr: 'LO', value: 'x', privateCreator: 'SOMEBODY' }],
    ['a key of another module', { tag: 0x00104000, vr: 'LT', value: 'x' }],
    ['a sequence', { tag: 0x00081032, vr: 'SQ', keys: [{ tag: 0x00080100, vr: 'SH', value: 'x' }] }],
  ];
  for (const [name, key] of deciding) {
    it(`is not asked when ${name} decides that would have to be left out`, () => {
      assert.equal(asked('Study', [key]), undefined);
    });
  }

  it('is asked when a key with a lone asterisk is left out: it is universal (PS3.4 C.2.2.2.4)', () => {
    assert.deepEqual(asked('Study', [{ tag: 0x00080060, vr: 'CS', value: '*' }]), unique);
  });

  it('is in UTF-8 when the character set of the server does not have a text', () => {
    const keys: FindKey[] = [{ tag: 0x00100010, vr: 'PN', value: '山田*' }];
    assert.deepEqual(asked('Study', keys), { ...unique, '0008,0005': 'ISO_IR 192', '0010,0010': '山田*' });
  });

  it('is written as the product of the upstream understands it', () => {
    const keys: FindKey[] = [{ tag: 0x00100010, vr: 'PN', value: '*' }];
    assert.equal(asked('Study', keys)?.['0010,0010'], '*');
    assert.equal(asked('Study', keys, 'GenericNoUniversalWildcard')?.['0010,0010'], '');
    assert.equal(asked('Study', keys, 'GE')?.['0020,000d'], '*');
  });

  it('keeps the item of a sequence of its level', () => {
    const keys: FindKey[] = [
      { tag: 0x00400275, vr: 'SQ', keys: [{ tag: 0x00401001, vr: 'SH', value: 'R1' }] },
      { tag: 0x0020000d, vr: 'UI', value: '1.2' },
    ];
    const question = upstreamQuestion({ level: 'Series', keys }, 'Generic', settings);
    assert.equal(question?.keys.sequence(0x00400275)[0]?.text(0x00401001), 'R1');
  });
});
