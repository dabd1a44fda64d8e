import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ctImageStorage, itemsOf, MemoryFiles, syntaxUid } from './memory-files.ts';
import { Sender, startStoreScp } from './store-scp.ts';

const limits = { timeout: 60_000 };
const uidOf = (name: string) => `1.2.826.0.1.3680043.${name}`;

describe('a delivery', limits, () => {
  it('sends each data set as it is stored, in order, and says where it comes from', async (t) => {
    const files = new MemoryFiles();
    const sent = [files.add('1'), files.add('2', { syntax: 'implicit' }), files.add('3', { syntax: 'deflated' })];
    const scp = await startStoreScp(t);
    const sender = new Sender(t, files);
    const moveOriginator = { aet: 'WORKSTATION', messageId: 77 };
    const outcomes = await sender.deliver({
      destination: scp.destination,
      items: itemsOf(sent),
      priority: 1,
      moveOriginator,
    });
    assert.deepEqual(
      outcomes.map(({ item, result, status }) => [item.position, result, status]),
      [
        [0, 'completed', 0],
        [1, 'completed', 0],
        [2, 'completed', 0],
      ],
    );
    assert.deepEqual(
      scp.stores.map(({ association: _, ...store }) => store),
      sent.map(({ dataSet, instance }) => ({
        sopClassUid: ctImageStorage,
        sopInstanceUid: instance.sopInstanceUid,
        transferSyntaxUid: instance.transferSyntaxUid,
        priority: 1,
        moveOriginator,
        bytes: Buffer.from(dataSet),
      })),
    );
  });

  it('sends a file of several megabytes whole', async (t) => {
    const files = new MemoryFiles();
    const large = files.add('1', { pixelBytes: 3_000_000 });
    const scp = await startStoreScp(t);
    await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf([large]) });
    assert.equal(scp.stores[0]?.bytes.equals(large.dataSet), true);
  });

  it('keeps each file apart from the next that is read into the same memory', async (t) => {
    const files = new MemoryFiles();
    const sent = Array.from({ length: 30 }, (_, number) =>
      files.add(`${number}`, { pixelBytes: 100_000 + number * 2 }),
    );
    const scp = await startStoreScp(t);
    await new Sender(t, files).deliver({
      destination: { ...scp.destination, parallelAssociations: 3 },
      items: itemsOf(sent),
    });
    const expected = new Map(sent.map(({ dataSet, instance }) => [instance.sopInstanceUid, dataSet]));
    for (const { bytes, sopInstanceUid } of scp.stores) {
      assert.equal(bytes.equals(expected.get(sopInstanceUid) ?? Buffer.of()), true, sopInstanceUid);
    }
    assert.equal(scp.stores.length, 30);
  });

  it('opens no association when there is nothing to send', async (t) => {
    const scp = await startStoreScp(t);
    const outcomes = await new Sender(t, new MemoryFiles()).deliver({
      destination: scp.destination,
      items: itemsOf([]),
    });
    assert.deepEqual([outcomes, scp.requests], [[], []]);
  });

  it('reports warnings, duplicates and refusals as what they are, and goes on', async (t) => {
    const files = new MemoryFiles();
    const sent = ['1', '2', '3', '4', '5', '6'].map((name) => files.add(name));
    const statuses = [0xb000, 0xb006, 0xb007, 0x0111, 0xa900, 0xc001];
    const scp = await startStoreScp(t, { answer: (_, seen) => statuses[seen - 1] ?? 0 });
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.deepEqual(
      outcomes.map(({ error, result, status }) => [status, result, error?.code, error?.transient]),
      [
        [0xb000, 'warning', undefined, undefined],
        [0xb006, 'warning', undefined, undefined],
        [0xb007, 'warning', undefined, undefined],
        [0x0111, 'duplicate', undefined, undefined],
        [0xa900, 'failed', 'NetworkProtocol', false],
        [0xc001, 'failed', 'NetworkProtocol', false],
      ],
    );
    assert.deepEqual(outcomes[4]?.error?.payload, { Type: 'Dimse', Content: { DimseErrorStatus: 0xa900 } });
    assert.equal(scp.requests.length, 1);
  });

  it('reads the next file while the one before is on its way', async (t) => {
    const files = new MemoryFiles();
    const sent = [files.add('1'), files.add('2')];
    const secondIsRead = new Promise<void>((resolve) => {
      files.onRead = (uuid) => {
        if (uuid === '2') resolve();
      };
    });
    const scp = await startStoreScp(t, {
      answer: async (_, seen) => {
        // Else the first is never answered.
        if (seen === 1) await secondIsRead;
        return 0;
      },
    });
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.equal(outcomes.length, 2);
  });

  it('fails the instance whose file is gone, is cut off or is none, and sends the others', async (t) => {
    const files = new MemoryFiles();
    const sent = ['1', '2', '3', '4'].map((name) => files.add(name));
    files.remove('1');
    files.cut('2', 300);
    files.cut('3', 0);
    const scp = await startStoreScp(t);
    const outcomes = await new Sender(t, files).deliver({ destination: scp.destination, items: itemsOf(sent) });
    assert.deepEqual(
      outcomes.map(({ error, result }) => [result, error?.code]),
      [
        ['failed', 'InexistentFile'],
        ['failed', 'CorruptedFile'],
        ['failed', 'CorruptedFile'],
        ['completed', undefined],
      ],
    );
    assert.equal(scp.requests.length, 1, 'the association is still of use');
  });

  it('gives up the association when a file ends while it is sent, and sends the next on another', async (t) => {
    const files = new MemoryFiles();
    const large = files.add('1', { pixelBytes: 3_000_000 });
    files.cut('1', 2_000_000);
    const scp = await startStoreScp(t);
    const outcomes = await new Sender(t, files).deliver({
      destination: scp.destination,
      items: itemsOf([large, files.add('2')]),
    });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['failed', 'completed'],
    );
    assert.deepEqual(
      scp.stores.map(({ sopInstanceUid }) => sopInstanceUid),
      [uidOf('2')],
    );
    assert.equal(scp.requests.length, 2);
  });

  it('fails every instance when nothing listens at the destination', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    await scp.close();
    const outcomes = await new Sender(t, files).deliver({
      destination: scp.destination,
      items: itemsOf([files.add('1'), files.add('2')]),
    });
    assert.deepEqual(
      outcomes.map(({ error, result }) => [result, error?.code, error?.transient]),
      [
        ['failed', 'NetworkProtocol', true],
        ['failed', 'NetworkProtocol', true],
      ],
    );
  });

  it('rejects when the items cannot be listed', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    const items = async function* () {
      yield* itemsOf([files.add('1')]);
      throw new Error('index');
    };
    const seen: number[] = [];
    await assert.rejects(
      new Sender(t, files).deliver({ destination: scp.destination, items: items() }, ({ item }) => {
        seen.push(item.position);
      }),
      /index/,
    );
    assert.deepEqual(seen, [0]);
  });

  it('rejects, and sends no more, when an outcome cannot be taken', async (t) => {
    const files = new MemoryFiles();
    const sent = ['1', '2', '3', '4'].map((name) => files.add(name));
    const scp = await startStoreScp(t);
    const delivering = new Sender(t, files).deliver(
      { destination: scp.destination, items: itemsOf(sent) },
      async () => {
        throw new Error('database');
      },
    );
    await assert.rejects(delivering, /database/);
    assert.equal(scp.stores.length, 1);
  });

  it('waits with the next instance until the outcome of the one before is taken', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    const seenAtOutcome: number[] = [];
    await new Sender(t, files).deliver(
      { destination: scp.destination, items: itemsOf([files.add('1'), files.add('2')]) },
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        seenAtOutcome.push(scp.stores.length);
      },
    );
    assert.deepEqual(seenAtOutcome, [1, 2]);
  });

  it('begins nothing more once it is stopped; what is under way ends', async (t) => {
    const files = new MemoryFiles();
    const sent = ['1', '2', '3', '4', '5'].map((name) => files.add(name));
    const stop = new AbortController();
    const scp = await startStoreScp(t, {
      answer: (_, seen) => {
        if (seen === 2) stop.abort();
        return 0;
      },
    });
    const outcomes = await new Sender(t, files).deliver({
      destination: scp.destination,
      items: itemsOf(sent),
      signal: stop.signal,
    });
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      ['completed', 'completed'],
    );
    assert.equal(scp.stores.length, 2);
  });

  it('leaves its list of items when it is stopped', async (t) => {
    const files = new MemoryFiles();
    const scp = await startStoreScp(t);
    const stop = new AbortController();
    let left = false;
    const items = async function* () {
      try {
        yield* itemsOf(
          ['1', '2', '3'].map((name) => files.add(name)),
          1,
        );
      } finally {
        left = true;
      }
    };
    await new Sender(t, files).deliver({ destination: scp.destination, items: items(), signal: stop.signal }, () =>
      stop.abort(),
    );
    assert.equal(left, true);
  });

  it('sends in another native syntax where the destination does not take the stored one', async (t) => {
    const files = new MemoryFiles();
    const file = files.add('1', { syntax: 'bigEndian' });
    const implicit = syntaxUid('implicit');
    const scp = await startStoreScp(t, {
      negotiate: ({ presentationContexts }) => ({
        contexts: new Map(
          presentationContexts.map(({ id, transferSyntaxes }) => [
            id,
            transferSyntaxes.includes(implicit) ? { transferSyntax: implicit } : { result: 4 as const },
          ]),
        ),
      }),
    });
    const sender = new Sender(t, files);
    const [outcome] = await sender.deliver({ destination: scp.destination, items: itemsOf([file]) });
    assert.equal(outcome?.result, 'completed');
    const bytes = scp.stores[0]?.bytes;
    // (0028,0010) Rows, length 2, 1234H in little endian.
    assert.notEqual(bytes?.indexOf(Buffer.from('28001000020000003412', 'hex')), -1);
    const [refused] = await sender.deliver({
      destination: { ...scp.destination, allowTranscoding: false },
      items: itemsOf([file]),
    });
    assert.deepEqual([refused?.result, refused?.error?.code], ['failed', 'NoPresentationContext']);
  });
});
