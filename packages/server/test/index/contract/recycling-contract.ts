import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StorageLimits, StoreResult } from '../../../src/index/records.ts';
import { type InstanceChoice, newInstance, noLimits } from './new-instance.ts';
import { findAll, type OpenedIndex, type OpenIndex, onIndex } from './opened-index.ts';

const farMs = Date.UTC(2100, 0);
const within = (instances: number, mode: StorageLimits['mode'] = 'Recycle'): StorageLimits => ({
  maximumStorageBytes: instances * 1000,
  maximumPatients: 0,
  mode,
});
const ofPatients = (maximumPatients: number): StorageLimits => ({ ...noLimits, maximumPatients });

/** Named `patient/study/instance`, with 1000 bytes. */
function chosen(name: string, choice: InstanceChoice = {}) {
  const [patient = '', study = '', instance = ''] = name.split('/');
  return newInstance({
    patient,
    study,
    series: `${study}.1`,
    instance: `${study}.1.${instance}`,
    uuid: name,
    ...choice,
  });
}

async function storeOwn({ index }: OpenedIndex, ...names: readonly string[]): Promise<void> {
  for (const name of names) await index.storeInstance(chosen(name), noLimits);
}

/** Studies are used in the order in which they come. */
async function cache(opened: OpenedIndex, ...names: readonly string[]): Promise<void> {
  for (const [usedAtMs, name] of names.entries()) {
    const upstream = name.startsWith('X') ? 'other' : 'pacs';
    await opened.index.storeInstance(chosen(name, { relayedFrom: upstream, receivedAtMs: farMs }), noLimits);
    await opened.relay.countStudy(upstream, name.split('/')[1] ?? '', 1000, 1, usedAtMs);
  }
}

/** The files that are left. */
async function left({ index }: OpenedIndex): Promise<readonly string[]> {
  const instances = await findAll(index, 'Instance');
  const files = await Promise.all(instances.map(({ publicId }) => index.getAttachment('Instance', publicId, 1)));
  return files.map((file) => file?.uuid ?? '').sort();
}

function removed({ removedBlobs }: Pick<StoreResult, 'removedBlobs'>): readonly string[] {
  return removedBlobs.map(({ uuid }) => uuid).sort();
}

