import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BlobReader } from '../../src/blobs/blob-store.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import type { Level } from '../../src/model/level.ts';
import type { FindKey } from '../../src/query/find-key.ts';
import { planFind } from '../../src/query/find-plan.ts';
import { foundHere } from '../../src/query/found-here.ts';
import { startArchive } from '../rest/archive.ts';
import { databases } from '../rest/databases.ts';
import { uids, upload } from '../rest/sample-instances.ts';
import { findSettings } from '../support/find-settings.ts';

interface Lookup {
  readonly level: Level;
  readonly key?: FindKey;
  readonly asked: readonly string[];
  readonly found: readonly string[];
}

/** Studies 1 of the patient `Ä_1` and 2 of `P2`, both of 2 rows. */
const lookups: readonly Lookup[] = [
  // Case, accents and blanks make other patients.
  { level: 'Patient', asked: ['Ä_1', 'Ä 1', 'A_1', 'ä_1', 'P3'], found: ['Ä_1'] },
  { level: 'Study', asked: [uids.study(1), uids.study(2), uids.study(3)], found: [uids.study(1), uids.study(2)] },
  { level: 'Series', asked: [uids.series(1, 1), uids.series(1, 2)], found: [uids.series(1, 1)] },
  { level: 'Instance', asked: [uids.instance(2, 1, 1), uids.instance(2, 1, 2)], found: [uids.instance(2, 1, 1)] },
  { level: 'Study', asked: [], found: [] },
  {
    level: 'Study',
    key: { tag: 0x00100020, vr: 'LO', value: 'P*' },
    asked: [uids.study(1), uids.study(2)],
    found: [uids.study(2)],
  },
  {
    level: 'Study',
    key: { tag: 0x00280010, vr: 'US', value: '2' },
    asked: [uids.study(1), uids.study(3)],
    found: [uids.study(1)],
  },
  { level: 'Study', key: { tag: 0x00280010, vr: 'US', value: '3' }, asked: [uids.study(1)], found: [] },
];

for (const { name, openIndex } of databases) {
  describe(`what a search finds here, ${name}`, () => {
    test('is told by exact identifiers, at every level, in one search', async (t) => {
      const { app, blobs, calls, index } = await startArchive(t, { openIndex });
      await upload(app, { study: 1, patientId: 'Ä_1' });
      await upload(app, { study: 2, patientId: 'P2' });
      const settings = findSettings({ limitFindResults: 1 });
      for (const { asked, found, key, level } of lookups) {
        calls.length = 0;
        const keys = key === undefined ? [] : [key];
        const matching = { caseSensitive: true, caseSensitivePersonNames: false };
        const plan = planFind({ level, dialect: 'c-find', keys, requested: keys, matching, offset: 0 }, settings);
        const here = foundHere(plan, { index, blobs, settings, logger: silentLogger });
        const label = JSON.stringify({ level, key });
        assert.deepEqual([...(await here(asked))].toSorted(), found.toSorted(), label);
        assert.equal(calls.length, asked.length === 0 ? 0 : 1, label);
      }
    });

    test('is told without reading files that do not decide', async (t) => {
      const { app, blobs, index } = await startArchive(t, { openIndex });
      await upload(app, { study: 1 });
      let reads = 0;
      const counted: BlobReader = {
        read: (...range) => {
          reads += 1;
          return blobs.read(...range);
        },
        readRange: (...range) => {
          reads += 1;
          return blobs.readRange(...range);
        },
      };
      const settings = findSettings();
      const matching = { caseSensitive: true, caseSensitivePersonNames: false };
      for (const [value, expected] of [
        ['', 0],
        ['2', 1],
      ] as const) {
        const keys = [{ tag: 0x00280010, vr: 'US', value }] as const;
        const plan = planFind({ level: 'Study', dialect: 'c-find', keys, requested: keys, matching }, settings);
        const here = foundHere(plan, { index, blobs: counted, settings, logger: silentLogger });
        reads = 0;
        assert.deepEqual([...(await here([uids.study(1)]))], [uids.study(1)]);
        assert.equal(reads, expected);
      }
    });
  });
}
