import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { FindResponse, RetrieveResponse } from '../../src/index.ts';
import { associate, startServer } from '../support/scp.ts';
import { COMMITMENT, CT_STORAGE, IMPLICIT, STUDY_FIND, STUDY_GET, STUDY_MOVE } from '../support/scripted-peer.ts';

const IDENTIFIER = Buffer.from('identifier');

async function collect<T>(responses: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const response of responses) collected.push(response);
  return collected;
}

test('C-ECHO succeeds without a handler, and answers what a handler says', async (t) => {
  const plain = await startServer(t, { handlers: {} });
  assert.deepEqual(await (await associate(t, plain.port)).echo(), { status: 0, category: 'success' });
  const strict = await startServer(t, { handlers: { echo: () => ({ status: 0x0124, errorComment: 'not you' }) } });
  const response = await (await associate(t, strict.port)).echo();
  assert.deepEqual(response, { status: 0x0124, category: 'failure', errorComment: 'not you' });
});

test('C-STORE hands over the instance with its move originator, and a small data set at once', async (t) => {
  let seen: unknown;
  const { port } = await startServer(t, {
    handlers: {
      store: (operation) => {
        const { sopClassUid, sopInstanceUid, priority, moveOriginator, presentationContext, association } = operation;
        seen = {
          ...{ sopClassUid, sopInstanceUid, priority, moveOriginator },
          transferSyntax: presentationContext.transferSyntax,
          aets: [association.callingAet, association.calledAet],
          complete: operation.dataSet.complete,
          dataSet: Buffer.concat(operation.dataSet.takeBuffered()).toString(),
        };
        return { status: 0xb000, errorComment: 'coerced', offendingElements: [0x00100010] };
      },
    },
  });
  const association = await associate(t, port);
  const response = await association.store({
    sopClassUid: CT_STORAGE,
    sopInstanceUid: '1.2.3',
    priority: 2,
    moveOriginator: { aet: 'MOVER', messageId: 9 },
    dataSet: [Buffer.from('data '), Buffer.from('set!!')],
  });
  assert.deepEqual(response, {
    status: 0xb000,
    category: 'warning',
    errorComment: 'coerced',
    offendingElements: [0x00100010],
  });
  assert.deepEqual(seen, {
    sopClassUid: CT_STORAGE,
    sopInstanceUid: '1.2.3',
    priority: 2,
    moveOriginator: { aet: 'MOVER', messageId: 9 },
    transferSyntax: IMPLICIT,
    aets: ['SCU', 'SCP'],
    complete: true,
    dataSet: 'data set!!',
  });
});

test('C-FIND gives every match in order, whether yielded one by one, in rows or with optional keys', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *find(operation) {
        assert.equal(Buffer.from(await operation.identifier()).toString(), 'identifier');
        yield Buffer.from('m1');
        yield [Buffer.from('m2'), Buffer.from('m3')];
        yield { status: 0xff01, identifiers: [Buffer.from('m4')] };
        return { status: 0, errorComment: 'done' };
      },
    },
  });
  const association = await associate(t, port);
  const responses = await collect<FindResponse>(association.find({ sopClassUid: STUDY_FIND, identifier: IDENTIFIER }));
  assert.deepEqual(
    responses.map(({ status, identifier }) => [status, identifier && Buffer.from(identifier).toString()]),
    [
      [0xff00, 'm1'],
      [0xff00, 'm2'],
      [0xff00, 'm3'],
      [0xff01, 'm4'],
      [0, undefined],
    ],
  );
  assert.equal((await association.echo()).status, 0);
});

test('many matches arrive while the handler waits for the peer to read them', async (t) => {
  const match = Buffer.alloc(2000);
  const { port } = await startServer(t, {
    handlers: {
      async *find() {
        for (let page = 0; page < 200; page++) yield Array<Uint8Array>(100).fill(match);
        return { status: 0 };
      },
    },
  });
  const association = await associate(t, port, { limits: { maxQueuedResponseBytes: 100_000 } });
  let matches = 0;
  for await (const { identifier } of association.find({ sopClassUid: STUDY_FIND, identifier: IDENTIFIER })) {
    if (identifier !== undefined) matches += 1;
  }
  assert.equal(matches, 20_000);
});

