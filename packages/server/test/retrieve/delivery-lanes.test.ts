import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { AssociationDecision, AssociationRequest } from '@isocenter/dimse';
import { itemsOf, MemoryFiles } from './memory-files.ts';
import { gateOf, Sender, startStoreScp } from './store-scp.ts';

const limits = { timeout: 60_000 };

/** Accepts everything, with this window of asynchronous operations (PS3.7 D.3.3.3). */
function acceptsWindow(window: number) {
  return ({ presentationContexts }: AssociationRequest): AssociationDecision => ({
    contexts: new Map(
      presentationContexts.map(({ id, transferSyntaxes: [transferSyntax = ''] }) => [id, { transferSyntax }]),
    ),
    asyncOperations: { invoked: window, performed: window },
  });
}

function namedFiles(files: MemoryFiles, count: number) {
  return Array.from({ length: count }, (_, number) => files.add(String(number)));
}

/** Delays that were asked for, of those in `expected`; they are over at once. */
function recordDelays(t: TestContext, expected: readonly number[]): readonly number[] {
  const delays: number[] = [];
  const { setTimeout } = globalThis;
  t.mock.method(globalThis, 'setTimeout', (callback: () => void, milliseconds: number) => {
    if (!expected.includes(milliseconds)) return setTimeout(callback, milliseconds);
    delays.push(milliseconds);
    return setTimeout(callback, 0);
  });
  return delays;
}

