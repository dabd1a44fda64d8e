import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewJob } from '../../../src/jobs/job-store.ts';
import { newInstance, noLimits } from './new-instance.ts';
import { findAll, type OpenedIndex, type OpenIndex, onIndex, pagesOf } from './opened-index.ts';

const study = '1.1';
const job: NewJob = {
  id: 'job',
  type: 'DicomModalityStore',
  priority: 0,
  userData: undefined,
  parameters: {},
  content: {},
  createdAtMs: 0,
};

const relayed = (instance: string) => newInstance({ study, instance, relayedFrom: 'pacs', uuid: `blob ${instance}` });
const own = (instance: string) => newInstance({ study, instance, uuid: `own ${instance}` });
const idOf = (instance: string) => relayed(instance).publicIds.Instance;

async function store({ index }: OpenedIndex, ...instances: readonly ReturnType<typeof newInstance>[]): Promise<void> {
  for (const instance of instances) await index.storeInstance(instance, noLimits);
}

/** Instances of the study that bear the mark of the upstream. */
async function listed({ relay }: OpenedIndex, upstream = 'pacs', uid = study): Promise<readonly string[]> {
  return (await pagesOf(relay.relayedInstances(upstream, uid))).flat().map(({ publicId }) => publicId);
}

/** What an eviction at 1000 ms deletes of these, in no order. */
async function evicted({ index }: OpenedIndex, publicIds: readonly string[]): Promise<readonly string[]> {
  const { deleted } = await index.deleteRelayedInstances(publicIds, 1000);
  return deleted
    .filter(({ level }) => level === 'Instance')
    .map(({ publicId }) => publicId)
    .sort();
}

