import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type DataSet, parseDataSet, parseFileHeader, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import type { Level } from '../../src/model/level.ts';
import { type Archive, type ArchiveOptions, startArchive, uids, upload } from './archive.ts';

const unknownId = '00000000-11111111-22222222-33333333-44444444';
const keepAll = ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'];

function post(app: FastifyInstance, url: string, payload: object | string = {}) {
  return app.inject({ method: 'POST', url, payload });
}

async function get(app: FastifyInstance, url: string) {
  const response = await app.inject({ method: 'GET', url });
  assert.equal(response.statusCode, 200, `${url} ${response.body}`);
  return response.json();
}

/** The answer, which must be a success. */
async function done(app: FastifyInstance, url: string, payload: object = {}) {
  const response = await post(app, url, payload);
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

async function refused(app: FastifyInstance, url: string, payload: object | string, expected: [number, number]) {
  const response = await post(app, url, payload);
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], expected, `${url} ${JSON.stringify(payload)}`);
}

function readFile(bytes: Buffer): DataSet {
  const header = parseFileHeader(bytes, { complete: true });
  assert.ok(header !== 'need more');
  assert.equal(header.fileMeta?.text(0x0002_0003), parsed(bytes, header).text(Tags.SOPInstanceUID));
  return parsed(bytes, header);
}

function parsed(bytes: Buffer, header: Exclude<ReturnType<typeof parseFileHeader>, 'need more'>): DataSet {
  return parseDataSet(bytes.subarray(header.dataSetOffset), header.transferSyntax);
}

async function fileOf(app: FastifyInstance, instance: string): Promise<DataSet> {
  return readFile((await app.inject({ method: 'GET', url: `/instances/${instance}/file` })).rawPayload);
}

function overwriting(t: TestContext, options: ArchiveOptions['configuration'] = {}): Promise<Archive> {
  return startArchive(t, { configuration: { OverwriteInstances: 'Always', ...options } });
}

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

describe('in place', () => {
  test('instances that keep all UIDs replace their sources, and main tags follow', async (t) => {
    const { app } = await overwriting(t);
    const source = await upload(app);
    await upload(app, { instance: 2 });
    const content = await done(app, `/studies/${source.ParentStudy}/modify`, {
      Keep: keepAll,
      Force: true,
      Replace: { PatientName: 'New^Name', StudyDescription: 'new', SeriesDescription: 'series' },
    });
    assert.equal(content.ID, source.ParentStudy);
    assert.equal((await get(app, '/instances')).length, 2);
    const study = await get(app, `/studies/${source.ParentStudy}`);
    assert.equal(study.MainDicomTags.StudyDescription, 'new');
    assert.equal(study.PatientMainDicomTags.PatientName, 'New^Name');
    assert.equal(study.ModifiedFrom, undefined);
    assert.equal((await get(app, `/patients/${source.ParentPatient}`)).MainDicomTags.PatientName, 'New^Name');
    assert.equal((await get(app, `/series/${source.ParentSeries}`)).MainDicomTags.SeriesDescription, 'series');
  });

  test('needs that the sources stay, and that instances may be overwritten', async (t) => {
    const archive = await overwriting(t);
    const { ParentStudy } = await upload(archive.app);
    const request = { Keep: keepAll, Force: true, Replace: { StudyDescription: 'x' } };
    await refused(archive.app, `/studies/${ParentStudy}/modify`, { ...request, KeepSource: false }, [400, 8]);
    const never = await startArchive(t);
    await upload(never.app);
    await refused(never.app, `/studies/${ParentStudy}/modify`, request, [400, 8]);
  });

  test('for another patient they are others, and the sources may go', async (t) => {
    const { app } = await startArchive(t);
    const { ParentPatient } = await upload(app, { patientId: 'p1' });
    const content = await done(app, `/patients/${ParentPatient}/modify`, {
      Keep: keepAll,
      Force: true,
      Replace: { PatientID: 'P1' },
      KeepSource: false,
    });
    const studies = await get(app, '/studies?expand');
    assert.deepEqual(
      studies.map((study: { PatientMainDicomTags: { PatientID: string } }) => study.PatientMainDicomTags.PatientID),
      ['P1'],
    );
    assert.deepEqual(await get(app, '/patients'), [content.ID]);
  });

  test('labels stay only if they are to be kept', async (t) => {
    const { app, index } = await overwriting(t);
    const source = await upload(app);
    const ids: Record<Level, string> = {
      Patient: source.ParentPatient,
      Study: source.ParentStudy,
      Series: source.ParentSeries,
      Instance: source.ID,
    };
    const label = async () => {
      for (const [level, id] of Object.entries(ids)) await index.addLabel(level as Level, id, `of-${level}`);
    };
    const labels = async () => {
      const found: Record<string, readonly string[]> = {};
      for (const [level, id] of Object.entries(ids)) {
        found[level] = (await index.getResource(level as Level, id, { labels: true }))?.labels ?? [];
      }
      return found;
    };
    const url = `/studies/${source.ParentStudy}/modify`;
    const request = { Keep: keepAll, Force: true, Replace: { StudyDescription: 'x' } };
    await label();
    await done(app, url, request);
    assert.deepEqual(await labels(), { Patient: [], Study: [], Series: [], Instance: [] });
    await label();
    await done(app, url, { ...request, KeepLabels: true });
    const kept = { Patient: ['of-Patient'], Study: ['of-Study'], Series: ['of-Series'], Instance: ['of-Instance'] };
    assert.deepEqual(await labels(), kept);
  });
});