describe('the lanes of a delivery', limits, () => {
  it('are as many associations side by side as the destination says', async (t) => {
    const files = new MemoryFiles();
    const three = gateOf(3);
    const scp = await startStoreScp(t, {
      // Each is answered when three are there at the same time.
      answer: async () => {
        await three();
        return 0;
      },
    });
    const destination = { ...scp.destination, parallelAssociations: 3 };
    const outcomes = await new Sender(t, files).deliver({ destination, items: itemsOf(namedFiles(files, 10), 4) });
    assert.deepEqual(outcomes.map(({ item }) => item.position).sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(new Set(outcomes.map(({ item }) => item.position)).size, 10, 'each once');
    assert.equal(scp.requests.length, 3);
    assert.equal(scp.mostAtOnce, 3);
  });

  it('send several at once on one association when the destination grants a window', async (t) => {
    const files = new MemoryFiles();
    const three = gateOf(3);
    const scp = await startStoreScp(t, {
      negotiate: acceptsWindow(3),
      answer: async () => {
        await three();
        return 0;
      },
    });
    const destination = { ...scp.destination, asynchronousOperations: 8 };
    const outcomes = await new Sender(t, files).deliver({ destination, items: itemsOf(namedFiles(files, 10)) });
    assert.equal(outcomes.length, 10);
    assert.deepEqual(
      scp.requests.map(({ asyncOperations }) => asyncOperations?.invoked),
      [8],
    );
    assert.equal(scp.mostAtOnce, 3);
  });

  it('take an answer without limit as the window that was asked for', async (t) => {
    const files = new MemoryFiles();
    const four = gateOf(4);
    const scp = await startStoreScp(t, {
      negotiate: acceptsWindow(0),
      answer: async () => {
        await four();
        return 0;
      },
    });
    const destination = { ...scp.destination, asynchronousOperations: 4 };
    await new Sender(t, files).deliver({ destination, items: itemsOf(namedFiles(files, 8)) });
    assert.equal(scp.mostAtOnce, 4);
  });

  it('open one further association for all senders that need it', async (t) => {
    const files = new MemoryFiles();
    const three = gateOf(3);
    const scp = await startStoreScp(t, {
      negotiate: acceptsWindow(3),
      answer: async () => {
        await three();
        return 0;
      },
    });
    // The second page has a class that the first association was not asked for.
    const sent = Array.from({ length: 6 }, (_, number) =>
      files.add(String(number), number < 3 ? {} : { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }),
    );
    const destination = { ...scp.destination, asynchronousOperations: 3 };
    const outcomes = await new Sender(t, files).deliver({ destination, items: itemsOf(sent, 3) });
    assert.deepEqual([outcomes.length, scp.requests.length], [6, 2]);
  });

  it('end one association before they open another where the destination takes one at a time', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      negotiate: (request) =>
        scp.stores.some(({ association }) => association.open)
          ? // Local limit exceeded (PS3.8 Table 9-21).
            { reject: { result: 2, source: 3, reason: 2 } }
          : acceptsWindow(1)(request),
    });
    // They come one by one, each in a class or syntax that nobody knew of before, then those again.
    const kinds = [{}, { syntax: 'jpeg' }, { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }] as const;
    const sent = [...kinds, ...kinds].map((kind, number) => files.add(String(number), kind));
    const sender = new Sender(t, files);
    const outcomes = await sender.deliver({ destination: scp.destination, items: itemsOf(sent, 1) });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      sent.map(() => 'completed'),
    );
    assert.ok(scp.requests.length > 1);
  });

  it('send one after the other where no window is granted', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    const destination = { ...scp.destination, asynchronousOperations: 8 };
    await new Sender(t, files).deliver({ destination, items: itemsOf(namedFiles(files, 5)) });
    assert.deepEqual([scp.requests.length, scp.mostAtOnce], [1, 1]);
  });

  it('all stop when the outcome of one cannot be taken', async (t) => {
    const files = new MemoryFiles();
    const two = gateOf(2);
    const scp = await startStoreScp(t, {
      answer: async () => {
        await two();
        return 0;
      },
    });
    const destination = { ...scp.destination, parallelAssociations: 2 };
    const delivering = new Sender(t, files).deliver(
      { destination, items: itemsOf(namedFiles(files, 20)) },
      async () => {
        throw new Error('database');
      },
    );
    await assert.rejects(delivering, /database/);
    assert.equal(scp.stores.length, 2);
  });

  it('use more than one association when one has not enough presentation contexts', async (t) => {
    const files = new MemoryFiles();
    // A native class takes two contexts, so that 150 of them take 300.
    const sent = Array.from({ length: 150 }, (_, number) =>
      files.add(String(number), { sopClassUid: `1.2.840.10008.5.1.4.1.1.9999.${number}` }),
    );
    const scp = await startStoreScp(t);
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.deepEqual(new Set(outcomes.map(({ result }) => result)), new Set(['completed']));
    assert.equal(scp.stores.length, 150);
    assert.equal(scp.requests.length, 3);
    for (const { presentationContexts } of scp.requests) assert.ok(presentationContexts.length <= 128);
  });

  it('propose what is known to come when they open an association', async (t) => {
    const files = new MemoryFiles();
    const classes = ['1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.5.1.4.1.1.4', '1.2.840.10008.5.1.4.1.1.7'];
    const sent = classes.map((sopClassUid, number) => files.add(String(number), { sopClassUid }));
    const scp = await startStoreScp(t);
    await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.equal(scp.requests.length, 1);
  });

  it('ask once for what the destination refuses, and send the rest', async (t) => {
    const files = new MemoryFiles();
    const refused = '1.2.840.10008.5.1.4.1.1.7';
    const sent = ['0', '1', '2', '3'].map((name) =>
      files.add(name, name === '1' || name === '2' ? { sopClassUid: refused } : {}),
    );
    const scp = await startStoreScp(t, { refused: [refused] });
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.deepEqual(
      outcomes.map(({ error, result }) => [result, error?.code]),
      [
        ['completed', undefined],
        ['failed', 'NoPresentationContext'],
        ['failed', 'NoPresentationContext'],
        ['completed', undefined],
      ],
    );
    assert.equal(scp.requests.length, 1);
  });

  it('send a compressed data set in its own syntax or not at all', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      negotiate: ({ presentationContexts }) => ({
        contexts: new Map(
          presentationContexts.map(({ id, transferSyntaxes: [transferSyntax = ''] }) => [
            id,
            transferSyntax.startsWith('1.2.840.10008.1.2.4') ? { result: 4 as const } : { transferSyntax },
          ]),
        ),
      }),
    });
    const sent = [files.add('0'), files.add('1', { syntax: 'jpeg' })];
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.deepEqual(
      outcomes.map(({ error, result }) => [result, error?.code]),
      [
        ['completed', undefined],
        ['failed', 'NoPresentationContext'],
      ],
    );
  });
});

