import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { SopClasses, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { UpstreamConfiguration } from '../../../src/config/relay.ts';
import { ModalityRegistry } from '../../../src/dimse-out/modality-registry.ts';
import { HttpClient } from '../../../src/http-client/http-client.ts';
import { MovedInstances } from '../../../src/ingest/moved-instances.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import { openUpstreams } from '../../../src/relay/upstreams/open-upstreams.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { ScriptedDestination } from '../../faults/scripted-destination.ts';
import { FakeIngest } from '../../support/fake-ingest.ts';
import { closedPort, destinationDefaults, modalityAt, newOpener } from '../../support/remote-peer.ts';
import { ScriptedDicomweb } from '../../support/scripted-dicomweb.ts';
import { startPacs } from '../../support/scripted-pacs.ts';
import { upstreamOf } from '../../support/upstream.ts';
import { never, question } from './dimse-link-of.ts';

const study: RelayTarget = { level: 'Study', studyInstanceUid: '1.2.826.0.1.7.1' };
const studies = question('Study', [[Tags.StudyInstanceUID, '']]);
const unheard = (): void => undefined;

function opened(
  t: TestContext,
  upstreams: readonly UpstreamConfiguration[],
  modalities = new ModalityRegistry([], false),
) {
  const ingest = new FakeIngest();
  const http = new HttpClient({ proxy: '', timeoutMs: 10_000, verifyServers: true, authoritiesFile: '' });
  t.after(() => http.close());
  const warnings: unknown[] = [];
  const all = openUpstreams({
    upstreams,
    modalities,
    destinationDefaults,
    opener: newOpener(),
    http,
    ingest,
    movedInstances: new MovedInstances(),
    receivable: {
      sopClasses: new Set([SopClasses.CTImageStorage]),
      transferSyntaxes: new Set([TransferSyntaxes.ExplicitVRLittleEndian.uid]),
    },
    characterSet: () => ['ISO_IR 100'],
    logger: { ...silentLogger, warn: (_, fields) => void warnings.push(fields) },
  });
  return { all, ingest, warnings };
}

describe('the upstreams of the configuration', { timeout: 60_000 }, () => {
  it('are asked in the way that each of them has', async (t) => {
    const instances = generatedInstances(2);
    const here = await ScriptedDestination.start(t);
    const destinations = { ISOCENTER: { host: '127.0.0.1', port: here.port } };
    const pacs = await startPacs(t, { instances, destinations });
    const web = await ScriptedDicomweb.start(t, instances);
    const { all, ingest, warnings } = opened(
      t,
      [
        upstreamOf({ Name: 'move' }),
        upstreamOf({ Name: 'get', Retrieve: 'C-GET' }),
        upstreamOf({ Name: 'web', Modality: '', Retrieve: 'DICOMweb', Url: web.url }),
      ],
      new ModalityRegistry([modalityAt(pacs.port)], false),
    );
    for (const { expected, link } of all) {
      const set = await expected.of(study, never);
      assert.equal(set.kind === 'instances' && set.instances.length, 2);
      assert.equal((await link.retrieve([study], unheard, never)).completed, 2);
      assert.equal(link.health.state, 'closed');
      assert.ok(link.health.lastSuccess);
    }
    assert.deepEqual([pacs.moves.length, pacs.gets.length, web.requests.length], [1, 1, 2]);
    assert.deepEqual(
      [here.received.length, ingest.received.map(({ origin }) => 'upstream' in origin && origin.upstream)],
      [2, ['get', 'get', 'web', 'web']],
    );
    assert.deepEqual(warnings, []);
  });

  it('may have a modality that comes later', async (t) => {
    const modalities = new ModalityRegistry([], false);
    const { all, warnings } = opened(t, [upstreamOf()], modalities);
    const [upstream] = all;
    assert.ok(upstream);
    assert.deepEqual(warnings, [{ upstream: 'pacs', modality: 'pacs' }]);
    await assert.rejects(upstream.link.find(studies, unheard, never), { code: 'UnknownModality', message: /pacs/ });
    const pacs = await startPacs(t, { instances: generatedInstances(1) });
    await modalities.put(modalityAt(pacs.port));
    await upstream.link.find(studies, unheard, never);
    assert.equal(pacs.finds.length, 1);
  });

  it('that are down leave the others as they are', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(1) });
    const { all } = opened(
      t,
      [upstreamOf({ Name: 'down', BreakerThreshold: 1 }), upstreamOf({ Name: 'up', Modality: 'up' })],
      new ModalityRegistry([modalityAt(await closedPort()), modalityAt(pacs.port, { Name: 'up' })], false),
    );
    const [down, up] = all;
    assert.ok(down && up);
    await assert.rejects(down.link.find(studies, unheard, never), { transient: true });
    await assert.rejects(down.link.find(studies, unheard, never), { transient: true, message: /in a row/ });
    await up.link.find(studies, unheard, never);
    assert.deepEqual([down.link.health.state, up.link.health.state], ['open', 'closed']);
  });
});
