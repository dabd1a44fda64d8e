import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { DataSet, encodeDataSetToBytes, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { connect, type RetrieveResponse } from '@isocenter/dimse';
import { explicitLittleEndian, generatedInstances } from '../faults/generated-instances.ts';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { Gate } from '../support/gate.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { startPacs } from '../support/scripted-pacs.ts';

/** Study Root GET (PS3.4 C.6.2.3), and what comes by it. */
const studyRootGet = '1.2.840.10008.5.1.4.1.2.2.3';
const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
const studyInstanceUid = '1.2.826.0.1.7.1';

/** A relay with the upstream `hospital`, which has one study of five instances. */
async function startRelay(t: TestContext, script: PacsScript = {}) {
  const pacs = await startPacs(t, { instances: generatedInstances(5), script });
  const { dicomPort, rest } = await startIsocenter(t, {
    DicomModalities: { pacs: pacs.modality() },
    Relay: { Upstreams: { hospital: { Modality: 'pacs' } } },
  });
  pacs.destinations.set('ISOCENTER', { host: '127.0.0.1', port: dicomPort });
  return { dicomPort, pacs, rest };
}

/** The final response to a C-GET of the study. */
async function getStudy(port: number): Promise<RetrieveResponse | undefined> {
  const association = await connect({
    host: '127.0.0.1',
    port,
    callingAet: 'VIEWER',
    calledAet: 'ISOCENTER',
    contexts: [
      { abstractSyntax: studyRootGet, transferSyntaxes: [explicitLittleEndian] },
      { abstractSyntax: ctImageStorage, transferSyntaxes: [explicitLittleEndian], scuRole: true, scpRole: true },
    ],
  });
  const identifier = new DataSet()
    .set(Tags.QueryRetrieveLevel, 'CS', 'STUDY')
    .set(Tags.StudyInstanceUID, 'UI', studyInstanceUid);
  const responses = association.get({
    sopClassUid: studyRootGet,
    identifier: encodeDataSetToBytes(identifier, TransferSyntaxes.ExplicitVRLittleEndian),
    async onStore({ dataSet }) {
      for await (const _ of dataSet);
      return { status: 0x0000 };
    },
  });
  let final: RetrieveResponse | undefined;
  for await (const response of responses) final = response;
  await association.release();
  return final;
}

describe('requests of the relay', { timeout: 60_000 }, () => {
  it('stand in the ledger with what came of them', async (t) => {
    const { dicomPort, rest } = await startRelay(t);
    assert.equal((await getStudy(dicomPort))?.status, 0x0000);
    const { Done, Requests } = Object(await rest.json('/relay/requests'));
    assert.deepEqual([Done, Requests.length], [true, 1]);
    const { Client, Delivered, Expected, Failed, Kind, Local, Received, State, Upstreams, Values } = Requests[0];
    assert.deepEqual([Kind, Client, Values, Upstreams], ['C-GET', 'VIEWER', [studyInstanceUid], ['hospital']]);
    assert.deepEqual([State, Expected, Local, Received, Delivered, Failed], ['Success', 5, 0, 5, 5, 0]);
  });

  it('are counted in the metrics, with their fetches', async (t) => {
    const { dicomPort, rest } = await startRelay(t, { neverSent: 2 });
    await getStudy(dicomPort);
    const lines = (await rest.bytes('/tools/metrics-prometheus')).toString().split('\n');
    for (const line of [
      'isocenter_relay_instances_total{upstream="hospital",outcome="received"} 3',
      'isocenter_relay_instances_total{upstream="hospital",outcome="missing"} 2',
      'isocenter_relay_deliveries_total{outcome="delivered"} 3',
      'isocenter_relay_fetch_duration_seconds_count{upstream="hospital",outcome="incomplete"} 1',
      'isocenter_relay_request_duration_seconds_count{kind="C-GET",outcome="Partial"} 1',
      'isocenter_relay_breaker_open{upstream="hospital"} 0',
    ]) {
      assert.ok(lines.includes(line), line);
    }
  });

  it('are seen while they go on, with the fetch that they wait for', async (t) => {
    const beforeInstance = new Gate();
    const { dicomPort, rest } = await startRelay(t, { beforeInstance });
    const got = getStudy(dicomPort);
    await beforeInstance.reached();
    beforeInstance.open(2);
    const isHalf = (upstreams: object) => Object.values(upstreams)[0]?.Fetches[0]?.Received === 2;
    const [hospital] = Object.values<Record<string, unknown>>(Object(await rest.settled('/relay/upstreams', isHalf)));
    const [fetch] = Object(hospital?.Fetches);
    assert.deepEqual([fetch.StudyInstanceUID, fetch.Expected, fetch.Requests], [studyInstanceUid, 5, 1]);
    assert.deepEqual(hospital?.Retrieves, { Running: 1, Waiting: 0 });
    beforeInstance.open();
    await got;
    // What is cached is counted now and then.
    const isCounted = (upstreams: object) => Object.values(upstreams)[0]?.Cache.Instances === 5;
    const [after] = Object.values<Record<string, unknown>>(Object(await rest.settled('/relay/upstreams', isCounted)));
    assert.deepEqual([after?.Fetches, Object(after?.Cache).Studies], [[], 1]);
  });

  it('are given up by a user: the client is told what is missing, and the PACS to stop', async (t) => {
    const beforeInstance = new Gate();
    const { dicomPort, pacs, rest } = await startRelay(t, { beforeInstance });
    const got = getStudy(dicomPort);
    await beforeInstance.reached();
    const [{ ID }] = Object(await rest.json('/relay/requests')).Requests;
    await rest.post(`/relay/requests/${ID}/cancel`, {});
    const final = await got;
    assert.deepEqual([final?.completed, final?.failed], [0, 5]);
    assert.equal(Object(await rest.json(`/relay/requests/${ID}`)).State, 'Cancelled');
    await rest.settled('/relay/upstreams', () => pacs.cancels === 1);
    beforeInstance.open();
    await assert.rejects(rest.post(`/relay/requests/${ID}/cancel`, {}), /404/);
  });

  it('an echo asks the PACS itself', async (t) => {
    const { pacs, rest } = await startRelay(t);
    await rest.post('/relay/upstreams/hospital/echo', {});
    assert.deepEqual(
      pacs.requests.map(({ level, service }) => [service, level]),
      [['C-FIND', 'STUDY']],
    );
    await pacs.goDown();
    await assert.rejects(rest.post('/relay/upstreams/hospital/echo', {}), /500|502|504/);
  });
});
