import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { fromBufferPromise } from 'yauzl';
import { type GeneratedInstance, generatedInstances } from '../faults/generated-instances.ts';
import { ScriptedDestination } from '../faults/scripted-destination.ts';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { Gate } from '../support/gate.ts';
import { type DicomwebScript, ScriptedDicomweb } from '../support/scripted-dicomweb.ts';
import { clientGet, clientMove } from './relay-client.ts';
import { assertDelivered, ending, uidsOf, wholeStudy } from './relay-scene.ts';

const all: readonly GeneratedInstance[] = [...generatedInstances(4), ...generatedInstances(3, { series: 2 })];

/** A relay before an archive that speaks DICOMweb. */
async function startWeb(t: TestContext, script: DicomwebScript = {}) {
  const web = await ScriptedDicomweb.start(t, all, script);
  const destination = await ScriptedDestination.start(t, { keepsDataSets: true });
  const { dicomPort, rest } = await startIsocenter(t, {
    DicomModalities: { dest: destination.modality('DEST') },
    Relay: { Upstreams: { web: { Retrieve: 'DICOMweb', Url: web.url } } },
  });
  const retrieves = () => web.requests.filter(({ headers }) => headers.accept?.includes('multipart/related'));
  return { destination, port: dicomPort, rest, retrieves, web };
}

describe('an upstream of DICOMweb', { timeout: 60_000 }, () => {
  it('is one for C-MOVE, which costs it one retrieve', async (t) => {
    const { destination, port, retrieves } = await startWeb(t);
    assert.deepEqual(ending(await clientMove(port, wholeStudy)), ['0000', 7, 0, 0]);
    assertDelivered(destination, all);
    assert.equal(retrieves().length, 1);
    assert.deepEqual(ending(await clientMove(port, wholeStudy)), ['0000', 7, 0, 0]);
    assert.equal(retrieves().length, 1, 'what is here is not fetched again');
  });

  it('is one for C-GET', async (t) => {
    const { port } = await startWeb(t);
    const got = await clientGet(port, wholeStudy);
    assert.deepEqual(ending(got), ['0000', 7, 0, 0]);
    assert.equal(got.stored.length, all.length);
  });

  it('is one for the REST API: what it has is found, and downloaded', async (t) => {
    const { rest } = await startWeb(t);
    const found: unknown = await rest.post('/tools/find', { Level: 'Study', Query: { PatientID: '*' } });
    assert.ok(Array.isArray(found) && found.length === 1);
    const zip = await fromBufferPromise(await rest.bytes(`/studies/${found[0]}/archive`));
    assert.equal(zip.entryCount, all.length);
  });

  it('that breaks off gives what had come', async (t) => {
    const beforeFile = new Gate();
    beforeFile.open(5);
    const { destination, port } = await startWeb(t, { beforeFile, breaksAfter: 5 });
    const moved = await clientMove(port, wholeStudy, {
      onResponse: ({ completed }) => {
        if (completed === 5) beforeFile.open();
      },
    });
    assert.deepEqual(ending(moved), ['b000', 5, 2, 0]);
    const missing = uidsOf(all).filter((uid) => !destination.received.includes(uid));
    assert.deepEqual(moved.final.failedSopInstanceUids?.toSorted(), missing.toSorted());
  });

  it('that breaks off at once is told of with all that it had named', async (t) => {
    const { port } = await startWeb(t, { breaksAfter: 0 });
    const moved = await clientMove(port, wholeStudy);
    assert.deepEqual(ending(moved), ['a702', 0, 7, 0]);
    assert.deepEqual(moved.final.failedSopInstanceUids?.toSorted(), uidsOf(all).toSorted());
  });

  it('that fails is told of', async (t) => {
    const { port } = await startWeb(t, { searchStatus: 503, retrieveStatus: 503 });
    assert.deepEqual(ending(await clientMove(port, wholeStudy)), ['a702', 0, 0, 0]);
  });
});
