import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

const unknownId = '00000000-11111111-22222222-33333333-44444444';

test('resources of each level are shown with the fields of section 4', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);

  const { LastUpdate, ...patient } = (await app.inject(`/patients/${ParentPatient}`)).json();
  assert.match(LastUpdate, /^\d{8}T\d{6}$/);
  assert.deepEqual(patient, {
    ID: ParentPatient,
    IsProtected: false,
    IsStable: false,
    Labels: [],
    MainDicomTags: { PatientID: 'P1', PatientName: 'Doe^Jane' },
    Studies: [ParentStudy],
    Type: 'Patient',
  });

  const { LastUpdate: _, ...study } = (await app.inject(`/studies/${ParentStudy}`)).json();
  assert.deepEqual(study, {
    ID: ParentStudy,
    IsStable: false,
    Labels: [],
    MainDicomTags: {
      AccessionNumber: 'A1',
      StudyDate: '20260131',
      StudyDescription: 'Study 1',
      StudyInstanceUID: uids.study(1),
    },
    ParentPatient,
    PatientMainDicomTags: { PatientID: 'P1', PatientName: 'Doe^Jane' },
    Series: [ParentSeries],
    Type: 'Study',
  });

  const { LastUpdate: __, ...series } = (await app.inject(`/series/${ParentSeries}`)).json();
  assert.deepEqual(series, {
    ExpectedNumberOfInstances: null,
    ID: ParentSeries,
    Instances: [ID],
    IsStable: false,
    Labels: [],
    MainDicomTags: { Modality: 'MR', SeriesInstanceUID: uids.series(1, 1), SeriesNumber: '1' },
    ParentStudy,
    Status: 'Unknown',
    Type: 'Series',
  });

  const { FileSize, FileUuid, ...instance } = (await app.inject(`/instances/${ID}`)).json();
  assert.equal(typeof FileSize, 'number');
  assert.match(FileUuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.deepEqual(instance, {
    ID,
    IndexInSeries: 1,
    Labels: [],
    MainDicomTags: { InstanceNumber: '1', SOPInstanceUID: uids.instance(1, 1, 1) },
    ParentSeries,
    Type: 'Instance',
  });
});

test('an id of another level is not found', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentStudy } = await upload(app);
  for (const url of [`/patients/${ID}`, `/series/${ParentStudy}`]) {
    const response = await app.inject(url);
    assert.deepEqual([response.statusCode, response.body], [404, ''], url);
  }
  const file = await app.inject(`/instances/${ParentStudy}/file`);
  assert.deepEqual([file.statusCode, file.json().OrthancStatus], [404, 17]);
});

test('a series tells its status by the instances it announced', async (t) => {
  const { app } = await startArchive(t);
  const announce = (dataSet: DataSet) => dataSet.set(Tags.CardiacNumberOfImages, 'IS', '2');
  const { ParentSeries } = await upload(app, { fill: announce });
  const status = async () => {
    const { Status, ExpectedNumberOfInstances } = (await app.inject(`/series/${ParentSeries}`)).json();
    return [Status, ExpectedNumberOfInstances];
  };
  assert.deepEqual(await status(), ['Missing', 2]);
  await upload(app, { instance: 2, fill: announce });
  assert.deepEqual(await status(), ['Complete', 2]);
  await upload(app, { instance: 3, fill: announce });
  assert.deepEqual(await status(), ['Inconsistent', 2]);
});

test('listings hold ids in their order, resources when expanded, and pages of them', async (t) => {
  const { app, calls } = await startArchive(t);
  const stored = [];
  for (const study of [1, 2, 3]) stored.push(await upload(app, { study, patientId: `P${study}` }));
  const studies = stored.map(({ ParentStudy }) => ParentStudy).toSorted();

  assert.deepEqual((await app.inject('/studies')).json(), studies);
  assert.deepEqual((await app.inject('/studies?expand=false')).json(), studies);
  assert.deepEqual((await app.inject('/studies?since=1&limit=1')).json(), [studies[1]]);
  assert.deepEqual((await app.inject('/studies?since=1&limit=0')).json(), studies.slice(1));
  assert.deepEqual((await app.inject('/studies?since=7&limit=2')).json(), []);
  calls.length = 0;
  const expanded = (await app.inject('/studies?expand')).json();
  assert.deepEqual(calls, ['findResources'], 'one call for all of them');
  assert.deepEqual(
    expanded.map(({ ID }: { ID: string }) => ID),
    studies,
  );
  assert.equal(expanded[0].PatientMainDicomTags.PatientName, 'Doe^Jane');
});

