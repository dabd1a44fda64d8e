import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import type { MoveOperation, RetrieveResult, ScpHandlers, SubOperationCounters } from '@isocenter/dimse';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { MovedInstances } from '../../src/ingest/moved-instances.ts';
import { dicomMoveScuKind } from '../../src/job-kinds/dicom-move-scu.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import {
  closedPort,
  destinationDefaults,
  modalityAt,
  newOpener,
  type PeerOptions,
  startPeer,
} from '../support/remote-peer.ts';

// PS3.4 C.6.
const studyRootMove = '1.2.840.10008.5.1.4.1.2.2.2';
const patientRootMove = '1.2.840.10008.5.1.4.1.2.1.2';

const study = (uid: string) =>
  JSON.stringify({ '00080052': { vr: 'CS', Value: ['STUDY'] }, '0020000D': { vr: 'UI', Value: [uid] } });

const parameters = { Modality: 'pacs', TargetAet: 'VIEWER' };

function kindFor(port: number, cancelTimeoutMs = 10_000, movedInstances = new MovedInstances()) {
  return dicomMoveScuKind({
    opener: newOpener(),
    modalities: new ModalityRegistry([modalityAt(port, { Timeout: 1 })], false),
    destinationDefaults,
    movedInstances,
    cancelTimeoutMs,
  });
}

interface Asked {
  readonly model: string;
  readonly destination: string;
  /** Tags and values of the Identifier. */
  readonly identifier: Readonly<Record<string, string>>;
}

type Answers = (operation: MoveOperation, count: number) => AsyncGenerator<SubOperationCounters, RetrieveResult, void>;

async function startMovePeer(t: TestContext, answers: Answers, options?: PeerOptions) {
  const asked: Asked[] = [];
  const move: ScpHandlers['move'] = async function* (operation) {
    const identifier = parseDataSet(await operation.identifier(), TransferSyntaxes.ExplicitVRLittleEndian);
    asked.push({
      model: operation.presentationContext.abstractSyntax,
      destination: operation.moveDestination,
      identifier: Object.fromEntries(
        [...identifier].map(({ tag }) => [tag.toString(16).padStart(8, '0'), identifier.textField(tag) ?? '']),
      ),
    });
    return yield* answers(operation, asked.length);
  };
  return { ...(await startPeer(t, { move }, options)), asked };
}

const success: Answers = async function* () {
  yield { remaining: 3, completed: 1, failed: 0, warning: 0 };
  yield { remaining: 1, completed: 2, failed: 0, warning: 1 };
  return { status: 0x0000, completed: 4, failed: 0, warning: 0 };
};

const ends = (...results: RetrieveResult[]): Answers =>
  async function* (_, count) {
    yield* [];
    return results[count - 1] ?? { status: 0x0000 };
  };

test('each item is one C-MOVE in the Study Root model, all over one association', async (t) => {
  const peer = await startMovePeer(t, success);
  const context = new FakeJobContext(parameters, [study('1.1'), study('1.2')], {
    content: { Description: 'REST API' },
  });
  await kindFor(peer.port).run(context);
  assert.equal(context.states, 'DD');
  assert.equal(peer.requests.length, 1);
  assert.deepEqual(peer.asked, [
    { model: studyRootMove, destination: 'VIEWER', identifier: { '00080052': 'STUDY', '0020000d': '1.1' } },
    { model: studyRootMove, destination: 'VIEWER', identifier: { '00080052': 'STUDY', '0020000d': '1.2' } },
  ]);
  assert.deepEqual(context.progress, [1 / 4, 3 / 4, 1 / 4, 3 / 4]);
  assert.deepEqual(context.content, {
    Description: 'REST API',
    Details: [
      { DimseErrorStatus: 0, Query: { '0008,0052': 'STUDY', '0020,000d': '1.1' }, ReceivedInstancesIds: [] },
      { DimseErrorStatus: 0, Query: { '0008,0052': 'STUDY', '0020,000d': '1.2' }, ReceivedInstancesIds: [] },
    ],
  });
  assert.deepEqual([...peer.server.associations], [], 'the association is released');
});

