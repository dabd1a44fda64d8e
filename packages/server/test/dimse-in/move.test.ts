import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { MoveOperation, MoveResponse } from '@isocenter/dimse';
import { type MoveScpOptions, moveHandler } from '../../src/dimse-in/move.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import type { StoreJobRequest } from '../../src/job-kinds/store-job-submitter.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { Deliverer } from '../../src/retrieve/delivery.ts';
import { InstanceReader } from '../../src/retrieve/instance-reader.ts';
import { Sender, type StoreScpOptions, startStoreScp } from '../retrieve/store-scp.ts';
import { associate, destinationDefaults, implicitLittleEndian, modalityAt, startPeer } from '../support/remote-peer.ts';
import { startRetrieveArchive, studyIdentifier, studyRoot } from './retrieve-archive.ts';

interface MoveChoice extends Partial<Pick<MoveScpOptions, 'convention' | 'synchronous' | 'responseIntervalMs'>> {
  readonly instances?: number;
  readonly destinationAet?: string;
  /** `DicomAssociationCloseDelay`. */
  readonly closeDelayMs?: number;
  readonly answer?: NonNullable<StoreScpOptions['answer']>;
  readonly submit?: () => Promise<string>;
  /** Sees every request before the handler does. */
  readonly onMove?: (operation: MoveOperation) => void;
}

/** An archive with one study, a destination DEST, and a workstation that asks. */
async function startMove(t: TestContext, choice: MoveChoice = {}) {
  const archive = await startRetrieveArchive(
    t,
    Array.from({ length: choice.instances ?? 3 }, () => ({})),
  );
  const { files, index, observer } = archive;
  const scp = await startStoreScp(t, choice.answer === undefined ? {} : { answer: choice.answer });
  const { pool } = new Sender(t, files, { idleMs: choice.closeDelayMs ?? 0 });
  const submitted: StoreJobRequest[] = [];
  const handler = moveHandler({
    index,
    modalities: new ModalityRegistry(
      [{ ...modalityAt(scp.destination.port), Name: 'dest', AET: choice.destinationAet ?? 'DEST' }],
      false,
    ),
    deliverer: new Deliverer({ pool, reader: new InstanceReader(files), retries: 0, retryDelayMs: 0 }),
    jobs: {
      async submit(request) {
        submitted.push(request);
        return (await choice.submit?.()) ?? 'job';
      },
    },
    destinationDefaults,
    synchronous: choice.synchronous ?? true,
    convention: choice.convention ?? 'Standard',
    responseIntervalMs: choice.responseIntervalMs ?? 0,
    observer,
    logger: silentLogger,
  });
  const move: typeof handler = (operation) => {
    choice.onMove?.(operation);
    return handler(operation);
  };
  const { port } = await startPeer(t, { move });
  const contexts = [{ abstractSyntax: studyRoot.move, transferSyntaxes: [implicitLittleEndian] }];
  const association = await associate(t, port, { contexts, callingAet: 'WORKSTATION' });
  const ask = (identifier = studyIdentifier(), moveDestination = 'DEST', signal?: AbortSignal) =>
    association.move({
      sopClassUid: studyRoot.move,
      identifier,
      moveDestination,
      priority: 2,
      ...(signal === undefined ? {} : { signal }),
    });
  return { ...archive, ask, association, scp, submitted };
}

/** Status, remaining, completed, failed, warning. */
function row({ completed, failed, remaining, status, warning }: MoveResponse) {
  return [status, remaining, completed, failed, warning];
}

const pending = 0xff00;
const limits = { timeout: 60_000 };

