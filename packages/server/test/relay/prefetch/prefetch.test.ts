import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeAll } from '../../faults/archive-client.ts';
import { eventually, within } from '../../faults/bounded-wait.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { jobsOf } from '../../faults/jobs-of.ts';
import { ServerProcess } from '../../faults/server-process.ts';
import { startIsocenter } from '../../peers/running-isocenter.ts';
import { Gate } from '../../support/gate.ts';
import { startPacs } from '../../support/scripted-pacs.ts';

const patientId = 'P1';

/** Four studies: three priors by CT, one by MR, and one of somebody else. */
const archived = [
  ...generatedInstances(2, { study: 2, patientId, studyDate: '20250102' }),
  ...generatedInstances(3, { study: 3, patientId, studyDate: '20250103' }),
  ...generatedInstances(1, { study: 4, patientId, studyDate: '20250104', modality: 'MR' }),
  ...generatedInstances(1, { study: 5, patientId, studyDate: '20240101' }),
  ...generatedInstances(1, { study: 6, patientId: 'P2', studyDate: '20250105' }),
];
/** The study that arrives, which the PACS does not have. */
const arriving = generatedInstances(2, { study: 1, patientId, studyDate: '20250601' });

const relay = {
  // Nobody may have anything fetched; the rule does it all the same.
  Upstreams: { hospital: { Modality: 'pacs', AllowedClients: [], AllowedDestinations: [] } },
  Prefetch: [{ Name: 'ct', MaximumPriors: 2, MaximumAgeDays: 0 }],
};

describe('priors', { timeout: 120_000 }, () => {
  it('of a study that arrives are fetched, and nothing for what they bring themselves', async (t) => {
    const pacs = await startPacs(t, { instances: archived });
    const { dicomPort, rest } = await startIsocenter(t, {
      DicomModalities: { pacs: pacs.modality() },
      Relay: relay,
      JobsHistorySize: 100,
    });
    pacs.destinations.set('ISOCENTER', { host: '127.0.0.1', port: dicomPort });
    await storeAll(dicomPort, arriving);
    const isDone = (found: object) => Object(found).Requests.length === 2;
    const { Requests } = Object(await rest.settled('/relay/requests?state=Success', isDone));
    const shown = Requests.map((request: Record<string, unknown>) => [
      request.Kind,
      request.Client,
      request.Values,
      request.Received,
    ]);
    assert.deepEqual(shown, [
      ['Prefetch', 'ct', ['1.2.826.0.1.7.2'], 2],
      ['Prefetch', 'ct', ['1.2.826.0.1.7.3'], 3],
    ]);
    assert.equal((await rest.ids('/instances')).length, 7);
    const jobs = Object(await rest.json('/jobs?expand')) as readonly Record<string, unknown>[];
    assert.deepEqual(
      jobs.map(({ Content, Type }) => [Type, Object(Content).Rule]),
      [['RelayPrefetch', 'ct']],
    );
    assert.ok(!JSON.stringify(jobs).includes(patientId), 'no patient in what jobs show');
  });

  it('come all the same when the server is killed while it fetches them', async (t) => {
    const beforeInstance = new Gate();
    const pacs = await startPacs(t, { instances: archived, script: { beforeInstance } });
    const configuration = { DicomModalities: { pacs: pacs.modality() }, Relay: relay };
    const server = await ServerProcess.start(t, { configuration });
    const address = (port: number) => pacs.destinations.set('ISOCENTER', { host: '127.0.0.1', port });
    address(server.dicomPort);
    await storeAll(server.dicomPort, arriving);
    await within(30_000, 'the fetch', beforeInstance.reached());
    server.signal('SIGKILL');
    await within(10_000, 'the kill', server.exited);

    pacs.script = {};
    beforeInstance.open();
    const restarted = await ServerProcess.start(t, { configuration, folder: server.folder });
    address(restarted.dicomPort);
    await eventually(30_000, 'the end of the job', async () => (await jobsOf(restarted))[0]?.State === 'Success');
    assert.equal(Object(await restarted.json('/instances')).length, 7);
    const { Requests } = Object(await restarted.json('/relay/requests'));
    const states = Requests.map(({ State }: { State: string }) => State);
    assert.deepEqual(states.toSorted(), ['Failure', 'Success', 'Success'], 'that of the killed server has failed');
    assert.equal((await restarted.end('SIGTERM')).code, 0);
  });
});
