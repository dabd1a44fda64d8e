import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DataSet, encodeDataSetToBytes, TransferSyntaxes } from '@isocenter/dicom';
import type { RemoteModality } from '../../src/config/modality.ts';
import { storageCommitmentHandler } from '../../src/dimse-in/storage-commitment.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { CommitmentJobs, type IncomingCommitmentRequest } from '../../src/job-kinds/commitment-jobs.ts';
import type { JobSubmission } from '../../src/jobs/job-engine-options.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { MemoryJobStore } from '../jobs/memory-job-store.ts';
import { associate, explicitLittleEndian, modalityAt, startPeer } from '../support/remote-peer.ts';

// PS3.4 J.3.5, PS3.6 Table A-1.
const commitment = '1.2.840.10008.1.20.1';
const commitmentInstance = '1.2.840.10008.1.20.1.1';
const ctStorage = '1.2.840.10008.5.1.4.1.1.2';

const requestOf = (elements: { transaction?: string; items?: readonly (readonly [string, string])[] }) => {
  const dataSet = new DataSet();
  if (elements.transaction !== undefined) dataSet.set(0x0008_1195, 'UI', elements.transaction);
  if (elements.items !== undefined) {
    const items = elements.items.map(([sopClass, instance]) =>
      new DataSet().set(0x0008_1150, 'UI', sopClass).set(0x0008_1155, 'UI', instance),
    );
    dataSet.set(0x0008_1199, 'SQ', items);
  }
  return encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
};

const wholeRequest = requestOf({ transaction: '2.25.77', items: [[ctStorage, '1.2.3']] });

interface Scp {
  readonly submitted: IncomingCommitmentRequest[];
  ask(request: Partial<{ action: number; sopInstanceUid: string; information: Uint8Array }>): Promise<number>;
}

async function startScp(
  t: TestContext,
  options: { modalities?: readonly RemoteModality[]; submit?: () => Promise<string> } = {},
): Promise<Scp> {
  const submitted: IncomingCommitmentRequest[] = [];
  const action = storageCommitmentHandler({
    modalities: new ModalityRegistry(options.modalities ?? [modalityAt(104)], false),
    jobs: {
      async submit(request) {
        submitted.push(request);
        return (await options.submit?.()) ?? 'job';
      },
    },
    logger: silentLogger,
  });
  const { port } = await startPeer(t, { action });
  const contexts = [{ abstractSyntax: commitment, transferSyntaxes: [explicitLittleEndian] }];
  const association = await associate(t, port, { contexts });
  const ask: Scp['ask'] = async ({ action = 1, sopInstanceUid = commitmentInstance, information = wholeRequest }) => {
    const request = { sopClassUid: commitment, sopInstanceUid, actionTypeId: action, information };
    return (await association.action(request)).status;
  };
  return { submitted, ask };
}

test('a request is answered once its job is durable', async (t) => {
  const durable = Promise.withResolvers<string>();
  const events: string[] = [];
  const { ask, submitted } = await startScp(t, {
    submit: async () => {
      setImmediate(() => {
        events.push('durable');
        durable.resolve('job');
      });
      return durable.promise;
    },
  });
  const status = await ask({ information: requestOf({ transaction: '2.25.1', items: [[ctStorage, '1.2.3']] }) });
  events.push('answered');
  assert.equal(status, 0x0000);
  assert.deepEqual(events, ['durable', 'answered']);
  assert.deepEqual(submitted, [
    {
      transactionUid: '2.25.1',
      references: [{ sopClassUid: ctStorage, sopInstanceUid: '1.2.3' }],
      modality: 'pacs',
      calledAet: 'ISOCENTER',
      remoteAet: 'PACS',
      remoteIp: '127.0.0.1',
    },
  ]);
});

