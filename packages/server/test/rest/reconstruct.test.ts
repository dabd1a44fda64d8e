import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { Level } from '../../src/model/level.ts';
import { startArchive } from './archive.ts';
import { type Uploaded, upload } from './sample-instances.ts';

const levels = [
  ['Patient', 'patients'],
  ['Study', 'studies'],
  ['Series', 'series'],
  ['Instance', 'instances'],
] as const;

function idsOf({ ID, ParentPatient, ParentSeries, ParentStudy }: Uploaded): Record<Level, string> {
  return { Patient: ParentPatient, Study: ParentStudy, Series: ParentSeries, Instance: ID };
}

/** What is shown of a resource, apart from its times. */
async function shown(app: FastifyInstance, uploaded: Uploaded): Promise<unknown[]> {
  const resources: unknown[] = [];
  for (const [level, route] of levels) {
    const url = `/${route}/${idsOf(uploaded)[level]}?response-content=MainDicomTags;Metadata;Status;Labels;Children`;
    resources.push((await app.inject(url)).json());
  }
  return resources;
}

/** Makes the index wrong: as if other main tags had been kept when the files came. */
async function forget(index: IndexStore, uploaded: Uploaded): Promise<void> {
  const none = { folded: {}, metadata: { MainDicomTagsSignature: 'old' } };
  const ids = idsOf(uploaded);
  await index.replaceTags('Patient', ids.Patient, { ...none, tags: { '0010,0020': 'P1' } });
  await index.replaceTags('Study', ids.Study, { ...none, tags: { '0020,000d': '1.2.826.0.1.1' } });
  await index.replaceTags('Series', ids.Series, { ...none, tags: { '0020,000e': '1.2.826.0.1.1.1' } });
  await index.replaceTags('Instance', ids.Instance, { ...none, tags: { '0008,0018': '1.2.826.0.1.1.1.1' } });
}

const announced = (dataSet: DataSet) => void dataSet.set(Tags.CardiacNumberOfImages, 'IS', '1');

for (const route of ['/instances', '/series', '/studies', '/patients', '/tools'] as const) {
  test(`${route}/…/reconstruct makes tags and metadata anew, and leaves what users gave`, async (t) => {
    const { app, index } = await startArchive(t, { configuration: { UserMetadata: { mine: 1024 } } });
    const uploaded = await upload(app, { fill: announced });
    await app.inject({ method: 'PUT', url: `/studies/${uploaded.ParentStudy}/labels/kept` });
    await app.inject({ method: 'PUT', url: `/instances/${uploaded.ID}/metadata/mine`, payload: 'kept' });
    const before = await shown(app, uploaded);
    await forget(index, uploaded);
    assert.notDeepEqual(await shown(app, uploaded), before);
    const level = levels.find(([, plural]) => `/${plural}` === route)?.[0];
    const url = level === undefined ? '/tools/reconstruct' : `${route}/${idsOf(uploaded)[level]}/reconstruct`;
    const response = await app.inject({ method: 'POST', url });
    assert.deepEqual([response.statusCode, response.body], [200, '']);
    assert.deepEqual(await shown(app, uploaded), before);
  });
}

test('where instances of a study disagree, the last one that is reconstructed counts', async (t) => {
  const { app } = await startArchive(t);
  const described = (description: string) => (dataSet: DataSet) =>
    void dataSet.set(Tags.StudyDescription, 'LO', description);
  const first = await upload(app, { instance: 1, fill: described('first') });
  const second = await upload(app, { instance: 2, fill: described('second') });
  const description = async () =>
    (await app.inject(`/studies/${first.ParentStudy}`)).json().MainDicomTags.StudyDescription;
  assert.equal(await description(), 'first');
  await app.inject({ method: 'POST', url: `/instances/${second.ID}/reconstruct`, payload: '{}' });
  assert.equal(await description(), 'second');
  await app.inject({ method: 'POST', url: `/instances/${first.ID}/reconstruct` });
  assert.equal(await description(), 'first');
  await app.inject({ method: 'POST', url: `/studies/${first.ParentStudy}/reconstruct` });
  assert.equal(await description(), 'second');
});

test('LimitToThisLevelMainDicomTags leaves the other levels as they are', async (t) => {
  const { app, index } = await startArchive(t);
  const uploaded = await upload(app);
  const before = await shown(app, uploaded);
  await forget(index, uploaded);
  const wrong = await shown(app, uploaded);
  const url = `/studies/${uploaded.ParentStudy}/reconstruct`;
  const payload = JSON.stringify({ LimitToThisLevelMainDicomTags: true });
  assert.equal((await app.inject({ method: 'POST', url, payload })).statusCode, 200);
  const after = await shown(app, uploaded);
  const study = (resource: unknown) => ({ ...(resource as object), PatientMainDicomTags: undefined });
  assert.deepEqual(study(after[1]), study(before[1]));
  assert.deepEqual([after[0], after[2], after[3]], [wrong[0], wrong[2], wrong[3]]);
});

test('ReconstructFiles writes files in the form in which they are kept', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const file = (await app.inject(`/instances/${ID}/file`)).rawPayload;
  const url = `/instances/${ID}/attachments/dicom`;
  await app.inject({ method: 'POST', url: `${url}/compress` });
  await app.inject({ method: 'POST', url: `/instances/${ID}/reconstruct` });
  assert.equal((await app.inject(`${url}/is-compressed`)).body, '1');
  const payload = JSON.stringify({ ReconstructFiles: true });
  await app.inject({ method: 'POST', url: `/instances/${ID}/reconstruct`, payload });
  assert.equal((await app.inject(`${url}/is-compressed`)).body, '0');
  assert.deepEqual((await app.inject(`/instances/${ID}/file`)).rawPayload, file);
});

test('a file that is lost stops the reconstruction of its resource, but not that of the archive', async (t) => {
  const { app, folder, index, settle } = await startArchive(t);
  const lost = await upload(app);
  const other = await upload(app, { patientId: 'P2', study: 2 });
  await settle();
  const uuid = (await app.inject(`/instances/${lost.ID}/attachments/dicom/uuid`)).body;
  await app.inject(`/instances/${lost.ID}/file`);
  await rm(join(folder, uuid.slice(0, 2), uuid.slice(2, 4), uuid), { force: true });
  const failed = await app.inject({ method: 'POST', url: `/studies/${lost.ParentStudy}/reconstruct` });
  assert.deepEqual([failed.statusCode, failed.json().OrthancStatus], [404, 13]);
  const before = await shown(app, other);
  await index.replaceTags('Study', other.ParentStudy, { tags: {}, folded: {}, metadata: {} });
  assert.equal((await app.inject({ method: 'POST', url: '/tools/reconstruct' })).statusCode, 200);
  assert.deepEqual(await shown(app, other), before);
});

test('what is not there, and bodies that make no sense, are refused', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const unknown = await app.inject({ method: 'POST', url: '/studies/nowhere/reconstruct' });
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [404, 17]);
  for (const payload of ['garbage', '[]', '{"ReconstructFiles":"yes"}']) {
    const response = await app.inject({ method: 'POST', url: `/instances/${ID}/reconstruct`, payload });
    assert.equal(response.statusCode, 400, payload);
  }
});
