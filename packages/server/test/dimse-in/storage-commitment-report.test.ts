import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DataSet, encodeDataSetToBytes, TransferSyntaxes } from '@isocenter/dicom';
import { storageCommitmentReportHandler } from '../../src/dimse-in/storage-commitment-report.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { StorageCommitmentReports } from '../../src/storage-commitment/storage-commitment-reports.ts';
import { associate, explicitLittleEndian, startPeer } from '../support/remote-peer.ts';

const commitment = '1.2.840.10008.1.20.1';
const commitmentInstance = '1.2.840.10008.1.20.1.1';
const ct = '1.2.840.10008.5.1.4.1.1.2';
const references = [
  { sopClassUid: ct, sopInstanceUid: '1.1' },
  { sopClassUid: ct, sopInstanceUid: '1.2' },
];

interface Told {
  readonly transaction?: string;
  readonly committed?: readonly string[];
  readonly failed?: readonly (readonly [string, number])[];
}

/** Event Information of PS3.4 Table J.3-2. */
function information({ committed, failed, transaction = '2.25.1' }: Told): Uint8Array {
  const dataSet = new DataSet().set(0x0008_1195, 'UI', transaction);
  const item = (uid: string) => new DataSet().set(0x0008_1150, 'UI', ct).set(0x0008_1155, 'UI', uid);
  if (failed !== undefined) {
    const items = failed.map(([uid, reason]) => item(uid).set(0x0008_1197, 'US', reason));
    dataSet.set(0x0008_1198, 'SQ', items);
  }
  if (committed !== undefined) dataSet.set(0x0008_1199, 'SQ', committed.map(item));
  return encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
}

/** A modality reports to a server that waits for transaction 2.25.1, on an association whose requestor is the SCP. */
async function startReporting(t: TestContext) {
  const reports = new StorageCommitmentReports(10);
  reports.begin({ transactionUid: '2.25.1', references }, 'PACS');
  const { port } = await startPeer(t, {
    eventReport: storageCommitmentReportHandler({ reports, logger: silentLogger }),
  });
  const context = { abstractSyntax: commitment, transferSyntaxes: [explicitLittleEndian], scpRole: true };
  const association = await associate(t, port, { contexts: [context] });
  const tell = async (eventTypeId: number, told: Told | Uint8Array, sopInstanceUid = commitmentInstance) => {
    const response = await association.eventReport({
      sopClassUid: commitment,
      sopInstanceUid,
      eventTypeId,
      information: told instanceof Uint8Array ? told : information(told),
    });
    return response.status;
  };
  return { reports, tell };
}

test('a transaction is pending until its report, and a success when all of it is committed', async (t) => {
  const { reports, tell } = await startReporting(t);
  assert.deepEqual(reports.get('2.25.1'), { remoteAet: 'PACS', status: 'Pending', committed: [], failed: [] });
  assert.equal(await tell(1, { committed: ['1.1', '1.2'] }), 0x0000);
  assert.deepEqual(reports.get('2.25.1'), { remoteAet: 'PACS', status: 'Success', committed: references, failed: [] });
});

test('failures come with their reasons', async (t) => {
  const { reports, tell } = await startReporting(t);
  assert.equal(await tell(2, { committed: ['1.2'], failed: [['1.1', 0x0112]] }), 0x0000);
  assert.deepEqual(reports.get('2.25.1'), {
    remoteAet: 'PACS',
    status: 'Failure',
    committed: [references[1]],
    failed: [{ ...references[0], failureReason: 0x0112 }],
  });
});

test('what a report leaves out is not committed, and what it adds is no concern of ours', async (t) => {
  const { reports, tell } = await startReporting(t);
  assert.equal(await tell(1, { committed: ['1.1', '9.9'] }), 0x0000);
  const report = reports.get('2.25.1');
  assert.equal(report?.status, 'Failure');
  assert.deepEqual(report?.committed, [references[0]]);
  assert.deepEqual(report?.failed, [{ ...references[1], failureReason: 0x0110 }]);
});

test('an instance that is in both lists is not committed', async (t) => {
  const { reports, tell } = await startReporting(t);
  await tell(2, { committed: ['1.1', '1.2'], failed: [['1.1', 0x0213]] });
  assert.deepEqual(reports.get('2.25.1')?.committed, [references[1]]);
});

test('a report that is repeated is taken, and the first one stands', async (t) => {
  const { reports, tell } = await startReporting(t);
  await tell(1, { committed: ['1.1', '1.2'] });
  assert.equal(await tell(2, { failed: [['1.1', 0x0110]] }), 0x0000);
  assert.equal(reports.get('2.25.1')?.status, 'Success');
});

test('what cannot be a report of ours is refused, and the association goes on', async (t) => {
  const { reports, tell } = await startReporting(t);
  // PS3.7 C.5.10 (0115), C.5.18 (0113), C.5.19 (0112).
  assert.equal(await tell(1, { transaction: '2.25.2', committed: [] }), 0x0115);
  assert.equal(await tell(3, { committed: ['1.1'] }), 0x0113);
  assert.equal(await tell(1, { committed: ['1.1'] }, '1.2.3'), 0x0112);
  assert.equal(await tell(1, new Uint8Array(0)), 0x0115);
  assert.equal(await tell(1, { committed: [''] }), 0x0115);
  assert.equal(reports.get('2.25.1')?.status, 'Pending');
  assert.equal(await tell(1, { committed: ['1.1', '1.2'] }), 0x0000);
});

test('beyond their number the oldest transactions are forgotten', () => {
  const reports = new StorageCommitmentReports(2);
  for (const transactionUid of ['2.25.1', '2.25.2', '2.25.3']) reports.begin({ transactionUid, references }, 'PACS');
  assert.equal(reports.get('2.25.1'), undefined);
  assert.equal(reports.get('2.25.2')?.status, 'Pending');
  assert.equal(reports.complete({ transactionUid: '2.25.1', committed: references, failed: [] }), false);
});
