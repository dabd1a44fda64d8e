import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import type { NormalizedOperation, ScpHandlers } from '@isocenter/dimse';
import { storageCommitmentReportHandler } from '../../src/dimse-in/storage-commitment-report.ts';
import { destinationOf } from '../../src/dimse-out/destination.ts';
import { StorageCommitmentScu } from '../../src/dimse-out/storage-commitment-scu.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { encodeCommitmentResult } from '../../src/storage-commitment/commitment-result.ts';
import { StorageCommitmentReports } from '../../src/storage-commitment/storage-commitment-reports.ts';
import { closedPort, destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const commitment = '1.2.840.10008.1.20.1';
const ct = '1.2.840.10008.5.1.4.1.1.2';

function newScu() {
  const reports = new StorageCommitmentReports(10);
  const eventReport = storageCommitmentReportHandler({ reports, logger: silentLogger });
  return { reports, scu: new StorageCommitmentScu({ opener: newOpener(), reports, eventReport }) };
}

const destinationAt = (port: number) => destinationOf(modalityAt(port, { Timeout: 1 }), destinationDefaults);
const references = [
  { sopClassUid: ct, sopInstanceUid: '1.1' },
  { sopClassUid: ct, sopInstanceUid: '1.2' },
];

test('a request names its transaction and every instance, and waits for its report', async (t) => {
  const operations: NormalizedOperation[] = [];
  const received: Uint8Array[] = [];
  const action: ScpHandlers['action'] = async (operation) => {
    operations.push(operation);
    received.push(await operation.information());
    return { status: 0 };
  };
  const { port, requests } = await startPeer(t, { action });
  const { reports, scu } = newScu();
  const uid = await scu.request(destinationAt(port), references);
  assert.match(uid, /^2\.25\.\d+$/);
  assert.equal(reports.get(uid)?.status, 'Pending');
  assert.equal(reports.get(uid)?.remoteAet, 'PACS');
  const [operation] = operations;
  assert.deepEqual(
    [operation?.sopClassUid, operation?.sopInstanceUid, operation?.actionTypeId],
    [commitment, '1.2.840.10008.1.20.1.1', 1],
  );
  const dataSet = parseDataSet(received[0] ?? new Uint8Array(0), TransferSyntaxes.ExplicitVRLittleEndian);
  assert.equal(dataSet.text(0x0008_1195), uid);
  assert.deepEqual(
    dataSet.sequence(0x0008_1199).map((item) => [item.text(0x0008_1150), item.text(0x0008_1155)]),
    [
      [ct, '1.1'],
      [ct, '1.2'],
    ],
  );
  assert.deepEqual([requests[0]?.callingAet, requests[0]?.calledAet], ['ISOCENTER', 'PACS']);
});

test('a report may come before the response, on the same association', async (t) => {
  const action: ScpHandlers['action'] = async (operation) => {
    const dataSet = parseDataSet(await operation.information(), TransferSyntaxes.ExplicitVRLittleEndian);
    const transactionUid = dataSet.text(0x0008_1195) ?? '';
    // The acceptor of the association is the SCP: no role has to be negotiated.
    const response = await operation.association.eventReport({
      sopClassUid: commitment,
      sopInstanceUid: operation.sopInstanceUid,
      eventTypeId: 1,
      information: encodeCommitmentResult(
        { transactionUid, committed: references, failed: [] },
        operation.presentationContext.transferSyntax,
      ),
    });
    return { status: response.status };
  };
  const { port } = await startPeer(t, { action });
  const { reports, scu } = newScu();
  assert.equal(reports.get(await scu.request(destinationAt(port), references))?.status, 'Success');
});

test('a request of many thousand instances goes in one message', async (t) => {
  let items = 0;
  const { port } = await startPeer(t, {
    async action(operation) {
      const dataSet = parseDataSet(await operation.information(), TransferSyntaxes.ExplicitVRLittleEndian);
      items = dataSet.sequence(0x0008_1199).length;
      return { status: 0 };
    },
  });
  const many = Array.from({ length: 20_000 }, (_, at) => ({ sopClassUid: ct, sopInstanceUid: `1.2.3.${at}` }));
  await newScu().scu.request(destinationAt(port), many);
  assert.equal(items, 20_000);
});

test('a request that is not taken leaves no transaction behind', async (t) => {
  const refusing = await startPeer(t, { action: () => ({ status: 0x0110, errorComment: 'No' }) });
  const classless = await startPeer(t, {}, { refused: [commitment] });
  const aborting = await startPeer(t, {
    action(operation) {
      operation.association.abort();
      return { status: 0 };
    },
  });
  const silent = await startPeer(t, { action: () => new Promise(() => undefined) });
  const cases = [
    [refusing.port, 'NetworkProtocol', true],
    [classless.port, 'NoPresentationContext', false],
    [aborting.port, 'NetworkProtocol', true],
    [silent.port, 'Timeout', true],
    [await closedPort(), 'NetworkProtocol', true],
  ] as const;
  for (const [port, code, transient] of cases) {
    const begun: string[] = [];
    const { reports, scu } = newScu();
    const begin = reports.begin.bind(reports);
    reports.begin = (request, remoteAet) => {
      begun.push(request.transactionUid);
      begin(request, remoteAet);
    };
    await assert.rejects(scu.request(destinationAt(port), references), (error) => {
      assert.ok(error instanceof IsocenterError);
      assert.deepEqual([error.code, error.transient], [code, transient]);
      return true;
    });
    assert.equal(begun.length, 1);
    assert.equal(reports.get(begun[0] ?? ''), undefined);
  }
});
