import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { GetOperation, RetrieveResult, ScpHandlers, SubOperationCounters } from '@isocenter/dimse';
import type { RemoteModality } from '../../src/config/modality.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { dicomGetScuKind } from '../../src/job-kinds/dicom-get-scu.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { FakeIngest } from '../support/fake-ingest.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import {
  destinationDefaults,
  explicitLittleEndian,
  modalityAt,
  newOpener,
  type PeerOptions,
  startPeer,
} from '../support/remote-peer.ts';

const studyRootGet = '1.2.840.10008.5.1.4.1.2.2.3';
const patientRootGet = '1.2.840.10008.5.1.4.1.2.1.3';
const ct = '1.2.840.10008.5.1.4.1.1.2';
const mr = '1.2.840.10008.5.1.4.1.1.4';
const jpegLossless = '1.2.840.10008.1.2.4.70';

const study = (uid: string, sopClasses: readonly string[] = []) =>
  JSON.stringify({
    '00080052': { Value: ['STUDY'] },
    '0020000D': { Value: [uid] },
    ...(sopClasses.length > 0 && { '00080062': { Value: sopClasses } }),
  });

const parameters = { Modality: 'pacs' };

interface Fields {
  readonly ingest?: FakeIngest;
  readonly modality?: Partial<RemoteModality>;
  readonly sopClasses?: readonly string[];
}

function kindFor(port: number, { ingest = new FakeIngest(), modality = {}, sopClasses = [ct, mr] }: Fields = {}) {
  return dicomGetScuKind({
    opener: newOpener(),
    modalities: new ModalityRegistry([modalityAt(port, { Timeout: 1, ...modality })], false),
    destinationDefaults,
    ingest,
    receivable: {
      sopClasses: new Set(sopClasses),
      transferSyntaxes: new Set([explicitLittleEndian, '1.2.840.10008.1.2', jpegLossless]),
    },
    logger: silentLogger,
    cancelTimeoutMs: 10_000,
  });
}

type Instance = readonly [sopClass: string, sopInstanceUid: string, syntax: string];

/** An SCP that stores these instances for each request and counts as PS3.4 C.4.3.1 has it. */
function startGetPeer(t: TestContext, instances: readonly Instance[], options?: PeerOptions) {
  const get: ScpHandlers['get'] = async function* (operation) {
    await operation.identifier();
    let [completed, failed] = [0, 0];
    for (const instance of instances) {
      if (await storeOne(operation, instance)) completed += 1;
      else failed += 1;
      yield { remaining: instances.length - completed - failed, completed, failed, warning: 0 };
    }
    const status = failed === 0 ? 0x0000 : 0xb000;
    return { status, completed, failed, warning: 0 };
  };
  return startPeer(t, { get }, options);
}

async function storeOne({ association }: GetOperation, [sopClassUid, sopInstanceUid, syntax]: Instance) {
  const context = association.contextFor(sopClassUid, syntax);
  if (context?.scuRole !== true) return false;
  const dataSet = Buffer.from(`the data set ${sopInstanceUid}`);
  const response = await association.store({ sopClassUid, sopInstanceUid, contextId: context.id, dataSet });
  return response.status === 0x0000;
}

test('instances come over the association of the request, in the syntax they are stored in', async (t) => {
  const { port, requests, server } = await startGetPeer(t, [
    [ct, '1.1', explicitLittleEndian],
    [mr, '1.2', jpegLossless],
  ]);
  const ingest = new FakeIngest();
  const context = new FakeJobContext(parameters, [study('1')]);
  await kindFor(port, { ingest }).run(context);
  assert.equal(context.states, 'D');
  const origin = { kind: 'DicomProtocol', remoteAet: 'PACS', remoteIp: '127.0.0.1', calledAet: 'ISOCENTER' };
  assert.deepEqual(
    ingest.received.map(({ bytes, ...arrival }) => ({ ...arrival, text: bytes.toString() })),
    [
      {
        sopClassUid: ct,
        sopInstanceUid: '1.1',
        transferSyntaxUid: explicitLittleEndian,
        origin,
        text: 'the data set 1.1',
      },
      { sopClassUid: mr, sopInstanceUid: '1.2', transferSyntaxUid: jpegLossless, origin, text: 'the data set 1.2' },
    ],
  );
  assert.deepEqual(context.content.Details, [
    {
      DimseErrorStatus: 0,
      Query: { '0008,0052': 'STUDY', '0020,000d': '1' },
      ReceivedInstancesIds: ['public 1.1', 'public 1.2'],
    },
  ]);
  assert.deepEqual(context.progress, [1 / 2, 1]);
  assert.deepEqual([...server.associations], []);
  // PS3.7 D.3.3.4: SCP of the storage classes only.
  assert.deepEqual(requests[0]?.roles, [
    { sopClassUid: ct, scuRole: false, scpRole: true },
    { sopClassUid: mr, scuRole: false, scpRole: true },
  ]);
});

