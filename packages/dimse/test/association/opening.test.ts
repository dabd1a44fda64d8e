import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type ConnectOptions, connect, DicomServer, Rejections } from '../../src/index.ts';
import { hex } from '../support/hex.ts';
import { associate, startServer } from '../support/scp.ts';
import {
  associateAccept,
  associateRequest,
  CT_STORAGE,
  EXPLICIT,
  IMPLICIT,
  item,
  pdu,
  ScriptedPeer,
  VERIFICATION,
} from '../support/scripted-peer.ts';

const options = (port: number): ConnectOptions => ({
  host: '127.0.0.1',
  port,
  callingAet: 'SCU',
  calledAet: 'SCP',
  contexts: [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }],
});

async function answeredWith(t: TestContext, answer: Buffer, change: Partial<ConnectOptions> = {}) {
  const { port, peer: accepted, close } = await ScriptedPeer.listen();
  t.after(close);
  const opening = connect({ ...options(port), ...change });
  const peer = await accepted;
  t.after(() => peer.destroy());
  await peer.receive();
  peer.send(answer);
  return { opening, peer };
}

test('the rejection of the policy reaches the requestor with result, source and reason', async (t) => {
  const { port } = await startServer(t, {
    handlers: {},
    negotiate: () => ({ reject: Rejections.calledAetNotRecognised }),
  });
  await assert.rejects(connect(options(port)), { code: 'ASSOCIATION_REJECTED', result: 1, source: 1, reason: 7 });
});

test('a policy that throws rejects with temporary congestion', async (t) => {
  const { port } = await startServer(t, {
    handlers: {},
    negotiate: () => {
      throw new Error('no database');
    },
  });
  await assert.rejects(connect(options(port)), { result: 2, source: 3, reason: 1 });
});

test('the policy sees all a request carries, and the requestor all that was answered', async (t) => {
  let seen: unknown;
  const { port } = await startServer(t, {
    handlers: {},
    negotiate: (request) => {
      seen = {
        aets: [request.callingAet, request.calledAet],
        identity: Buffer.from(request.userIdentity?.primary ?? []).toString(),
        common: request.commonExtendedNegotiation,
      };
      return {
        contexts: new Map([[1, { transferSyntax: IMPLICIT }]]),
        userIdentityResponse: Buffer.from('welcome'),
        extendedNegotiation: [{ sopClassUid: VERIFICATION, applicationInformation: Uint8Array.of(7) }],
      };
    },
  });
  const common = {
    sopClassUid: '1.2.3',
    serviceClassUid: '1.2.840.10008.4.2',
    relatedGeneralSopClassUids: [CT_STORAGE],
  };
  const association = await associate(t, port, {
    ...options(port),
    userIdentity: {
      type: 1,
      positiveResponseRequested: true,
      primary: Buffer.from('jürgen'),
      secondary: new Uint8Array(),
    },
    commonExtendedNegotiation: [common],
    extendedNegotiation: [{ sopClassUid: VERIFICATION, applicationInformation: Uint8Array.of(1) }],
  });
  assert.deepEqual(seen, { aets: ['SCU', 'SCP'], identity: 'jürgen', common: [common] });
  assert.equal(Buffer.from(association.negotiated.userIdentityResponse ?? []).toString(), 'welcome');
  assert.deepEqual(association.negotiated.extendedNegotiation[0]?.applicationInformation, Uint8Array.of(7));
  await association.release();
});

test('protocol version, application context and empty AE titles are rejected before the policy is asked', async (t) => {
  const { port } = await startServer(t, { handlers: {}, negotiate: () => assert.fail('asked') });
  const sound = associateRequest([[1, VERIFICATION, IMPLICIT]]);
  const changed = (offset: number, bytes: Buffer) => {
    const request = Buffer.from(sound);
    bytes.copy(request, offset);
    return request;
  };
  for (const [request, triple] of [
    [changed(6, hex('0002')), [1, 2, 2]],
    [changed(6 + 68 + 4, Buffer.from('1.2.840.10008.3.1.1.9')), [1, 1, 2]],
    [changed(6 + 4, Buffer.alloc(16, ' ')), [1, 1, 7]],
    [changed(6 + 20, Buffer.alloc(16, ' ')), [1, 1, 3]],
  ] as const) {
    const peer = await ScriptedPeer.connectTo(port);
    peer.send(request);
    const answer = await peer.receive();
    assert.equal(answer?.type, 3);
    assert.deepEqual([...(answer?.body ?? [])].slice(1), triple);
    peer.destroy();
  }
});