// PS3.7 C.5.10 (0115), C.5.17 (0123), C.5.19 (0112).
const refusals: readonly (readonly [string, Parameters<Scp['ask']>[0], number])[] = [
  ['an unknown action type', { action: 2 }, 0x0123],
  ['another SOP instance than the well-known one', { sopInstanceUid: '1.2.3.4' }, 0x0112],
  ['no data set', { information: new Uint8Array(0) }, 0x0115],
  ['bytes that are no data set', { information: Buffer.from('08009911ffffffff', 'hex') }, 0x0115],
  ['no Transaction UID', { information: requestOf({ items: [[ctStorage, '1.2.3']] }) }, 0x0115],
  ['a Transaction UID that is none', { information: requestOf({ transaction: 'one', items: [] }) }, 0x0115],
  ['no Referenced SOP Sequence', { information: requestOf({ transaction: '2.25.1' }) }, 0x0115],
  [
    'an item without a SOP class',
    { information: requestOf({ transaction: '2.25.1', items: [['', '1.2.3']] }) },
    0x0115,
  ],
];

for (const [what, request, status] of refusals) {
  test(`a request with ${what} is answered with ${status.toString(16).padStart(4, '0')}`, async (t) => {
    const { ask, submitted } = await startScp(t);
    assert.equal(await ask(request), status);
    assert.deepEqual(submitted, []);
    assert.equal(await ask({}), 0x0000, 'the association goes on');
  });
}

test('an empty list is taken', async (t) => {
  const { ask, submitted } = await startScp(t);
  assert.equal(await ask({ information: requestOf({ transaction: '2.25.1', items: [] }) }), 0x0000);
  assert.deepEqual(submitted[0]?.references, []);
});

test('an unknown modality is answered with 0110: there is nobody to report to', async (t) => {
  const { ask, submitted } = await startScp(t, { modalities: [modalityAt(104, { AET: 'OTHER' })] });
  assert.equal(await ask({}), 0x0110);
  assert.deepEqual(submitted, []);
});

test('of several modalities with one title, the one at the address of the association gets the report', async (t) => {
  const far = modalityAt(104, { Name: 'far', Host: '192.0.2.1' });
  const { ask, submitted } = await startScp(t, { modalities: [far, modalityAt(104, { Name: 'near' })] });
  assert.equal(await ask({}), 0x0000);
  assert.equal(submitted[0]?.modality, 'near');
});

test('a queue that is full is a resource limitation, a database that fails a processing failure', async (t) => {
  const failures = [
    new IsocenterError('NotEnoughMemory', 'Too many jobs wait', { transient: true }),
    new IsocenterError('Database', 'disk'),
  ];
  const submit = () => Promise.reject(failures.shift());
  const { ask } = await startScp(t, { submit });
  assert.equal(await ask({}), 0x0213);
  assert.equal(await ask({}), 0x0110);
});

test('a transaction that is under way, stored or about to be, makes a job that reports it as a duplicate', async () => {
  const store = new MemoryJobStore();
  const submissions: JobSubmission[] = [];
  const first = Promise.withResolvers<void>();
  const engine = {
    async submit(submission: JobSubmission) {
      submissions.push(submission);
      const id = `job ${submissions.length}`;
      const { type, parameters = {}, itemKeys = [], content = {} } = submission;
      if (parameters.IsDuplicate !== true) await first.promise;
      const job = { id, type, parameters, content, priority: 0, userData: undefined, createdAtMs: 0 };
      await store.addJob(job, itemKeys, 100);
      return id;
    },
  };
  const jobs = new CommitmentJobs(engine, store);
  const request = {
    transactionUid: '2.25.5',
    references: [{ sopClassUid: ctStorage, sopInstanceUid: '1.2.3' }],
    modality: 'pacs',
    calledAet: 'ISOCENTER',
    remoteAet: 'PACS',
    remoteIp: '127.0.0.1',
  };
  const original = jobs.submit(request);
  await jobs.submit(request);
  first.resolve();
  await original;
  await jobs.submit(request);
  await jobs.submit({ ...request, transactionUid: '2.25.6' });
  const marks = submissions.map(({ parameters }) => [parameters?.TransactionUid, parameters?.IsDuplicate ?? false]);
  assert.deepEqual(marks.toSorted(), [
    ['2.25.5', false],
    ['2.25.5', true],
    ['2.25.5', true],
    ['2.25.6', false],
  ]);
  assert.deepEqual(submissions.at(-1)?.itemKeys, [`${ctStorage}/1.2.3`]);
  assert.deepEqual(submissions.at(-1)?.content, {
    Description: '',
    CalledAet: 'ISOCENTER',
    RemoteAet: 'PACS',
    RemoteIp: '127.0.0.1',
    TransactionUid: '2.25.6',
  });
});
