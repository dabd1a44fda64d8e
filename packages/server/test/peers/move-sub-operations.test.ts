import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Association, MoveResponse } from '@isocenter/dimse';
import { associate, keys, storeAll, studyRootMove } from '../faults/archive-client.ts';
import { type GeneratedInstance, generatedInstances } from '../faults/generated-instances.ts';
import { type DestinationOptions, type Script, ScriptedDestination } from '../faults/scripted-destination.ts';
import { startIsocenter } from './running-isocenter.ts';

interface Scene {
  readonly client: Association;
  readonly destination: ScriptedDestination;
  readonly instances: readonly GeneratedInstance[];
}

interface SceneOptions extends DestinationOptions {
  readonly count?: number;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** A study in the server, a scripted destination, and a client to ask for the one to be sent to the other. */
async function startScene(t: TestContext, options: SceneOptions = {}): Promise<Scene> {
  const { configuration, count = 4, ...script } = options;
  const destination = await ScriptedDestination.start(t, script);
  const isocenter = await startIsocenter(t, {
    DicomModalities: { dest: destination.modality('DEST') },
    ...configuration,
  });
  const instances = generatedInstances(count);
  await storeAll(isocenter.dicomPort, instances);
  const client = await associate(isocenter.dicomPort, {
    callingAet: 'REQUESTOR',
    asyncOperations: { invoked: 2, performed: 1 },
  });
  t.after(() => client.abort());
  return { client, destination, instances };
}

const identifier = (instances: readonly GeneratedInstance[]) =>
  keys({ '0008,0052': ['CS', 'STUDY'], '0020,000d': ['UI', instances[0]?.studyInstanceUid ?? ''] });

async function move({ client, instances }: Scene, signal?: AbortSignal): Promise<MoveResponse[]> {
  const request = { sopClassUid: studyRootMove, moveDestination: 'DEST', identifier: identifier(instances) };
  const responses: MoveResponse[] = [];
  for await (const response of client.move({ ...request, ...(signal && { signal }) })) responses.push(response);
  return responses;
}

/** Status, remaining, completed, failed and warning of each response. */
const rows = (responses: readonly MoveResponse[]) =>
  responses.map(({ completed, failed, remaining, status, warning }) => [status, remaining, completed, failed, warning]);

/** The status for one of the instances, success for the others. */
const statusOf =
  (instanceNumber: number, status: number): Script =>
  ({ sopInstanceUid }) =>
    sopInstanceUid.endsWith(`.${instanceNumber}`) ? status : 0;

test('every sub-operation names the requestor and the message of the C-MOVE', async (t) => {
  const origins: unknown[] = [];
  const scene = await startScene(t, {
    script: ({ moveOriginator }) => {
      origins.push(moveOriginator);
      return 0;
    },
  });
  assert.equal((await scene.client.echo()).status, 0);
  await move(scene);
  // The C-ECHO before it was message 1.
  assert.deepEqual(origins, Array(4).fill({ aet: 'REQUESTOR', messageId: 2 }));
  assert.equal(scene.destination.requests[0]?.callingAet, 'ISOCENTER');
});

test('an asynchronous C-MOVE names them too', async (t) => {
  const origins: unknown[] = [];
  const arrived = Promise.withResolvers<void>();
  const scene = await startScene(t, {
    count: 2,
    configuration: { SynchronousCMove: false },
    script: ({ moveOriginator }) => {
      origins.push(moveOriginator);
      if (origins.length === 2) arrived.resolve();
      return 0;
    },
  });
  assert.deepEqual(rows(await move(scene)), [[0x0000, undefined, 2, 0, 0]]);
  await arrived.promise;
  assert.deepEqual(origins, Array(2).fill({ aet: 'REQUESTOR', messageId: 1 }));
});

test('each sub-operation is followed by a response that counts it', async (t) => {
  assert.deepEqual(rows(await move(await startScene(t))), [
    [0xff00, 3, 1, 0, 0],
    [0xff00, 2, 2, 0, 0],
    [0xff00, 1, 3, 0, 0],
    [0xff00, 0, 4, 0, 0],
    [0x0000, undefined, 4, 0, 0],
  ]);
});

test('no response counts an instance that the destination has not answered', async (t) => {
  const held = Promise.withResolvers<number>();
  const scene = await startScene(t, { script: (_, number) => (number === 3 ? held.promise : 0) });
  const counted: unknown[] = [];
  const request = { sopClassUid: studyRootMove, moveDestination: 'DEST', identifier: identifier(scene.instances) };
  for await (const { completed } of scene.client.move(request)) {
    counted.push(completed);
    assert.ok(scene.destination.acknowledged.length >= Number(completed));
    if (completed === 2) held.resolve(0);
  }
  assert.deepEqual(counted, [1, 2, 3, 4, 4]);
});

test('a failing instance does not stop the others: B000, and its UID in the list', async (t) => {
  const scene = await startScene(t, { script: statusOf(2, 0xa900) });
  const responses = await move(scene);
  assert.deepEqual(rows(responses), [
    [0xff00, 3, 1, 0, 0],
    [0xff00, 2, 1, 1, 0],
    [0xff00, 1, 2, 1, 0],
    [0xff00, 0, 3, 1, 0],
    [0xb000, undefined, 3, 1, 0],
  ]);
  assert.deepEqual(responses.at(-1)?.failedSopInstanceUids, [scene.destination.received[1]]);
  assert.ok(responses.slice(0, -1).every(({ failedSopInstanceUids }) => failedSopInstanceUids === undefined));
});

test('when all fail, the status is A702 and all UIDs are in the list', async (t) => {
  const scene = await startScene(t, { script: () => 0xc000 });
  const final = (await move(scene)).at(-1);
  assert.deepEqual(rows(final ? [final] : []), [[0xa702, undefined, 0, 4, 0]]);
  assert.deepEqual(
    final?.failedSopInstanceUids?.toSorted(),
    scene.instances.map(({ sopInstanceUid }) => sopInstanceUid).sort(),
  );
});

test('a warning of the destination counts as a warning and lists no UID', async (t) => {
  const scene = await startScene(t);
  for (const status of [0xb000, 0xb006, 0xb007]) {
    scene.destination.script = statusOf(2, status);
    const final = (await move(scene)).at(-1);
    assert.deepEqual(rows(final ? [final] : []), [[0xb000, undefined, 3, 0, 1]], status.toString(16));
    assert.equal(final?.failedSopInstanceUids, undefined);
  }
});

test('0111, the destination has the instance, is a failure by the standard and success by the convention of Orthanc', async (t) => {
  const script = statusOf(2, 0x0111);
  const standard = await move(await startScene(t, { script }));
  assert.deepEqual(rows(standard).at(-1), [0xb000, undefined, 3, 1, 0]);
  const configuration = { CMoveStatusConvention: 'Orthanc' };
  const orthanc = await move(await startScene(t, { script, configuration }));
  assert.deepEqual(rows(orthanc).at(-1), [0x0000, undefined, 4, 0, 0]);
});

test('by the convention of Orthanc the first failure ends the C-MOVE with C000', async (t) => {
  const scene = await startScene(t, {
    script: statusOf(2, 0xa900),
    configuration: { CMoveStatusConvention: 'Orthanc' },
  });
  assert.deepEqual(rows(await move(scene)), [
    [0xff00, 3, 1, 0, 0],
    [0xc000, undefined, 0, 0, 0],
  ]);
});

test('while the destination is slow, a pending response comes once in a CMoveResponseInterval', async (t) => {
  const held = Promise.withResolvers<number>();
  const scene = await startScene(t, {
    count: 1,
    configuration: { CMoveResponseInterval: 1 },
    script: () => held.promise,
  });
  const request = { sopClassUid: studyRootMove, moveDestination: 'DEST', identifier: identifier(scene.instances) };
  const startMs = performance.now();
  const responses: MoveResponse[] = [];
  for await (const response of scene.client.move(request)) {
    responses.push(response);
    if (responses.length === 2) held.resolve(0);
  }
  assert.deepEqual(rows(responses), [
    [0xff00, 1, 0, 0, 0],
    [0xff00, 1, 0, 0, 0],
    [0xff00, 0, 1, 0, 0],
    [0x0000, undefined, 1, 0, 0],
  ]);
  assert.ok(performance.now() - startMs >= 1900);
});

/** The responses of a C-MOVE that is cancelled while the destination is busy with one sub-operation. */
async function cancelledDuring(scene: Scene, subOperation: number): Promise<MoveResponse[]> {
  const { client, destination } = scene;
  const cancel = new AbortController();
  const { script } = destination;
  destination.script = async (operation, number) => {
    if (number !== subOperation) return script(operation, number);
    cancel.abort();
    // Once this is answered the server has read the C-CANCEL before it.
    await client.echo();
    return 0;
  };
  return move(scene, cancel.signal);
}

test('C-CANCEL lets the current sub-operation end, starts no other, and FE00 tells what remains', async (t) => {
  const scene = await startScene(t, { count: 10 });
  const responses = await cancelledDuring(scene, 3);
  assert.deepEqual(rows(responses).at(-1), [0xfe00, 7, 3, 0, 0]);
  assert.equal(scene.destination.received.length, 3);
  // The association is as good as before.
  assert.equal((await scene.client.echo()).status, 0);
});

test('C-CANCEL lists the instances that failed before it', async (t) => {
  const scene = await startScene(t, { script: () => 0xa900 });
  const final = (await cancelledDuring(scene, 2)).at(-1);
  assert.deepEqual(rows(final ? [final] : []), [[0xfe00, 2, 1, 1, 0]]);
  assert.deepEqual(final?.failedSopInstanceUids, [scene.destination.received[0]]);
});