test('a listing longer than a page of the index is one valid array', async (t) => {
  const { app } = await startArchive(t);
  for (let instance = 1; instance <= 30; instance += 1) await upload(app, { instance });
  for (const url of ['/instances', '/instances?expand']) {
    const response = await app.inject(url);
    assert.equal(response.json().length, 30, url);
  }
});

test('the limits of searches do not cut listings', async (t) => {
  const { app } = await startArchive(t, { configuration: { LimitFindResults: 1 } });
  for (const study of [1, 2]) await upload(app, { study });
  assert.equal((await app.inject('/studies')).json().length, 2);
  const found = await app.inject({ method: 'POST', url: '/tools/find', payload: { Level: 'Study', Query: {} } });
  assert.equal(found.json().length, 1);
});

test('children are expanded unless the client says no; those of nothing are 404', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
  await upload(app, { study: 2, patientId: 'P2' });
  const children: readonly [string, string][] = [
    [`/patients/${ParentPatient}/studies`, ParentStudy],
    [`/patients/${ParentPatient}/series`, ParentSeries],
    [`/patients/${ParentPatient}/instances`, ID],
    [`/studies/${ParentStudy}/series`, ParentSeries],
    [`/studies/${ParentStudy}/instances`, ID],
    [`/series/${ParentSeries}/instances`, ID],
  ];
  for (const [url, expected] of children) {
    const [resource, ...others] = (await app.inject(url)).json();
    assert.deepEqual([resource.ID, others], [expected, []], url);
    assert.deepEqual((await app.inject(`${url}?expand=0`)).json(), [expected], url);
  }
  const response = await app.inject(`/studies/${unknownId}/series`);
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17]);
});

test('parents are shown as one resource', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
  const parents: readonly [string, string][] = [
    [`/instances/${ID}/patient`, ParentPatient],
    [`/instances/${ID}/study`, ParentStudy],
    [`/instances/${ID}/series`, ParentSeries],
    [`/series/${ParentSeries}/patient`, ParentPatient],
    [`/series/${ParentSeries}/study`, ParentStudy],
    [`/studies/${ParentStudy}/patient`, ParentPatient],
  ];
  for (const [url, expected] of parents) assert.equal((await app.inject(url)).json().ID, expected, url);
  assert.equal((await app.inject(`/instances/${unknownId}/study`)).statusCode, 404);
});

test('requested tags are added, from the index or a file; a tag that is absent is null', async (t) => {
  const { app } = await startArchive(t);
  const { ParentStudy } = await upload(app);
  const tags = 'PatientID;0028,0010;PatientSex;TransferSyntaxUID;ModalitiesInStudy';
  const expected = { PatientID: 'P1', Rows: '2', PatientSex: null, ModalitiesInStudy: 'MR' };
  for (const name of ['requested-tags', 'requestedTags']) {
    const study = (await app.inject(`/studies/${ParentStudy}?${name}=${tags}`)).json();
    assert.deepEqual(study.RequestedTags, expected, name);
  }
  const full = (await app.inject(`/studies/${ParentStudy}?full&requested-tags=Rows;PatientSex`)).json();
  assert.deepEqual(full.RequestedTags, {
    '0010,0040': { Name: 'PatientSex', Type: 'Null', Value: null },
    '0028,0010': { Name: 'Rows', Type: 'String', Value: '2' },
  });
  assert.deepEqual(full.PatientMainDicomTags['0010,0020'], { Name: 'PatientID', Type: 'String', Value: 'P1' });
  const unknown = await app.inject(`/studies/${ParentStudy}?requested-tags=NoSuchTag`);
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [500, 27]);
});

