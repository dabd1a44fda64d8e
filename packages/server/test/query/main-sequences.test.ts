import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataSet } from '@isocenter/dicom';
import { silentLogger } from '../../src/logging/logger.ts';
import type { Level } from '../../src/model/level.ts';
import type { FindKey, SequenceKey } from '../../src/query/find-key.ts';
import { findMatches } from '../../src/query/find-matches.ts';
import { planFind } from '../../src/query/find-plan.ts';
import type { StorageAccess } from '../../src/query/find-query.ts';
import { findSettings } from '../support/find-settings.ts';
import { fileOf, MemoryArchive, memoryInstance } from './memory-index.ts';

const requestAttributes = 0x00400275;

/** Metadata of a series whose request has these attributes, all of them texts. */
function metadata(item: Readonly<Record<string, unknown>>): string {
  const tags = Object.entries(item).map(([key, Value]) => [key, { Name: 'any', Type: 'String', Value }]);
  return JSON.stringify({ '0040,0275': [Object.fromEntries(tags)] });
}

function file(id: string): Uint8Array {
  return fileOf([[requestAttributes, 'SQ', [new DataSet().set(0x00401001, 'SH', id)]]]);
}

/** Files say other than the metadata, so that the answers tell which was read. */
const archive = () =>
  new MemoryArchive([
    { ...memoryInstance('1', {}, file('FILE1')), mainSequences: metadata({ '0040,1001': 'RP1' }) },
    { ...memoryInstance('2', {}, file('FILE2')), mainSequences: metadata({ '0040,1001': 'RP2' }) },
    memoryInstance('3', {}, file('FILE3')),
    { ...memoryInstance('4', {}, file('FILE4')), mainSequences: '{"0040,0275":null}' },
    {
      ...memoryInstance('5', {}, file('FILE5')),
      mainSequences: '{"0040,0275":[{"0040,1400":{"Name":"any","Type":"TooLong","Value":null}}]}',
    },
    { ...memoryInstance('6', {}, file('FILE6')), mainSequences: metadata({ '0009,1001': 'private' }) },
    { ...memoryInstance('7', {}, file('FILE7')), mainSequences: metadata({ '0028,0010': '512' }) },
  ]);

function asking(value: string): SequenceKey {
  return { tag: requestAttributes, vr: 'SQ', keys: [{ tag: 0x00401001, vr: 'SH', value }] };
}

async function find(
  level: Level,
  key: FindKey,
  storageAccess: StorageAccess = 'Always',
): Promise<{ ids: string[]; procedures: (string | undefined)[]; read: readonly string[] }> {
  const stored = archive();
  const settings = findSettings({ storageAccess });
  const matching = { caseSensitive: true, caseSensitivePersonNames: false };
  const plan = planFind({ level, dialect: 'c-find', keys: [key], requested: [key], matching }, settings);
  const ids: string[] = [];
  const procedures: (string | undefined)[] = [];
  for await (const page of findMatches(plan, { ...stored, settings, logger: silentLogger })) {
    for (const { record, attributes } of page) {
      ids.push(record.publicId);
      procedures.push(attributes?.items(requestAttributes)?.[0]?.text(0x00401001));
    }
  }
  return { ids, procedures, read: stored.blobsRead.toSorted() };
}

describe('a search of series for a main sequence', () => {
  it('takes it from the index, and from the file only what the index does not have whole', async () => {
    const { procedures, read } = await find('Series', asking(''));
    assert.deepEqual(procedures, ['RP1', 'RP2', undefined, 'FILE4', 'FILE5', 'FILE6', 'FILE7']);
    assert.deepEqual(read, ['i4', 'i5', 'i6', 'i7']);
  });

  it('matches it where it takes it from', async () => {
    assert.deepEqual((await find('Series', asking('RP?'))).ids, ['e1', 'e2']);
    assert.deepEqual((await find('Series', asking('FILE*'))).ids, ['e4', 'e5', 'e6', 'e7']);
  });

  it('opens no file with StorageAccessOnFind Never, and leaves the key out of the matching', async () => {
    const { ids, procedures, read } = await find('Series', asking('RP2'), 'Never');
    assert.equal(ids.length, 7);
    assert.deepEqual(procedures.slice(0, 4), ['RP1', 'RP2', undefined, undefined]);
    assert.deepEqual(read, []);
  });

  it('reads the files at other levels, whose sequence it is not', async () => {
    for (const level of ['Study', 'Instance'] as const) {
      assert.deepEqual((await find(level, asking('FILE1'))).procedures, ['FILE1'], level);
    }
  });
});
