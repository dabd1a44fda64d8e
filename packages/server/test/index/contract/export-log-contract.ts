import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewExport } from '../../../src/index/export-log.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

const study: NewExport = {
  level: 'Study',
  publicId: 'study-id',
  remote: 'pacs',
  patientId: 'P1',
  studyInstanceUid: '1.2.3',
  seriesInstanceUid: undefined,
  sopInstanceUid: undefined,
  date: '20260131T235958',
};

const named = (remote: string): NewExport => ({ ...study, remote });

export function exportLogContract(name: string, open: OpenIndex): void {
  describe(`${name}: exported resources`, () => {
    test(
      'entries come back as they were logged, numbered from 1, after a restart too',
      onIndex(open, async (opened) => {
        const instance: NewExport = {
          ...study,
          level: 'Instance',
          publicId: 'instance-id',
          patientId: '',
          seriesInstanceUid: '1.2.3.4',
          sopInstanceUid: '1.2.3.4.5',
        };
        await opened.exports.logExports([study, instance]);
        const { exports } = await opened.reopen();
        assert.deepEqual(await exports.listExports({ since: 0, limit: 10 }), {
          exports: [
            { ...study, sequence: 1 },
            { ...instance, sequence: 2 },
          ],
          done: true,
        });
      }),
    );

    test(
      'pages begin after a number, and tell whether more follow; the newest is the last',
      onIndex(open, async ({ exports }) => {
        await exports.logExports(['a', 'b', 'c', 'd'].map(named));
        const remotes = async (since: number, limit: number, newest?: boolean) => {
          const page = await exports.listExports({ since, limit, ...(newest && { newest }) });
          return [page.exports.map(({ remote, sequence }) => `${remote}${sequence}`).join(' '), page.done];
        };
        assert.deepEqual(await remotes(1, 2), ['b2 c3', false]);
        assert.deepEqual(await remotes(2, 2), ['c3 d4', true]);
        assert.deepEqual(await remotes(4, 2), ['', true]);
        assert.deepEqual(await remotes(0, 0), ['', false]);
        assert.deepEqual(await remotes(0, 1, true), ['d4', true]);
      }),
    );

    test(
      'numbers are not given again after all is deleted',
      onIndex(open, async ({ exports }) => {
        await exports.logExports([]);
        await exports.logExports(['a', 'b'].map(named));
        await exports.deleteExports();
        assert.deepEqual(await exports.listExports({ since: 0, limit: 10 }), { exports: [], done: true });
        await exports.logExports([named('c')]);
        const page = await exports.listExports({ since: 0, limit: 10 });
        assert.deepEqual(
          page.exports.map(({ sequence }) => sequence),
          [3],
        );
      }),
    );

    test(
      'many entries, from writers side by side, get every number once',
      onIndex(open, async ({ exports }) => {
        const batch = Array.from({ length: 230 }, (_, index) => named(`r${index}`));
        await Promise.all([exports.logExports(batch), exports.logExports(batch), exports.logExports([study])]);
        const page = await exports.listExports({ since: 0, limit: 1000 });
        assert.deepEqual(
          page.exports.map(({ sequence }) => sequence),
          Array.from({ length: 461 }, (_, index) => index + 1),
        );
        const orderOf = page.exports.filter(({ remote }) => remote.startsWith('r')).map(({ remote }) => remote);
        assert.deepEqual(new Set(orderOf.slice(0, 230)).size, 230);
      }),
    );
  });
}