/** A handler that yields for ever and notes how it ended. */
function endless(noted: (reason: string) => void) {
  return async function* (operation: { readonly signal: AbortSignal }) {
    try {
      for (;;) {
        yield Buffer.from('match!');
        await new Promise(setImmediate);
      }
    } finally {
      noted((operation.signal.reason as { code?: string } | undefined)?.code ?? 'not aborted');
    }
  };
}

test('leaving the iteration of C-FIND sends C-CANCEL, and the association stays usable', async (t) => {
  const ended = Promise.withResolvers<string>();
  const { port } = await startServer(t, { handlers: { find: endless(ended.resolve) } });
  const association = await associate(t, port);
  let seen = 0;
  for await (const _ of association.find({ sopClassUid: STUDY_FIND, identifier: IDENTIFIER })) {
    seen += 1;
    if (seen === 3) break;
  }
  assert.equal(await ended.promise, 'OPERATION_CANCELLED');
  assert.equal((await association.echo()).status, 0);
  await association.release();
});

test('the signal of C-FIND sends C-CANCEL, and the final response is FE00', async (t) => {
  const { port } = await startServer(t, { handlers: { find: endless(() => {}) } });
  const association = await associate(t, port);
  const controller = new AbortController();
  const { signal } = controller;
  let last = 0;
  for await (const { status } of association.find({ sopClassUid: STUDY_FIND, identifier: IDENTIFIER, signal })) {
    last = status;
    controller.abort();
  }
  assert.equal(last, 0xfe00);
});

test('a lost association aborts the signal of a running operation', async (t) => {
  const ended = Promise.withResolvers<string>();
  const { port } = await startServer(t, { handlers: { find: endless(ended.resolve) } });
  const association = await associate(t, port);
  const responses = association.find({ sopClassUid: STUDY_FIND, identifier: IDENTIFIER })[Symbol.asyncIterator]();
  await responses.next();
  association.abort();
  assert.equal(await ended.promise, 'ASSOCIATION_ABORTED');
  await assert.rejects(
    async () => {
      for (;;) await responses.next();
    },
    { code: 'ASSOCIATION_ABORTED' },
  );
});

test('C-MOVE reports pending counters, then the failed instances and no remaining number', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *move(operation) {
        assert.equal(operation.moveDestination, 'DEST');
        yield { remaining: 2, completed: 0, failed: 0, warning: 0 };
        yield { remaining: 1, completed: 1, failed: 0, warning: 0 };
        return {
          status: 0xb000,
          remaining: 0,
          completed: 1,
          failed: 1,
          warning: 0,
          failedSopInstanceUids: ['1.2.3'],
        };
      },
    },
  });
  const association = await associate(t, port);
  const responses = await collect<RetrieveResponse>(
    association.move({ sopClassUid: STUDY_MOVE, identifier: IDENTIFIER, moveDestination: 'DEST' }),
  );
  assert.deepEqual(responses, [
    { status: 0xff00, category: 'pending', remaining: 2, completed: 0, failed: 0, warning: 0 },
    { status: 0xff00, category: 'pending', remaining: 1, completed: 1, failed: 0, warning: 0 },
    { status: 0xb000, category: 'warning', completed: 1, failed: 1, warning: 0, failedSopInstanceUids: ['1.2.3'] },
  ]);
});

test('a cancelled C-MOVE ends in FE00 with the number that remains; an early refusal has no counters', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *move(operation) {
        if (operation.moveDestination === 'UNKNOWN') return { status: 0xa801, errorComment: 'who?' };
        yield { remaining: 5, completed: 0, failed: 0, warning: 0 };
        await once(operation.signal, 'abort');
        return { status: 0xfe00, remaining: 4, completed: 1, failed: 0, warning: 0 };
      },
    },
  });
  const association = await associate(t, port);
  const request = { sopClassUid: STUDY_MOVE, identifier: IDENTIFIER };
  const refused = await collect(association.move({ ...request, moveDestination: 'UNKNOWN' }));
  assert.deepEqual(refused, [{ status: 0xa801, category: 'failure', errorComment: 'who?' }]);
  const controller = new AbortController();
  let last: RetrieveResponse | undefined;
  for await (const response of association.move({ ...request, moveDestination: 'X', signal: controller.signal })) {
    last = response;
    controller.abort();
  }
  assert.deepEqual(last, { status: 0xfe00, category: 'cancel', remaining: 4, completed: 1, failed: 0, warning: 0 });
});

