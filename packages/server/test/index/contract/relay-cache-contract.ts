import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EvictableQuery, RelayStore } from '../../../src/index/relay-store.ts';
import { type OpenIndex, onIndex } from './opened-index.ts';

async function evictable(relay: RelayStore, query: Partial<EvictableQuery>): Promise<string> {
  const studies = await relay.evictable('pacs', { nowMs: 1000, limit: 100, ...query });
  return studies.map(({ studyInstanceUid }) => studyInstanceUid).join(' ');
}

export function relayCacheContract(name: string, open: OpenIndex): void {
  describe(`${name}: cache of the relay`, () => {
    test(
      'studies are counted by upstream, after a restart too',
      onIndex(open, async (opened) => {
        await opened.relay.countStudy('pacs', '1.1', 500, 2, 10);
        await opened.relay.countStudy('pacs', '1.1', 70, 1, 20);
        await opened.relay.countStudy('pacs', '1.2', 1, 1, 20);
        await opened.relay.countStudy('other', '1.1', 3, 1, 20);
        await opened.relay.useStudies('pacs', ['1.3'], 20, 30);
        const { relay } = await opened.reopen();
        assert.deepEqual(await relay.cacheSize('pacs'), { studies: 2, instances: 4, bytes: 571 });
        assert.deepEqual(await relay.cacheSize('none'), { studies: 0, instances: 0, bytes: 0 });
        const study = { studyInstanceUid: '1.1', pinnedUntilMs: 0 };
        assert.deepEqual(await relay.cachedStudy('1.1'), [
          { ...study, upstream: 'other', bytes: 3, instances: 1, usedAtMs: 20 },
          { ...study, upstream: 'pacs', bytes: 570, instances: 3, usedAtMs: 10 },
        ]);
        assert.deepEqual(
          (await relay.cachedStudy('1.3')).map(({ instances, upstream }) => [upstream, instances]),
          [['pacs', 0]],
          'of which something is about to come',
        );
        assert.deepEqual(await relay.cachedStudy('1.4'), []);
        const page = async (after: string) =>
          (await relay.listStudies('pacs', after, 2)).map(({ studyInstanceUid }) => studyInstanceUid);
        assert.deepEqual([await page(''), await page('1.2')], [['1.1', '1.2'], ['1.3']]);
      }),
    );

    test(
      'the least recently used comes first, in pages; what is pinned does not come',
      onIndex(open, async ({ relay }) => {
        for (const [study, usedAtMs] of [
          ['1.1', 30],
          ['1.2', 10],
          ['1.3', 20],
          ['1.4', 20],
        ] as const) {
          await relay.countStudy('pacs', study, 1, 1, usedAtMs);
        }
        await relay.countStudy('other', '1.9', 1, 1, 1);
        assert.equal(await evictable(relay, {}), '1.2 1.3 1.4 1.1');
        assert.equal(await evictable(relay, { limit: 2, after: { usedAtMs: 10, studyInstanceUid: '1.2' } }), '1.3 1.4');
        assert.equal(await evictable(relay, { after: { usedAtMs: 20, studyInstanceUid: '1.3' } }), '1.4 1.1');
        assert.equal(await evictable(relay, { usedBeforeMs: 20 }), '1.2 1.3 1.4');
        await relay.useStudies('pacs', ['1.2'], 40, 1001);
        assert.equal(await evictable(relay, {}), '1.3 1.4 1.1');
        assert.equal(await evictable(relay, { nowMs: 1001 }), '1.3 1.4 1.1 1.2');
      }),
    );

    test(
      'a use neither goes back in time nor shortens a pin',
      onIndex(open, async ({ relay }) => {
        await relay.useStudies('pacs', ['1.1', '1.1', '1.2'], 100, 500);
        await relay.countStudy('pacs', '1.1', 1, 1, 50);
        await relay.useStudies('pacs', ['1.1'], 90, 400);
        const [study] = await relay.cachedStudy('1.1');
        assert.deepEqual([study?.usedAtMs, study?.pinnedUntilMs], [100, 500]);
      }),
    );

    test(
      'studies can be unpinned before their time',
      onIndex(open, async ({ relay }) => {
        await relay.countStudy('pacs', '1.1', 500, 2, 10);
        await relay.useStudies('pacs', ['1.1'], 20, 900);
        const evictable = () => relay.evictable('pacs', { nowMs: 100, limit: 10 });
        assert.equal((await evictable()).length, 0);
        await relay.unpinStudies(['1.1', '1.9'], 100);
        assert.equal((await evictable()).length, 1);
        assert.deepEqual((await relay.cachedStudy('1.1'))[0]?.usedAtMs, 20);
      }),
    );

    test(
      'who uses a study without fetching pins what there is of it from any upstream, and adds nothing',
      onIndex(open, async ({ relay }) => {
        await relay.countStudy('pacs', '1.1', 1, 1, 1);
        await relay.countStudy('other', '1.1', 1, 1, 1);
        await relay.useStudies(undefined, ['1.1', '1.2'], 50, 60);
        const times = (await relay.cachedStudy('1.1')).map((study) => [study.usedAtMs, study.pinnedUntilMs]);
        assert.deepEqual(times, [
          [50, 60],
          [50, 60],
        ]);
        assert.deepEqual(
          (await relay.listStudies('pacs', '', 9)).map(({ studyInstanceUid }) => studyInstanceUid),
          ['1.1'],
        );
        // One that fetches from an upstream needs what others gave, too.
        await relay.useStudies('pacs', ['1.1'], 70, 80);
        const pins = (await relay.cachedStudy('1.1')).map(({ pinnedUntilMs }) => pinnedUntilMs);
        assert.deepEqual(pins, [80, 80]);
      }),
    );

    test(
      'studies of which nothing is left are forgotten after their time, unless they are pinned',
      onIndex(open, async ({ relay }) => {
        for (const study of ['1.1', '1.2', '1.3'])
          await relay.useStudies('pacs', [study], 10, study === '1.2' ? 200 : 20);
        await relay.countStudy('pacs', '1.3', 5, 1, 10);
        await relay.useStudies('pacs', ['1.4'], 60, 60);
        await relay.forgetStudies('pacs', 50, 100);
        const left = (await relay.listStudies('pacs', '', 9)).map(({ studyInstanceUid }) => studyInstanceUid);
        assert.deepEqual(left, ['1.2', '1.3', '1.4']);
      }),
    );

    test(
      'completeness is kept by upstream and resource, and forgotten by study or by time',
      onIndex(open, async (opened) => {
        const study = { upstream: 'pacs', studyInstanceUid: '1', level: 'Study', uid: '1' } as const;
        const series = { ...study, level: 'Series', uid: '1.2' } as const;
        const other = { ...study, studyInstanceUid: '2', uid: '2' } as const;
        await opened.relay.setCompleteness(study, { instances: 1, completeAtMs: 10 });
        await opened.relay.setCompleteness(study, { instances: 7, completeAtMs: 20 });
        await opened.relay.setCompleteness(series, { instances: 3, completeAtMs: 20 });
        await opened.relay.setCompleteness(other, { instances: 4, completeAtMs: 30 });
        const { relay } = await opened.reopen();
        assert.deepEqual(await relay.getCompleteness(study), { instances: 7, completeAtMs: 20 });
        assert.equal(await relay.getCompleteness({ ...study, upstream: 'other' }), undefined);
        assert.equal(await relay.getCompleteness({ ...study, level: 'Series' }), undefined);
        await relay.forgetCompleteness('1');
        assert.equal(await relay.getCompleteness(study), undefined);
        assert.equal(await relay.getCompleteness(series), undefined);
        await relay.trimCompleteness('pacs', 30);
        assert.deepEqual(await relay.getCompleteness(other), { instances: 4, completeAtMs: 30 });
        await relay.trimCompleteness('pacs', 31);
        assert.equal(await relay.getCompleteness(other), undefined);
      }),
    );
  });
}