test('response-content chooses the parts of a resource', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentSeries, ParentStudy } = await upload(app);
  const fields = async (url: string) => Object.keys((await app.inject(url)).json()).toSorted();
  assert.deepEqual(await fields(`/studies/${ParentStudy}?response-content=MainDicomTags`), [
    'ID',
    'MainDicomTags',
    'PatientMainDicomTags',
    'Type',
  ]);
  assert.deepEqual(await fields(`/series/${ParentSeries}?response-content=Status;Parent;Children;IsStable;Labels`), [
    'ExpectedNumberOfInstances',
    'ID',
    'Instances',
    'IsStable',
    'Labels',
    'ParentStudy',
    'Status',
    'Type',
  ]);
  const instance = (await app.inject(`/instances/${ID}?response-content=Metadata;Attachments`)).json();
  assert.equal(instance.Metadata.Origin, 'RestApi');
  assert.equal(instance.Metadata.RemoteIP, '127.0.0.1');
  const [attachment] = instance.Attachments;
  assert.deepEqual(Object.keys(attachment).toSorted(), [
    'CompressedMD5',
    'CompressedSize',
    'ContentType',
    'UncompressedMD5',
    'UncompressedSize',
    'Uuid',
  ]);
  assert.equal(attachment.ContentType, 1);
  assert.equal((await app.inject(`/instances/${ID}?response-content=Nonsense`)).statusCode, 400);
});

test('deleting tells the nearest parent that remains, and empty parents go too', async (t) => {
  const { app, events, settle } = await startArchive(t);
  const first = await upload(app, { instance: 1 });
  const second = await upload(app, { instance: 2 });
  const deletion = await app.inject({ method: 'DELETE', url: `/instances/${first.ID}` });
  assert.deepEqual(deletion.json(), {
    RemainingAncestor: { ID: first.ParentSeries, Path: `/series/${first.ParentSeries}`, Type: 'Series' },
  });
  assert.equal((await app.inject({ method: 'DELETE', url: `/instances/${first.ID}` })).statusCode, 404);
  const last = await app.inject({ method: 'DELETE', url: `/series/${second.ParentSeries}` });
  assert.deepEqual(last.json(), { RemainingAncestor: null });
  assert.deepEqual((await app.inject('/patients')).json(), []);
  const deleted = events.filter(({ type }) => type === 'Deleted').map(({ level }) => level);
  assert.deepEqual(deleted.toSorted(), ['Instance', 'Instance', 'Patient', 'Series', 'Study']);
  await settle();
  assert.equal((await app.inject('/statistics')).json().TotalDiskSize, '0');
});

test('the statistics of a resource count what is below it', async (t) => {
  const { app } = await startArchive(t);
  const stored = await upload(app, { instance: 1 });
  await upload(app, { instance: 2 });
  await upload(app, { series: 2 });
  const { FileSize } = (await app.inject(`/instances/${stored.ID}`)).json();
  const sizes = (bytes: number) => ({
    DicomDiskSize: String(bytes),
    DicomDiskSizeMB: 0,
    DicomUncompressedSize: String(bytes),
    DicomUncompressedSizeMB: 0,
    DiskSize: String(bytes),
    DiskSizeMB: 0,
    UncompressedSize: String(bytes),
    UncompressedSizeMB: 0,
  });
  const statistics = async (url: string) => (await app.inject(`${url}/statistics`)).json();
  assert.deepEqual(await statistics(stored.Path), sizes(FileSize));
  assert.deepEqual(await statistics(`/series/${stored.ParentSeries}`), { CountInstances: 2, ...sizes(2 * FileSize) });
  const patient = await statistics(`/patients/${stored.ParentPatient}`);
  assert.deepEqual([patient.CountStudies, patient.CountSeries, patient.CountInstances], [1, 2, 3]);
  assert.equal((await app.inject(`/studies/${unknownId}/statistics`)).statusCode, 404);
});

test('patients are protected and released by text', async (t) => {
  const { app } = await startArchive(t);
  const { ParentPatient } = await upload(app);
  const url = `/patients/${ParentPatient}/protected`;
  assert.equal((await app.inject(url)).body, '0');
  const put = await app.inject({ method: 'PUT', url, payload: ' true\n' });
  assert.deepEqual([put.statusCode, put.body], [200, '']);
  assert.equal((await app.inject(url)).body, '1');
  assert.equal((await app.inject(`/patients/${ParentPatient}`)).json().IsProtected, true);
  const wrong = await app.inject({ method: 'PUT', url, payload: 'maybe' });
  assert.deepEqual([wrong.statusCode, wrong.json().OrthancStatus], [400, 15]);
  assert.equal((await app.inject(`/patients/${unknownId}/protected`)).statusCode, 400);
});

test('without the patient level there are no routes of patients', async (t) => {
  const { app } = await startArchive(t, { configuration: { PatientLevelEnabled: false } });
  const { ID, ParentPatient } = await upload(app);
  for (const url of ['/patients', `/patients/${ParentPatient}`, `/instances/${ID}/patient`]) {
    assert.equal((await app.inject(url)).statusCode, 404, url);
  }
});
