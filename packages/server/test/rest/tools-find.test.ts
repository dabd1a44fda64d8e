import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { startArchive } from './archive.ts';
import { databases } from './databases.ts';
import { uids, upload } from './sample-instances.ts';

async function find(app: FastifyInstance, payload: object) {
  const response = await app.inject({ method: 'POST', url: '/tools/find', payload });
  return { status: response.statusCode, json: response.json() };
}

/** Three studies of three patients: MR, CT, MR. */
async function threeStudies(app: FastifyInstance) {
  const samples = [
    { study: 1, patientId: 'P1', patientName: 'Doe^Jane', modality: 'MR' },
    { study: 2, patientId: 'P2', patientName: 'Doe^John', modality: 'CT' },
    { study: 3, patientId: 'P3', patientName: 'Roe^Richard', modality: 'MR' },
  ];
  const studies: string[] = [];
  for (const sample of samples) studies.push((await upload(app, sample)).ParentStudy);
  return studies;
}

for (const { name, openIndex } of databases) {
  describe(`/tools/find, ${name}`, () => {
    /** Criteria of section 5.2 and the studies (1 to 3) that they find. */
    const criteria = [
      { query: {}, found: [1, 2, 3] },
      { query: { PatientID: '' }, found: [1, 2, 3] },
      { query: { PatientID: 'P2' }, found: [2] },
      { query: { '0010,0020': 'P2' }, found: [2] },
      { query: { PatientName: 'doe*' }, found: [1, 2] },
      { query: { PatientName: 'DOE^J?NE' }, found: [1] },
      { query: { PatientName: 'doe*' }, CaseSensitive: true, found: [] },
      { query: { PatientID: 'P1\\P3' }, found: [1, 3] },
      { query: { StudyDate: '20260101-20260201' }, found: [1, 2, 3] },
      { query: { StudyDate: '-20251231' }, found: [] },
      { query: { ModalitiesInStudy: 'CT' }, found: [2] },
      { query: { ModalitiesInStudy: 'CT\\MR' }, found: [1, 2, 3] },
      { query: { Modality: 'MR' }, found: [] },
      { query: { PatientName: '*' }, found: [1, 2, 3] },
      { query: { PatientSex: '*' }, found: [] },
      { query: { ImageComments: '*' }, found: [] },
      { query: { Rows: '2' }, found: [1, 2, 3] },
      { query: { Rows: '3' }, found: [] },
      { query: { StudyInstanceUID: uids.study(3) }, found: [3] },
    ] as const;

    test('studies are found by the criteria of the query', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const studies = await threeStudies(app);
      for (const { query, found, ...options } of criteria) {
        const expected = found.map((number) => studies[number - 1]).toSorted();
        const { status, json } = await find(app, { Level: 'Study', Query: query, ...options });
        assert.deepEqual([status, json], [200, expected], JSON.stringify({ query, ...options }));
      }
    });

    test('answers are resources when expanded, in the format and with the parts asked for', async (t) => {
      const { app, calls } = await startArchive(t, { openIndex });
      await threeStudies(app);
      calls.length = 0;
      const { json } = await find(app, {
        Level: 'studies',
        Query: { PatientID: 'P1' },
        Expand: true,
        Short: true,
        RequestedTags: ['NumberOfStudyRelatedInstances', 'Rows'],
        ResponseContent: ['RequestedTags', 'MainDicomTags'],
      });
      assert.deepEqual(calls, ['findResources']);
      assert.equal(json.length, 1);
      const { ID, ...study } = json[0];
      assert.deepEqual(study, {
        MainDicomTags: {
          '0008,0020': '20260131',
          '0008,0050': 'A1',
          '0008,1030': 'Study 1',
          '0020,000d': uids.study(1),
        },
        PatientMainDicomTags: { '0010,0010': 'Doe^Jane', '0010,0020': 'P1' },
        RequestedTags: { '0020,1208': '1', '0028,0010': '2' },
        Type: 'Study',
      });
      assert.equal(typeof ID, 'string');
    });

    test('a tag of a lower level finds something only when it is requested', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const studies = await threeStudies(app);
      const { json } = await find(app, { Level: 'Study', Query: { Modality: 'CT' }, RequestedTags: ['Modality'] });
      assert.deepEqual(json, [studies[1]]);
    });

    test('Limit and Since page through the matches, in the order asked for', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const [first, second, third] = await threeStudies(app);
      const byId = (Direction: string) => [{ Type: 'DicomTag', Key: 'PatientID', Direction }];
      const query = { Level: 'Study', Query: {} };
      assert.deepEqual((await find(app, { ...query, OrderBy: byId('ASC') })).json, [first, second, third]);
      assert.deepEqual((await find(app, { ...query, OrderBy: byId('DESC') })).json, [third, second, first]);
      assert.deepEqual((await find(app, { ...query, OrderBy: byId('ASC'), Limit: 1, Since: 1 })).json, [second]);
      assert.deepEqual((await find(app, { ...query, OrderBy: byId('DESC'), Limit: 2 })).json, [third, second]);
    });

    test('instances are ordered by number, and by metadata', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const ids: string[] = [];
      for (const instance of [10, 9, 100]) ids.push((await upload(app, { instance })).ID);
      const [ten, nine, hundred] = ids;
      for (const Type of ['DicomTagAsInt', 'DicomTagAsFloat', 'MetadataAsInt']) {
        const Key = Type === 'MetadataAsInt' ? 'IndexInSeries' : 'InstanceNumber';
        const { json } = await find(app, { Level: 'Instance', Query: {}, OrderBy: [{ Type, Key, Direction: 'ASC' }] });
        assert.deepEqual(json, [nine, ten, hundred], Type);
      }
    });

    test('parents and metadata restrict what is found', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const { ParentPatient, ParentSeries, ParentStudy, ID } = await upload(app);
      await upload(app, { study: 2 });
      for (const parent of [{ ParentPatient }, { ParentStudy }, { ParentSeries }]) {
        const { json } = await find(app, {
          Level: 'Instance',
          Query: { SOPInstanceUID: uids.instance(1, 1, 1) },
          ...parent,
        });
        assert.deepEqual(json, [ID], JSON.stringify(parent));
      }
      assert.equal((await find(app, { Level: 'Instance', Query: {}, ParentStudy })).json.length, 1);
      assert.equal(
        (await find(app, { Level: 'Instance', Query: {}, MetadataQuery: { Origin: 'rest*' } })).json.length,
        2,
      );
      assert.equal(
        (await find(app, { Level: 'Instance', Query: {}, MetadataQuery: { Origin: 'Lua' } })).json.length,
        0,
      );
      const none = await find(app, { Level: 'Study', Query: {}, Labels: ['urgent'] });
      assert.deepEqual(none.json, []);
      const unlabelled = await find(app, { Level: 'Study', Query: {}, Labels: ['urgent'], LabelsConstraint: 'None' });
      assert.equal(unlabelled.json.length, 2);
    });

    /** Bodies that cannot be answered: HTTP status and OrthancStatus. */
    const refusals = [
      { body: '', status: 400, code: 28 },
      { body: '{', status: 400, code: 28 },
      { body: '[]', status: 400, code: 8 },
      { body: { Query: {} }, status: 400, code: 8 },
      { body: { Level: 'Study' }, status: 400, code: 8 },
      { body: { Level: 'Room', Query: {} }, status: 400, code: 3 },
      { body: { Level: 'Study', Query: [] }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: { PatientID: 1 } }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: { NoSuchTag: 'x' } }, status: 500, code: 27 },
      { body: { Level: 'Study', Query: { StudyDate: '2026*' } }, status: 400, code: 3 },
      { body: { Level: 'Study', Query: { Rows: '2' }, Since: 1 }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: { PatientName: 'DOE*' }, CaseSensitive: true, Since: 1 }, status: 400, code: 8 },
      {
        body: { Level: 'Study', Query: {}, OrderBy: [{ Type: 'Tag', Key: 'PatientID', Direction: 'ASC' }] },
        status: 400,
        code: 8,
      },
      { body: { Level: 'Study', Query: {}, Limit: -1 }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: {}, Limit: '1' }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: {}, Expand: 'yes' }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: {}, MetadataQuery: { NoSuch: 'x' } }, status: 404, code: 7 },
      { body: { Level: 'Study', Query: {}, OrderBy: [{ Type: 'DicomTag', Key: 'PatientID' }] }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: {}, Labels: ['a'], LabelsConstraint: 'Some' }, status: 400, code: 8 },
      { body: { Level: 'Study', Query: {}, ResponseContent: ['Nonsense'] }, status: 400, code: 8 },
    ] as const;

    test('a search that makes no sense is refused', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      for (const { body, status, code } of refusals) {
        const response = await app.inject({ method: 'POST', url: '/tools/find', payload: body });
        assert.deepEqual([response.statusCode, response.json().OrthancStatus], [status, code], JSON.stringify(body));
      }
    });

    test('a document longer than allowed is 413', async (t) => {
      const { app } = await startArchive(t, { openIndex, maxDocumentBytes: 100 });
      const payload = { Level: 'Study', Query: { PatientID: 'x'.repeat(100) } };
      assert.equal((await find(app, payload)).status, 413);
    });

    test('who says what to show of resources is shown resources', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const [first] = await threeStudies(app);
      const { json } = await find(app, { Level: 'Study', Query: { PatientID: 'P1' }, ResponseContent: ['Labels'] });
      assert.deepEqual(json, [{ ID: first, Labels: [], Type: 'Study' }]);
    });

    test('what is computed for other levels is left out of the requested tags', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      await upload(app);
      const RequestedTags = [
        'NumberOfStudyRelatedInstances',
        'NumberOfSeriesRelatedInstances',
        'InstanceAvailability',
        'PatientSex',
      ];
      const { json } = await find(app, {
        Level: 'Series',
        Query: {},
        RequestedTags,
        ResponseContent: ['RequestedTags'],
      });
      assert.deepEqual(json[0].RequestedTags, { NumberOfSeriesRelatedInstances: '1', PatientSex: null });
    });

    test('what lacks the key of the order comes last, and a key that nobody has orders nothing', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const fill = (dataSet: DataSet) => dataSet.set(Tags.StudyID, 'SH', '7');
      const withId = (await upload(app, { study: 1, fill })).ParentStudy;
      const without = (await upload(app, { study: 2 })).ParentStudy;
      const sorted = async (Key: string, Direction: string, Type = 'DicomTag') =>
        (await find(app, { Level: 'Study', Query: {}, OrderBy: [{ Type, Key, Direction }] })).json;
      for (const Direction of ['ASC', 'DESC']) {
        for (const type of ['DicomTag', 'DicomTagAsInt', 'DicomTagAsFloat']) {
          assert.deepEqual(await sorted('StudyID', Direction, type), [withId, without], `${type} ${Direction}`);
        }
        assert.deepEqual(await sorted('Rows', Direction), [withId, without].sort(), Direction);
      }
    });

    test('several keys order what the first leaves equal; metadata compare as text or as numbers', async (t) => {
      const { app } = await startArchive(t, { openIndex });
      const instances = new Map<number, string>();
      for (const instance of [1, 2, 10]) {
        const { ID } = await upload(app, { series: instance === 10 ? 2 : 1, instance });
        instances.set(instance, ID);
        await app.inject({ method: 'PUT', url: `/instances/${ID}/metadata/1024`, payload: `${instance}.5` });
      }
      const sorted = async (...OrderBy: readonly object[]) =>
        (await find(app, { Level: 'Instance', Query: {}, OrderBy })).json.map(
          (id: string) => [...instances].find(([, known]) => known === id)?.[0],
        );
      const by = (Type: string, Key: string, Direction: string) => ({ Type, Key, Direction });
      assert.deepEqual(await sorted(by('Metadata', '1024', 'ASC')), [1, 10, 2]);
      assert.deepEqual(await sorted(by('MetadataAsFloat', '1024', 'DESC')), [10, 2, 1]);
      assert.deepEqual(
        await sorted(by('DicomTagAsInt', 'SeriesNumber', 'DESC'), by('DicomTagAsInt', 'InstanceNumber', 'DESC')),
        [10, 2, 1],
      );
      assert.deepEqual(
        await sorted(by('DicomTag', 'PatientID', 'ASC'), by('DicomTagAsInt', 'InstanceNumber', 'ASC')),
        [1, 2, 10],
      );
    });

    test('resources are found by all of the labels, by some of them, or without them', async (t) => {
      const { app, index } = await startArchive(t, { openIndex });
      const [first = '', second = '', third] = await threeStudies(app);
      for (const label of ['urgent', 'read']) await index.addLabel('Study', first, label);
      await index.addLabel('Study', second, 'read');
      const labelled = async (LabelsConstraint: string | undefined, ...Labels: string[]) =>
        (await find(app, { Level: 'Study', Query: {}, Labels, ...(LabelsConstraint && { LabelsConstraint }) })).json;
      assert.deepEqual(await labelled(undefined, 'urgent', 'read'), [first]);
      assert.deepEqual(await labelled('Any', 'urgent', 'read'), [first, second].sort());
      assert.deepEqual(await labelled('None', 'urgent'), [second, third].sort());
      assert.deepEqual(await labelled('None', 'urgent', 'read'), [third]);
    });

    test('caps of the configuration hold for every level, and leave pages as they are', async (t) => {
      const configuration = { LimitFindResults: 2, LimitFindInstances: 1 };
      const { app } = await startArchive(t, { openIndex, configuration });
      const studies = (await threeStudies(app)).toSorted();
      assert.deepEqual((await find(app, { Level: 'Study', Query: {} })).json, studies.slice(0, 2));
      assert.deepEqual((await find(app, { Level: 'Study', Query: {}, Since: 1, Limit: 5 })).json, studies.slice(1));
      assert.equal((await find(app, { Level: 'Instance', Query: {} })).json.length, 1);
    });
  });
}
