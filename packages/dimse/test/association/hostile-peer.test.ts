import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { type CommandStatus, connect, type ScpHandlers } from '../../src/index.ts';
import { hex } from '../support/hex.ts';
import { associate, establishedPeer, startServer } from '../support/scp.ts';
import {
  associateAccept,
  associateRequest,
  CT_STORAGE,
  cancelRequest,
  command,
  data,
  echoRequest,
  findRequest,
  IMPLICIT,
  item,
  pdu,
  pdv,
  RELEASE_REQUEST,
  ScriptedPeer,
  storeRequest,
  USER_ABORT,
  VERIFICATION,
} from '../support/scripted-peer.ts';

const ECHO_CONTEXT = 1;
const STORE_CONTEXT = 3;
const FIND_CONTEXT = 5;

const store: ScpHandlers['store'] = async (operation): Promise<CommandStatus> => {
  for await (const _ of operation.dataSet);
  return { status: 0 };
};

/** Nothing a peer does may harm the others: the server still answers a C-ECHO. */
async function expectAlive(test: TestContext, port: number): Promise<void> {
  const association = await associate(test, port);
  assert.equal((await association.echo()).status, 0);
  await association.release();
}

/** What an unestablished connection may not send: A-ABORT by the service user, reason not significant (AA-1). */
for (const [name, bytes] of [
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['an unknown PDU type', hex('08 00 00000004 00000000')],
  ['A-ASSOCIATE-AC', associateAccept([[1, 0, IMPLICIT]])],
  ['A-ASSOCIATE-RJ', hex('03 00 00000004 00010101')],
  ['P-DATA-TF', data(1, 3, echoRequest(1))],
  ['A-RELEASE-RQ', RELEASE_REQUEST],
  ['A-ASSOCIATE-RQ of 4 GiB', hex('01 00 FFFFFFFF')],
  ['A-ASSOCIATE-RQ without items', pdu(1, Buffer.alloc(68))],
] as const) {
  test(`${name} instead of A-ASSOCIATE-RQ is aborted`, async (t) => {
    const { port } = await startServer(t, { handlers: {} });
    const peer = await ScriptedPeer.connectTo(port);
    peer.send(bytes);
    const abort = await peer.receive();
    assert.deepEqual([abort?.type, abort?.body[2]], [7, 0]);
    peer.destroy();
    await expectAlive(t, port);
  });
}

/** In an established association: A-ABORT by the provider with this reason (AA-8). */
for (const [name, bytes, reason] of [
  ['a second A-ASSOCIATE-RQ', associateRequest([[1, VERIFICATION, IMPLICIT]]), 2],
  ['A-ASSOCIATE-AC', associateAccept([[1, 0, IMPLICIT]]), 2],
  ['A-RELEASE-RP', hex('06 00 00000004 00000000'), 2],
  ['an unknown PDU type', hex('FF'), 1],
  ['a P-DATA-TF over our maximum length', hex('04 00 00020001'), 6],
  ['a PDV of length 0', hex('04 00 00000006 00000000 0103'), 6],
  ['a PDV of length 1', hex('04 00 00000007 00000001 010300'), 6],
  ['a PDV longer than its PDU', hex('04 00 00000006 FFFFFFFF 0103'), 6],
  ['a context that was not accepted', data(99, 3, echoRequest(1)), 6],
  ['a data set without a command', data(STORE_CONTEXT, 2, Buffer.alloc(4)), 2],
  [
    'a data set after a command that announced none',
    Buffer.concat([data(1, 3, echoRequest(1)), data(1, 2, Buffer.alloc(2))]),
    2,
  ],
  ['a command inside a data set', Buffer.concat([data(3, 3, storeRequest(1)), data(3, 3, echoRequest(2))]), 2],
  [
    'a context that changes inside a command',
    Buffer.concat([data(3, 1, storeRequest(1)), data(5, 3, Buffer.alloc(2))]),
    2,
  ],
  [
    'a context that changes before the data set',
    Buffer.concat([data(3, 3, storeRequest(1)), data(5, 2, Buffer.alloc(2))]),
    2,
  ],
  ['a command of another group', data(1, 3, hex('0800 0001 02000000 3000')), 6],
  ['a command in explicit VR', data(1, 3, hex('0000 0001 "US" 0200 3000')), 6],
  ['a request without message id', data(1, 3, command({ 256: 0x0030, 2048: 0x0101 })), 6],
  ['empty fragments without end', Buffer.concat(Array(70).fill(data(1, 1, Buffer.alloc(0)))), 2],
  ['a command over maxCommandBytes', Buffer.concat(Array(3).fill(data(1, 1, Buffer.alloc(30_000)))), 0],
] as const) {
  test(`${name} aborts the association with reason ${reason}`, async (t) => {
    const { port } = await startServer(t, { handlers: { store } });
    const peer = await establishedPeer(t, port);
    peer.send(bytes);
    for (;;) {
      const answer = await peer.receive();
      if (answer?.type === 4) continue;
      assert.deepEqual([answer?.type, answer?.body[2], answer?.body[3]], [7, 2, reason]);
      break;
    }
    peer.destroy();
    await expectAlive(t, port);
  });
}

