import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Tags } from '@isocenter/dicom';
import { MovedInstances } from '../../../src/ingest/moved-instances.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import type { UpstreamProgress } from '../../../src/relay/upstreams/upstream-link.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { ScriptedDestination } from '../../faults/scripted-destination.ts';
import { FakeIngest } from '../../support/fake-ingest.ts';
import { Gate } from '../../support/gate.ts';
import type { PacsScript } from '../../support/pacs-script.ts';
import { startPacs } from '../../support/scripted-pacs.ts';
import { dimseLinkTo, type LinkChoice, never } from './dimse-link-of.ts';

const studyInstanceUid = '1.2.826.0.1.7.1';
const seriesInstanceUid = '1.2.826.0.1.7.1.1';
const study: RelayTarget = { level: 'Study', studyInstanceUid };
const uidOf = (number: number) => `${seriesInstanceUid}.${number}`;
const instance = (number: number): RelayTarget => ({
  level: 'Instance',
  studyInstanceUid,
  seriesInstanceUid,
  sopInstanceUid: uidOf(number),
});

const unheard = (): void => undefined;

/** A PACS with one study, and the application that it sends to. */
async function started(t: TestContext, script: PacsScript = {}, choice: LinkChoice = {}, count = 3) {
  const here = await ScriptedDestination.start(t);
  const pacs = await startPacs(t, {
    instances: generatedInstances(count),
    script,
    destinations: { ISOCENTER: { host: '127.0.0.1', port: here.port } },
  });
  return { here, pacs, link: dimseLinkTo(pacs.port, choice) };
}