test('a job tells which instances came in because of it', async (t) => {
  const moved = new MovedInstances();
  const peer = await startMovePeer(t, async function* ({ association, messageId }, count) {
    const aet = association.callingAet;
    yield { remaining: 2, completed: 0, failed: 0, warning: 0 };
    moved.stored({ aet, messageId }, `a${count}`);
    moved.stored({ aet: 'OTHER', messageId }, 'for another application');
    moved.stored({ aet, messageId: messageId + 1 }, 'by another request');
    moved.stored(undefined, 'by nobody');
    moved.stored({ aet, messageId }, `b${count}`);
    return { status: 0x0000 };
  });
  const context = new FakeJobContext(parameters, [study('1.1'), study('1.2')], { content: {} });
  await kindFor(peer.port, undefined, moved).run(context);
  const details = context.content.Details as { ReceivedInstancesIds: string[] }[];
  assert.deepEqual(
    details.map(({ ReceivedInstancesIds }) => ReceivedInstancesIds),
    [
      ['a1', 'b1'],
      ['a2', 'b2'],
    ],
  );
});

// PS3.4 C.6.2.1: the unique keys of the level and of those above it; other keys are not sent.
const identifiers: readonly (readonly [string, object, Asked['identifier']])[] = [
  [
    'SERIES',
    { '0020000D': ['1.1'], '0020000E': ['1.1.2'], '00100010': ['Doe'] },
    { '0020000d': '1.1', '0020000e': '1.1.2' },
  ],
  [
    'IMAGE',
    { '0020000D': ['1.1'], '0020000E': ['1.1.2'], '00080018': ['1.4', '1.5'] },
    { '00080018': '1.4\\1.5', '0020000d': '1.1', '0020000e': '1.1.2' },
  ],
];

for (const [level, keys, sent] of identifiers) {
  test(`at level ${level} the keys above are sent, and no others`, async (t) => {
    const peer = await startMovePeer(t, success);
    const attributes = Object.entries(keys).map(([tag, Value]) => [tag, { Value }]);
    const context = new FakeJobContext({ ...parameters, Level: level === 'IMAGE' ? 'Instance' : 'Series' }, [
      JSON.stringify(Object.fromEntries(attributes)),
    ]);
    await kindFor(peer.port).run(context);
    assert.deepEqual(peer.asked[0]?.identifier, { '00080052': level, ...sent });
  });
}

test('a patient is asked for in the Patient Root model, or in the Study Root model of a peer that has no other', async (t) => {
  const patient = JSON.stringify({ '00080052': { Value: ['PATIENT'] }, '00100020': { vr: 'LO', Value: ['P é'] } });
  const peer = await startMovePeer(t, success);
  await kindFor(peer.port).run(new FakeJobContext(parameters, [patient]));
  assert.equal(peer.asked[0]?.model, patientRootMove);
  assert.deepEqual(peer.asked[0]?.identifier, { '00080005': 'ISO_IR 192', '00080052': 'PATIENT', '00100020': 'P é' });
  const studyOnly = await startMovePeer(t, success, { refused: [patientRootMove] });
  await kindFor(studyOnly.port).run(new FakeJobContext(parameters, [patient]));
  assert.equal(studyOnly.asked[0]?.model, studyRootMove);
});

test('the request may replace the calling AE title', async (t) => {
  const peer = await startMovePeer(t, success);
  await kindFor(peer.port).run(new FakeJobContext({ ...parameters, LocalAet: 'OTHER' }, [study('1.1')]));
  assert.equal(peer.requests[0]?.callingAet, 'OTHER');
});

test('a failure status ends the job with the details of every item', async (t) => {
  const peer = await startMovePeer(t, ends({ status: 0 }, { status: 0xa801, errorComment: 'Unknown' }));
  const context = new FakeJobContext(parameters, [study('1.1'), study('1.2'), study('1.3')]);
  await assert.rejects(kindFor(peer.port).run(context), (error) => {
    assert.ok(error instanceof IsocenterError);
    assert.equal(error.code, 'NetworkProtocol');
    assert.equal(error.transient, false);
    assert.match(error.message, /A801 \(Unknown\)$/);
    assert.deepEqual(error.payload, {
      Type: 'RetrieveJob',
      Content: [
        { DimseErrorStatus: 0, Query: { '0008,0052': 'STUDY', '0020,000d': '1.1' }, ReceivedInstancesIds: [] },
        { DimseErrorStatus: 0xa801, Query: { '0008,0052': 'STUDY', '0020,000d': '1.2' }, ReceivedInstancesIds: [] },
      ],
    });
    return true;
  });
  assert.equal(context.states, 'DFW');
  assert.equal(peer.asked.length, 2);
});

