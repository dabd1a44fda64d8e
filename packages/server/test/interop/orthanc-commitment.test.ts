import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { NormalizedResult } from '@isocenter/dimse';
import { storageCommitmentHandler } from '../../src/dimse-in/storage-commitment.ts';
import { storageCommitmentReportHandler } from '../../src/dimse-in/storage-commitment-report.ts';
import { destinationOf } from '../../src/dimse-out/destination.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { StorageCommitmentScu } from '../../src/dimse-out/storage-commitment-scu.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import type { IncomingCommitmentRequest } from '../../src/job-kinds/commitment-jobs.ts';
import { storageCommitmentScpKind } from '../../src/job-kinds/storage-commitment-scp.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { referenceKey } from '../../src/storage-commitment/sop-reference.ts';
import { StorageCommitmentReports } from '../../src/storage-commitment/storage-commitment-reports.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { orthancIsMissing, startOrthanc } from '../support/orthanc.ts';
import { destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const sample = join(import.meta.dirname, '../../../../../shared/samples/CT_small.dcm');
const ct = '1.2.840.10008.5.1.4.1.1.2';
const sampleInstance = '1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322';

/** Why the tests are skipped: the server or the sample file is not here. */
function missing(): string | false {
  return existsSync(sample) ? orthancIsMissing() : 'the sample files are not here';
}

interface Pacs {
  readonly dicomPort: number;
  request(path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Readonly<Record<string, unknown>>>;
}

/** An Orthanc with the title PACS that knows this side as the modality `isocenter`. */
async function startPacs(t: TestContext, ourPort: number): Promise<Pacs> {
  const { dicomPort, url } = await startOrthanc(t, {
    DicomAet: 'PACS',
    DicomModalities: { isocenter: ['ISOCENTER', '127.0.0.1', ourPort] },
  });
  const request: Pacs['request'] = async (path, body) => {
    const post = body === undefined ? {} : { method: 'POST', body };
    const response = await fetch(`${url}${path}`, post);
    assert.equal(response.status, 200, path);
    const json: unknown = await response.json();
    assert.ok(typeof json === 'object' && json !== null);
    return { ...json };
  };
  return { dicomPort, request };
}

test('Orthanc as SCP reports what it has and what it has not', { skip: missing() }, async (t) => {
  const reports = new StorageCommitmentReports(10);
  const report = storageCommitmentReportHandler({ reports, logger: silentLogger });
  const reported = Promise.withResolvers<NormalizedResult>();
  const { port, requests } = await startPeer(t, {
    async eventReport(operation) {
      const result = await report(operation);
      reported.resolve(result);
      return result;
    },
  });
  const orthanc = await startPacs(t, port);
  await orthanc.request('/instances', Uint8Array.from(readFileSync(sample)));
  const scu = new StorageCommitmentScu({ opener: newOpener(), reports, eventReport: report });
  const references = [sampleInstance, '1.2.3'].map((sopInstanceUid) => ({ sopClassUid: ct, sopInstanceUid }));
  const uid = await scu.request(destinationOf(modalityAt(orthanc.dicomPort), destinationDefaults), references);
  assert.equal((await reported.promise).status, 0x0000);
  assert.deepEqual(reports.get(uid), {
    remoteAet: 'PACS',
    status: 'Failure',
    committed: [references[0]],
    failed: [{ ...references[1], failureReason: 0x0112 }],
  });
  assert.deepEqual(requests[0]?.roles, [{ sopClassUid: '1.2.840.10008.1.20.1', scuRole: false, scpRole: true }]);
});

test('Orthanc as SCU is told what is stored and what is not', { skip: missing() }, async (t) => {
  // The two sides have to know each other's port: ours is known first.
  const modalities = new ModalityRegistry([], false);
  const submitted: IncomingCommitmentRequest[] = [];
  const action = storageCommitmentHandler({
    modalities,
    jobs: { submit: async (request) => `job ${submitted.push(request)}` },
    logger: silentLogger,
  });
  const { port } = await startPeer(t, { action });
  const orthanc = await startPacs(t, port);
  await modalities.put(modalityAt(orthanc.dicomPort));

  const DicomInstances = [
    [ct, '1.1'],
    [ct, '1.2'],
  ];
  const asked = await orthanc.request('/modalities/isocenter/storage-commitment', JSON.stringify({ DicomInstances }));
  const [request] = submitted;
  assert.ok(request !== undefined);
  assert.deepEqual([request.modality, request.remoteAet, request.calledAet], ['pacs', 'PACS', 'ISOCENTER']);
  assert.equal((await orthanc.request(`${asked.Path}`)).Status, 'Pending');

  const sizes = { uncompressedSize: 1, compressedSize: 1, uncompressedMd5: '', compressedMd5: '' };
  const instance: StoredInstance = {
    publicId: 'one',
    sopClassUid: ct,
    sopInstanceUid: '1.1',
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    attachment: { contentType: 1, uuid: 'one', compression: 'none', ...sizes },
  };
  const kind = storageCommitmentScpKind({
    index: { findSopInstances: async (uids) => (uids.includes('1.1') ? [instance] : []) },
    blobs: { readRange: async () => new Uint8Array(1) },
    modalities,
    opener: newOpener(),
    destinationDefaults,
  });
  const parameters = { Modality: 'pacs', CalledAet: request.calledAet, TransactionUid: request.transactionUid };
  const context = new FakeJobContext(parameters, request.references.map(referenceKey));
  await kind.run(context);
  assert.equal(context.states, 'DD');

  const { Failures, RemoteAET, Status, Success } = await orthanc.request(`${asked.Path}`);
  assert.deepEqual([RemoteAET, Status], ['ISOCENTER', 'Failure']);
  assert.deepEqual(Success, [{ SOPClassUID: ct, SOPInstanceUID: '1.1' }]);
  assert.ok(Array.isArray(Failures));
  const [{ FailureReason, SOPInstanceUID }] = Failures;
  assert.deepEqual([SOPInstanceUID, FailureReason], ['1.2', 0x0112]);
});