test('C-GET sends the instances on the same association', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *get(operation) {
        for (let index = 1; index <= 3; index++) {
          const { status } = await operation.association.store({
            sopClassUid: CT_STORAGE,
            sopInstanceUid: `1.2.${index}`,
            dataSet: Buffer.alloc(300_000, index),
          });
          assert.equal(status, 0);
          yield { remaining: 3 - index, completed: index, failed: 0, warning: 0 };
        }
        return { status: 0, completed: 3, failed: 0, warning: 0 };
      },
    },
  });
  const received: [string, number][] = [];
  const association = await associate(t, port, {
    contexts: [
      { abstractSyntax: STUDY_GET, transferSyntaxes: [IMPLICIT] },
      { abstractSyntax: CT_STORAGE, transferSyntaxes: [IMPLICIT], scpRole: true },
    ],
  });
  const responses = await collect<RetrieveResponse>(
    association.get({
      sopClassUid: STUDY_GET,
      identifier: IDENTIFIER,
      async onStore(operation) {
        let bytes = 0;
        for await (const chunk of operation.dataSet) bytes += chunk.length;
        received.push([operation.sopInstanceUid, bytes]);
        assert.equal(operation.moveOriginator, undefined);
        return { status: 0 };
      },
    }),
  );
  assert.deepEqual(received, [
    ['1.2.1', 300_000],
    ['1.2.2', 300_000],
    ['1.2.3', 300_000],
  ]);
  assert.equal(responses.at(-1)?.completed, 3);
  await association.release();
});

test('C-GET without the SCP role cannot send, which the handler sees', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      // biome-ignore lint/correctness/useYield: the first sub-operation fails
      async *get(operation) {
        const request = { sopClassUid: CT_STORAGE, sopInstanceUid: '1.2', dataSet: Buffer.alloc(2) };
        await assert.rejects(operation.association.store(request), { code: 'NO_PRESENTATION_CONTEXT' });
        return { status: 0xa702, completed: 0, failed: 1, warning: 0, failedSopInstanceUids: ['1.2'] };
      },
    },
  });
  const association = await associate(t, port);
  const [response] = await collect(association.get({ sopClassUid: STUDY_GET, identifier: IDENTIFIER }));
  assert.deepEqual(response?.failedSopInstanceUids, ['1.2']);
});

test('N-ACTION and N-EVENT-REPORT carry type, instance and information both ways', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async action(operation) {
        const { actionTypeId, sopInstanceUid } = operation;
        assert.deepEqual([actionTypeId, sopInstanceUid], [1, '1.2.840.10008.1.20.1.1']);
        assert.equal(Buffer.from(await operation.information()).toString(), 'please');
        return { status: 0, information: Buffer.from('reply!') };
      },
      async eventReport(operation) {
        assert.equal(operation.eventTypeId, 2);
        assert.equal((await operation.information()).length, 0);
        return { status: 0x0113 };
      },
    },
  });
  const instance = { sopClassUid: COMMITMENT, sopInstanceUid: '1.2.840.10008.1.20.1.1' };
  const scu = await associate(t, port);
  const acted = await scu.action({ ...instance, actionTypeId: 1, information: Buffer.from('please') });
  assert.equal(Buffer.from(acted.information ?? []).toString(), 'reply!');
  assert.equal(acted.sopInstanceUid, instance.sopInstanceUid);
  await assert.rejects(scu.eventReport({ ...instance, eventTypeId: 2 }), { code: 'NO_PRESENTATION_CONTEXT' });

  // The commitment SCP reports on an association of its own, as SCP (PS3.4 J.3.3).
  const scp = await associate(t, port, {
    contexts: [{ abstractSyntax: COMMITMENT, transferSyntaxes: [IMPLICIT], scuRole: false, scpRole: true }],
  });
  assert.equal((await scp.eventReport({ ...instance, eventTypeId: 2 })).status, 0x0113);
});

test('an Identifier over maxIdentifierBytes fails its operation alone', async (t) => {
  const { port } = await startServer(t, {
    limits: { maxIdentifierBytes: 1000 },
    handlers: {
      // biome-ignore lint/correctness/useYield: reading the Identifier fails
      async *find(operation) {
        await operation.identifier();
        return { status: 0 };
      },
    },
  });
  const association = await associate(t, port);
  const [response] = await collect(association.find({ sopClassUid: STUDY_FIND, identifier: Buffer.alloc(500_000) }));
  assert.equal(response?.status, 0xc001);
  assert.equal((await association.echo()).status, 0);
});