test('a permissive job goes on after a failure', async (t) => {
  const peer = await startMovePeer(t, ends({ status: 0xc001 }, { status: 0 }));
  const context = new FakeJobContext(parameters, [study('1.1'), '{"no":"identifier"}', study('1.2')], {
    permissive: true,
  });
  await kindFor(peer.port).run(context);
  assert.equal(context.states, 'FFD');
  assert.equal(Array.isArray(context.content.Details) && context.content.Details.length, 3);
});

test('sub-operations that failed make a failure of B000, with their numbers; warnings alone do not', async (t) => {
  const results = [
    { status: 0xb000, completed: 5, failed: 2, warning: 1 },
    { status: 0xb000, completed: 5, failed: 0, warning: 3 },
    { status: 0xb000 },
  ];
  const peer = await startMovePeer(t, ends(...results));
  const context = new FakeJobContext(parameters, [study('1.1'), study('1.2'), study('1.3')], { permissive: true });
  await kindFor(peer.port).run(context);
  assert.equal(context.states, 'FDF');
  assert.match(context.items[0]?.comment ?? '', /B000: 5 completed, 2 failed, 1 with warnings$/);
  assert.match(context.items[2]?.comment ?? '', /B000$/);
  assert.equal(context.warnings.length, 1);
});

for (const [what, key] of [
  ['without the unique key of its level', '{"00080052":{"Value":["STUDY"]}}'],
  ['with a wildcard', study('1.2.*')],
  ['of no level', '{"0020000D":{"Value":["1.2"]}}'],
  ['that is no JSON', 'study'],
] as const) {
  test(`an item ${what} is a bad request, and nobody is called`, async () => {
    const context = new FakeJobContext(parameters, [key]);
    await assert.rejects(kindFor(await closedPort()).run(context), { code: 'BadRequest' });
    assert.equal(context.states, 'F');
  });
}

test('a modality that is not there, aborts or is silent is tried again: the item still waits', async (t) => {
  const aborting = await startMovePeer(t, async function* (operation) {
    yield { remaining: 1, completed: 1, failed: 0, warning: 0 };
    operation.association.abort();
    return { status: 0 };
  });
  const silent = await startMovePeer(t, async function* () {
    yield { remaining: 1, completed: 1, failed: 0, warning: 0 };
    return new Promise<RetrieveResult>(() => undefined);
  });
  for (const [port, code] of [
    [await closedPort(), 'NetworkProtocol'],
    [aborting.port, 'NetworkProtocol'],
    [silent.port, 'Timeout'],
  ] as const) {
    const context = new FakeJobContext(parameters, [study('1.1')]);
    await assert.rejects(kindFor(port).run(context), { code, transient: true });
    assert.equal(context.states, 'W');
  }
});

test('a modality without C-MOVE says so', async (t) => {
  const { port } = await startPeer(t, {}, { refused: [studyRootMove, patientRootMove] });
  const context = new FakeJobContext(parameters, [study('1.1')]);
  await assert.rejects(kindFor(port).run(context), { code: 'NoCMoveHandler', transient: false });
});

test('an interrupted job sends C-CANCEL and leaves its item waiting', async (t) => {
  const begun = Promise.withResolvers<void>();
  let wasCancelled = false;
  const peer = await startMovePeer(t, async function* (operation) {
    yield { remaining: 9, completed: 1, failed: 0, warning: 0 };
    begun.resolve();
    await new Promise<void>((resolve) => operation.signal.addEventListener('abort', () => resolve()));
    wasCancelled = true;
    return { status: 0xfe00, completed: 1, failed: 0, warning: 0 };
  });
  const context = new FakeJobContext(parameters, [study('1.1')]);
  const running = kindFor(peer.port).run(context);
  await begun.promise;
  const reason = new Error('paused');
  context.abort.abort(reason);
  await assert.rejects(running, reason);
  assert.ok(wasCancelled);
  assert.equal(context.states, 'W');
  assert.equal(context.content.Details, undefined);
});

test('a peer that does not heed C-CANCEL loses the association', async (t) => {
  const begun = Promise.withResolvers<void>();
  const peer = await startMovePeer(t, async function* (operation) {
    begun.resolve();
    for (;;) {
      yield { remaining: 9, completed: 1, failed: 0, warning: 0 };
      await new Promise(setImmediate);
      if (!operation.association.open) return { status: 0xfe00 };
    }
  });
  const context = new FakeJobContext(parameters, [study('1.1')]);
  const running = kindFor(peer.port, 20).run(context);
  await begun.promise;
  const reason = new Error('cancelled');
  context.abort.abort(reason);
  await assert.rejects(running, reason);
});
