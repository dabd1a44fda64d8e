import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type TestContext, test } from 'node:test';
import { connect, Diagnostics, Rejections } from '../../src/index.ts';
import { associate, establishedPeer, startServer } from '../support/scp.ts';
import {
  CT_STORAGE,
  command,
  data,
  echoRequest,
  IMPLICIT,
  ScriptedPeer,
  VERIFICATION,
} from '../support/scripted-peer.ts';

/** What is published on a channel during a test. */
function listen(t: TestContext, name: keyof typeof Diagnostics): Record<string, unknown>[] {
  const messages: Record<string, unknown>[] = [];
  const listener = (message: unknown) => messages.push(message as Record<string, unknown>);
  subscribe(Diagnostics[name].name, listener);
  t.after(() => unsubscribe(Diagnostics[name].name, listener));
  return messages;
}

test('opening, a failing handler and closing are published with their association', async (t) => {
  const opened = listen(t, 'associationOpened');
  const failed = listen(t, 'handlerFailed');
  const closed = listen(t, 'associationClosed');
  const cause = new Error('no disk');
  const { server, port } = await startServer(t, {
    handlers: {
      store: () => {
        throw cause;
      },
    },
  });
  const association = await associate(t, port);
  await association.store({ sopClassUid: CT_STORAGE, sopInstanceUid: '1.2', dataSet: Buffer.alloc(2) });
  const [accepted] = server.associations;
  await association.release();
  await server.close();
  assert.deepEqual(new Set(opened.map((message) => message.association)), new Set([accepted, association]));
  assert.deepEqual([failed[0]?.error, failed[0]?.association], [cause, accepted]);
  assert.deepEqual(
    closed.map(({ reason }) => reason),
    [undefined, undefined],
  );
});

test('a rejected association and a connection without request are published with their peer', async (t) => {
  const rejected = listen(t, 'associationRejected');
  const failed = listen(t, 'connectionFailed');
  const { port } = await startServer(t, { handlers: {}, negotiate: () => ({ reject: Rejections.unspecified }) });
  const contexts = [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }];
  await assert.rejects(connect({ host: '127.0.0.1', port, callingAet: 'A', calledAet: 'B', contexts }));
  assert.deepEqual(rejected[0]?.rejection, Rejections.unspecified);
  const peer = await ScriptedPeer.connectTo(port);
  peer.send(Buffer.from('GET'));
  await peer.receive();
  peer.destroy();
  assert.equal((failed[0]?.peer as { remoteAddress?: string } | undefined)?.remoteAddress, '127.0.0.1');
});

test('a response nobody asked for and a refused request are published', async (t) => {
  const dropped = listen(t, 'responseDropped');
  const refused = listen(t, 'requestRefused');
  const { port } = await startServer(t, { handlers: {} });
  const peer = await establishedPeer(t, port);
  peer.send(data(1, 3, command({ 256: 0x8030, 288: 5, 2048: 0x0101, 2304: 0 })));
  peer.send(data(1, 3, command({ 256: 0x0999, 272: 1, 2048: 0x0101 })));
  peer.send(data(1, 3, echoRequest(2)));
  assert.equal(await peer.receiveStatus(), 0x0211);
  assert.equal(await peer.receiveStatus(), 0);
  assert.equal(
    (dropped[0]?.command as { MessageIDBeingRespondedTo?: number } | undefined)?.MessageIDBeingRespondedTo,
    5,
  );
  assert.equal((refused[0]?.status as { status?: number } | undefined)?.status, 0x0211);
});
