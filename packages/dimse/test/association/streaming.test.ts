import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { associate, establishedPeer, startServer } from '../support/scp.ts';
import { CT_STORAGE, data, IMPLICIT, storeRequest } from '../support/scripted-peer.ts';

const instance = (sopInstanceUid: string) => ({ sopClassUid: CT_STORAGE, sopInstanceUid });

test('a data set of 1 GiB passes through in constant memory', async (t) => {
  const chunk = Buffer.alloc(1024 * 1024, 7);
  const total = 1024 * chunk.length;
  let peak = 0;
  const { port } = await startServer(t, {
    handlers: {
      async store(operation) {
        let received = 0;
        for await (const part of operation.dataSet) {
          received += part.length;
          peak = Math.max(peak, process.memoryUsage.rss());
        }
        return { status: received === total ? 0 : 0xa700 };
      },
    },
  });
  const association = await associate(t, port);
  async function* generated() {
    for (let count = 0; count < 1024; count++) yield chunk;
  }
  const before = process.memoryUsage.rss();
  assert.equal((await association.store({ ...instance('1.2'), dataSet: generated() })).status, 0);
  assert.ok(peak - before < 200 * 1024 * 1024, `${peak - before} bytes more`);
});

test('a slow handler holds the sender back within maxQueuedDataSetBytes', async (t) => {
  const gate = Promise.withResolvers<void>();
  const { port } = await startServer(t, {
    limits: { maxQueuedDataSetBytes: 100_000 },
    handlers: {
      async store(operation) {
        await gate.promise;
        assert.ok(operation.dataSet.receivedBytes < 100_000 + 65_536 + 131_072);
        let received = 0;
        for await (const part of operation.dataSet) received += part.length;
        return { status: received === 64 * 1024 * 1024 ? 0 : 0xa700 };
      },
    },
  });
  const association = await associate(t, port);
  let produced = 0;
  let stalled = 0;
  async function* source() {
    for (let count = 0; count < 1024; count++) {
      produced += 65_536;
      yield Buffer.alloc(65_536);
    }
  }
  const stored = association.store({ ...instance('1.2'), dataSet: source() });
  // When the event loop turns many times without the sender making progress, it is held back.
  for (let last = -1; stalled < 200; ) {
    stalled = produced === last ? stalled + 1 : 0;
    last = produced;
    await new Promise(setImmediate);
  }
  assert.ok(produced < 32 * 1024 * 1024, `${produced} bytes were taken from the source`);
  gate.resolve();
  assert.equal((await stored).status, 0);
});

test('a data set of one-byte fragments is held back as well, by what each fragment costs', async (t) => {
  const gate = Promise.withResolvers<void>();
  let queued = 0;
  const { port } = await startServer(t, {
    limits: { maxQueuedDataSetBytes: 100_000 },
    handlers: {
      async store(operation) {
        await gate.promise;
        queued = operation.dataSet.receivedBytes;
        return { status: 0 };
      },
    },
  });
  const peer = await establishedPeer(t, port);
  peer.send(data(3, 3, storeRequest(1)));
  const fragments = Buffer.concat(Array<Buffer>(10_000).fill(data(3, 0, Buffer.of(7))));
  await new Promise((resolve) => peer.socket.write(fragments, resolve));
  const association = await associate(t, port);
  assert.equal((await association.echo()).status, 0);
  gate.resolve();
  peer.send(data(3, 2, Buffer.alloc(0)));
  assert.equal(await peer.receiveStatus(), 0);
  assert.ok(queued < 1000, `${queued} fragments were queued`);
});

test('what a handler leaves unread is drained before its status goes out', async (t) => {
  const { port } = await startServer(t, {
    limits: { maxQueuedDataSetBytes: 50_000 },
    handlers: {
      async store(operation) {
        if (operation.sopInstanceUid === '1.1') return { status: 0xa700 };
        for await (const _ of operation.dataSet) break;
        return { status: 0xa900 };
      },
    },
  });
  const association = await associate(t, port);
  const dataSet = Buffer.alloc(5_000_000);
  assert.equal((await association.store({ ...instance('1.1'), dataSet })).status, 0xa700);
  assert.equal((await association.store({ ...instance('1.2'), dataSet })).status, 0xa900);
});

