import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parsePeer } from '../../src/config/peer.ts';
import { startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

async function startLogging(t: TestContext, LogExportedResources = true) {
  const archive = await startArchive(t, { configuration: { LogExportedResources } });
  await archive.peers.put(parsePeer('there', ['http://there.invalid/']));
  const { app } = archive;
  return {
    app,
    send: (url: string, ids: readonly string[]) => app.inject({ method: 'POST', url, payload: JSON.stringify(ids) }),
    async exports(query = '') {
      return (await app.inject(`/exports${query}`)).json();
    },
  };
}

test('what is sent to modalities and peers is logged as it was named', async (t) => {
  const { app, exports, send } = await startLogging(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
  await send('/modalities/pacs/store', [ParentStudy, ID]);
  await send('/peers/there/store', [ParentSeries, ParentPatient]);
  const entry = (Seq: number, RemoteModality: string, ResourceType: string, ResourceId: string, path: string) => ({
    Date: '20260131T235958',
    ID: ResourceId,
    Path: `/${path}/${ResourceId}`,
    PatientID: 'P1',
    RemoteModality,
    ResourceType,
    Seq,
  });
  const StudyInstanceUID = uids.study(1);
  const SeriesInstanceUID = uids.series(1, 1);
  assert.deepEqual(await exports(), {
    Exports: [
      { ...entry(1, 'pacs', 'Study', ParentStudy, 'studies'), StudyInstanceUID },
      {
        ...entry(2, 'pacs', 'Instance', ID, 'instances'),
        StudyInstanceUID,
        SeriesInstanceUID,
        SOPInstanceUID: uids.instance(1, 1, 1),
      },
      { ...entry(3, 'there', 'Series', ParentSeries, 'series'), StudyInstanceUID, SeriesInstanceUID },
      entry(4, 'there', 'Patient', ParentPatient, 'patients'),
    ],
    Done: true,
    First: 1,
    Last: 4,
  });
});

test('the log is read in pages, from its end, and deleted without starting to count anew', async (t) => {
  const { app, exports, send } = await startLogging(t);
  const { ID } = await upload(app);
  for (let round = 0; round < 3; round += 1) await send('/modalities/pacs/store', [ID]);
  const numbers = async (query: string) => {
    const { Done, Exports, Last } = await exports(query);
    return [Exports.map(({ Seq }: { Seq: number }) => Seq), Done, Last];
  };
  assert.deepEqual(await numbers('?limit=2'), [[1, 2], false, 2]);
  assert.deepEqual(await numbers('?limit=2&since=2'), [[3], true, 3]);
  assert.deepEqual(await numbers('?since=3'), [[], true, 3]);
  assert.deepEqual(await numbers('?last'), [[3], true, 3]);
  const removed = await app.inject({ method: 'DELETE', url: '/exports' });
  assert.deepEqual([removed.statusCode, removed.body], [200, '']);
  assert.deepEqual(await exports(), { Exports: [], Done: true, Last: 0 });
  await send('/modalities/pacs/store', [ID]);
  assert.deepEqual(await numbers(''), [[4], true, 4]);
});

test('numbers that are none count as absent', async (t) => {
  const { app, exports, send } = await startLogging(t);
  const { ID } = await upload(app);
  await send('/modalities/pacs/store', [ID]);
  for (const query of ['?since=a', '?limit=many', '?since=&limit=']) {
    assert.equal((await exports(query)).Exports.length, 1, query);
  }
});

test('without LogExportedResources nothing is logged', async (t) => {
  const { app, exports, send } = await startLogging(t, false);
  const { ID } = await upload(app);
  await send('/modalities/pacs/store', [ID]);
  assert.deepEqual(await exports(), { Exports: [], Done: true, Last: 0 });
});
