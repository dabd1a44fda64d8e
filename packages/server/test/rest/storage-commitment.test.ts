import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Authenticator } from '../../src/access/authenticator.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import type { Destination } from '../../src/dimse-out/destination.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { createRestApp } from '../../src/rest/rest-app.ts';
import { storageCommitmentRoutes } from '../../src/rest/routes/storage-commitment.ts';
import type { SopReference } from '../../src/storage-commitment/sop-reference.ts';
import { StorageCommitmentReports } from '../../src/storage-commitment/storage-commitment-reports.ts';
import { destinationDefaults, modalityAt } from '../support/remote-peer.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const mr = '1.2.840.10008.5.1.4.1.1.4';
const idOf = (digit: number) => Array(5).fill(String(digit).repeat(8)).join('-');

function stored(digit: number, sopInstanceUid: string, sopClassUid = ct): StoredInstance {
  const sizes = { uncompressedSize: 1, compressedSize: 1, uncompressedMd5: '', compressedMd5: '' };
  const attachment = { contentType: 1, uuid: `file ${digit}`, compression: 'none', ...sizes } as const;
  return { publicId: idOf(digit), sopClassUid, sopInstanceUid, transferSyntaxUid: '1.2.840.10008.1.2.1', attachment };
}

/** The routes over an index of a few instances; requests to modalities are kept, under transaction 2.25.1, 2.25.2 … */
function startRoutes(t: TestContext, instances: readonly StoredInstance[], readOnly = false) {
  const { configuration } = loadConfiguration({ paths: [], env: {}, cwd: '/' });
  const app = createRestApp({
    configuration,
    authenticator: new Authenticator({}),
    logger: silentLogger,
    metrics: new Metrics({ enabled: false }),
  });
  const reports = new StorageCommitmentReports(10);
  const asked: { destination: Destination; references: readonly SopReference[] }[] = [];
  const deleted: string[] = [];
  storageCommitmentRoutes(app, {
    modalities: new ModalityRegistry([modalityAt(104)], false),
    index: {
      async *findResources({ conditions, level }) {
        const [condition] = conditions;
        const wanted = condition?.derived && condition.kind === 'public-ids' ? condition.values : [];
        const found = instances.filter(({ publicId }) => level === 'Instance' && wanted.includes(publicId));
        yield found.map(({ publicId }) => ({ level, publicId }));
      },
      async *listInstances(_, publicIds) {
        yield instances.filter(({ publicId }) => publicIds.includes(publicId));
      },
      findSopInstances: async (uids) => instances.filter(({ sopInstanceUid }) => uids.includes(sopInstanceUid)),
      async deleteResource(level, publicId) {
        deleted.push(publicId);
        return { deleted: [{ level, publicId }], removedBlobs: [], remainingAncestor: undefined };
      },
    },
    janitor: { remove: () => undefined },
    events: { publish: () => undefined },
    storageCommitment: {
      async request(destination, references) {
        asked.push({ destination, references });
        const transactionUid = `2.25.${asked.length}`;
        reports.begin({ transactionUid, references }, destination.calledAet);
        return transactionUid;
      },
    },
    reports,
    destinationDefaults,
    limits: { maxBodyBytes: 1e6, maxUnpackedBytes: 1e6, maxDocumentBytes: 1e6 },
    readOnly,
  });
  t.after(() => app.close());
  const post = (url: string, payload: object = {}) => app.inject({ method: 'POST', url, payload });
  return { app, post, reports, asked, deleted };
}

test('a request names resources and instances, and is answered with its transaction', async (t) => {
  const { app, asked, post } = startRoutes(t, [stored(1, '1.1'), stored(2, '1.2', mr)]);
  const response = await post('/modalities/pacs/storage-commitment', {
    Resources: [idOf(2)],
    DicomInstances: [[ct, '9.1'], { SOPClassUID: mr, SOPInstanceUID: '9.2' }],
    Timeout: 3,
  });
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), { ID: '2.25.1', Path: '/storage-commitment/2.25.1' });
  assert.deepEqual(asked[0]?.references, [
    { sopClassUid: mr, sopInstanceUid: '1.2' },
    { sopClassUid: ct, sopInstanceUid: '9.1' },
    { sopClassUid: mr, sopInstanceUid: '9.2' },
  ]);
  assert.deepEqual([asked[0]?.destination.calledAet, asked[0]?.destination.timeoutMs], ['PACS', 3000]);
  const report = await app.inject('/storage-commitment/2.25.1');
  assert.deepEqual(report.json(), { RemoteAET: 'PACS', Status: 'Pending', Success: [], Failures: [] });
});

test('a report shows what is committed, and why the rest is not', async (t) => {
  const { app, post, reports } = startRoutes(t, []);
  await post('/modalities/pacs/storage-commitment', {
    DicomInstances: [
      [ct, '9.1'],
      [ct, '9.2'],
    ],
  });
  reports.complete({
    transactionUid: '2.25.1',
    committed: [{ sopClassUid: ct, sopInstanceUid: '9.1' }],
    failed: [{ sopClassUid: ct, sopInstanceUid: '9.2', failureReason: 0x0112 }],
  });
  assert.deepEqual((await app.inject('/storage-commitment/2.25.1')).json(), {
    RemoteAET: 'PACS',
    Status: 'Failure',
    Success: [{ SOPClassUID: ct, SOPInstanceUID: '9.1' }],
    Failures: [{ SOPClassUID: ct, SOPInstanceUID: '9.2', FailureReason: 274, Description: 'No such object instance' }],
  });
});

for (const [what, body] of [
  ['no instance at all', {}],
  ['an instance without its class', { DicomInstances: [{ SOPInstanceUID: '9.1' }] }],
  ['an instance that cannot be a value of UI', { DicomInstances: [[ct, 'ni\\ne']] }],
  ['a resource that is no public id', { Resources: ['nine'] }],
  ['instances that are no array', { DicomInstances: 'nine' }],
] as const) {
  test(`a request with ${what} is a bad request`, async (t) => {
    const { asked, post } = startRoutes(t, []);
    assert.equal((await post('/modalities/pacs/storage-commitment', body)).statusCode, 400);
    assert.deepEqual(asked, []);
  });
}

test('what is committed can be removed, and nothing else', async (t) => {
  const archive = [stored(1, '1.1'), stored(2, '1.1', mr), stored(3, '1.2'), stored(4, '1.3')];
  const { deleted, post, reports } = startRoutes(t, archive);
  await post('/modalities/pacs/storage-commitment', { Resources: [idOf(1), idOf(3)] });
  const pending = await post('/storage-commitment/2.25.1/remove');
  assert.deepEqual([pending.statusCode, pending.json().OrthancStatus, deleted], [500, 6, []]);
  const committed = ['1.1', '1.2', '1.3'].map((sopInstanceUid) => ({ sopClassUid: ct, sopInstanceUid }));
  reports.complete({ transactionUid: '2.25.1', committed, failed: [] });
  const response = await post('/storage-commitment/2.25.1/remove');
  assert.deepEqual([response.statusCode, response.json()], [200, {}]);
  assert.deepEqual(deleted, [idOf(1), idOf(3)]);
});

test('an unknown transaction is not found', async (t) => {
  const { app, post } = startRoutes(t, []);
  for (const response of [
    await app.inject('/storage-commitment/2.25.9'),
    await post('/storage-commitment/2.25.9/remove'),
  ]) {
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 7]);
  }
});

test('a read-only server removes nothing', async (t) => {
  const { post } = startRoutes(t, [], true);
  assert.equal((await post('/storage-commitment/2.25.9/remove')).statusCode, 404);
});
