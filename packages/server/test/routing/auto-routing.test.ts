import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { routingOrigins, routingTriggers } from '../../src/config/routing-rule.ts';
import { associate, store, storeAll } from '../faults/archive-client.ts';
import { DataFolder } from '../faults/data-folder.ts';
import { generatedInstance } from '../faults/generated-instances.ts';
import { ServerProcess } from '../faults/server-process.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from '../peers/running-isocenter.ts';
import { sampleFile } from '../rest/sample-instances.ts';

const settled = (server: RunningIsocenter, count: number) =>
  server.rest.settled('/statistics', ({ CountInstances }) => CountInstances === count);

/** Resolves once the server has looked at all that has happened: clearing the list of changes waits for that. */
const routed = (server: RunningIsocenter) => server.rest.delete('/changes');

async function jobs(server: RunningIsocenter): Promise<readonly { Type: string; Content: Record<string, unknown> }[]> {
  const list = await server.rest.json('/jobs?expand');
  return Array.isArray(list) ? list : [];
}

test('instances that match a rule go to its modality, others stay', async (t) => {
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const source = await startIsocenter(t, {
    DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) },
    AutoRouting: [
      {
        Name: 'mr of january',
        Tags: { Modality: 'CT\\MR', PatientName: 'doe*', StudyDate: '20260101-20260131', '0028,0010': '2' },
        Origin: ['RestApi'],
        Modalities: ['dest'],
      },
    ],
  });
  const { ID } = await source.rest.post(
    '/instances',
    sampleFile({ patientName: 'Döe^Jane', patientId: 'P1', study: 1 }),
  );
  await source.rest.post('/instances', sampleFile({ patientName: 'Roe^Jane', patientId: 'P2', study: 2 }));
  await source.rest.post(
    '/instances',
    sampleFile({ patientName: 'Doe^Jane', modality: 'US', patientId: 'P3', study: 3 }),
  );
  const association = await associate(source.dicomPort);
  await store(association, generatedInstance({ number: 1 }));
  await association.release();
  await routed(source);
  await settled(destination, 1);
  assert.deepEqual(await destination.rest.ids('/instances'), [ID]);
  const [job, ...others] = await jobs(source);
  assert.equal(others.length, 0);
  assert.equal(job?.Type, 'DicomModalityStore');
  assert.equal(job?.Content.Description, 'AutoRouting: mr of january');
});

test('what several rules want at one destination is sent once, and each destination gets its own', async (t) => {
  const [first, second] = await Promise.all([
    startIsocenter(t, { DicomAet: 'FIRST' }),
    startIsocenter(t, { DicomAet: 'SECOND' }),
  ]);
  const source = await startIsocenter(t, {
    DicomModalities: { first: modalityAt('FIRST', first.dicomPort) },
    OrthancPeers: { second: [second.rest.url] },
    AutoRouting: [
      { Name: 'a', Modalities: ['first'] },
      { Name: 'b', Tags: { Modality: 'MR' }, Modalities: ['first'], Peers: ['second'] },
    ],
  });
  const { ID } = await source.rest.post('/instances', sampleFile());
  await routed(source);
  await settled(first, 1);
  await settled(second, 1);
  const [toFirst, toSecond] = (await jobs(source)).toSorted((a, b) => (a.Type < b.Type ? -1 : 1));
  assert.equal(toFirst?.Content.InstancesCount, 1);
  assert.equal(toFirst?.Content.Description, 'AutoRouting: a, b');
  assert.equal(toSecond?.Type, 'OrthancPeerStore');
  assert.deepEqual(await second.rest.ids('/instances'), [ID]);
});

test('a study is sent as one job once it is stable, with those of its instances that match', async (t) => {
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const source = await startIsocenter(t, {
    StableAge: 1,
    DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) },
    AutoRouting: [{ When: 'StudyStable', Tags: { SeriesNumber: '1' }, CallingAet: [], Modalities: ['dest'] }],
  });
  const { ParentStudy } = await source.rest.post('/instances', sampleFile({ series: 1, instance: 1 }));
  await source.rest.post('/instances', sampleFile({ series: 1, instance: 2 }));
  await source.rest.post('/instances', sampleFile({ series: 2, instance: 3 }));
  await settled(destination, 2);
  const [job, ...others] = await jobs(source);
  assert.equal(others.length, 0);
  assert.deepEqual(job?.Content.ParentResources, [ParentStudy]);
});

test('the calling AE title decides, and what a modality has sent does not go back to it', async (t) => {
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const source = await startIsocenter(t, {
    DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) },
    AutoRouting: [{ CallingAet: ['D*', 'CT?'], RemoteIp: ['127.*'], Modalities: ['dest'] }],
  });
  const send = async (callingAet: string, number: number) => {
    const association = await associate(source.dicomPort, { callingAet });
    assert.equal(await store(association, generatedInstance({ number })), 0);
    await association.release();
  };
  await send('DEST', 1);
  await send('CT1', 2);
  await send('XCT1', 3);
  await routed(source);
  await settled(destination, 1);
  assert.deepEqual(await destination.rest.ids('/instances'), [generatedInstance({ number: 2 }).publicId]);
});

test('rules begin with what comes after them, also after a time without rules', async (t) => {
  const destination = await startIsocenter(t, { DicomAet: 'DEST' });
  const folder = await DataFolder.create(t);
  const DicomModalities = { dest: modalityAt('DEST', destination.dicomPort) };
  const rules = [{ Modalities: ['dest'] }];
  for (const [number, AutoRouting] of [[], rules, [], rules].entries()) {
    const server = await ServerProcess.start(t, { folder, configuration: { DicomModalities, AutoRouting } });
    await storeAll(server.dicomPort, [generatedInstance({ number })]);
    await server.rest('/changes', { method: 'DELETE' });
    assert.equal((await server.end('SIGTERM')).code, 0);
  }
  const server = await ServerProcess.start(t, { folder, configuration: { DicomModalities, AutoRouting: rules } });
  await settled(destination, 2);
  const expected = [1, 3].map((number) => generatedInstance({ number }).publicId);
  assert.deepEqual((await destination.rest.ids('/instances')).toSorted(), expected.toSorted());
  assert.equal((await server.end('SIGTERM')).code, 0);
});

test('a rule that nobody could understand keeps the server from starting, and says why', async (t) => {
  const rules = [
    [{ Tags: { NoSuchTag: 'x' }, Modalities: ['dest'] }, /AutoRouting, rule 1: Unknown DICOM tag: NoSuchTag/],
    [{ Tags: { StudyDate: '2026*' }, Modalities: ['dest'] }, /AutoRouting, rule 1: Wildcards are not allowed/],
    [{ Tags: { ReferencedStudySequence: 'x' }, Modalities: ['dest'] }, /is a sequence/],
    [{ Tags: {} }, /a rule needs a destination/],
    [{ When: 'Always', Modalities: ['dest'] }, /must be one of "InstanceStored"/],
  ] as const;
  for (const [rule, message] of rules) await assert.rejects(startIsocenter(t, { AutoRouting: [rule] }), { message });
});

test('the example of the documentation is a configuration that starts', async (t) => {
  const documentation = readFileSync(join(import.meta.dirname, '../../../../docs/auto-routing.md'), 'utf8');
  const example = JSON.parse(/```json\n(.*?)```/s.exec(documentation)?.[1] ?? '');
  await startIsocenter(t, example);
  for (const trigger of routingTriggers) assert.ok(documentation.includes(`\`${trigger}\``), trigger);
  for (const origin of routingOrigins) assert.ok(documentation.includes(`\`${origin}\``), origin);
});
