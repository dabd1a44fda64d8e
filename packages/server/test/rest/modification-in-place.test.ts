import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Level } from '../../src/model/level.ts';
import { startArchive } from './archive.ts';
import { done, get, keepAll, overwriting, post, refused } from './modification-requests.ts';
import { upload } from './sample-instances.ts';

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

  test('single instances renew what is above them, too', async (t) => {
    const { app } = await overwriting(t);
    const source = await upload(app);
    await done(app, '/tools/bulk-modify', {
      Resources: [source.ID],
      Level: 'Instance',
      Keep: ['PatientID', ...keepAll],
      Force: true,
      Replace: { PatientName: 'New^Name', StudyDescription: 'new' },
    });
    const study = await get(app, `/studies/${source.ParentStudy}`);
    assert.equal(study.MainDicomTags.StudyDescription, 'new');
    assert.equal(study.PatientMainDicomTags.PatientName, 'New^Name');
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
