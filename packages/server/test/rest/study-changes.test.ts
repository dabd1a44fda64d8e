import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { done, fileOf, get, post, refused, unknownId } from './modification-requests.ts';
import { uids, upload } from './sample-instances.ts';

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
