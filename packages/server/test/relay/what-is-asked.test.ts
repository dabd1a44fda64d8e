import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeAll } from '../faults/archive-client.ts';
import { generatedInstances } from '../faults/generated-instances.ts';
import { clientMove } from './relay-client.ts';
import { assertDelivered, ending, retrievesOf, startScene, studyOf, uidsOf } from './relay-scene.ts';

const studyUid = (study: number) => `1.2.826.0.1.7.${study}`;
const seriesUid = (study: number, series: number) => `${studyUid(study)}.${series}`;
const instanceUid = (study: number, series: number, number: number) => `${seriesUid(study, series)}.${number}`;

describe('the PACS is asked for', { timeout: 60_000 }, () => {
  it('what is missing, at the level where it is missing', async (t) => {
    const instances = [1, 2, 3].flatMap((series) => generatedInstances(4, { series }));
    const scene = await startScene(t, { pacs: { hospital: { instances } } });
    // The first series is here, of the second one a half, of the third one nothing.
    await storeAll(scene.port, instances.slice(0, 6));
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['0000', 12, 0, 0]);
    assertDelivered(scene.destination, instances);
    assert.deepEqual(retrievesOf(scene.pacs()), [
      ['SERIES', [seriesUid(1, 3)]],
      ['IMAGE', [instanceUid(1, 2, 3), instanceUid(1, 2, 4)]],
    ]);
  });

  it('nothing that is here, though nobody has asked for it before', async (t) => {
    const scene = await startScene(t);
    await storeAll(scene.port, generatedInstances(5));
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['0000', 5, 0, 0]);
    assert.deepEqual(retrievesOf(scene.pacs()), []);
  });

  it('all of a study of which it tells numbers only, which may not be of what is here', async (t) => {
    const script = { refusedLevels: { IMAGE: 0xa900 } };
    const scene = await startScene(t, { pacs: { hospital: { script } } });
    const own = generatedInstances(2, { series: 9 });
    await storeAll(scene.port, own);
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['0000', 7, 0, 0]);
    assertDelivered(scene.destination, [...own, ...generatedInstances(5)]);
  });

  it('a patient, and an accession number, as the studies that it has of them', async (t) => {
    const of = (study: number) => generatedInstances(2, { study, patientId: 'ONE', accessionNumber: `A${study}` });
    const other = generatedInstances(2, { study: 3, patientId: 'OTHER', accessionNumber: 'A3' });
    const scene = await startScene(t, { pacs: { hospital: { instances: [...of(1), ...of(2), ...other] } } });
    const byNumber = await clientMove(scene.port, { level: 'STUDY', AccessionNumber: 'A2' });
    assert.deepEqual(ending(byNumber), ['0000', 2, 0, 0]);
    assertDelivered(scene.destination, of(2));
    const patient = await clientMove(scene.port, { level: 'PATIENT', PatientID: 'ONE' });
    assert.deepEqual(ending(patient), ['0000', 4, 0, 0]);
    assertDelivered(scene.destination, of(1));
    assert.deepEqual(retrievesOf(scene.pacs()), [
      ['STUDY', [studyUid(2)]],
      ['STUDY', [studyUid(1)]],
    ]);
  });

  it('series, and lists of series and instances, and no more than they name', async (t) => {
    const instances = [1, 2, 3].flatMap((series) => generatedInstances(4, { series }));
    const scene = await startScene(t, { pacs: { hospital: { instances } } });
    const StudyInstanceUID = studyUid(1);
    const list = [instanceUid(1, 1, 2), instanceUid(1, 1, 4)];
    const named = {
      level: 'IMAGE',
      StudyInstanceUID,
      SeriesInstanceUID: seriesUid(1, 1),
      SOPInstanceUID: list,
    } as const;
    assert.deepEqual(ending(await clientMove(scene.port, named)), ['0000', 2, 0, 0]);
    assert.deepEqual(scene.destination.received.toSorted(), list);
    const SeriesInstanceUID = [seriesUid(1, 2), seriesUid(1, 3)];
    const series = await clientMove(scene.port, { level: 'SERIES', StudyInstanceUID, SeriesInstanceUID });
    assert.deepEqual(ending(series), ['0000', 8, 0, 0]);
    assert.deepEqual(scene.destination.received.length, 10);
    const [ofList, ...ofSeries] = retrievesOf(scene.pacs());
    assert.deepEqual(ofList, ['IMAGE', list]);
    assert.deepEqual(
      ofSeries.toSorted(),
      SeriesInstanceUID.map((uid) => ['SERIES', [uid]]),
    );
    assert.equal((await scene.isocenter.rest.ids('/instances')).length, 10);
  });

  it('instances that the client names, where it cannot name them itself', async (t) => {
    const script = { findsNot: true };
    const scene = await startScene(t, { pacs: { hospital: { script } } });
    const list = [instanceUid(1, 1, 2), instanceUid(1, 1, 4)];
    const wanted = { StudyInstanceUID: studyUid(1), SeriesInstanceUID: seriesUid(1, 1), SOPInstanceUID: list };
    assert.deepEqual(ending(await clientMove(scene.port, { level: 'IMAGE', ...wanted })), ['0000', 2, 0, 0]);
    assert.deepEqual(retrievesOf(scene.pacs()), [['IMAGE', list]]);
  });

  it('the whole study, where it takes no other level, and the client gets what it wants of it', async (t) => {
    const instances = [1, 2].flatMap((series) => generatedInstances(3, { series }));
    const scene = await startScene(t, { pacs: { hospital: { instances, upstream: { Levels: ['Study'] } } } });
    const wanted = { StudyInstanceUID: studyUid(1), SeriesInstanceUID: seriesUid(1, 2) };
    assert.deepEqual(ending(await clientMove(scene.port, { level: 'SERIES', ...wanted })), ['0000', 3, 0, 0]);
    assert.deepEqual(scene.destination.received.toSorted(), uidsOf(instances.slice(3)));
    assert.deepEqual(retrievesOf(scene.pacs()), [['STUDY', [studyUid(1)]]]);
  });
});