describe('a sub-operation that fails', limits, () => {
  it('for a reason that passes is tried again after twice the time each, and then succeeds', async (t) => {
    const files = new MemoryFiles();
    const delays = recordDelays(t, [7_000, 14_000, 28_000]);
    const scp = await startStoreScp(t, { answer: (_, seen) => (seen <= 3 ? 0xa700 : 0) });
    const sender = new Sender(t, files, { retries: 3, retryDelayMs: 7_000 });
    const outcomes = await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['completed'],
    );
    assert.deepEqual(delays, [7_000, 14_000, 28_000]);
  });

  it('is given up when all retries have failed', async (t) => {
    const files = new MemoryFiles();
    const delays = recordDelays(t, [7_000, 14_000]);
    const scp = await startStoreScp(t, { answer: () => 0xa702 });
    const sender = new Sender(t, files, { retries: 2, retryDelayMs: 7_000 });
    const outcomes = await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    assert.deepEqual(
      outcomes.map(({ result, status }) => [result, status]),
      [['failed', 0xa702]],
    );
    assert.deepEqual([scp.stores.length, delays], [3, [7_000, 14_000]]);
  });

  it('for a reason that stays is not tried again', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, { answer: () => 0xc000 });
    const sender = new Sender(t, files, { retries: 5, retryDelayMs: 0 });
    await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    assert.equal(scp.stores.length, 1);
  });

  it('is not tried again once the delivery is stopped, and stopping does not wait for the delay', async (t) => {
    const files = new MemoryFiles();
    const stop = new AbortController();
    const scp = await startStoreScp(t, { answer: () => 0xa700 });
    const sender = new Sender(t, files, { retries: 5, retryDelayMs: 3_600_000 });
    const { setTimeout } = globalThis;
    t.mock.method(globalThis, 'setTimeout', (callback: () => void, milliseconds: number) => {
      if (milliseconds === 3_600_000) setImmediate(() => stop.abort());
      return setTimeout(callback, milliseconds);
    });
    const outcomes = await sender.deliver({
      destination: scp.destination,
      items: itemsOf([files.add('1')]),
      signal: stop.signal,
    });
    assert.deepEqual(
      outcomes.map(({ result, status }) => [result, status]),
      [['failed', 0xa700]],
    );
    assert.equal(scp.stores.length, 1);
  });

  it('after the delivery was stopped is not waited for', async (t) => {
    const files = new MemoryFiles();
    const stop = new AbortController();
    const scp = await startStoreScp(t, {
      answer: () => {
        stop.abort();
        return 0xa700;
      },
    });
    const sender = new Sender(t, files, { retries: 5, retryDelayMs: 3_600_000 });
    const items = itemsOf([files.add('1')]);
    const outcomes = await sender.deliver({ destination: scp.destination, items, signal: stop.signal });
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      [0xa700],
    );
  });

  it('because the association broke is tried again on another one', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      answer: ({ association }, seen) => {
        if (seen === 1) association.abort();
        return 0;
      },
    });
    const sender = new Sender(t, files, { retries: 1 });
    const outcomes = await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['completed'],
    );
    assert.equal(scp.requests.length, 2);
  });

  it('because a new association broke is a failure when there are no retries', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      answer: ({ association }) => {
        association.abort();
        return 0;
      },
    });
    const outcomes = await new Sender(t, files).deliver({
      destination: scp.destination,
      items: itemsOf([files.add('1')]),
    });
    assert.deepEqual(
      outcomes.map(({ error, result }) => [result, error?.code, error?.transient]),
      [['failed', 'NetworkProtocol', true]],
    );
    assert.equal(scp.requests.length, 1);
  });
});

describe('associations between deliveries', limits, () => {
  it('wait for the next delivery to the same destination', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    const sender = new Sender(t, files, { idleMs: 60_000 });
    await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('2')]) });
    assert.deepEqual([scp.requests.length, scp.stores.length], [1, 2]);
  });

  it('are replaced at once, without a retry, when one that waited turns out to be gone', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      answer: ({ association }, seen) => {
        // The first delivery is over: its association breaks with the next request.
        if (seen === 2) association.abort();
        return 0;
      },
    });
    const sender = new Sender(t, files, { idleMs: 60_000 });
    await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    const outcomes = await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('2')]) });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['completed'],
    );
    assert.equal(scp.requests.length, 2);
  });

  it('that have proved to work since are not tried twice', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t, {
      answer: ({ association }, seen) => {
        if (seen === 3) association.abort();
        return 0;
      },
    });
    const sender = new Sender(t, files, { idleMs: 60_000 });
    await sender.deliver({ destination: scp.destination, items: itemsOf([files.add('1')]) });
    const outcomes = await sender.deliver({
      destination: scp.destination,
      items: itemsOf([files.add('2'), files.add('3')]),
    });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['completed', 'failed'],
    );
    assert.equal(scp.requests.length, 1);
  });
});
