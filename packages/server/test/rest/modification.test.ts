import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseFileHeader, Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { done, ended, fileOf, get, post, readFile, refused, unknownId } from './modification-requests.ts';
import { uids, upload } from './sample-instances.ts';

describe('one instance', () => {
  test('is answered as a file, pixel data as they were; nothing is stored', async (t) => {
    const { app } = await startArchive(t);
    const { ID } = await upload(app);
    const response = await post(app, `/instances/${ID}/modify`, { Replace: { PatientName: 'hello' } });
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['content-type'], 'application/dicom');
    const dataSet = readFile(response.rawPayload);
    assert.equal(dataSet.text(Tags.PatientName), 'hello');
    assert.notEqual(dataSet.text(Tags.SOPInstanceUID), uids.instance(1, 1, 1));
    assert.equal(dataSet.text(Tags.SeriesInstanceUID), uids.series(1, 1));
    assert.deepEqual([...(dataSet.bytes(Tags.PixelData) ?? [])], [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(await get(app, '/instances'), [ID]);
  });

  test('is anonymized with a name that no patient had before', async (t) => {
    const { app } = await startArchive(t);
    const { ID } = await upload(app);
    const names: (string | undefined)[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { rawPayload } = await post(app, `/instances/${ID}/anonymize`);
      names.push(readFile(rawPayload).text(Tags.PatientName));
    }
    assert.deepEqual(names, ['Anonymized1', 'Anonymized2']);
  });

  test('comes in another native transfer syntax, and not in one that takes a codec', async (t) => {
    const { app } = await startArchive(t);
    const { ID } = await upload(app);
    const url = `/instances/${ID}/modify`;
    for (const Transcode of ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2']) {
      const { rawPayload } = await post(app, url, { Transcode });
      const header = parseFileHeader(rawPayload, { complete: true });
      assert.ok(header !== 'need more');
      assert.equal(header.transferSyntax.uid, Transcode);
      const pixels = [...(readFile(rawPayload).bytes(Tags.PixelData) ?? [])];
      const isSwapped = Transcode === '1.2.840.10008.1.2.2';
      assert.deepEqual(pixels, isSwapped ? [2, 1, 4, 3, 6, 5, 8, 7] : [1, 2, 3, 4, 5, 6, 7, 8]);
    }
    await refused(app, url, { Transcode: '1.2.840.10008.1.2.4.90' }, [500, -1]);
    await refused(app, url, { Transcode: 'nope' }, [400, 3]);
  });

  test('a bad request is refused before anything is made', async (t) => {
    const { app } = await startArchive(t);
    const { ID } = await upload(app);
    for (const operation of ['modify', 'anonymize']) {
      const url = `/instances/${ID}/${operation}`;
      for (const body of ['', '[]', '1', '{', 'null', '"x"']) {
        assert.equal((await post(app, url, body)).statusCode, 400, body);
      }
      for (const body of [{ Replace: [] }, { Remove: {} }, { Remove: [1] }, { Force: 'a' }, { Transcode: 1 }]) {
        assert.equal((await post(app, url, body)).statusCode, 400, JSON.stringify(body));
      }
      await refused(app, url, { Replace: { Nope: 'x' } }, [500, 27]);
      await refused(app, url, { Keep: ['SOPInstanceUID'] }, [400, 8]);
      await refused(app, url, { Replace: { PatientID: 'x' } }, [400, 8]);
      await refused(app, url, { Replace: { Rows: 'abc' } }, [400, 15]);
      await refused(app, `/instances/${unknownId}/${operation}`, {}, [400, 3]);
    }
    await refused(app, `/instances/${ID}/anonymize`, { DicomVersion: 'nope' }, [400, 3]);
    assert.deepEqual(await get(app, '/instances'), [ID]);
  });
});

describe('a study', () => {
  test('is modified into a new one; the answer is the content of the job', async (t) => {
    const { app } = await startArchive(t);
    const source = await upload(app, { instance: 1 });
    await upload(app, { instance: 2 });
    await upload(app, { series: 2 });
    const content = await done(app, `/studies/${source.ParentStudy}/modify`, { Replace: { StudyDescription: 'new' } });
    const { ID } = content;
    assert.deepEqual(content, {
      Description: 'REST API',
      ID,
      Path: `/studies/${ID}`,
      Type: 'Study',
      PatientID: source.ParentPatient,
      IsAnonymization: false,
      ParentResources: [source.ParentStudy],
      Resources: [{ ID: source.ParentStudy, Type: 'Study' }],
      InstancesCount: 3,
      FailedInstancesCount: 0,
    });
    const study = await get(app, `/studies/${ID}`);
    assert.equal(study.ModifiedFrom, source.ParentStudy);
    assert.equal(study.MainDicomTags.StudyDescription, 'new');
    assert.equal(study.Series.length, 2);
    const patient = await get(app, `/patients/${source.ParentPatient}`);
    assert.equal(patient.ModifiedFrom, undefined);
    assert.equal(patient.Studies.length, 2);
    for (const instance of await get(app, `/studies/${ID}/instances`)) {
      assert.equal((await get(app, `/instances/${instance.ModifiedFrom}`)).Type, 'Instance');
      assert.equal((await fileOf(app, instance.ID)).text(Tags.StudyDescription), 'new');
    }
  });

  test('is anonymized, with one patient for all of it', async (t) => {
    const { app } = await startArchive(t);
    const source = await upload(app);
    await upload(app, { series: 2 });
    const content = await done(app, `/studies/${source.ParentStudy}/anonymize`);
    assert.equal(content.IsAnonymization, true);
    const study = await get(app, `/studies/${content.ID}`);
    assert.equal(study.AnonymizedFrom, source.ParentStudy);
    assert.equal(study.PatientMainDicomTags.PatientName, 'Anonymized1');
    assert.equal(study.PatientMainDicomTags.PatientID.length, 36);
    assert.equal((await get(app, `/patients/${content.PatientID}`)).AnonymizedFrom, source.ParentPatient);
  });

  test('goes when its copy is stored, if the client says so', async (t) => {
    const { app } = await startArchive(t);
    const { ParentStudy } = await upload(app);
    await upload(app, { instance: 2 });
    for (const operation of ['modify', 'anonymize']) {
      const [study] = await get(app, '/studies');
      const { ID } = await done(app, `/studies/${study}/${operation}`, { KeepSource: false });
      assert.deepEqual(await get(app, '/studies'), [ID], operation);
      assert.equal((await get(app, '/instances')).length, 2);
      assert.notEqual(ID, ParentStudy);
    }
  });

  test('runs in the background with the options of the job', async (t) => {
    const { app } = await startArchive(t);
    const { ParentStudy } = await upload(app);
    const options = { Asynchronous: true, Priority: 3, UserData: { mine: 'x' } };
    const { ID, Path } = await done(app, `/studies/${ParentStudy}/modify`, options);
    assert.equal(Path, `/jobs/${ID}`);
    const job = await get(app, Path);
    assert.deepEqual([job.Type, job.Priority, job.UserData], ['ResourceModification', 3, { mine: 'x' }]);
  });

  test('keeps its transfer syntax where the wanted one takes a codec', async (t) => {
    const { app } = await startArchive(t);
    const { ParentStudy } = await upload(app);
    const { ID } = await done(app, `/studies/${ParentStudy}/modify`, { Transcode: '1.2.840.10008.1.2.4.90' });
    const [{ ID: instance }] = await get(app, `/studies/${ID}/instances`);
    const metadata = await app.inject({ method: 'GET', url: `/instances/${instance}/metadata/TransferSyntax` });
    assert.equal(metadata.body, '1.2.840.10008.1.2.1');
    await refused(app, `/studies/${ParentStudy}/modify`, { Transcode: 'nope' }, [400, 15]);
  });

  test('is refused when it is not known', async (t) => {
    const { app } = await startArchive(t);
    for (const level of ['patients', 'studies', 'series']) {
      for (const operation of ['modify', 'anonymize']) {
        await refused(app, `/${level}/${unknownId}/${operation}`, {}, [400, 3]);
      }
    }
  });
});

test('identifiers cannot be removed: clients who wait hear it, others see a job that failed', async (t) => {
  const { app } = await startArchive(t);
  const source = await upload(app);
  for (const [url, keyword] of [
    [`/patients/${source.ParentPatient}/modify`, 'PatientID'],
    [`/studies/${source.ParentStudy}/modify`, 'StudyInstanceUID'],
    [`/series/${source.ParentSeries}/modify`, 'SeriesInstanceUID'],
  ] as const) {
    const request = { Remove: [keyword], Force: true };
    await refused(app, url, request, [400, 8]);
    const { Path } = await done(app, url, { ...request, Asynchronous: true });
    const job = await ended(app, Path);
    assert.deepEqual([job.State, job.ErrorCode, job.Content.ID], ['Failure', 8, undefined]);
  }
  await refused(app, `/instances/${source.ID}/modify`, { Remove: ['SOPInstanceUID'], Force: true }, [400, 8]);
  assert.deepEqual(await get(app, '/instances'), [source.ID]);
});

describe('many resources', () => {
  const idsOf = (content: { Resources: { ID: string; Path: string; Type: string }[] }, type: string) =>
    content.Resources.filter(({ Type }) => Type === type).map(({ ID }) => ID);

  test('are modified as instances, unless a level is named; the answer lists what was made', async (t) => {
    const { app } = await startArchive(t);
    const one = await upload(app, { patientId: 'A', study: 1 });
    const two = await upload(app, { patientId: 'B', study: 2 });
    const content = await done(app, '/tools/bulk-modify', { Resources: [one.ID, two.ParentStudy] });
    assert.deepEqual(idsOf(content, 'Series').sort(), [one.ParentSeries, two.ParentSeries].sort());
    assert.deepEqual(idsOf(content, 'Patient').sort(), [one.ParentPatient, two.ParentPatient].sort());
    const made = idsOf(content, 'Instance');
    assert.equal(made.length, 2);
    for (const id of made) {
      assert.ok([one.ID, two.ID].includes((await get(app, `/instances/${id}`)).ModifiedFrom));
      assert.ok(content.Resources.some((row: { Path: string }) => row.Path === `/instances/${id}`));
    }
    const studies = await done(app, '/tools/bulk-modify', {
      Resources: [one.ParentStudy],
      Level: 'study',
      KeepSource: false,
    });
    assert.notEqual(idsOf(studies, 'Study')[0], one.ParentStudy);
    assert.equal((await app.inject({ method: 'GET', url: `/studies/${one.ParentStudy}` })).statusCode, 404);
    await refused(app, '/tools/bulk-modify', { Resources: [one.ParentStudy], Level: 'x' }, [400, 3]);
  });

  test('are anonymized, every patient as another one', async (t) => {
    const { app } = await startArchive(t);
    const one = await upload(app, { patientId: 'A', study: 1 });
    await upload(app, { patientId: 'A', study: 2 });
    const three = await upload(app, { patientId: 'B', study: 3 });
    const content = await done(app, '/tools/bulk-anonymize', { Resources: [one.ParentPatient, three.ID] });
    assert.equal(content.InstancesCount, 3);
    assert.equal(idsOf(content, 'Study').length, 3);
    const patients = idsOf(content, 'Patient');
    const names = await Promise.all(
      patients.map(async (id) => (await get(app, `/patients/${id}`)).MainDicomTags.PatientName),
    );
    assert.deepEqual(names.sort(), ['Anonymized1', 'Anonymized2']);
  });

  test('a list is needed, and all of it must be known', async (t) => {
    const { app } = await startArchive(t);
    const { ParentStudy } = await upload(app);
    for (const url of ['/tools/bulk-modify', '/tools/bulk-anonymize']) {
      for (const body of [{}, { Resources: 'x' }, { Resources: [1] }]) {
        assert.equal((await post(app, url, body)).statusCode, 400, JSON.stringify(body));
      }
      await refused(app, url, { Resources: [ParentStudy, unknownId] }, [400, 3]);
      assert.equal((await done(app, url, { Resources: [] })).InstancesCount, 0);
    }
    assert.equal((await get(app, '/instances')).length, 1);
  });
});

test('a server that only reads makes files, and no resources', async (t) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  for (const url of ['/studies/x/modify', '/tools/bulk-anonymize', '/studies/x/split', '/studies/x/merge']) {
    assert.equal((await post(app, url)).statusCode, 404, url);
  }
  await refused(app, `/instances/${unknownId}/modify`, {}, [400, 3]);
});