describe('C-MOVE', limits, () => {
  it('lets go of a destination that is the requestor itself: it may be waiting for that to end', async (t) => {
    const { ask, scp } = await startMove(t, { destinationAet: 'WORKSTATION', closeDelayMs: 60_000 });
    await Array.fromAsync(ask(studyIdentifier(), 'WORKSTATION'));
    assert.equal(await scp.stores[0]?.association.closed, undefined, 'released');
  });

  it('keeps the association with another destination for the next C-MOVE', async (t) => {
    const { ask, scp } = await startMove(t, { closeDelayMs: 60_000 });
    await Array.fromAsync(ask());
    await Array.fromAsync(ask());
    assert.equal(scp.requests.length, 1);
  });

  it('sends every instance to the destination and answers after each', async (t) => {
    const { ask, observed, scp, sopInstanceUids } = await startMove(t);
    const responses = await Array.fromAsync(ask());
    assert.deepEqual(responses.map(row), [
      [pending, 2, 1, 0, 0],
      [pending, 1, 2, 0, 0],
      [pending, 0, 3, 0, 0],
      [0x0000, undefined, 3, 0, 0],
    ]);
    assert.deepEqual(
      scp.stores.map(({ sopInstanceUid }) => sopInstanceUid),
      sopInstanceUids,
    );
    assert.deepEqual(
      scp.stores.map(({ moveOriginator, priority }) => [moveOriginator?.aet, moveOriginator?.messageId, priority]),
      Array.from({ length: 3 }, () => ['WORKSTATION', 1, 2]),
    );
    assert.deepEqual(observed, [...Array.from({ length: 3 }, () => 'C-MOVE completed'), 'C-MOVE 0000']);
  });

  it('finds the destination whatever its case', async (t) => {
    const { ask, scp } = await startMove(t, { instances: 1 });
    await Array.fromAsync(ask(undefined, 'dest'));
    assert.equal(scp.stores.length, 1);
  });

  it('goes on after a failure or a warning, and tells which instances failed', async (t) => {
    const statuses = [0xc000, 0xb007, 0x0000];
    const { ask, observed, sopInstanceUids } = await startMove(t, { answer: (_, seen) => statuses[seen - 1] ?? 0 });
    const responses = await Array.fromAsync(ask());
    assert.deepEqual(responses.map(row), [
      [pending, 2, 0, 1, 0],
      [pending, 1, 0, 1, 1],
      [pending, 0, 1, 1, 1],
      [0xb000, undefined, 1, 1, 1],
    ]);
    assert.deepEqual(responses.at(-1)?.failedSopInstanceUids, [sopInstanceUids[0]]);
    assert.deepEqual(observed, ['C-MOVE failed', 'C-MOVE warning', 'C-MOVE completed', 'C-MOVE b000']);
  });

  it('ends with A702 when every instance failed, as when the destination is not there', async (t) => {
    const { ask, scp, sopInstanceUids } = await startMove(t);
    await scp.close();
    const last = (await Array.fromAsync(ask())).at(-1);
    assert.deepEqual(last && row(last), [0xa702, undefined, 0, 3, 0]);
    assert.deepEqual(last?.failedSopInstanceUids, sopInstanceUids);
  });

  it('is stopped by C-CANCEL: what is under way ends, the rest remains', async (t) => {
    const cancelled = Promise.withResolvers<void>();
    const { ask, scp } = await startMove(t, {
      instances: 4,
      onMove: ({ signal }) => signal.addEventListener('abort', () => cancelled.resolve()),
      answer: async (_, seen) => {
        if (seen === 2) await cancelled.promise;
        return 0;
      },
    });
    const cancel = new AbortController();
    const responses: MoveResponse[] = [];
    for await (const response of ask(studyIdentifier(), 'DEST', cancel.signal)) {
      responses.push(response);
      cancel.abort();
    }
    assert.deepEqual(responses.map(row).at(-1), [0xfe00, 2, 2, 0, 0]);
    assert.equal(scp.stores.length, 2);
  });

  it('stops when the association of the requestor is gone', async (t) => {
    const gone = Promise.withResolvers<void>();
    const { ask, association, scp } = await startMove(t, {
      instances: 4,
      onMove: ({ signal }) => signal.addEventListener('abort', () => gone.resolve()),
      answer: async (_, seen) => {
        if (seen === 2) {
          association.abort();
          await gone.promise;
        }
        return 0;
      },
    });
    await assert.rejects(Array.fromAsync(ask()));
    await gone.promise;
    // The second one is answered, and its association released, before anything could follow.
    await Promise.all(scp.stores.map(({ association: used }) => used.closed));
    assert.equal(scp.stores.length, 2);
  });

  it('does not fall silent while a sub-operation is slow', async (t) => {
    const heardTwice = Promise.withResolvers<void>();
    const { ask } = await startMove(t, {
      instances: 1,
      responseIntervalMs: 1,
      answer: async () => {
        await heardTwice.promise;
        return 0;
      },
    });
    const rows: unknown[] = [];
    for await (const response of ask()) {
      rows.push(row(response));
      if (rows.length === 2) heardTwice.resolve();
    }
    assert.deepEqual(rows.slice(0, 2), [
      [pending, 1, 0, 0, 0],
      [pending, 1, 0, 0, 0],
    ]);
    assert.deepEqual(rows.at(-1), [0x0000, undefined, 1, 0, 0]);
  });

  /** PS3.4 C.4.2.1.5, and what the peer answers instead. */
  const refusals = [
    { name: 'an unknown destination', destination: 'NOBODY', identifier: studyIdentifier(), status: 0xa801 },
    { name: 'an unknown level', identifier: studyIdentifier('1.2.3', 'EPISODE'), status: 0xa900 },
    { name: 'a patient without Patient ID', identifier: studyIdentifier('1.2.3', 'PATIENT'), status: 0xa900 },
    { name: 'a unique key without value', identifier: studyIdentifier(''), status: 0xa900 },
    { name: 'a unique key of another level', identifier: studyIdentifier('1.2.3', 'SERIES'), status: 0xa900 },
    { name: 'bytes that are no identifier', identifier: Uint8Array.of(8, 0, 0x52, 0, 0xff, 0, 0, 0), status: 0xa900 },
  ] as const;
  for (const { destination, identifier, name, status } of refusals.map((refusal) => ({
    destination: 'DEST',
    ...refusal,
  }))) {
    it(`refuses ${name} with ${status.toString(16).toUpperCase()}; as the peer does with C000 and counters of 0`, async (t) => {
      const standard = await startMove(t);
      assert.deepEqual((await Array.fromAsync(standard.ask(identifier, destination))).map(row), [
        [status, undefined, undefined, undefined, undefined],
      ]);
      const orthanc = await startMove(t, { convention: 'Orthanc' });
      assert.deepEqual((await Array.fromAsync(orthanc.ask(identifier, destination))).map(row), [
        [0xc000, undefined, 0, 0, 0],
      ]);
      assert.deepEqual([...standard.scp.requests, ...orthanc.scp.requests], []);
    });
  }

  it('of what is not there succeeds with nothing done; as the peer does it fails', async (t) => {
    const standard = await startMove(t);
    const nothing = studyIdentifier('9.9');
    assert.deepEqual((await Array.fromAsync(standard.ask(nothing))).map(row), [[0x0000, undefined, 0, 0, 0]]);
    const orthanc = await startMove(t, { convention: 'Orthanc' });
    assert.deepEqual((await Array.fromAsync(orthanc.ask(nothing))).map(row), [[0xc000, undefined, 0, 0, 0]]);
  });

  it('fails with A701 when the index cannot be asked', async (t) => {
    const { ask, index } = await startMove(t);
    await index.close();
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [[0xa701, undefined, undefined, undefined, undefined]]);
  });
});