for (const [sent, received] of [
  [8, 8],
  [131072, 9],
  [1000, 131072],
] as const) {
  test(`maximum lengths ${sent} and ${received} carry a data set unchanged`, async (t) => {
    const dataSet = Buffer.from(Uint8Array.from({ length: 30_000 }, (_, index) => index));
    const hash = createHash('sha256');
    const { port } = await startServer(t, {
      limits: { maxPduBytes: received },
      handlers: {
        async store(operation) {
          for await (const chunk of operation.dataSet) hash.update(chunk);
          return { status: 0 };
        },
      },
    });
    const association = await associate(t, port, { limits: { maxPduBytes: sent } });
    assert.equal((await association.store({ ...instance('1.2'), dataSet })).status, 0);
    assert.equal(hash.digest('hex'), createHash('sha256').update(dataSet).digest('hex'));
  });
}

test('a window of 4 keeps 4 C-STOREs outstanding, no more, with data sets in order', async (t) => {
  let running = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const { port } = await startServer(t, {
    handlers: {
      async store(operation) {
        running += 1;
        most = Math.max(most, running);
        const chunks: Uint8Array[] = [];
        for await (const chunk of operation.dataSet) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        assert.ok(bytes.every((byte) => byte === Number(operation.sopInstanceUid.split('.')[1])));
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          // All four are here: let them end in reverse order.
          if (waiting.length === 4) for (const proceed of waiting.splice(0).reverse()) proceed();
        });
        running -= 1;
        return { status: 0, errorComment: operation.sopInstanceUid };
      },
    },
  });
  const association = await associate(t, port, { asyncOperations: { invoked: 4, performed: 1 } });
  assert.equal(association.asyncOperationsInvoked, 4);
  const stored = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const uid = `1.${index}`;
      const dataSet = index % 2 === 0 ? Buffer.alloc(400_000, index) : Buffer.alloc(50, index);
      return (await association.store({ ...instance(uid), dataSet })).errorComment === uid;
    }),
  );
  assert.ok(stored.every(Boolean));
  assert.equal(most, 4);
  await association.release();
});

test('without a window requests wait for their turn', async (t) => {
  let running = 0;
  const { port } = await startServer(t, {
    handlers: {
      async store() {
        running += 1;
        assert.equal(running, 1);
        await new Promise(setImmediate);
        running -= 1;
        return { status: 0 };
      },
    },
  });
  const association = await associate(t, port);
  const stores = Array.from({ length: 10 }, (_, index) =>
    association.store({ ...instance(`1.${index}`), dataSet: Buffer.alloc(10) }),
  );
  for (const { status } of await Promise.all(stores)) assert.equal(status, 0);
});

test('a source that fails in the middle aborts the association', async (t) => {
  const failed = Promise.withResolvers<unknown>();
  const { port } = await startServer(t, {
    handlers: {
      async store(operation) {
        try {
          for await (const _ of operation.dataSet);
        } catch (error) {
          failed.resolve(error);
        }
        return { status: 0 };
      },
    },
  });
  const association = await associate(t, port);
  const cause = new Error('disk');
  async function* broken() {
    yield Buffer.alloc(500_000);
    throw cause;
  }
  await assert.rejects(association.store({ ...instance('1.2'), dataSet: broken() }), {
    code: 'DATA_SET_UNFINISHED',
    cause,
  });
  assert.equal(((await failed.promise) as { code?: string } | undefined)?.code, 'ASSOCIATION_ABORTED');
  await assert.rejects(association.echo());
});

test('200 associations at once all store', async (t) => {
  let stored = 0;
  const { port, server } = await startServer(t, {
    handlers: {
      async store(operation) {
        for await (const _ of operation.dataSet);
        stored += 1;
        return { status: 0 };
      },
    },
  });
  const contexts = [{ abstractSyntax: CT_STORAGE, transferSyntaxes: [IMPLICIT] }];
  const associations = await Promise.all(Array.from({ length: 200 }, () => associate(t, port, { contexts })));
  assert.equal(server.associations.size, 200);
  await Promise.all(
    associations.map(async (association) => {
      for (let index = 0; index < 3; index++) {
        await association.store({ ...instance(`1.${index}`), dataSet: Buffer.alloc(20_000) });
      }
      await association.release();
    }),
  );
  assert.equal(stored, 600);
});