describe('C-MOVE from an upstream', { timeout: 60_000 }, () => {
  it('asks for a study by its UID, to our AE title, and tells what the upstream tells', async (t) => {
    const { here, link, pacs } = await started(t);
    const progress: UpstreamProgress[] = [];
    const answer = await link.retrieve([study], (each) => progress.push(each), never);
    assert.deepEqual(answer, { status: 0x0000, completed: 3, failed: 0, warning: 0, failedSopInstanceUids: [] });
    assert.deepEqual(
      progress.map(({ completed, remaining }) => [completed, remaining]),
      [
        [1, 2],
        [2, 1],
        [3, 0],
      ],
    );
    const [move] = pacs.moves;
    assert.deepEqual([pacs.moves.length, move?.level, move?.destination], [1, 'STUDY', 'ISOCENTER']);
    assert.deepEqual(
      [...(move?.identifier ?? [])].map(({ tag }) => tag),
      [Tags.QueryRetrieveLevel, Tags.StudyInstanceUID],
    );
    assert.deepEqual(here.received, [1, 2, 3].map(uidOf));
    assert.equal(pacs.openAssociations, 0, 'the association is released');
  });

  it('asks for series, and for instances, as lists of UIDs below their parents', async (t) => {
    const { link, pacs } = await started(t);
    await link.retrieve(
      ['1', '2'].map((number) => ({
        level: 'Series',
        studyInstanceUid,
        seriesInstanceUid: `${studyInstanceUid}.${number}`,
      })),
      unheard,
      never,
    );
    await link.retrieve([instance(3), instance(1)], unheard, never);
    assert.deepEqual(
      pacs.moves.map(({ identifier, level }) => [
        level,
        identifier.texts(Tags.StudyInstanceUID),
        identifier.texts(Tags.SeriesInstanceUID),
        identifier.texts(Tags.SOPInstanceUID),
      ]),
      [
        ['SERIES', [studyInstanceUid], [seriesInstanceUid, `${studyInstanceUid}.2`], []],
        ['IMAGE', [studyInstanceUid], [seriesInstanceUid], [uidOf(3), uidOf(1)]],
      ],
    );
  });

  it('asks for many instances in several requests over one association, and sums up', async (t) => {
    const { here, link, pacs } = await started(t, {}, {}, 205);
    const progress: UpstreamProgress[] = [];
    const targets = generatedInstances(205).map((_, index) => instance(index + 1));
    const answer = await link.retrieve(targets, (each) => progress.push(each), never);
    assert.deepEqual(
      pacs.moves.map(({ identifier }) => identifier.texts(Tags.SOPInstanceUID).length),
      [100, 100, 5],
    );
    assert.equal(pacs.associationRequests, 1);
    assert.deepEqual([answer.status, answer.completed, here.received.length], [0x0000, 205, 205]);
    assert.deepEqual(progress.at(-1), { completed: 205, failed: 0, remaining: 0, warning: 0 });
  });

  it('has the upstream send to the title under which it knows this server', async (t) => {
    const { link, pacs } = await started(t, {}, { upstream: { LocalAet: 'RELAY', MoveDestination: 'ARCHIVE' } });
    const answer = await link.retrieve([study], unheard, never);
    assert.equal(answer.status, 0xa801, 'it does not know the destination: that is an answer');
    assert.deepEqual([pacs.moves[0]?.callingAet, pacs.moves[0]?.destination], ['RELAY', 'ARCHIVE']);
  });

  it('has a Message ID that no other request of this server has', async (t) => {
    const movedInstances = new MovedInstances();
    const { link, pacs } = await started(t, {}, { movedInstances });
    const other = movedInstances.expect('ISOCENTER', unheard);
    await link.retrieve([study], unheard, never);
    assert.notEqual(pacs.moves[0]?.messageId, other.messageId);
  });

  it('tells which instances the upstream could not send', async (t) => {
    const { link } = await started(t, { neverSent: 2 });
    const answer = await link.retrieve([study], unheard, never);
    assert.deepEqual(answer, {
      status: 0xb000,
      completed: 1,
      failed: 2,
      warning: 0,
      failedSopInstanceUids: [uidOf(2), uidOf(3)],
    });
  });

  it('leaves unknown what the upstream leaves out', async (t) => {
    const { link } = await started(t, { tells: 'statusOnly' });
    assert.deepEqual(await link.retrieve([study], unheard, never), { status: 0x0000, failedSopInstanceUids: [] });
  });

  it('ends in a failure of the upstream as its answer', async (t) => {
    const { link } = await started(t, { retrieveStatus: 0xc001 });
    assert.equal((await link.retrieve([study], unheard, never)).status, 0xc001);
  });

  it('is over when the upstream says so, whatever it has sent', async (t) => {
    const beforeSending = new Gate();
    const { here, link, pacs } = await started(t, { answersFirst: true, beforeSending });
    const answer = await link.retrieve([study], unheard, never);
    assert.deepEqual([answer.status, answer.completed, here.received.length], [0x0000, 3, 0]);
    beforeSending.open();
    await pacs.sent();
    assert.equal(here.received.length, 3);
  });

  it('fails where there is no C-MOVE', async (t) => {
    const { link } = await started(t, { refusedSopClasses: ['1.2.840.10008.5.1.4.1.2.2.2'] });
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'NoCMoveHandler' });
  });

  it('fails, and may be tried again, when the upstream aborts the association', async (t) => {
    const { link } = await started(t, { abortsAfter: 1 });
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'NetworkProtocol', transient: true });
  });

  it('is refused an association for good', async (t) => {
    const { link } = await started(t, { reject: { result: 1, source: 1, reason: 3 } });
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'NetworkProtocol', transient: false });
  });
});