describe('a study and its patient', () => {
  test('a patient with other studies is not renamed by one of them', async (t) => {
    const { app } = await overwriting(t);
    const { ParentPatient, ParentStudy } = await upload(app, { study: 1 });
    const url = `/studies/${ParentStudy}/modify`;
    await upload(app, { study: 2 });
    await refused(app, url, { Replace: { PatientName: 'Other' } }, [400, 8]);
    await refused(app, url, { Remove: ['PatientName'] }, [400, 8]);
    await done(app, url, { Replace: { PatientName: 'Doe^Jane' } });
    const renamed = await done(app, `/patients/${ParentPatient}/modify`, {
      Replace: { PatientName: 'Other' },
      KeepSource: false,
    });
    assert.equal((await get(app, `/patients/${renamed.ID}`)).MainDicomTags.PatientName, 'Other');
  });

  test('a study comes to a patient who is there if it says the same of the patient', async (t) => {
    const { app } = await startArchive(t);
    const there = await upload(app, { study: 1, patientId: 'P1', patientName: 'Doe^Jane' });
    const other = await upload(app, { study: 2, patientId: 'P2', patientName: 'Roe^Richard' });
    const url = `/studies/${other.ParentStudy}/modify`;
    const modify = (tags: object) => ({ Force: true, Replace: tags });
    await refused(app, url, modify({ PatientID: 'P1' }), [400, 8]);
    await refused(app, url, modify({ PatientID: 'P1', PatientName: 'Doe^John' }), [400, 8]);
    await refused(app, url, modify({ PatientID: 'P1', PatientName: 'Doe^Jane', PatientSex: 'F' }), [400, 8]);
    const { PatientID } = await done(app, url, modify({ PatientID: 'P1', PatientName: 'Doe^Jane' }));
    assert.equal(PatientID, there.ParentPatient);
    await done(app, url, modify({ PatientID: '_P1', PatientName: 'Anything' }));
  });

  test('nobody asks where patients are no level of their own', async (t) => {
    const { app } = await startArchive(t, { configuration: { PatientLevelEnabled: false } });
    const { ParentPatient, ParentStudy } = await upload(app, { study: 1 });
    await upload(app, { study: 2 });
    await done(app, `/studies/${ParentStudy}/modify`, { Replace: { PatientName: 'Other' } });
    assert.equal((await post(app, `/patients/${ParentPatient}/modify`)).statusCode, 404);
  });
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

describe('splitting and merging', () => {
  test('a series goes into a study of its own, with what is said of it; the source goes', async (t) => {
    const { app } = await startArchive(t);
    const stays = await upload(app, { series: 1 });
    const goes = await upload(app, { series: 2 });
    const content = await done(app, `/studies/${stays.ParentStudy}/split`, {
      Series: [goes.ParentSeries],
      Replace: { PatientName: 'Hello' },
      Remove: ['AccessionNumber'],
    });
    const study = await get(app, `/studies/${content.TargetStudy}`);
    assert.equal(study.MainDicomTags.StudyInstanceUID, content.TargetStudyUID);
    assert.equal(study.MainDicomTags.AccessionNumber, undefined);
    const [made] = await get(app, `/studies/${content.TargetStudy}/instances`);
    const dataSet = await fileOf(app, made.ID);
    assert.equal(dataSet.text(Tags.PatientName), 'Hello');
    assert.notEqual(dataSet.text(Tags.SeriesInstanceUID), uids.series(1, 2));
    assert.deepEqual((await get(app, '/instances')).sort(), [stays.ID, made.ID].sort());
  });

  test('instances of a series can go, and stay if the client says so', async (t) => {
    const { app } = await startArchive(t);
    const goes = await upload(app, { instance: 1 });
    await upload(app, { instance: 2 });
    const content = await done(app, `/studies/${goes.ParentStudy}/split`, { Instances: [goes.ID], KeepSource: true });
    assert.equal(content.InstancesCount, 1);
    assert.equal((await get(app, '/instances')).length, 3);
  });

  test('only the study and the patient change, and only what is in the study goes', async (t) => {
    const { app } = await startArchive(t);
    const { ParentSeries, ParentStudy } = await upload(app, { study: 1 });
    const other = await upload(app, { study: 2 });
    const url = `/studies/${ParentStudy}/split`;
    await refused(app, url, {}, [400, 8]);
    await refused(app, url, { Series: [], Instances: [] }, [400, 8]);
    await refused(app, url, { Series: ['nope'] }, [404, 17]);
    await refused(app, url, { Series: [other.ParentSeries] }, [404, 17]);
    await refused(app, url, { Instances: [ParentSeries] }, [404, 17]);
    await refused(app, url, { Series: [ParentSeries], Replace: { Modality: 'x' } }, [400, 3]);
    await refused(app, url, { Series: [ParentSeries], Remove: ['Modality'] }, [400, 3]);
    await refused(app, url, { Series: [ParentSeries], Replace: { StudyInstanceUID: '1.2' } }, [400, 3]);
    await refused(app, `/studies/${unknownId}/split`, { Series: [ParentSeries] }, [404, 17]);
    assert.equal((await get(app, '/studies')).length, 2);
  });

  test('what is merged gets the patient and the attributes of the study, and is deleted where it was', async (t) => {
    const { app } = await startArchive(t);
    const target = await upload(app, { study: 1, patientId: 'A', patientName: 'Zoé', modality: 'MR' });
    const source = await upload(app, {
      study: 2,
      patientId: 'B',
      modality: 'CT',
      fill: (dataSet) => dataSet.set(Tags.StudyID, 'SH', 'only here').set(Tags.PatientSex, 'CS', 'M'),
    });
    const content = await done(app, `/studies/${target.ParentStudy}/merge`, { Resources: [source.ParentStudy] });
    assert.equal(content.TargetStudy, target.ParentStudy);
    assert.deepEqual(await get(app, '/studies'), [target.ParentStudy]);
    const instances: string[] = await get(app, '/instances');
    const [merged] = instances.filter((id) => id !== target.ID);
    assert.notEqual(merged, source.ID);
    const dataSet = await fileOf(app, merged ?? '');
    assert.equal(dataSet.text(Tags.PatientID), 'A');
    assert.equal(dataSet.text(Tags.PatientName), 'Zoé');
    assert.equal(dataSet.text(Tags.StudyInstanceUID), uids.study(1));
    assert.equal(dataSet.text(Tags.AccessionNumber), 'A1');
    assert.equal(dataSet.text(Tags.Modality), 'CT');
    for (const tag of [Tags.StudyID, Tags.PatientSex]) assert.equal(dataSet.has(tag), false);
    for (const old of [uids.series(2, 1), uids.instance(2, 1, 1)]) {
      assert.ok(![dataSet.text(Tags.SeriesInstanceUID), dataSet.text(Tags.SOPInstanceUID)].includes(old));
    }
  });

  test('nothing is merged into the study that it is part of', async (t) => {
    const { app } = await startArchive(t);
    const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
    const url = `/studies/${ParentStudy}/merge`;
    for (const id of [ID, ParentSeries, ParentStudy, ParentPatient, 'nope']) {
      await refused(app, url, { Resources: [id] }, [404, 17]);
    }
    await refused(app, `/studies/${unknownId}/merge`, { Resources: [ParentSeries] }, [404, 17]);
    assert.equal((await post(app, url, {})).statusCode, 400);
    assert.equal((await done(app, url, { Resources: [] })).InstancesCount, 0);
  });
});

test('a server that only reads makes files, and no resources', async (t) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  for (const url of ['/studies/x/modify', '/tools/bulk-anonymize', '/studies/x/split', '/studies/x/merge']) {
    assert.equal((await post(app, url)).statusCode, 404, url);
  }
  await refused(app, `/instances/${unknownId}/modify`, {}, [400, 3]);
});