test('associations over maxAssociations and maxAssociationsPerPeer are rejected with 2/3/2 until one ends', async (t) => {
  for (const limit of ['maxAssociations', 'maxAssociationsPerPeer'] as const) {
    const { port, server } = await startServer(t, { handlers: {}, limits: { [limit]: 2 } });
    const [first] = await Promise.all([associate(t, port), associate(t, port)]);
    await assert.rejects(connect(options(port)), { result: 2, source: 3, reason: 2 });
    await first?.release();
    while (server.associations.size > 1) await new Promise(setImmediate);
    await (await associate(t, port)).release();
  }
});

test('an association with every context refused is established and can be released', async (t) => {
  const { port } = await startServer(t, { handlers: {} });
  const association = await associate(t, port, {
    contexts: [{ abstractSyntax: '1.2.3.4', transferSyntaxes: [IMPLICIT] }],
  });
  assert.equal(association.acceptedContexts.size, 0);
  assert.deepEqual([...association.negotiated.refusedContexts], [[1, 3]]);
  await assert.rejects(association.echo(), { code: 'NO_PRESENTATION_CONTEXT' });
  await association.release();
});

test('wrong AE titles in the accept are ignored', async (t) => {
  const answer = associateAccept([[1, 0, IMPLICIT]]);
  answer.fill('X', 10, 42);
  const { opening } = await answeredWith(t, answer);
  const association = await opening;
  assert.equal(association.calledAet, 'SCP');
  association.abort();
});

test('a transfer syntax that was not proposed makes the context unusable', async (t) => {
  const { opening } = await answeredWith(t, associateAccept([[1, 0, EXPLICIT]]));
  const association = await opening;
  assert.equal(association.acceptedContexts.size, 0);
  association.abort();
});

test('a peer that takes no PDU with data is aborted', async (t) => {
  const { opening, peer } = await answeredWith(t, associateAccept([[1, 0, IMPLICIT]], item(0x51, hex('00000007'))));
  await assert.rejects(
    opening,
    (error: Error) => (error.cause as { code?: string } | undefined)?.code === 'NEGOTIATION_INVALID',
  );
  assert.equal((await peer.receive())?.type, 7);
});

test('a malformed accept is aborted with reason 6', async (t) => {
  const { opening, peer } = await answeredWith(t, pdu(2, Buffer.alloc(68)));
  await assert.rejects(opening, { code: 'ASSOCIATION_ABORTED', by: 'local' });
  const abort = await peer.receive();
  assert.deepEqual([abort?.type, abort?.body[2], abort?.body[3]], [7, 2, 6]);
});

test('an abort instead of an answer tells its source and reason', async (t) => {
  const { opening } = await answeredWith(t, hex('07 00 00000004 0000 02 01'));
  await assert.rejects(opening, { code: 'ASSOCIATION_ABORTED', by: 'peer', source: 2, reason: 1 });
});

test('a close instead of an answer is a lost association', async (t) => {
  const { opening, peer } = await answeredWith(t, Buffer.alloc(0));
  peer.destroy();
  await assert.rejects(opening, { code: 'ASSOCIATION_LOST' });
});

test('no answer in time ends in a TimeoutError and an abort', async (t) => {
  const { opening, peer } = await answeredWith(t, Buffer.alloc(0), { timeouts: { associationMs: 20 } });
  await assert.rejects(opening, { code: 'TIMEOUT', timer: 'associationMs' });
  assert.equal((await peer.receive())?.type, 7);
});

test('a signal ends the attempt with its own reason', async (t) => {
  const controller = new AbortController();
  const { opening } = await answeredWith(t, Buffer.alloc(0), { signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await assert.rejects(opening, reason);
});

test('a port nobody listens on is a failed connection', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(connect(options(port)), { code: 'CONNECTION_FAILED' });
});

test('a peer that comes by IPv4 is named by its IPv4 address, on whatever the server listens', async (t) => {
  let remoteAddress: string | undefined;
  const server = new DicomServer({
    handlers: {},
    negotiate: (request) => {
      remoteAddress = request.remoteAddress;
      return { reject: Rejections.calledAetNotRecognised };
    },
  });
  await server.listen({ port: 0 });
  t.after(() => server.close());
  await assert.rejects(connect(options(server.address?.port ?? 0)), { code: 'ASSOCIATION_REJECTED' });
  assert.equal(remoteAddress, '127.0.0.1');
});
