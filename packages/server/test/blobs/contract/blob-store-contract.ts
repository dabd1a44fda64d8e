import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { BlobStore, ListedBlob } from '../../../src/blobs/blob-store.ts';
import { type OpenStore, onStore } from './opened-store.ts';

const mebibyte = 1024 * 1024;

export interface BlobStoreContractOptions {
  /** Bytes of the largest blob; more than the store sends at once. */
  readonly largeBytes: number;
  /** Why it cannot run. */
  readonly skip?: string | false;
}

/** What every blob store does, wherever it keeps the bytes. */
export function blobStoreContract(name: string, open: OpenStore, options: BlobStoreContractOptions): void {
  const { largeBytes, skip = false } = options;
  // The sizes around those of buffers, blocks and chunks of the stores.
  const sizes = [0, 1, 65_535, 65_536, 65_537, 262_144, 3 * mebibyte + 17, largeBytes];

  describe(`${name} as a blob store`, { skip }, () => {
    for (const size of sizes) {
      it(
        `gives back ${size} bytes as they were written`,
        onStore(open, async ({ store }) => {
          const bytes = randomBytes(size);
          const uuid = await written(store, bytes);
          assert.ok((await wholeOf(store, uuid)).equals(bytes));
          assert.deepEqual(await listed(store, uuid.slice(0, 8)), [{ uuid, size }]);
          assert.ok(Buffer.from(await store.readRange(uuid, { start: 0, end: size })).equals(bytes));
        }),
      );
    }

    it(
      'counts the bytes it has taken, and does not care how they are cut',
      onStore(open, async ({ store }) => {
        const bytes = randomBytes(300_000);
        const writer = store.create();
        let at = 0;
        for (let step = 1; at < bytes.length; step = (step * 7) % 40_009) {
          await writer.write(Uint8Array.from(bytes.subarray(at, at + step)));
          at = Math.min(bytes.length, at + step);
          assert.equal(writer.size, at);
        }
        await writer.flush();
        await writer.sync();
        assert.ok((await wholeOf(store, writer.uuid)).equals(bytes));
      }),
    );

    it(
      'reads ranges, which end where the blob ends',
      onStore(open, async ({ store }) => {
        const bytes = randomBytes(200_000);
        const uuid = await written(store, bytes);
        const ranges = [
          [0, 1],
          [0, 132],
          [65_535, 65_537],
          [65_536, 131_072],
          [131_000, 131_073],
          [100_000, 100_000],
          [199_999, 200_000],
          [150_000, 300_000],
          [200_000, 200_001],
          [300_000, 400_000],
        ] as const;
        for (const [start, end] of ranges) {
          const expected = bytes.subarray(start, end);
          assert.ok(Buffer.from(await store.readRange(uuid, { start, end })).equals(expected), `${start}–${end}`);
          assert.ok((await wholeOf(store, uuid, { start, end })).equals(expected), `${start}–${end} streamed`);
        }
      }),
    );

    it(
      'reads the same range whether a buffer is given or not, and however large it is',
      onStore(open, async ({ store }) => {
        const bytes = randomBytes(1000);
        const uuid = await written(store, bytes);
        for (const target of [new Uint8Array(500), new Uint8Array(800), new Uint8Array(10), undefined]) {
          const filled = await store.readRange(uuid, { start: 100, end: 600 }, target);
          assert.ok(Buffer.from(filled).equals(bytes.subarray(100, 600)));
        }
      }),
    );

    it(
      'reads a blob for several at the same time, also when one of them stops early',
      onStore(open, async ({ store }) => {
        const bytes = randomBytes(2 * mebibyte);
        const uuid = await written(store, bytes);
        const stopsEarly = async () => {
          for await (const chunk of store.read(uuid)) return Buffer.from(chunk);
          return Buffer.alloc(0);
        };
        const [first, whole, start] = await Promise.all([wholeOf(store, uuid), wholeOf(store, uuid), stopsEarly()]);
        assert.ok(first.equals(bytes) && whole.equals(bytes));
        assert.ok(start.length > 0 && start.equals(bytes.subarray(0, start.length)));
        assert.ok((await wholeOf(store, uuid)).equals(bytes));
      }),
    );

    it(
      'refuses what is not there, by a name that leads elsewhere, too',
      onStore(open, async ({ store }) => {
        for (const uuid of [randomUUID(), '../../etc/passwd', '', 'ABCDEF00-0000-4000-8000-000000000000']) {
          const missing = uuid.length === 36 && uuid === uuid.toLowerCase() ? 'InexistentFile' : /File$/;
          const hasCode = (error: Error & { code?: string }) =>
            typeof missing === 'string' ? error.code === missing : missing.test(error.code ?? '');
          await assert.rejects(wholeOf(store, uuid), hasCode);
          await assert.rejects(store.readRange(uuid, { start: 0, end: 10 }), hasCode);
          await assert.rejects(wholeOf(store, uuid, { start: 5, end: 5 }), hasCode);
        }
      }),
    );

    it(
      'removes blobs, which is no error twice',
      onStore(open, async ({ store }) => {
        const uuid = await written(store, randomBytes(1000));
        await store.remove(uuid);
        await assert.rejects(wholeOf(store, uuid), { code: 'InexistentFile' });
        await store.remove(uuid);
        await store.remove(randomUUID());
        assert.equal(await store.syncLater(uuid), false);
      }),
    );

    it(
      'drops what was aborted, before and after it was flushed, and needs no name for it any more',
      onStore(open, async ({ store, unsettled }) => {
        const early = store.create();
        await early.abort();
        const middle = store.create();
        await middle.write(randomBytes(400_000));
        await middle.abort();
        const late = store.create();
        await late.write(randomBytes(400_000));
        await late.flush();
        await late.abort();
        for (const { uuid } of [early, middle, late]) {
          await assert.rejects(wholeOf(store, uuid), { code: 'InexistentFile' });
          assert.deepEqual(await listed(store, uuid), []);
          assert.notEqual(unsettled?.has(uuid), true);
        }
      }),
    );

    it(
      'keeps a name until it is settled, or the blob is removed',
      onStore(open, async ({ store, unsettled }) => {
        const settled = await written(store, randomBytes(10));
        const removed = await written(store, randomBytes(10));
        const kept = await written(store, randomBytes(10));
        store.settle(settled);
        store.settle(settled);
        await store.remove(removed);
        if (unsettled !== undefined) assert.deepEqual([...unsettled], [kept]);
        assert.equal((await wholeOf(store, settled)).length, 10);
      }),
    );

    it(
      'restores a blob from its copy, whether it is there or not',
      onStore(open, async ({ store }) => {
        const copy = randomBytes(70_000);
        const uuid = await written(store, randomBytes(10));
        const gone = await written(store, randomBytes(10));
        await store.remove(gone);
        for (const name of [uuid, gone]) {
          await store.restore(name, copy);
          assert.ok((await wholeOf(store, name)).equals(copy));
          assert.equal(await store.syncLater(name), true);
        }
        await store.restore(uuid, new Uint8Array(0));
        assert.equal((await wholeOf(store, uuid)).length, 0);
      }),
    );

    it(
      'lists blobs by the beginning of their names, and refuses one that is too short',
      onStore(open, async ({ store }) => {
        const sizeOf = new Map<string, number>();
        for (let size = 1; size <= 5; size += 1) {
          const uuid = `0123456${size % 2}-0000-4000-8000-00000000000${size}`;
          await store.restore(uuid, randomBytes(size * 50_000));
          sizeOf.set(uuid, size * 50_000);
        }
        const all = await listed(store, '0123');
        assert.deepEqual(new Map(all.map(({ uuid, size }) => [uuid, size])), sizeOf);
        const odd = await listed(store, '01234561');
        assert.deepEqual(odd.map(({ size }) => size).toSorted(), [150_000, 250_000, 50_000]);
        assert.deepEqual(await listed(store, '0124'), []);
        for (const prefix of ['', '012', '../..', '0123%']) {
          await assert.rejects(listed(store, prefix), { code: 'ParameterOutOfRange' });
        }
      }),
    );

    it(
      'takes many blobs at the same time',
      onStore(open, async ({ store }) => {
        const blobs = Array.from({ length: 40 }, (_, index) => randomBytes(index * 5000 + 1));
        const uuids = await Promise.all(blobs.map((bytes) => written(store, bytes)));
        const read = await Promise.all(uuids.map((uuid) => wholeOf(store, uuid)));
        assert.ok(read.every((bytes, index) => bytes.equals(blobs[index] ?? Buffer.alloc(0))));
        assert.equal(new Set(uuids).size, uuids.length);
      }),
    );

    it(
      'says that it can be used',
      onStore(open, async ({ store }) => {
        await store.available();
      }),
    );
  });
}

/** Writes a blob as ingest does. */
export async function written(store: BlobStore, bytes: Uint8Array): Promise<string> {
  const writer = store.create();
  for (let at = 0; at < bytes.length; at += 50_000)
    await writer.write(Uint8Array.from(bytes.subarray(at, at + 50_000)));
  if (writer.smallCopy() === undefined) {
    await writer.flush();
    await writer.sync();
  } else {
    await writer.leave();
  }
  return writer.uuid;
}

export async function wholeOf(
  store: Pick<BlobStore, 'read'>,
  uuid: string,
  range?: { start: number; end: number },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(uuid, range)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function listed(store: Pick<BlobStore, 'list'>, prefix: string): Promise<ListedBlob[]> {
  const blobs: ListedBlob[] = [];
  for await (const blob of store.list(prefix)) blobs.push(blob);
  return blobs.toSorted((one, other) => (one.uuid < other.uuid ? -1 : 1));
}