describe('waits for an upstream that retrieves', { timeout: 60_000 }, () => {
  it('for the first response are limited', async (t) => {
    const script = { beforeInstance: new Gate() };
    const { link, pacs } = await started(t, script, { upstream: { FirstResponseTimeout: 0.05 } });
    await assert.rejects(link.retrieve([study], unheard, never), {
      code: 'Timeout',
      transient: true,
      message: /FirstResponseTimeout/,
    });
    assert.equal(pacs.moves.length, 1);
  });

  it('for each further response are limited', async (t) => {
    const beforeInstance = new Gate();
    beforeInstance.open(1);
    const { link } = await started(t, { beforeInstance }, { upstream: { ResponseTimeout: 0.05 } });
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'Timeout', message: /\(ResponseTimeout\)/ });
  });

  it('begin anew with each instance that names the request as its origin', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const beforeInstance = new Gate();
    const movedInstances = new MovedInstances();
    const script = { beforeInstance, noProgress: true };
    const { here, link } = await started(t, script, { movedInstances, upstream: { FirstResponseTimeout: 10 } });
    here.answered = ({ moveOriginator }) => movedInstances.stored(moveOriginator, 'public id');
    const retrieving = link.retrieve([study], unheard, never);
    for (let number = 1; number <= 3; number += 1) {
      await beforeInstance.reached();
      t.mock.timers.tick(9_000);
      beforeInstance.open(1);
    }
    assert.equal((await retrieving).status, 0x0000);
  });

  it('begin anew with each arrival that is told of, whatever it names', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const beforeInstance = new Gate();
    const script = { beforeInstance, noProgress: true, moveOriginator: 'omitted' } as const;
    const { here, link } = await started(t, script, { upstream: { FirstResponseTimeout: 10 } });
    let listeners = 0;
    const arrivals = (arrived: () => void) => {
      listeners += 1;
      here.answered = arrived;
      return () => {
        listeners -= 1;
      };
    };
    const retrieving = link.retrieve([study], unheard, never, { arrivals });
    for (let number = 1; number <= 3; number += 1) {
      await beforeInstance.reached();
      t.mock.timers.tick(9_000);
      beforeInstance.open(1);
    }
    assert.equal((await retrieving).status, 0x0000);
    assert.equal(listeners, 0);
  });

  it('end with the reason of the signal: the upstream is sent C-CANCEL', async (t) => {
    const beforeInstance = new Gate();
    const { link, pacs } = await started(t, { beforeInstance });
    const stop = new AbortController();
    const retrieving = link.retrieve([study], unheard, stop.signal);
    await beforeInstance.reached();
    const reason = new Error('nobody waits any more');
    stop.abort(reason);
    await assert.rejects(retrieving, reason);
    assert.equal(pacs.cancels, 1);
  });

  it('end in time when an upstream with pending responses for ever ignores C-CANCEL', async (t) => {
    const script = { pendingEveryMs: 5, ignoresCancel: true };
    const { link, pacs } = await started(t, script, { upstream: { CancelTimeout: 0.05 } });
    const stop = new AbortController();
    const reason = new Error('long enough');
    await assert.rejects(
      link.retrieve([study], () => stop.abort(reason), stop.signal),
      reason,
    );
    assert.equal(pacs.cancels, 1);
  });
});

describe('C-GET from an upstream', { timeout: 60_000 }, () => {
  const byGet = { upstream: { Retrieve: 'C-GET', Name: 'hospital' } } as const;

  it('receives over the same association, and says which upstream it comes from', async (t) => {
    const ingest = new FakeIngest();
    const { here, link, pacs } = await started(t, {}, { ...byGet, ingest });
    const answer = await link.retrieve([study], unheard, never);
    assert.deepEqual(answer, { status: 0x0000, completed: 3, failed: 0, warning: 0, failedSopInstanceUids: [] });
    assert.deepEqual([pacs.gets.length, pacs.moves.length, here.received.length], [1, 0, 0]);
    assert.deepEqual(
      ingest.received.map(({ sopInstanceUid }) => sopInstanceUid),
      [1, 2, 3].map(uidOf),
    );
    assert.deepEqual(ingest.received[0]?.origin, {
      kind: 'DicomProtocol',
      remoteAet: 'PACS',
      remoteIp: '127.0.0.1',
      calledAet: 'ISOCENTER',
      upstream: 'hospital',
    });
  });

  it('counts what cannot be stored here as failed', async (t) => {
    const ingest = new FakeIngest();
    ingest.refused.add(uidOf(2));
    const { link } = await started(t, {}, { ...byGet, ingest });
    const answer = await link.retrieve([study], unheard, never);
    assert.deepEqual([answer.status, answer.failed, answer.failedSopInstanceUids], [0xb000, 1, [uidOf(2)]]);
  });

  it('fails where there is no C-GET', async (t) => {
    const { link } = await started(t, { refusedSopClasses: ['1.2.840.10008.5.1.4.1.2.2.3'] }, byGet);
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'NoCGetHandler' });
  });

  it('waits no longer than it may for the first instance or response', async (t) => {
    const upstream = { ...byGet.upstream, FirstResponseTimeout: 0.05 };
    const { link } = await started(t, { beforeInstance: new Gate() }, { upstream });
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'Timeout', message: /FirstResponseTimeout/ });
  });
});
