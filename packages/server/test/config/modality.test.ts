import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigurationWarning } from '../../src/config/errors.ts';
import type { JsonValue } from '../../src/config/json.ts';
import { modalityToJson, parseModality } from '../../src/config/modality.ts';

/** The fields of `/modalities/{id}/configuration` in Orthanc 1.13, with the defaults of its manual. */
const peerFields = {
  AET: 'PACS',
  Host: '10.0.0.1',
  Port: 104,
  Manufacturer: 'Generic',
  AllowEcho: true,
  AllowStore: true,
  AllowFind: true,
  AllowFindWorklist: true,
  AllowGet: true,
  AllowMove: true,
  AllowNAction: true,
  AllowEventReport: true,
  AllowTranscoding: true,
  UseDicomTls: false,
  LocalAet: '',
  Timeout: 0,
  RetrieveMethod: 'SystemDefault',
};

test('the array and the object form give the same modality', () => {
  const forms: JsonValue[] = [
    ['PACS', '10.0.0.1', 104],
    ['PACS', '10.0.0.1', '104'],
    ['PACS', '10.0.0.1', 104, 'Generic'],
    { AET: 'PACS', Host: '10.0.0.1', Port: 104 },
  ];
  for (const form of forms) assert.deepEqual(modalityToJson(parseModality('pacs', form)), peerFields);
});

test('every field of the object form is taken', () => {
  const given = {
    ...peerFields,
    Manufacturer: 'GE',
    AllowEcho: false,
    AllowStore: false,
    AllowFind: false,
    AllowFindWorklist: false,
    AllowGet: false,
    AllowMove: false,
    AllowNAction: false,
    AllowEventReport: false,
    AllowTranscoding: false,
    UseDicomTls: true,
    LocalAet: 'ME',
    Timeout: 3,
    RetrieveMethod: 'C-GET',
    ParallelAssociations: 4,
    AsynchronousOperations: 16,
  };
  const modality = parseModality('pacs', given);
  assert.equal(modality.Name, 'pacs');
  assert.deepEqual(modalityToJson(modality), given);
});

test('storage commitment is one switch for two permissions, which may differ from it', () => {
  const base = { AET: 'A', Host: 'h', Port: 1 };
  const off = parseModality('a', { ...base, AllowStorageCommitment: false });
  assert.deepEqual([off.AllowNAction, off.AllowEventReport], [false, false]);
  const half = parseModality('a', { ...base, AllowStorageCommitment: false, AllowEventReport: true });
  assert.deepEqual([half.AllowNAction, half.AllowEventReport], [false, true]);
});

test('old names of manufacturers are replaced, with a warning', () => {
  const replacements = {
    AgfaImpax: 'GenericNoWildcardInDates',
    SyngoVia: 'GenericNoWildcardInDates',
    EFilm2: 'Generic',
    MedInria: 'Generic',
    ClearCanvas: 'Generic',
    Dcm4Chee: 'Generic',
  };
  for (const [old, current] of Object.entries(replacements)) {
    const warnings: ConfigurationWarning[] = [];
    const { Manufacturer } = parseModality('a', ['A', 'h', 1, old], (warning) => warnings.push(warning));
    assert.equal(Manufacturer, current);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['obsolete'],
    );
  }
});

test('an unknown field gives a warning that names the one meant', () => {
  const warnings: ConfigurationWarning[] = [];
  const json = { AET: 'A', Host: 'h', Port: 1, AllowMoove: false };
  parseModality('a', json, (warning) => warnings.push(warning));
  assert.match(warnings[0]?.message ?? '', /unknown field AllowMoove; is AllowMove meant\?/);
});

test('what a modality cannot be is refused', () => {
  const valid = { AET: 'A', Host: 'h', Port: 1 };
  const refused: [string, JsonValue, string][] = [
    ['with space', valid, 'CONFIGURATION_VALUE'],
    ['a/b', valid, 'CONFIGURATION_VALUE'],
    ['', valid, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, Port: 0 }, 'CONFIGURATION_RANGE'],
    ['a', { ...valid, Port: 65535 }, 'CONFIGURATION_RANGE'],
    ['a', { ...valid, Port: 'x' }, 'CONFIGURATION_TYPE'],
    ['a', { ...valid, AET: 'SEVENTEEN_LETTERS' }, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, AET: '   ' }, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, AET: 'A\\B' }, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, Manufacturer: 'generic' }, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, Timeout: -1 }, 'CONFIGURATION_RANGE'],
    ['a', { ...valid, RetrieveMethod: 'C-STORE' }, 'CONFIGURATION_VALUE'],
    ['a', { ...valid, ParallelAssociations: 0 }, 'CONFIGURATION_RANGE'],
    ['a', { AET: 'A', Host: 'h' }, 'CONFIGURATION_VALUE'],
    ['a', ['A', 'h'], 'CONFIGURATION_VALUE'],
    ['a', ['A', 'h', 1, 'GE', 5], 'CONFIGURATION_VALUE'],
    ['a', 'A', 'CONFIGURATION_TYPE'],
  ];
  for (const [name, json, code] of refused) {
    assert.throws(() => parseModality(name, json), { code }, JSON.stringify([name, json]));
  }
  assert.equal(parseModality('a', { ...valid, Port: 65534 }).Port, 65534);
});