export function recyclingContract(name: string, open: OpenIndex): void {
  describe(`${name}: a cache in a full archive`, () => {
    test(
      'what is cached goes before what users stored, the study used least recently first, from any upstream',
      onIndex(open, async (opened) => {
        await storeOwn(opened, 'A/1/1');
        await cache(opened, 'B/2/1', 'X/3/1', 'B/2/2', 'C/4/1');
        const first = await opened.index.storeInstance(chosen('D/5/1'), within(4));
        assert.deepEqual(removed(first), ['B/2/1', 'B/2/2']);
        const { Patient, Study } = chosen('B/2/1').publicIds;
        const gone = first.deleted.map(({ publicId }) => publicId);
        assert.ok(gone.includes(Patient) && gone.includes(Study) && gone.length === 5);
        const noted = (await opened.index.pendingBlobRemovals()).map(({ uuid }) => uuid);
        assert.deepEqual(noted.toSorted(), ['B/2/1', 'B/2/2']);
        const { diskBytes, instances, patients } = await opened.index.statistics();
        assert.deepEqual([patients, instances, diskBytes], [4, 4, 4000]);
        assert.deepEqual(removed(await opened.index.storeInstance(chosen('D/5/2'), within(4))), ['X/3/1']);
        assert.deepEqual(removed(await opened.index.storeInstance(chosen('D/5/3'), within(4))), ['C/4/1']);
        assert.deepEqual(removed(await opened.index.storeInstance(chosen('D/5/4'), within(4))), ['A/1/1']);
        assert.deepEqual(await left(opened), ['D/5/1', 'D/5/2', 'D/5/3', 'D/5/4']);
      }),
    );

    test(
      'counts are right afterwards, and nothing of the study counts as complete',
      onIndex(open, async (opened) => {
        const { index, relay } = opened;
        await cache(opened, 'B/2/1', 'C/3/1');
        const keyOf = (study: string) =>
          ({ upstream: 'pacs', studyInstanceUid: study, level: 'Study', uid: study }) as const;
        for (const study of ['2', '3']) await relay.setCompleteness(keyOf(study), { instances: 1, completeAtMs: 1 });
        await index.storeInstance(chosen('D/5/1'), within(2));
        const [gone] = await relay.cachedStudy('2');
        assert.deepEqual([gone?.instances, gone?.bytes], [0, 0]);
        assert.deepEqual(await relay.cacheSize('pacs'), { studies: 1, instances: 1, bytes: 1000 });
        assert.equal(await relay.getCompleteness(keyOf('2')), undefined);
        assert.equal((await relay.getCompleteness(keyOf('3')))?.instances, 1);
      }),
    );

    test(
      'what users stored of the same study stays',
      onIndex(open, async (opened) => {
        await cache(opened, 'B/2/1');
        await storeOwn(opened, 'B/2/2');
        assert.deepEqual(removed(await opened.index.storeInstance(chosen('D/5/1'), within(2))), ['B/2/1']);
        assert.deepEqual(await left(opened), ['B/2/2', 'D/5/1']);
      }),
    );

    test(
      'what is pinned, waited for or protected stays: then patients go as ever',
      onIndex(open, async (opened) => {
        const { index, jobs, relay } = opened;
        await storeOwn(opened, 'A/1/1');
        await cache(opened, 'B/2/1', 'C/3/1', 'E/4/1', 'F/6/1');
        await relay.useStudies(undefined, ['2'], 0, farMs);
        const item = chosen('C/3/1').publicIds.Instance;
        const type = 'DicomModalityStore';
        const job = { id: 'job', type, priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 0 };
        await jobs.addJob(job, [item], 10);
        await index.setProtected(chosen('E/4/1').publicIds.Patient, true);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/1'), within(5))), ['F/6/1']);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/2'), within(5))), ['A/1/1']);
        await relay.unpinStudies(['2'], 1);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/3'), within(5))), ['B/2/1']);
        await jobs.requestJob('job', 'cancel', 1);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/4'), within(5))), ['C/3/1']);
        await assert.rejects(index.storeInstance(chosen('D/5/5'), within(5)), { code: 'FullStorage' });
        assert.ok((await left(opened)).includes('E/4/1'));
      }),
    );

    test(
      'the study that is stored to keeps what is cached of it; other studies of its patient do not',
      onIndex(open, async (opened) => {
        const { index } = opened;
        await cache(opened, 'D/5/1', 'D/6/1', 'D/7/1');
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/2'), within(3))), ['D/6/1']);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/3'), within(3))), ['D/7/1']);
        await assert.rejects(index.storeInstance(chosen('D/5/4'), within(3)), { code: 'FullStorage' });
        assert.deepEqual(await left(opened), ['D/5/1', 'D/5/2', 'D/5/3']);
      }),
    );

    test(
      'a patient whose only study makes room for another is there again, counted once',
      onIndex(open, async (opened) => {
        const { index } = opened;
        await cache(opened, 'D/6/1');
        const { created } = await index.storeInstance(chosen('D/5/1'), within(1));
        assert.deepEqual(created, ['Patient', 'Study', 'Series', 'Instance']);
        const { instances, patients, studies } = await index.statistics();
        assert.deepEqual([patients, studies, instances], [1, 1, 1]);
      }),
    );

    test(
      'Reject: what is cached makes room; with none left it is refused, and what does not fit takes nothing',
      onIndex(open, async (opened) => {
        const { index } = opened;
        await storeOwn(opened, 'A/1/1');
        await cache(opened, 'B/2/1');
        await assert.rejects(index.storeInstance(chosen('D/5/1', { size: 2000 }), within(2, 'Reject')), {
          code: 'FullStorage',
        });
        assert.deepEqual(await left(opened), ['A/1/1', 'B/2/1']);
        assert.deepEqual(await index.pendingBlobRemovals(), []);
        assert.deepEqual(removed(await index.storeInstance(chosen('D/5/1'), within(2, 'Reject'))), ['B/2/1']);
        await assert.rejects(index.storeInstance(chosen('D/5/2'), within(2, 'Reject')), { code: 'FullStorage' });
        assert.deepEqual(await left(opened), ['A/1/1', 'D/5/1']);
      }),
    );

    test(
      'patients that are too many: those go first that have nothing but what is cached',
      onIndex(open, async (opened) => {
        const { index, relay } = opened;
        await storeOwn(opened, 'A/1/1', 'B/2/2');
        await cache(opened, 'B/2/1', 'C/3/1', 'C/4/1', 'E/6/1');
        await relay.useStudies(undefined, ['4'], 0, farMs);
        const recycled = await index.storeInstance(chosen('D/5/1'), ofPatients(4));
        assert.deepEqual(removed(recycled), ['E/6/1']);
        await relay.unpinStudies(['4'], 1);
        assert.deepEqual(removed(await index.storeInstance(chosen('F/7/1'), ofPatients(4))), ['C/3/1', 'C/4/1']);
        assert.deepEqual(removed(await index.storeInstance(chosen('G/8/1'), ofPatients(4))), ['A/1/1']);
        assert.ok((await left(opened)).includes('B/2/1'));
      }),
    );

    test(
      'an attachment makes room in the same way, and spares what it belongs to',
      onIndex(open, async (opened) => {
        const { index } = opened;
        await storeOwn(opened, 'A/1/1');
        await cache(opened, 'D/5/1', 'D/6/1', 'B/2/1');
        const { Instance, Patient } = chosen('D/5/1').publicIds;
        const attachment = (uuid: string) => {
          const md5 = '0123456789abcdef0123456789abcdef';
          const sizes = { uncompressedSize: 1000, compressedSize: 1000, uncompressedMd5: md5, compressedMd5: md5 };
          return { contentType: 1024, uuid, compression: 'none', ...sizes } as const;
        };
        const ofPatient = await index.setAttachment('Patient', Patient, attachment('patient'), within(4));
        assert.deepEqual(removed(ofPatient), ['B/2/1']);
        assert.deepEqual(ofPatient.deleted.length, 4);
        const ofInstance = await index.setAttachment('Instance', Instance, attachment('instance'), within(4, 'Reject'));
        assert.deepEqual(removed(ofInstance), ['D/6/1']);
        assert.deepEqual(await left(opened), ['A/1/1', 'D/5/1']);
        assert.equal((await index.getAttachment('Instance', Instance, 1024))?.uuid, 'instance');
        assert.equal((await index.getAttachment('Patient', Patient, 1024))?.uuid, 'patient');
      }),
    );

    test(
      'counts that say that something is cached when nothing is harm nobody',
      onIndex(open, async (opened) => {
        await storeOwn(opened, 'A/1/1', 'B/2/1');
        for (const study of ['1', '2', '9']) await opened.relay.countStudy('pacs', study, 1000, 1, 0);
        const { deleted } = await opened.index.storeInstance(chosen('D/5/1'), within(2));
        assert.equal(deleted.find(({ level }) => level === 'Patient')?.publicId, chosen('A/1/1').publicIds.Patient);
        assert.deepEqual(await left(opened), ['B/2/1', 'D/5/1']);
      }),
    );
  });
}
