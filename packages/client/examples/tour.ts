/** The examples of README.md, in their order: `ISOCENTER_URL=http://localhost:8042 node examples/tour.ts`. */
import { createWriteStream, openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createIsocenterClient, untilJobEnds } from '@isocenter/client';

// --- connect
const client = createIsocenterClient({
  baseUrl: process.env.ISOCENTER_URL ?? 'http://localhost:8042',
  username: process.env.ISOCENTER_USER ?? 'alice',
  password: process.env.ISOCENTER_PASSWORD ?? 'secret',
});
const { data: system, response } = await client.GET('/system');
if (system === undefined) throw new Error(`The server answers ${response.status}`);
console.log(`${system.Name} speaks version ${system.ApiVersion} of the API`);

// --- create
const { data: created } = await client.POST('/tools/create-dicom', {
  body: { Tags: { PatientID: '4711', PatientName: 'Doe^Jane', StudyDescription: 'Knee', Modality: 'OT' } },
});
if (created === undefined) throw new Error('Nothing was created');
const path = { id: created.ID };

// --- download
const { data: file } = await client.GET('/instances/{id}/file', { params: { path }, parseAs: 'stream' });
if (file != null) await pipeline(Readable.fromWeb(file), createWriteStream('jane.dcm'));

// --- upload
const { data: stored } = await client.POST('/instances', { body: await openAsBlob('jane.dcm') });
for (const { ID, Status } of [stored ?? []].flat()) console.log(ID, Status);

// --- find
const { data: studies = [] } = await client.POST('/tools/find', {
  body: { Level: 'Study', Expand: true, Query: { PatientName: 'DOE*' } },
});
for (const study of studies) {
  if (typeof study !== 'string') console.log(study.MainDicomTags?.StudyDescription, study.LastUpdate);
}

// --- texts
const metadata = { params: { path: { ...path, name: '1024' } } };
await client.PUT('/instances/{id}/metadata/{name}', { ...metadata, body: 'seen by Dr. Roe' });
const { data: note } = await client.GET('/instances/{id}/metadata/{name}', metadata);
console.log(note);

// --- jobs
const { data: parent } = await client.GET('/instances/{id}/study', { params: { path } });
if (parent === undefined) throw new Error('The study is gone');
const study = { params: { path: { id: parent.ID } } };
const { data: submitted } = await client.POST('/studies/{id}/anonymize', { ...study, body: { Asynchronous: true } });
if (submitted === undefined) throw new Error('Refused');
const job = await untilJobEnds(client, submitted.ID, { intervalMs: 50 });
console.log(job.State, job.Content);

// --- archive
const { data: archive } = await client.GET('/studies/{id}/archive', { ...study, parseAs: 'blob' });
console.log(archive?.size, 'bytes');

// --- refusals
const { error } = await client.GET('/studies/{id}', { params: { path: { id: 'nobody' } } });
console.log(error?.HttpStatus ?? 404, error?.Message ?? 'Not found');