/** Refused with a status, and the association goes on. */
for (const [name, contextId, request, status] of [
  ['an unknown command field', ECHO_CONTEXT, command({ 256: 0x0077, 272: 1, 2048: 0x0101 }), 0x0211],
  ['a service without handler', FIND_CONTEXT, findRequest(1), 0x0211],
  ['a C-STORE-RQ without instance', STORE_CONTEXT, command({ 2: CT_STORAGE, 256: 1, 272: 1, 2048: 0 }), 0x0212],
  [
    'a C-STORE-RQ without data set',
    STORE_CONTEXT,
    command({ 2: CT_STORAGE, 256: 1, 272: 1, 2048: 0x0101, 4096: '1.2' }),
    0x0212,
  ],
  [
    'an N-EVENT-REPORT-RQ from the SCU',
    11,
    command({ 2: '1.2', 256: 0x0100, 272: 1, 2048: 0x0101, 4096: '1.2', 4098: 1 }),
    0x0122,
  ],
] as const) {
  test(`${name} is answered with ${status.toString(16)}`, async (t) => {
    const { port } = await startServer(t, { handlers: { store } });
    const peer = await establishedPeer(t, port);
    peer.send(data(contextId, 3, request));
    if (request.includes(hex('0008 02000000 0000'))) peer.send(data(contextId, 2, Buffer.alloc(8)));
    assert.equal(await peer.receiveStatus(), status);
    peer.send(data(ECHO_CONTEXT, 3, echoRequest(2)));
    assert.equal(await peer.receiveStatus(), 0);
  });
}

test('a message id in use is answered with 0210, and the first operation still ends', async (t) => {
  const gate = Promise.withResolvers<CommandStatus>();
  const { port } = await startServer(t, {
    handlers: { store: () => gate.promise },
    negotiate: (request) => ({
      contexts: new Map(request.presentationContexts.map(({ id }) => [id, { transferSyntax: IMPLICIT }])),
      asyncOperations: { invoked: 4, performed: 1 },
    }),
  });
  const peer = await ScriptedPeer.connectTo(port);
  t.after(() => peer.destroy());
  const window = item(0x53, hex('0004 0001'));
  peer.send(associateRequest([[3, CT_STORAGE, IMPLICIT]], Buffer.concat([item(0x51, hex('00004000')), window])));
  assert.equal((await peer.receive())?.type, 2);
  for (const uid of ['1.2.1', '1.2.2']) {
    peer.send(Buffer.concat([data(3, 3, storeRequest(9, uid)), data(3, 2, Buffer.alloc(6))]));
  }
  assert.equal(await peer.receiveStatus(), 0x0210);
  gate.resolve({ status: 0xb000 });
  assert.equal(await peer.receiveStatus(), 0xb000);
});

test('command and data set PDVs in one PDU, many fragments, odd fragments and an empty last one are one message', async (t) => {
  const received: Buffer[] = [];
  const { port } = await startServer(t, {
    handlers: {
      async store(operation) {
        for await (const chunk of operation.dataSet) received.push(Buffer.from(chunk));
        return { status: 0 };
      },
    },
  });
  const peer = await establishedPeer(t, port);
  const request = storeRequest(1);
  peer.send(
    pdu(
      4,
      Buffer.concat([
        pdv(3, 1, request.subarray(0, 13)),
        pdv(3, 0xf3, request.subarray(13)),
        pdv(3, 0, Buffer.from('abc')),
        pdv(3, 0, Buffer.alloc(0)),
        pdv(3, 0, Buffer.from('de')),
      ]),
    ),
  );
  peer.send(data(3, 0, Buffer.from('f')));
  peer.send(data(3, 2, Buffer.alloc(0)));
  assert.equal(await peer.receiveStatus(), 0);
  assert.equal(Buffer.concat(received).toString(), 'abcdef');
});

test('an association cut into single bytes works', async (t) => {
  const { port } = await startServer(t, { handlers: { store } });
  const peer = await ScriptedPeer.connectTo(port);
  t.after(() => peer.destroy());
  const bytes = Buffer.concat([associateRequest([[1, VERIFICATION, IMPLICIT]])]);
  for (const byte of bytes) peer.send(Buffer.of(byte));
  assert.equal((await peer.receive())?.type, 2);
  for (const byte of Buffer.concat([data(1, 3, echoRequest(5)), RELEASE_REQUEST])) peer.send(Buffer.of(byte));
  assert.equal(await peer.receiveStatus(), 0);
  assert.equal((await peer.receive())?.type, 6);
});

