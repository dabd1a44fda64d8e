import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Association, type CommandStatus, type ConnectOptions, connect } from '../../src/index.ts';
import { hex } from '../support/hex.ts';
import { associate, establishedPeer, startServer } from '../support/scp.ts';
import {
  associateAccept,
  CT_STORAGE,
  data,
  echoRequest,
  findRequest,
  IMPLICIT,
  RELEASE_REPLY,
  RELEASE_REQUEST,
  ScriptedPeer,
  storeRequest,
  VERIFICATION,
} from '../support/scripted-peer.ts';

/** A requestor of ours whose acceptor is a script. */
async function scriptedAcceptor(
  t: TestContext,
  change: Partial<ConnectOptions> = {},
): Promise<{ association: Association; peer: ScriptedPeer }> {
  const { port, peer: accepted, close } = await ScriptedPeer.listen();
  t.after(close);
  const opening = connect({
    host: '127.0.0.1',
    port,
    callingAet: 'A',
    calledAet: 'B',
    contexts: [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }],
    ...change,
  });
  const peer = await accepted;
  t.after(() => peer.destroy());
  await peer.receive();
  peer.send(associateAccept([[1, 0, IMPLICIT]]));
  return { association: await opening, peer };
}

test('A-RELEASE-RQ is answered with A-RELEASE-RP', async (t) => {
  const { port } = await startServer(t, { handlers: {} });
  const peer = await establishedPeer(t, port);
  peer.send(RELEASE_REQUEST);
  assert.equal((await peer.receive())?.type, 6);
});

test('A-RELEASE-RQ with an operation outstanding is answered after its response', async (t) => {
  const gate = Promise.withResolvers<CommandStatus>();
  const begun = Promise.withResolvers<void>();
  const { port } = await startServer(t, {
    handlers: {
      store: () => {
        begun.resolve();
        return gate.promise;
      },
    },
  });
  const peer = await establishedPeer(t, port);
  peer.send(Buffer.concat([data(3, 3, storeRequest(1)), data(3, 2, Buffer.alloc(2)), RELEASE_REQUEST]));
  await begun.promise;
  gate.resolve({ status: 0 });
  assert.equal(await peer.receiveStatus(), 0);
  assert.equal((await peer.receive())?.type, 6);
});

test('A-RELEASE-RQ cancels a C-FIND that runs', async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *find(operation) {
        while (!operation.signal.aborted) {
          await new Promise(setImmediate);
          yield [];
        }
        return { status: 0xfe00 };
      },
    },
  });
  const peer = await establishedPeer(t, port);
  peer.send(Buffer.concat([data(5, 3, findRequest(1)), data(5, 2, Buffer.alloc(2)), RELEASE_REQUEST]));
  assert.equal(await peer.receiveStatus(), 0xfe00);
  assert.equal((await peer.receive())?.type, 6);
});

test('a release collision: the requestor answers first, then waits for the reply', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const released = association.release();
  assert.equal((await peer.receive())?.type, 5);
  peer.send(RELEASE_REQUEST);
  assert.equal((await peer.receive())?.type, 6);
  peer.send(RELEASE_REPLY);
  await released;
});

test('a release collision: the acceptor answers after the reply of the requestor', async (t) => {
  const accepted = Promise.withResolvers<Association>();
  const { port } = await startServer(t, { handlers: {}, onAssociation: accepted.resolve });
  const peer = await establishedPeer(t, port);
  const released = (await accepted.promise).release();
  assert.equal((await peer.receive())?.type, 5);
  peer.send(RELEASE_REQUEST);
  peer.send(RELEASE_REPLY);
  assert.equal((await peer.receive())?.type, 6);
  await released;
});

test('a peer that closes instead of answering A-RELEASE-RQ has released', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const released = association.release();
  await peer.receive();
  peer.socket.end();
  await released;
});

test('releasing while a request is outstanding is refused here', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const echo = association.echo();
  await peer.receiveCommand();
  await assert.rejects(association.release(), { code: 'OPERATIONS_OUTSTANDING' });
  association.abort(new Error('enough'));
  await assert.rejects(echo, { code: 'ASSOCIATION_ABORTED', by: 'local' });
});

test('an A-ABORT of the peer fails what is outstanding, with its source and reason', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const echo = association.echo();
  peer.send(hex('07 00 00000004 0000 02 03'));
  await assert.rejects(echo, { code: 'ASSOCIATION_ABORTED', by: 'peer', source: 2, reason: 3 });
  await assert.rejects(association.echo(), { code: 'ASSOCIATION_ABORTED' });
});

