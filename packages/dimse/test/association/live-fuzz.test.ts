import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { associate, startServer } from '../support/scp.ts';
import {
  associateRequest,
  CT_STORAGE,
  data,
  echoRequest,
  findRequest,
  IMPLICIT,
  RELEASE_REQUEST,
  ScriptedPeer,
  STUDY_FIND,
  storeRequest,
  VERIFICATION,
} from '../support/scripted-peer.ts';

const CONVERSATION = Buffer.concat([
  associateRequest([
    [1, VERIFICATION, IMPLICIT],
    [3, CT_STORAGE, IMPLICIT],
    [5, STUDY_FIND, IMPLICIT],
  ]),
  data(1, 3, echoRequest(1)),
  data(3, 3, storeRequest(2)),
  data(3, 0, Buffer.alloc(64)),
  data(3, 2, Buffer.alloc(64)),
  data(5, 3, findRequest(3)),
  data(5, 2, Buffer.alloc(16)),
  RELEASE_REQUEST,
]);

/** fast-check prints the seed and the smallest conversation when one of them breaks the server. */
test('a live server outlives conversations with bytes changed, dropped and repeated', async (t) => {
  const { server, port } = await startServer(t, {
    timeouts: { artimTimeoutMs: 100 },
    handlers: {
      async store(operation) {
        for await (const _ of operation.dataSet);
        return { status: 0 };
      },
      async *find(operation) {
        yield await operation.identifier();
        return { status: 0 };
      },
    },
  });
  const edit = fc.tuple(
    fc.nat({ max: CONVERSATION.length - 1 }),
    fc.constantFrom('set', 'drop', 'repeat'),
    fc.nat(255),
  );
  const property = fc.asyncProperty(fc.array(edit, { maxLength: 5 }), async (edits) => {
    let bytes = Buffer.from(CONVERSATION);
    for (const [offset, kind, value] of edits) {
      const [head, tail] = [bytes.subarray(0, offset), bytes.subarray(offset + (kind === 'drop' ? value : 0))];
      if (kind === 'set') bytes[offset % bytes.length] = value;
      else if (kind === 'drop') bytes = Buffer.concat([head, tail]);
      else bytes = Buffer.concat([head, tail.subarray(0, value), tail]);
    }
    const peer = await ScriptedPeer.connectTo(port);
    peer.send(bytes);
    // Half-closed at once: whatever the server makes of it, it must end the connection by itself.
    peer.socket.end();
    await peer.closed;
  });
  await fc.assert(property, { interruptAfterTimeLimit: 3000, markInterruptAsFailure: false, numRuns: 2000 });
  const association = await associate(t, port);
  assert.equal((await association.echo()).status, 0);
  await association.release();
  await server.close();
  assert.equal(server.associations.size, 0);
});
