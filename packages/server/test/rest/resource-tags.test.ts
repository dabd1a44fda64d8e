import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSet, Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

function described(dataSet: DataSet): void {
  dataSet.set(Tags.PatientComments, 'LT', 'quiet').set(Tags.PatientSize, 'DS', '1.8');
  dataSet.set(Tags.NameOfPhysiciansReadingStudy, 'PN', 'Reader').set(Tags.StationName, 'SH', 'S');
  dataSet.set(Tags.PatientPosition, 'CS', 'HFS').set(Tags.InstanceCreationDate, 'DA', '20260131');
}

test('a module shows what PS3.3 has in it, of the tags that a file has', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app, { fill: described });
  const names = async (url: string) => Object.keys((await app.inject(`${url}?simplify`)).json());
  const patient = ['PatientName', 'PatientID', 'PatientComments'];
  assert.deepEqual(await names(`/patients/${ParentPatient}/module`), patient);
  assert.deepEqual(await names(`/studies/${ParentStudy}/module-patient`), patient);
  assert.deepEqual(await names(`/studies/${ParentStudy}/module`), [
    'StudyDate',
    'AccessionNumber',
    'StudyDescription',
    'NameOfPhysiciansReadingStudy',
    'StudyInstanceUID',
  ]);
  assert.deepEqual(await names(`/series/${ParentSeries}/module`), [
    'Modality',
    'PatientPosition',
    'SeriesInstanceUID',
    'SeriesNumber',
  ]);
  assert.deepEqual(await names(`/instances/${ID}/module`), [
    'SpecificCharacterSet',
    'InstanceCreationDate',
    'SOPClassUID',
    'SOPInstanceUID',
    'InstanceNumber',
  ]);
  const full = (await app.inject(`/patients/${ParentPatient}/module`)).json();
  assert.deepEqual(full['0010,0020'], { Name: 'PatientID', Type: 'String', Value: 'P1' });
  assert.equal((await app.inject(`/patients/${ParentPatient}/module?short`)).json()['0010,0020'], 'P1');
});

test('shared tags are those that are the same in every instance, in items too', async (t) => {
  const { app } = await startArchive(t);
  const withCode = (code: string) => (dataSet: DataSet) => {
    dataSet.set(Tags.ProcedureCodeSequence, 'SQ', [new DataSet().set(Tags.CodeValue, 'SH', 'same')]);
    dataSet.set(Tags.AnatomicRegionSequence, 'SQ', [new DataSet().set(Tags.CodeValue, 'SH', code)]);
  };
  const { ParentPatient, ParentSeries, ParentStudy } = await upload(app, { fill: withCode('a') });
  await upload(app, { instance: 2, fill: withCode('b') });
  await upload(app, { series: 2, instance: 3, fill: withCode('a') });
  const shared = async (url: string) => (await app.inject(`${url}/shared-tags?simplify`)).json();
  const ofSeries = await shared(`/series/${ParentSeries}`);
  assert.equal(ofSeries.SeriesNumber, '1');
  assert.deepEqual(ofSeries.ProcedureCodeSequence, [{ CodeValue: 'same' }]);
  for (const absent of ['SOPInstanceUID', 'InstanceNumber', 'AnatomicRegionSequence']) {
    assert.equal(ofSeries[absent], undefined, absent);
  }
  for (const url of [`/studies/${ParentStudy}`, `/patients/${ParentPatient}`]) {
    const ofAll = await shared(url);
    assert.deepEqual([ofAll.PatientID, ofAll.SeriesNumber], ['P1', undefined], url);
  }
  const full = (await app.inject(`/studies/${ParentStudy}/shared-tags`)).json();
  assert.deepEqual(full['0010,0020'], { Name: 'PatientID', Type: 'String', Value: 'P1' });
});

test('the tags of all instances come as one object, page by page, in JSON and in XML', async (t) => {
  const { app } = await startArchive(t);
  const ids: string[] = [];
  let study = '';
  for (let instance = 1; instance <= 11; instance += 1) {
    const stored = await upload(app, { instance, series: 1 + (instance % 2), patientName: `N${instance}` });
    ids.push(stored.ID);
    study = stored.ParentStudy;
  }
  const all = (await app.inject(`/studies/${study}/instances-tags?simplify`)).json();
  assert.deepEqual(Object.keys(all).toSorted(), ids.toSorted());
  assert.deepEqual(
    ids.map((id) => all[id].PatientName),
    ids.map((_, index) => `N${index + 1}`),
  );
  const short = (await app.inject(`/studies/${study}/instances-tags?short&ignore-length=PatientName`)).json();
  assert.equal(short[ids[0] ?? '']['0010,0010'], 'N1');
  const xml = await app.inject({
    url: `/studies/${study}/instances-tags?simplify`,
    headers: { accept: 'application/xml' },
  });
  assert.match(
    xml.body,
    /^<\?xml version="1\.0" encoding="utf-8"\?>\n<root>.*<PatientName>N11<\/PatientName>.*<\/root>/s,
  );
});

test('tags of what is not there are not found', async (t) => {
  const { app } = await startArchive(t);
  for (const url of [
    '/patients/x/module',
    '/studies/x/module-patient',
    '/instances/x/module',
    '/series/x/shared-tags',
    '/patients/x/instances-tags',
    '/instances/x/tags',
    '/instances/x/header',
  ]) {
    const response = await app.inject(url);
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], url);
  }
});