test('a reset fails what is outstanding', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const echo = association.echo();
  await peer.receiveCommand();
  peer.socket.resetAndDestroy();
  await assert.rejects(echo, { code: 'ASSOCIATION_LOST' });
});

test('a signal that ends a C-STORE aborts the association', async (t) => {
  const { association, peer } = await scriptedAcceptor(t);
  const controller = new AbortController();
  const echo = association.echo({ signal: controller.signal });
  await peer.receiveCommand();
  const reason = new Error('user');
  controller.abort(reason);
  await assert.rejects(echo, reason);
  assert.equal((await peer.receive())?.type, 7);
});

/** Timers, each short, against a peer that falls silent. */
test('responseTimeoutMs ends a request without response', async (t) => {
  const { association, peer } = await scriptedAcceptor(t, { timeouts: { responseTimeoutMs: 20 } });
  await assert.rejects(association.echo(), { code: 'TIMEOUT', timer: 'responseTimeoutMs' });
  await peer.receive();
  assert.equal((await peer.receive())?.type, 7);
});

test('releaseTimeoutMs ends a release without reply', async (t) => {
  const { association } = await scriptedAcceptor(t, { timeouts: { releaseTimeoutMs: 20 } });
  await assert.rejects(association.release(), { code: 'ASSOCIATION_ABORTED' });
});

test('idleTimeoutMs aborts an association on which nothing happens', async (t) => {
  const { port } = await startServer(t, { handlers: {}, timeouts: { idleTimeoutMs: 30 } });
  const peer = await establishedPeer(t, port);
  assert.equal((await peer.receive())?.type, 7);
});

test('idleTimeoutMs does not run while an operation is performed', async (t) => {
  const gate = Promise.withResolvers<CommandStatus>();
  const { port } = await startServer(t, {
    timeouts: { idleTimeoutMs: 100 },
    handlers: { echo: () => gate.promise },
  });
  const peer = await establishedPeer(t, port);
  peer.send(data(1, 3, echoRequest(1)));
  setTimeout(() => gate.resolve({ status: 0 }), 250);
  assert.equal(await peer.receiveStatus(), 0);
});

test('idleTimeoutMs aborts a peer that stops inside a message', async (t) => {
  const { port } = await startServer(t, {
    handlers: { store: () => ({ status: 0 }) },
    timeouts: { idleTimeoutMs: 30 },
  });
  const peer = await establishedPeer(t, port);
  peer.send(data(3, 3, storeRequest(1)));
  assert.equal((await peer.receive())?.type, 7);
});

test('pduTimeoutMs aborts a peer that trickles a PDU', async (t) => {
  const { port } = await startServer(t, { handlers: {}, timeouts: { pduTimeoutMs: 30 } });
  const peer = await establishedPeer(t, port);
  peer.send(data(1, 3, echoRequest(1)).subarray(0, 20));
  assert.equal((await peer.receive())?.type, 7);
});

test('artimTimeoutMs closes a connection without a complete request, also one that trickles', async (t) => {
  const { port } = await startServer(t, { handlers: {}, timeouts: { artimTimeoutMs: 30 } });
  const peer = await ScriptedPeer.connectTo(port);
  peer.send(hex('01 00 00000100 0001'));
  await peer.closed;
});

test('artimTimeoutMs closes a connection whose peer does not after A-RELEASE-RP', async (t) => {
  const { port } = await startServer(t, { handlers: {}, timeouts: { artimTimeoutMs: 30 } });
  const peer = await establishedPeer(t, port);
  peer.send(RELEASE_REQUEST);
  assert.equal((await peer.receive())?.type, 6);
  await peer.closed;
});

test('closing the server waits for open associations, then aborts them', async (t) => {
  const { server, port } = await startServer(t, { handlers: { store: () => ({ status: 0 }) } });
  const kind = await associate(t, port);
  const closing = server.close({ graceMs: 10_000 });
  assert.equal(
    (await kind.store({ sopClassUid: CT_STORAGE, sopInstanceUid: '1.2', dataSet: Buffer.alloc(2) })).status,
    0,
  );
  await kind.release();
  await closing;

  const other = await startServer(t, { handlers: {} });
  const stubborn = await associate(t, other.port);
  await other.server.close({ graceMs: 10 });
  assert.equal((await stubborn.closed)?.message.includes('aborted by the peer'), true);
});
