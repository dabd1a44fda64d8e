import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type DataSet, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import type { NormalizedOperation, ScpHandlers } from '@isocenter/dimse';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import { storageCommitmentScpKind } from '../../src/job-kinds/storage-commitment-scp.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { closedPort, destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const commitment = '1.2.840.10008.1.20.1';
const ctStorage = '1.2.840.10008.5.1.4.1.1.2';
const mrStorage = '1.2.840.10008.5.1.4.1.1.4';

interface Report {
  readonly eventType: number | undefined;
  readonly callingAet: string;
  readonly sopInstanceUid: string;
  readonly transactionUid: string | undefined;
  readonly committed: readonly string[];
  readonly failed: readonly string[];
}

/** Keeps what is reported, as text: `class/instance` and, for failures, `=reason`. */
function reportTaker(reports: Report[], status = 0x0000): ScpHandlers {
  return {
    async eventReport(operation: NormalizedOperation) {
      const dataSet = parseDataSet(await operation.information(), TransferSyntaxes.ExplicitVRLittleEndian);
      const name = (item: DataSet) => `${item.text(0x0008_1150)}/${item.text(0x0008_1155)}`;
      reports.push({
        eventType: operation.eventTypeId,
        callingAet: operation.association.callingAet,
        sopInstanceUid: operation.sopInstanceUid,
        transactionUid: dataSet.text(0x0008_1195),
        committed: dataSet.sequence(0x0008_1199).map(name),
        failed: dataSet
          .sequence(0x0008_1198)
          .map((item) => `${name(item)}=${item.number(0x0008_1197)?.toString(16).padStart(4, '0')}`),
      });
      return { status };
    },
  };
}

function stored(sopInstanceUid: string, sopClassUid = ctStorage): StoredInstance {
  const sizes = { uncompressedSize: 10, compressedSize: 10, uncompressedMd5: '', compressedMd5: '' };
  return {
    publicId: `public ${sopInstanceUid}`,
    sopClassUid,
    sopInstanceUid,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    attachment: { contentType: 1, uuid: `${sopInstanceUid}/${sopClassUid}`, compression: 'none', ...sizes },
  };
}

interface Archive {
  readonly instances?: readonly StoredInstance[];
  /** Names of the files that are not there. */
  readonly missing?: readonly string[];
  readonly cut?: readonly string[];
}

function kindFor(port: number, { cut = [], instances = [], missing = [] }: Archive = {}) {
  return storageCommitmentScpKind({
    index: {
      findSopInstances: async (uids) => instances.filter(({ sopInstanceUid }) => uids.includes(sopInstanceUid)),
    },
    blobs: {
      async readRange(uuid, { start, end }) {
        if (missing.includes(uuid)) throw new IsocenterError('InexistentFile', 'gone');
        return new Uint8Array(cut.includes(uuid) ? 0 : end - start);
      },
    },
    modalities: new ModalityRegistry([modalityAt(port, { Timeout: 1 })], false),
    opener: newOpener(),
    destinationDefaults,
  });
}

function contextFor(keys: readonly string[], parameters: object = {}): FakeJobContext {
  return new FakeJobContext({ Modality: 'pacs', CalledAet: 'CALLED', TransactionUid: '2.25.9', ...parameters }, keys);
}

const isTransient = (code: string) => (error: unknown) =>
  error instanceof IsocenterError && error.code === code && error.transient;
const isFinal = (code: string) => (error: unknown) =>
  error instanceof IsocenterError && error.code === code && !error.transient;

async function report(t: TestContext, archive: Archive, keys: readonly string[], parameters: object = {}) {
  const reports: Report[] = [];
  const peer = await startPeer(t, reportTaker(reports));
  const context = contextFor(keys, parameters);
  await kindFor(peer.port, archive).run(context);
  assert.equal(context.states, 'D'.repeat(keys.length));
  assert.equal(reports.length, 1);
  return { ...reports[0], requests: peer.requests };
}

test('all that is stored is reported as committed, by event type 1', async (t) => {
  const keys = [`${ctStorage}/1.1`, `${mrStorage}/1.2`];
  const { requests, ...told } = await report(t, { instances: [stored('1.1'), stored('1.2', mrStorage)] }, keys);
  assert.deepEqual(told, {
    eventType: 1,
    callingAet: 'CALLED',
    sopInstanceUid: '1.2.840.10008.1.20.1.1',
    transactionUid: '2.25.9',
    committed: keys,
    failed: [],
  });
  assert.equal(requests[0]?.calledAet, 'PACS');
  // PS3.7 D.3.3.4: the requestor of the association is the SCP.
  assert.deepEqual(requests[0]?.roles, [{ sopClassUid: commitment, scuRole: false, scpRole: true }]);
});