describe('C-MOVE as the peer does it', limits, () => {
  const convention = 'Orthanc';

  it('answers N times for N instances, the last time with the success', async (t) => {
    const { ask } = await startMove(t, { convention });
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [
      [pending, 2, 1, 0, 0],
      [pending, 1, 2, 0, 0],
      [0x0000, undefined, 3, 0, 0],
    ]);
    const one = await startMove(t, { convention, instances: 1 });
    assert.deepEqual((await Array.fromAsync(one.ask())).map(row), [[0x0000, undefined, 1, 0, 0]]);
  });

  it('takes a duplicate as stored', async (t) => {
    const { ask } = await startMove(t, { convention, instances: 1, answer: () => 0x0111 });
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [[0x0000, undefined, 1, 0, 0]]);
  });

  it('ends at the first failure, with C000 and counters of 0', async (t) => {
    const { ask, scp } = await startMove(t, {
      convention,
      instances: 5,
      answer: (_, seen) => (seen === 2 ? 0xc000 : 0),
    });
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [
      [pending, 4, 1, 0, 0],
      [0xc000, undefined, 0, 0, 0],
    ]);
    await Promise.all(scp.stores.map(({ association }) => association.closed));
    assert.ok(scp.stores.length <= 3, 'one may have been begun before the stop was heard');
  });
});

describe('C-MOVE as a job', limits, () => {
  it('is answered when the job is durable, with all its instances as completed', async (t) => {
    const durable = Promise.withResolvers<string>();
    const asked = Promise.withResolvers<void>();
    const { ask, scp, sopInstanceUids, submitted } = await startMove(t, {
      synchronous: false,
      submit: () => {
        asked.resolve();
        return durable.promise;
      },
    });
    let answered = false;
    const responses = Array.fromAsync(ask()).then((all) => {
      answered = true;
      return all;
    });
    await asked.promise;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(answered, false);
    durable.resolve('job');
    assert.deepEqual((await responses).map(row), [[0x0000, undefined, 3, 0, 0]]);
    const [request] = submitted;
    assert.equal(request?.instances.length, sopInstanceUids.length);
    assert.deepEqual(
      { ...request, instances: [], parentResources: request?.parentResources.length },
      {
        modality: 'dest',
        description: 'C-MOVE',
        instances: [],
        parentResources: 1,
        priority: 0,
        permissive: true,
        dimsePriority: 2,
        moveOriginator: { aet: 'WORKSTATION', messageId: 1 },
      },
    );
    assert.deepEqual(scp.requests, [], 'the job sends, not the request');
  });

  it('claims each instance by itself as the peer does', async (t) => {
    const { ask } = await startMove(t, { synchronous: false, convention: 'Orthanc' });
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [
      [pending, 2, 1, 0, 0],
      [pending, 1, 2, 0, 0],
      [0x0000, undefined, 3, 0, 0],
    ]);
  });

  it('fails when the job cannot be kept', async (t) => {
    const { ask } = await startMove(t, { synchronous: false, submit: () => Promise.reject(new Error('disk')) });
    const responses = await Array.fromAsync(ask());
    assert.deepEqual(
      responses.map(({ category }) => category),
      ['failure'],
    );
  });
});