test('C-CANCEL for an unknown id, twice, and after the final response is ignored', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      // biome-ignore lint/correctness/useYield: there is no match
      async *find(operation) {
        await once(operation.signal, 'abort');
        return { status: 0xfe00 };
      },
    },
  });
  const peer = await establishedPeer(t, port);
  peer.send(data(FIND_CONTEXT, 3, cancelRequest(77)));
  peer.send(Buffer.concat([data(FIND_CONTEXT, 3, findRequest(4)), data(FIND_CONTEXT, 2, Buffer.alloc(8))]));
  for (let count = 0; count < 2; count++) peer.send(data(FIND_CONTEXT, 3, cancelRequest(4)));
  assert.equal(await peer.receiveStatus(), 0xfe00);
  peer.send(data(FIND_CONTEXT, 3, cancelRequest(4)));
  peer.send(data(ECHO_CONTEXT, 3, echoRequest(5)));
  assert.equal(await peer.receiveStatus(), 0);
});

for (const [name, end] of [
  ['A-ABORT', (peer: ScriptedPeer) => peer.send(USER_ABORT)],
  ['a reset', (peer: ScriptedPeer) => peer.socket.resetAndDestroy()],
  ['a half-close', (peer: ScriptedPeer) => peer.socket.end()],
] as const) {
  test(`${name} inside a data set fails the data set and aborts the signal`, async (t) => {
    const outcome = Promise.withResolvers<{ error: unknown; aborted: boolean }>();
    const begun = Promise.withResolvers<void>();
    const { port } = await startServer(t, {
      handlers: {
        async store(operation) {
          try {
            for await (const _ of operation.dataSet) begun.resolve();
          } catch (error) {
            outcome.resolve({ error, aborted: operation.signal.aborted });
          }
          return { status: 0 };
        },
      },
    });
    const peer = await establishedPeer(t, port);
    peer.send(Buffer.concat([data(3, 3, storeRequest(1)), data(3, 0, Buffer.alloc(100))]));
    await begun.promise;
    end(peer);
    const { error, aborted } = await outcome.promise;
    const code = name === 'A-ABORT' ? 'ASSOCIATION_ABORTED' : 'ASSOCIATION_LOST';
    assert.equal((error as { code?: string } | undefined)?.code, code);
    assert.equal(aborted, true);
    await expectAlive(t, port);
  });
}

test('a handler that throws is answered with a failure, and the association goes on', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      store() {
        throw new Error('disk full at /secret/path');
      },
      // biome-ignore lint/correctness/useYield: it fails before the first match
      async *find() {
        throw new Error('no database');
      },
    },
  });
  const association = await associate(t, port);
  const stored = await association.store({
    sopClassUid: CT_STORAGE,
    sopInstanceUid: '1.2',
    dataSet: Buffer.alloc(50_000),
  });
  assert.equal(stored.status, 0x0110);
  assert.doesNotMatch(stored.errorComment ?? '', /secret/);
  const statuses: number[] = [];
  const sopClassUid = '1.2.840.10008.5.1.4.1.2.2.1';
  for await (const { status } of association.find({ sopClassUid, identifier: Buffer.alloc(8) })) statuses.push(status);
  assert.deepEqual(statuses, [0xc001]);
  assert.equal((await association.echo()).status, 0);
  await association.release();
});

test('responses with an unknown id, and a second final response, are dropped by the requestor', async (t) => {
  const { port, peer: accepted, close } = await ScriptedPeer.listen();
  t.after(close);
  const opening = connect({
    host: '127.0.0.1',
    port,
    callingAet: 'A',
    calledAet: 'B',
    contexts: [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }],
  });
  const peer = await accepted;
  t.after(() => peer.destroy());
  await peer.receive();
  peer.send(associateAccept([[1, 0, IMPLICIT]]));
  const association = await opening;
  const response = (id: number, status: number) =>
    data(1, 3, command({ 256: 0x8030, 288: id, 2048: 0x0101, 2304: status }));
  const first = association.echo();
  const id = (await peer.receiveCommand()).get(0x0110)?.readUInt16LE(0) ?? 0;
  peer.send(Buffer.concat([response(id + 100, 0x0110), response(id, 0), response(id, 0x0110)]));
  assert.equal((await first).status, 0);
  const second = association.echo();
  const nextId = (await peer.receiveCommand()).get(0x0110)?.readUInt16LE(0) ?? 0;
  assert.notEqual(nextId, id);
  peer.send(response(nextId, 0x0001));
  assert.equal((await second).category, 'warning');
});