test('what is absent, without its whole file or of another class is reported with its reason, by event type 2', async (t) => {
  const archive = {
    instances: [stored('1.1'), stored('1.2'), stored('1.3'), stored('1.4')],
    missing: [`1.3/${ctStorage}`],
    cut: [`1.4/${ctStorage}`],
  };
  const keys = [`${ctStorage}/1.1`, `${mrStorage}/1.2`, `${ctStorage}/1.3`, `${ctStorage}/1.4`, `${ctStorage}/1.5`];
  const told = await report(t, archive, keys);
  assert.equal(told.eventType, 2);
  assert.deepEqual(told.committed, [keys[0]]);
  // PS3.3 C.14.1.1: 0119 class / instance conflict, 0112 no such object instance.
  assert.deepEqual(told.failed, [`${keys[1]}=0119`, `${keys[2]}=0112`, `${keys[3]}=0112`, `${keys[4]}=0112`]);
});

test('one whole copy of an instance is enough where several patients have it', async (t) => {
  const copy = { ...stored('1.1'), attachment: { ...stored('1.1').attachment, uuid: 'copy' } };
  const told = await report(t, { instances: [stored('1.1'), copy], missing: [`1.1/${ctStorage}`] }, [
    `${ctStorage}/1.1`,
  ]);
  assert.equal(told.eventType, 1);
});

test('a list longer than a page is reported whole and in order', async (t) => {
  const keys = Array.from({ length: 250 }, (_, at) => `${ctStorage}/1.${at + 1}`);
  const instances = keys.map((_, at) => stored(`1.${at + 1}`));
  const told = await report(t, { instances }, keys);
  assert.deepEqual(told.committed, keys);
});

test('an empty list is a success', async (t) => {
  const told = await report(t, {}, []);
  assert.deepEqual([told.eventType, told.committed, told.failed], [1, [], []]);
});

test('a duplicate of a running transaction is reported as such, instance by instance', async (t) => {
  const told = await report(t, { instances: [stored('1.1')] }, [`${ctStorage}/1.1`], { IsDuplicate: true });
  assert.deepEqual([told.eventType, told.committed, told.failed], [2, [], [`${ctStorage}/1.1=0131`]]);
});

test('a modality that is not there, aborts or does not answer is tried again, and no item counts as done', async (t) => {
  const aborting = await startPeer(t, {
    eventReport(operation) {
      operation.association.abort();
      return { status: 0 };
    },
  });
  const silent = await startPeer(t, { eventReport: () => new Promise(() => undefined) });
  for (const [port, code] of [
    [await closedPort(), 'NetworkProtocol'],
    [aborting.port, 'NetworkProtocol'],
    [silent.port, 'Timeout'],
  ] as const) {
    const context = contextFor([`${ctStorage}/1.1`]);
    await assert.rejects(kindFor(port).run(context), isTransient(code));
    assert.equal(context.states, 'W');
  }
});

test('a processing failure of the modality is tried again, another refusal is final', async (t) => {
  const busy = await startPeer(t, reportTaker([], 0x0110));
  await assert.rejects(kindFor(busy.port).run(contextFor(['1.2/1.1'])), isTransient('NetworkProtocol'));
  const refusing = await startPeer(t, reportTaker([], 0x0115));
  await assert.rejects(kindFor(refusing.port).run(contextFor(['1.2/1.1'])), (error) => {
    assert.ok(error instanceof IsocenterError && isFinal('NetworkProtocol')(error));
    assert.deepEqual(error.payload, { Type: 'Dimse', Content: { DimseErrorStatus: 0x0115 } });
    return true;
  });
});

test('a modality that does not grant the role of SCP, or the class, cannot be told', async (t) => {
  const roleless = await startPeer(t, reportTaker([]), { grantsRoles: false });
  await assert.rejects(kindFor(roleless.port).run(contextFor([])), isFinal('NoPresentationContext'));
  const classless = await startPeer(t, reportTaker([]), { refused: [commitment] });
  await assert.rejects(kindFor(classless.port).run(contextFor([])), isFinal('NoPresentationContext'));
});

test('a report is broken off when the job is interrupted', async (t) => {
  const reported = Promise.withResolvers<void>();
  const silent = await startPeer(t, {
    eventReport: () => {
      reported.resolve();
      return new Promise(() => undefined);
    },
  });
  const context = contextFor([`${ctStorage}/1.1`]);
  const running = kindFor(silent.port).run(context);
  await reported.promise;
  const reason = new Error('interrupted');
  context.abort.abort(reason);
  await assert.rejects(running, reason);
  assert.equal(context.states, 'W');
});
