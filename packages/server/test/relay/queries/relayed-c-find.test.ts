import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  DataDictionary,
  DataSet,
  encodeDataSetToBytes,
  parseDataSet,
  SopClasses,
  TransferSyntaxes,
} from '@isocenter/dicom';
import type { Association } from '@isocenter/dimse';
import { findHandler } from '../../../src/dimse-in/find.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import type { QueriedUpstream } from '../../../src/relay/queries/queried-upstream.ts';
import { RelaySearch } from '../../../src/relay/queries/relay-search.ts';
import type { UpstreamSearch } from '../../../src/relay/queries/relay-search-options.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { MemoryArchive, memoryInstance } from '../../query/memory-index.ts';
import { findSettings } from '../../support/find-settings.ts';
import { Gate } from '../../support/gate.ts';
import { associate, closedPort, modalityAt, startPeer } from '../../support/remote-peer.ts';
import { startPacs } from '../../support/scripted-pacs.ts';
import { upstreamOf } from '../../support/upstream.ts';
import { dimseLinkTo } from '../upstreams/dimse-link-of.ts';
import { MemoryKnownResources } from './fake-upstream.ts';

const studyRoot = SopClasses.StudyRootQueryRetrieveInformationModelFind;
const syntax = TransferSyntaxes.ImplicitVRLittleEndian;
const study = (number: number) => `1.2.826.0.1.7.${number}`;

function upstreamAt(port: number, aet: string): QueriedUpstream {
  return {
    configuration: upstreamOf({ Name: aet.toLowerCase(), Find: 'Always' }),
    link: dimseLinkTo(port),
    modality: () => modalityAt(port, { AET: aet }),
  };
}

/** A relay with studies 1 and 4 here. */
async function startRelay(t: TestContext, upstreams: readonly QueriedUpstream[], observed: UpstreamSearch[] = []) {
  const here = [1, 4].map((number) =>
    memoryInstance(String(number), {
      Patient: { '0010,0010': `Here^P${number}`, '0010,0020': `P${number}` },
      Study: { '0020,000d': study(number) },
    }),
  );
  const spanned = new RelaySearch({
    upstreams,
    store: new MemoryKnownResources(),
    settings: { dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] },
    logger: silentLogger,
    observe: (search) => observed.push(search),
    now: () => 0,
  });
  const find = findHandler({
    observe: () => undefined,
    ...new MemoryArchive(here),
    settings: findSettings(),
    logger: silentLogger,
    caseSensitivePersonNames: false,
    retrieveAet: 'RELAY',
    spanned,
  });
  return (await startPeer(t, { find })).port;
}

function viewer(t: TestContext, port: number, callingAet = 'VIEWER'): Promise<Association> {
  const contexts = [{ abstractSyntax: studyRoot, transferSyntaxes: [syntax.uid] }];
  return associate(t, port, { callingAet, contexts });
}

async function findStudies(association: Association, signal?: AbortSignal) {
  const keys = new DataSet()
    .set(0x00080052, 'CS', 'STUDY')
    .set(0x00100010, 'PN', null)
    .set(0x00100020, 'LO', 'P*')
    .set(0x0020000d, 'UI', null)
    .set(0x00201208, 'IS', null);
  const answers: DataSet[] = [];
  let status = 0;
  const request = { sopClassUid: studyRoot, identifier: encodeDataSetToBytes(keys, syntax), ...(signal && { signal }) };
  for await (const response of association.find(request)) {
    status = response.status;
    if (response.identifier !== undefined) answers.push(parseDataSet(response.identifier, syntax));
  }
  const shown = answers.map((answer) => [answer.text(0x0020000d), answer.text(0x00100010), answer.text(0x00201208)]);
  return { status, shown, retrieveAets: new Set(answers.map((answer) => answer.text(0x00080054))) };
}

describe('C-FIND of a relay', { timeout: 60_000 }, () => {
  it('answers what is here and in every PACS that answers, each study once', async (t) => {
    const first = await startPacs(t, {
      aet: 'FIRST',
      instances: [1, 2].flatMap((number) => generatedInstances(3, { study: number })),
    });
    const second = await startPacs(t, {
      aet: 'SECOND',
      instances: [2, 3].flatMap((number) => generatedInstances(5, { study: number })),
    });
    const observed: UpstreamSearch[] = [];
    const upstreams = [
      upstreamAt(first.port, 'FIRST'),
      upstreamAt(await closedPort(), 'DOWN'),
      upstreamAt(second.port, 'SECOND'),
    ];
    const port = await startRelay(t, upstreams, observed);
    const { retrieveAets, shown, status } = await findStudies(await viewer(t, port));
    assert.equal(status, 0x0000);
    assert.deepEqual(shown, [
      [study(1), 'Here^P1', '1'],
      [study(4), 'Here^P4', '1'],
      [study(2), 'Fault^P2', '3'],
      [study(3), 'Fault^P3', '5'],
    ]);
    assert.deepEqual([...retrieveAets], ['RELAY']);
    assert.deepEqual(observed.map(({ outcome, upstream }) => [upstream, outcome]).toSorted(), [
      ['down', 'Failure'],
      ['first', 'Success'],
      ['second', 'Success'],
    ]);
    assert.equal(first.finds[0]?.identifier.text(0x00100020), 'P*');
  });

  it('does not ask a PACS for itself', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(1, { study: 2 }) });
    const port = await startRelay(t, [upstreamAt(pacs.port, 'PACS')]);
    const { shown } = await findStudies(await viewer(t, port, 'PACS'));
    assert.deepEqual([shown.length, pacs.finds.length], [2, 0]);
  });

  it('ends with FE00 at a C-CANCEL while a PACS has not answered', async (t) => {
    const beforeAnswer = new Gate();
    const pacs = await startPacs(t, { instances: generatedInstances(1, { study: 2 }), script: { beforeAnswer } });
    const port = await startRelay(t, [upstreamAt(pacs.port, 'PACS')]);
    const cancel = new AbortController();
    const found = findStudies(await viewer(t, port), cancel.signal);
    await beforeAnswer.reached();
    cancel.abort();
    const { shown, status } = await found;
    assert.deepEqual([shown.length, status], [2, 0xfe00]);
    beforeAnswer.open();
  });
});
