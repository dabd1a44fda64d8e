import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dictionaryEntries } from '../../src/config/dictionary-option.ts';
import type { JsonValue } from '../../src/config/json.ts';
import { extraMainTags, userContentTypes, userMetadata } from '../../src/config/user-definitions.ts';
import { detachedReader } from '../../src/config/value-reader.ts';
import type { ValueType } from '../../src/config/value-type.ts';

function read<Value>(type: ValueType<Value>, json: JsonValue): Value {
  return type.read(detachedReader(json, ['Option']));
}

test('metadata of the user have numbers from 1024 to 65535, each once', () => {
  assert.deepEqual(read(userMetadata(), { a: 1024, b: 65535 }), { a: 1024, b: 65535 });
  for (const number of [1023, 65536]) {
    assert.throws(() => read(userMetadata(), { a: number }), { code: 'CONFIGURATION_RANGE' });
  }
  assert.throws(() => read(userMetadata(), { a: 2000, b: 2000 }), { code: 'CONFIGURATION_VALUE' });
});

test('content types of the user may have a MIME type', () => {
  assert.deepEqual(read(userContentTypes(), { raw: 1024, report: [1025, 'application/pdf'] }), {
    raw: { number: 1024, mimeType: 'application/octet-stream' },
    report: { number: 1025, mimeType: 'application/pdf' },
  });
  assert.throws(() => read(userContentTypes(), { report: [1025] }), { code: 'CONFIGURATION_VALUE' });
});

test('extra main tags are named by keyword or number at the four levels', () => {
  assert.deepEqual(read(extraMainTags(), { Study: ['StationName', '0008,1010', '0008-1010', '00081010'] }), {
    Patient: [],
    Study: ['StationName', '0008,1010', '0008-1010', '00081010'],
    Series: [],
    Instance: [],
  });
  assert.throws(() => read(extraMainTags(), { Study: ['0008,10'] }), { code: 'CONFIGURATION_VALUE' });
});

test('entries of the dictionary have a VR, a name, a multiplicity and perhaps a private creator', () => {
  const entries = read(dictionaryEntries(), {
    '0014,1020': ['DA', 'ValidationExpiryDate', 1, 1],
    '00e1,c2': ['UI', 'PET-CT Multi Modality Name', 1, 1, 'ELSCINT1'],
    '7053,1003': ['ST', 'Original Image Filename', 1, 0, 'Philips PET Private Group'],
    '0014-1021': ['LO', 'Three', 1, 3],
  });
  assert.deepEqual(
    entries.map(({ tag, keyword, vr, vm, retired, privateCreator }) => [tag, keyword, vr, vm, retired, privateCreator]),
    [
      [0x00141020, 'ValidationExpiryDate', 'DA', '1', false, undefined],
      [0x00e100c2, 'PET-CT Multi Modality Name', 'UI', '1', false, 'ELSCINT1'],
      [0x70530003, 'Original Image Filename', 'ST', '1-n', false, 'Philips PET Private Group'],
      [0x00141021, 'Three', 'LO', '1-3', false, undefined],
    ],
  );
});

test('entries of the dictionary that mean nothing are refused', () => {
  const refused: JsonValue[] = [
    { '0014,10': ['DA', 'X', 3, 2] },
    { 'Patient,Name': ['DA', 'X'] },
    { '0014,1020': ['ZZ', 'X'] },
    { '0014,1020': ['DA'] },
    { '0014,1020': ['DA', 'X', 1, 1, 'Creator'] },
  ];
  for (const json of refused) assert.throws(() => read(dictionaryEntries(), json), { name: 'ConfigurationError' });
});