test('a peer of SiemensSyngoCT is proposed both roles', async (t) => {
  const { port, requests } = await startGetPeer(t, []);
  const modality = { Manufacturer: 'SiemensSyngoCT' } as const;
  await kindFor(port, { modality }).run(new FakeJobContext(parameters, [study('1')]));
  assert.ok(requests[0]?.roles.every(({ scpRole, scuRole }) => scpRole && scuRole));
});

test('an instance that is not taken is a failed sub-operation: B000, with what was received', async (t) => {
  const { port } = await startGetPeer(t, [
    [ct, '1.1', explicitLittleEndian],
    [ct, '1.2', explicitLittleEndian],
  ]);
  const ingest = new FakeIngest();
  ingest.refused.add('1.2');
  const context = new FakeJobContext(parameters, [study('1')]);
  await assert.rejects(kindFor(port, { ingest }).run(context), {
    code: 'NetworkProtocol',
    payload: {
      Type: 'RetrieveJob',
      Content: [
        {
          DimseErrorStatus: 0xb000,
          Query: { '0008,0052': 'STUDY', '0020,000d': '1' },
          ReceivedInstancesIds: ['public 1.1'],
        },
      ],
    },
  });
  assert.match(context.items[0]?.comment ?? '', /1 completed, 1 failed/);
});

test('an association is used on until an item needs a class that was not proposed on it', async (t) => {
  const rare = Array.from({ length: 130 }, (_, at) => `1.2.3.${at}`);
  const { port, requests } = await startGetPeer(t, []);
  const keys = [study('1'), study('2', [ct]), study('3', ['1.2.3.129', 'no class of ours']), study('4', ['1.2.3.129'])];
  const context = new FakeJobContext(parameters, keys);
  await kindFor(port, { sopClasses: [ct, ...rare] }).run(context);
  assert.equal(context.states, 'DDDD');
  assert.equal(requests.length, 2);
  const proposed = requests.map(({ presentationContexts }) => presentationContexts.map((each) => each.abstractSyntax));
  assert.deepEqual(proposed[0]?.slice(0, 3), [studyRootGet, patientRootGet, ct]);
  assert.equal(proposed[1]?.[2], '1.2.3.129');
  assert.ok(proposed.every((uids) => uids.length === 128));
});

test('a peer that refuses the class, aborts or breaks off in the middle of an instance', async (t) => {
  const classless = await startGetPeer(t, [], { refused: [studyRootGet, patientRootGet] });
  await assert.rejects(kindFor(classless.port).run(new FakeJobContext(parameters, [study('1')])), {
    code: 'NoCGetHandler',
  });
  const breaking = await startPeer(t, {
    async *get(operation): AsyncGenerator<SubOperationCounters, RetrieveResult, void> {
      yield { remaining: 1, completed: 0, failed: 0, warning: 0 };
      await operation.association
        .store({ sopClassUid: ct, sopInstanceUid: '1.1', dataSet: breaksOff(operation) })
        .catch(() => undefined);
      return { status: 0 };
    },
  });
  const ingest = new FakeIngest();
  const context = new FakeJobContext(parameters, [study('1')]);
  await assert.rejects(kindFor(breaking.port, { ingest }).run(context), { code: 'NetworkProtocol', transient: true });
  assert.deepEqual([context.states, ingest.received], ['W', []]);
});

async function* breaksOff({ association }: GetOperation): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(100_000);
  association.abort();
}

test('an interrupted job sends C-CANCEL; what has arrived stays', async (t) => {
  const begun = Promise.withResolvers<void>();
  const get: ScpHandlers['get'] = async function* (operation) {
    await storeOne(operation, [ct, '1.1', explicitLittleEndian]);
    yield { remaining: 5, completed: 1, failed: 0, warning: 0 };
    begun.resolve();
    await new Promise<void>((resolve) => operation.signal.addEventListener('abort', () => resolve()));
    return { status: 0xfe00, completed: 1, failed: 0, warning: 0 };
  };
  const { port } = await startPeer(t, { get });
  const ingest = new FakeIngest();
  const context = new FakeJobContext(parameters, [study('1')]);
  const running = kindFor(port, { ingest }).run(context);
  await begun.promise;
  const reason = new Error('cancelled');
  context.abort.abort(reason);
  await assert.rejects(running, reason);
  assert.deepEqual([context.states, ingest.received.length], ['W', 1]);
});