export function evictionContract(name: string, open: OpenIndex): void {
  describe(`${name}: eviction`, () => {
    test(
      'the relayed instances of a study are listed by upstream in pages, with the bytes of their files',
      onIndex(open, async (opened) => {
        const many = Array.from({ length: 450 }, (_, number) =>
          newInstance({ study, series: `2.${number % 3}`, instance: `2.${number}`, relayedFrom: 'pacs', size: number }),
        );
        await Promise.all(many.map((instance) => opened.index.storeInstance(instance, noLimits)));
        await store(opened, own('1'), newInstance({ study, instance: '3', relayedFrom: 'other' }));
        await store(opened, newInstance({ study: '1.2', series: '9', instance: '9', relayedFrom: 'pacs' }));
        const pages = await pagesOf(opened.relay.relayedInstances('pacs', study));
        assert.ok(pages.length > 1 && pages.every((page) => page.length <= 200));
        const bytes = new Map(pages.flat().map((instance) => [instance.publicId, instance.bytes]));
        assert.deepEqual(bytes, new Map(many.map(({ publicIds }, number) => [publicIds.Instance, number])));
        assert.equal((await listed(opened, 'other')).length, 1);
        assert.deepEqual(await listed(opened, 'pacs', '1.3'), []);
      }),
    );

    test(
      'what is evicted is gone with its empty parents, counted, and its files are noted',
      onIndex(open, async (opened) => {
        await store(opened, relayed('1'), relayed('2'), newInstance({ instance: '3', patient: 'P2', study: '5' }));
        const { deleted, removedBlobs } = await opened.index.deleteRelayedInstances([idOf('1'), idOf('2')], 1000);
        const { publicIds } = relayed('1');
        const key = ({ level, publicId }: { level: string; publicId: string }) => `${level} ${publicId}`;
        assert.deepEqual(
          deleted.map(key).sort(),
          [
            `Instance ${idOf('1')}`,
            `Instance ${idOf('2')}`,
            `Patient ${publicIds.Patient}`,
            `Series ${publicIds.Series}`,
            `Study ${publicIds.Study}`,
          ].sort(),
        );
        assert.deepEqual(removedBlobs.map(({ uuid }) => uuid).sort(), ['blob 1', 'blob 2']);
        const noted = (await opened.index.pendingBlobRemovals()).map(({ uuid }) => uuid);
        assert.deepEqual([...noted].sort(), ['blob 1', 'blob 2']);
        const { diskBytes, instances, patients } = await opened.index.statistics();
        assert.deepEqual([patients, instances, diskBytes], [1, 1, 1000]);
        assert.deepEqual(await evicted(opened, [idOf('1')]), []);
        assert.deepEqual(await evicted(opened, []), []);
      }),
    );

    test(
      'an instance that a user has stored since it was listed stays',
      onIndex(open, async (opened) => {
        await store(opened, relayed('1'), relayed('2'));
        const publicIds = await listed(opened);
        await store(opened, own('1'));
        assert.deepEqual(await evicted(opened, publicIds), [idOf('2')]);
        assert.equal((await opened.index.getAttachment('Instance', idOf('1'), 1))?.uuid, 'own 1');
      }),
    );

    test(
      'users that store while it is evicted lose nothing, whatever comes first',
      onIndex(open, async (opened) => {
        const numbers = Array.from({ length: 40 }, (_, number) => String(number + 1));
        await store(opened, ...numbers.map(relayed));
        const publicIds = await listed(opened);
        await Promise.all([
          opened.index.deleteRelayedInstances(publicIds.slice(0, 10), 1000),
          ...numbers.map((number) => opened.index.storeInstance(own(number), noLimits)),
          opened.index.deleteRelayedInstances(publicIds, 1000),
        ]);
        assert.equal((await findAll(opened.index, 'Instance')).length, 40);
        for (const number of numbers) {
          assert.equal((await opened.index.getAttachment('Instance', idOf(number), 1))?.uuid, `own ${number}`);
        }
      }),
    );

    test(
      'nothing of a study that was pinned since it was listed is evicted, whoever pinned it',
      onIndex(open, async (opened) => {
        await store(opened, relayed('1'));
        await opened.relay.useStudies('other', [study], 900, 1001);
        assert.deepEqual(await evicted(opened, [idOf('1')]), []);
        const { deleted } = await opened.index.deleteRelayedInstances([idOf('1')], 1001);
        assert.equal(deleted.length, 4);
      }),
    );

    test(
      'what an open job has still to handle stays until it has, or until the job ends',
      onIndex(open, async (opened) => {
        const { jobs } = opened;
        await store(opened, ...['1', '2', '3'].map(relayed));
        await jobs.addJob(job, [idOf('1'), idOf('2')], 10);
        await jobs.addJob({ ...job, id: 'ended', state: 'Paused' }, [idOf('3')], 10);
        assert.deepEqual(await evicted(opened, [idOf('1'), idOf('3')]), []);
        await jobs.requestJob('ended', 'cancel', 1);
        await jobs.claimJob('me', 1, 100);
        const items = [{ position: 0, state: 'Done', comment: undefined }] as const;
        await jobs.recordUpdate('job', 'me', { items, progress: 50, content: undefined });
        const all = ['1', '2', '3'].map(idOf);
        assert.deepEqual(await evicted(opened, all), [idOf('1'), idOf('3')].sort());
      }),
    );

    test(
      'keys of items that are no public ids, and long ones, harm nobody',
      onIndex(open, async (opened) => {
        await store(opened, relayed('1'));
        assert.equal(await opened.jobs.addJob(job, ['x'.repeat(20_000), study], 10), true);
        assert.deepEqual(await evicted(opened, [idOf('1')]), [idOf('1')]);
      }),
    );

    test(
      'what a protected patient has stays',
      onIndex(open, async (opened) => {
        await store(opened, relayed('1'));
        const { Patient: patient } = relayed('1').publicIds;
        await opened.index.setProtected(patient, true);
        assert.deepEqual(await evicted(opened, [idOf('1')]), []);
        await opened.index.setProtected(patient, false);
        assert.deepEqual(await evicted(opened, [idOf('1')]), [idOf('1')]);
      }),
    );

    test(
      'counts that do not match are put right; a study with nothing left can be forgotten, no other',
      onIndex(open, async (opened) => {
        const { relay } = opened;
        await store(opened, relayed('1'), relayed('2'), own('3'));
        await relay.countStudy('pacs', study, 7, 0, 10);
        await relay.forgetStudies('pacs', 100, 100);
        const recounted = await relay.recountStudy('pacs', study);
        assert.deepEqual([recounted?.instances, recounted?.bytes], [2, 2000]);
        assert.deepEqual(await relay.recountStudy('pacs', study), recounted);
        assert.equal(await relay.recountStudy('other', study), undefined);
        await evicted(opened, [idOf('1'), idOf('2')]);
        assert.equal((await relay.recountStudy('pacs', study))?.instances, 0);
        await relay.forgetStudies('pacs', 100, 100);
        assert.equal(await relay.recountStudy('pacs', study), undefined);
      }),
    );
  });
}
