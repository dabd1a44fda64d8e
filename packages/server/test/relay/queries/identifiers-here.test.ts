import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Level } from '../../../src/model/level.ts';
import { identifiersHere } from '../../../src/relay/queries/identifiers-here.ts';
import { startArchive } from '../../rest/archive.ts';
import { databases } from '../../rest/databases.ts';
import { uids, upload } from '../../rest/sample-instances.ts';

for (const { name, openIndex } of databases) {
  describe(`identifiers that are here, ${name}`, () => {
    const lookups: readonly { level: Level; asked: readonly string[]; here: readonly string[] }[] = [
      // Case, accents and blanks make other patients.
      { level: 'Patient', asked: ['Ä_1', 'Ä 1', 'A_1', 'ä_1', 'P3'], here: ['Ä_1'] },
      { level: 'Study', asked: [uids.study(1), uids.study(2), uids.study(3)], here: [uids.study(1), uids.study(2)] },
      { level: 'Series', asked: [uids.series(1, 1), uids.series(1, 2)], here: [uids.series(1, 1)] },
      { level: 'Instance', asked: [uids.instance(2, 1, 1), uids.instance(2, 1, 2)], here: [uids.instance(2, 1, 1)] },
      { level: 'Study', asked: [], here: [] },
    ];
    test('are found at every level in one search, by their exact values', async (t) => {
      const { app, calls, index } = await startArchive(t, { openIndex });
      await upload(app, { study: 1, patientId: 'Ä_1' });
      await upload(app, { study: 2, patientId: 'P2' });
      for (const { level, asked, here } of lookups) {
        calls.length = 0;
        const found = await identifiersHere(index, level, asked);
        assert.deepEqual(
          asked.filter((identifier) => found.has(identifier)),
          here,
        );
        assert.equal(calls.length, asked.length === 0 ? 0 : 1);
      }
    });
  });
}
