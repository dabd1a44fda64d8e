import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { CachedObjectStore, type CacheOptions } from '../../src/blobs/cache/cached-object-store.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { eventually } from '../faults/bounded-wait.ts';
import { MemoryObjects } from '../support/memory-objects.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { listed, wholeOf } from './contract/blob-store-contract.ts';

const mebibyte = 1024 * 1024;
const waitLimitMs = 20_000;
const outOfReach = new IsocenterError('CannotWriteFile', 'The object store cannot be reached', { transient: true });

let folder: TemporaryFolder;
let inner: MemoryObjects;
let opened: CachedObjectStore[];

beforeEach(async () => {
  folder = await temporaryFolder();
  inner = new MemoryObjects();
  opened = [];
});

afterEach(async () => {
  for (const store of opened) await store.close();
  await folder[Symbol.asyncDispose]();
});

async function cache(mode: CacheOptions['mode'], choice: Partial<CacheOptions> = {}): Promise<CachedObjectStore> {
  const options = { root: folder.path, maximumBytes: 10 * mebibyte, mode, logger: silentLogger, firstWaitMs: 5 };
  const store = await CachedObjectStore.open(inner, { ...options, ...choice });
  opened.push(store);
  return store;
}

async function write(store: CachedObjectStore, bytes: Uint8Array, uuid: string = randomUUID()): Promise<string> {
  const writer = store.create(uuid);
  try {
    for (let at = 0; at < bytes.length; at += 100_000) await writer.write(bytes.subarray(at, at + 100_000));
    await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  return uuid;
}

async function isUploaded(uuid: string): Promise<void> {
  await eventually(waitLimitMs, 'upload', async () => {
    const names = await readdir(join(folder.path, 'pending'));
    return inner.objects.has(uuid) && !names.includes(uuid);
  });
}

const keptPath = (uuid: string) => join(folder.path, 'kept', uuid.slice(0, 2), uuid);
const pendingPath = (uuid: string) => join(folder.path, 'pending', uuid);

/** Bytes of all files of the cache. */
async function bytesOnDisk(): Promise<number> {
  const names = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  // A file may be evicted between the two looks.
  const sizeOf = (path: string) =>
    stat(path).then(
      ({ size }) => size,
      () => 0,
    );
  const sizes = await Promise.all(files.map((entry) => sizeOf(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('a cache that is written through', () => {
  it('serves what was written, whole and by range, without asking the store', async () => {
    const store = await cache('WriteThrough');
    const bytes = randomBytes(700_000);
    const uuid = await write(store, bytes);
    assert.ok(Buffer.from(inner.objects.get(uuid) ?? []).equals(bytes));
    inner.calls.length = 0;
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(720_000), fc.nat(300_000), async (start, length) => {
        const range = { start, end: start + length };
        assert.ok(Buffer.from(await store.readRange(uuid, range)).equals(bytes.subarray(start, range.end)));
        assert.ok((await wholeOf(store, uuid, range)).equals(bytes.subarray(start, range.end)));
      }),
      { numRuns: 50 },
    );
    assert.equal(await store.sizeOf(uuid), 700_000);
    assert.deepEqual(inner.calls, []);
  });

  it('keeps what was read as a whole, and nothing of what was read in part', async () => {
    const store = await cache('WriteThrough');
    const bytes = randomBytes(500_000);
    const [whole, part, range] = [randomUUID(), randomUUID(), randomUUID()];
    for (const uuid of [whole, part, range]) inner.objects.set(uuid, bytes);
    await wholeOf(store, whole);
    for await (const chunk of store.read(part)) if (chunk.length > 0) break;
    await wholeOf(store, range, { start: 0, end: 1000 });
    inner.objects.clear();
    assert.ok((await wholeOf(store, whole)).equals(bytes));
    await assert.rejects(wholeOf(store, part), { code: 'InexistentFile' });
    await assert.rejects(wholeOf(store, range), { code: 'InexistentFile' });
    assert.deepEqual(await readdir(join(folder.path, 'partial')), []);
  });

  it('keeps what was read from its beginning to its end, in one range or in two', async () => {
    const store = await cache('WriteThrough');
    const bytes = randomBytes(900_000);
    const [atOnce, inTwo, streamed] = [randomUUID(), randomUUID(), randomUUID()];
    for (const uuid of [atOnce, inTwo, streamed]) inner.objects.set(uuid, bytes);
    assert.ok(Buffer.from(await store.readRange(atOnce, { start: 0, end: 900_000 })).equals(bytes));
    await store.readRange(inTwo, { start: 0, end: 640_000 });
    const rest = { start: 640_000, end: 900_000 };
    assert.ok((await wholeOf(store, inTwo, rest)).equals(bytes.subarray(640_000)));
    await wholeOf(store, streamed, { start: 0, end: 1_000_000 });
    inner.objects.clear();
    for (const uuid of [atOnce, inTwo, streamed]) assert.ok((await wholeOf(store, uuid)).equals(bytes));
  });

  it('asks for no more than the range when that lies deep inside', async () => {
    const store = await cache('WriteThrough');
    const uuid = randomUUID();
    inner.objects.set(uuid, randomBytes(3 * mebibyte));
    await wholeOf(store, uuid, { start: 2 * mebibyte, end: 2 * mebibyte + 1000 });
    await store.readRange(uuid, { start: 1000, end: 2000 });
    assert.equal(inner.bytesRead, 2000);
    assert.equal(await bytesOnDisk(), 0);
  });

  it('keeps nothing that the store did not take', async () => {
    const store = await cache('WriteThrough');
    const uuid = randomUUID();
    inner.failure = outOfReach;
    await assert.rejects(write(store, randomBytes(1000), uuid), { code: 'CannotWriteFile' });
    inner.failure = undefined;
    await assert.rejects(wholeOf(store, uuid), { code: 'InexistentFile' });
    assert.equal(await bytesOnDisk(), 0);
  });

  it('is never larger than it may be; what was used last stays', async () => {
    const store = await cache('WriteThrough', { maximumBytes: mebibyte });
    const uuids: string[] = [];
    for (let index = 0; index < 4; index += 1) uuids.push(await write(store, randomBytes(250_000)));
    await wholeOf(store, uuids[0] ?? '');
    for (let index = 0; index < 2; index += 1) {
      uuids.push(await write(store, randomBytes(250_000)));
      await eventually(waitLimitMs, 'eviction', async () => (await bytesOnDisk()) <= mebibyte);
    }
    inner.objects.clear();
    const found = await Promise.all(
      uuids.map((uuid) =>
        wholeOf(store, uuid).then(
          () => true,
          () => false,
        ),
      ),
    );
    assert.deepEqual(found, [true, false, false, true, true, true]);
  });

  it('does not keep what is larger than itself', async () => {
    const store = await cache('WriteThrough', { maximumBytes: mebibyte });
    const bytes = randomBytes(2 * mebibyte);
    const uuid = await write(store, bytes);
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
    assert.equal(await bytesOnDisk(), 0);
  });

  it('is there after a restart, in the order of use, and without what was half written', async () => {
    const first = await cache('WriteThrough');
    const [old, later] = [await write(first, randomBytes(300_000)), await write(first, randomBytes(300_000))];
    await first.close();
    await writeFile(join(folder.path, 'partial', 'rest'), randomBytes(100));
    await writeFile(join(folder.path, 'kept', '00', 'stranger'), '');
    inner.objects.clear();
    const store = await cache('WriteThrough', { maximumBytes: mebibyte });
    assert.equal((await wholeOf(store, old)).length, 300_000);
    for (let index = 0; index < 2; index += 1) await write(store, randomBytes(300_000));
    await assert.rejects(wholeOf(store, later), { code: 'InexistentFile' });
    assert.equal((await wholeOf(store, old)).length, 300_000);
    assert.deepEqual(await readdir(join(folder.path, 'partial')), []);
  });

  it('is cut to a smaller size at the start', async () => {
    const first = await cache('WriteThrough');
    for (let index = 0; index < 8; index += 1) await write(first, randomBytes(250_000));
    await first.close();
    await cache('WriteThrough', { maximumBytes: mebibyte });
    await eventually(waitLimitMs, 'eviction', async () => (await bytesOnDisk()) <= mebibyte);
  });

  it('never serves a file that was cut off or changed, but the store instead', async () => {
    const store = await cache('WriteThrough');
    const bytes = randomBytes(300_000);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.double({ min: 0, max: 0.999_999, noNaN: true }), async (isCut, part) => {
        const uuid = await write(store, bytes);
        const { size } = await stat(keptPath(uuid));
        const place = Math.floor(part * size);
        if (isCut) await truncate(keptPath(uuid), place);
        else await flipByte(keptPath(uuid), place);
        assert.ok((await wholeOf(store, uuid)).equals(bytes));
        assert.ok(Buffer.from(await store.readRange(uuid, { start: 0, end: 300_000 })).equals(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('drops what is removed, here and there', async () => {
    const store = await cache('WriteThrough');
    const uuid = await write(store, randomBytes(1000));
    await store.remove(uuid);
    assert.equal(inner.objects.size, 0);
    assert.equal(await bytesOnDisk(), 0);
  });
});

describe('a cache that is written back', () => {
  it('takes objects while the store cannot be reached, and uploads them when it is back', async () => {
    const store = await cache('WriteBack');
    inner.failure = outOfReach;
    const blobs = Array.from({ length: 12 }, (_, index) => randomBytes(index * 40_000));
    const uuids: string[] = [];
    for (const bytes of blobs) uuids.push(await write(store, bytes));
    await store.available();
    for (const [index, uuid] of uuids.entries()) {
      assert.ok((await wholeOf(store, uuid)).equals(blobs[index] ?? Buffer.alloc(0)));
      assert.equal(await store.sizeOf(uuid), index * 40_000);
    }
    assert.equal(inner.objects.size, 0);
    inner.failure = undefined;
    for (const [index, uuid] of uuids.entries()) {
      await isUploaded(uuid);
      assert.ok(Buffer.from(inner.objects.get(uuid) ?? [0]).equals(blobs[index] ?? Buffer.alloc(0)));
    }
    inner.calls.length = 0;
    assert.equal((await wholeOf(store, uuids[5] ?? '')).length, 200_000);
    assert.deepEqual(inner.calls, []);
  });

  it('uploads after a restart what was not uploaded before, also when nothing is written back any more', async () => {
    const bytes = randomBytes(123_456);
    for (const mode of ['WriteBack', 'WriteThrough'] as const) {
      inner.failure = outOfReach;
      const first = await cache('WriteBack');
      const uuid = await write(first, bytes);
      await first.close();
      inner.failure = undefined;
      const second = await cache(mode);
      await isUploaded(uuid);
      assert.ok(Buffer.from(inner.objects.get(uuid) ?? []).equals(bytes));
      await second.close();
    }
  });

  it('has the object on the disk, under its own name, when it is complete', async () => {
    inner.failure = outOfReach;
    const store = await cache('WriteBack');
    const bytes = randomBytes(70_000);
    const uuid = await write(store, bytes);
    assert.ok((await readFile(pendingPath(uuid))).subarray(0, 70_000).equals(bytes));
    assert.deepEqual(await readdir(join(folder.path, 'partial')), []);
  });

  it('never gives up what is not uploaded: where it has no room, it writes through', async () => {
    const store = await cache('WriteBack', { maximumBytes: mebibyte });
    inner.failure = outOfReach;
    const uuids: string[] = [];
    for (let index = 0; index < 4; index += 1) uuids.push(await write(store, randomBytes(250_000)));
    const more = randomBytes(600_000);
    await assert.rejects(write(store, more), { code: 'CannotWriteFile', transient: true });
    for (const uuid of uuids) assert.equal((await wholeOf(store, uuid)).length, 250_000);
    assert.ok((await bytesOnDisk()) <= mebibyte);

    // Nothing can be uploaded in the background, but the store is in reach.
    const held = Promise.withResolvers<void>();
    inner.failure = undefined;
    inner.hold = held.promise;
    await eventually(waitLimitMs, 'uploads', () => inner.calls.filter((call) => call === 'finish').length >= 4);
    inner.hold = undefined;
    const through = await write(store, more);
    assert.ok(Buffer.from(inner.objects.get(through) ?? []).equals(more));
    held.resolve();
    for (const uuid of uuids) await isUploaded(uuid);
    const after = await write(store, randomBytes(900_000));
    await isUploaded(after);
    assert.ok((await bytesOnDisk()) <= mebibyte);
  });

  it('cannot be used once it is full and the store is out of reach', async () => {
    const store = await cache('WriteBack', { maximumBytes: mebibyte / 2 });
    inner.failure = outOfReach;
    await write(store, randomBytes(300_000));
    await store.available();
    await write(store, randomBytes(mebibyte / 2 - 300_000 - 16 * 2 - 9 * 4));
    await assert.rejects(store.available(), { code: 'CannotWriteFile' });
  });

  it('drops what is removed before it was uploaded, without asking the store when that cannot have it', async () => {
    const held = Promise.withResolvers<void>();
    inner.hold = held.promise;
    const store = await cache('WriteBack');
    const uploading: string[] = [];
    for (let index = 0; index < 8; index += 1) uploading.push(await write(store, randomBytes(1000)));
    const waiting = await write(store, randomBytes(1000));
    await eventually(waitLimitMs, 'uploads', () => inner.calls.length === 8);
    await store.remove(waiting);
    assert.equal(inner.calls.includes('remove'), false);
    await assert.rejects(wholeOf(store, waiting), { code: 'InexistentFile' });

    const [first = ''] = uploading;
    const removed = store.remove(first);
    held.resolve();
    await removed;
    assert.equal(inner.objects.has(first), false);
    for (const uuid of uploading.slice(1)) await isUploaded(uuid);
    assert.equal(inner.objects.size, 7);
  });

  it('lists what is not uploaded yet with what is', async () => {
    const store = await cache('WriteBack');
    const [uploaded, waiting] = ['0123aaaa-0000-4000-8000-000000000001', '0123bbbb-0000-4000-8000-000000000002'];
    await write(store, randomBytes(100), uploaded);
    await isUploaded(uploaded);
    const held = Promise.withResolvers<void>();
    inner.hold = held.promise;
    await write(store, randomBytes(200), waiting);
    assert.deepEqual(await listed(store, '0123'), [
      { uuid: uploaded, size: 100 },
      { uuid: waiting, size: 200 },
    ]);
    held.resolve();
  });

  it('never uploads a file that was damaged, and says so when it is read', async () => {
    inner.failure = outOfReach;
    const first = await cache('WriteBack');
    const uuid = await write(first, randomBytes(100_000));
    await first.close();
    await flipByte(pendingPath(uuid), 50_000);
    inner.failure = undefined;
    const errors: string[] = [];
    const logger = { ...silentLogger, error: (message: string) => void errors.push(message) };
    const store = await cache('WriteBack', { logger });
    await assert.rejects(wholeOf(store, uuid), { code: 'CorruptedFile', message: /damaged/ });
    await eventually(waitLimitMs, 'report', () => errors.length === 1);
    assert.equal(inner.objects.size, 0);
    assert.ok((await readdir(join(folder.path, 'pending'))).includes(uuid));
  });
});

describe('a cache', () => {
  it('that cannot be opened says which folder it is', async () => {
    const path = join(folder.path, 'file');
    await writeFile(path, '');
    await assert.rejects(cache('WriteThrough', { root: path }), { code: 'CannotWriteFile', message: /file/ });
  });
});

async function flipByte(path: string, place: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, place);
    byte[0] = (byte[0] ?? 0) ^ 0x40;
    await file.write(byte, 0, 1, place);
  } finally {
    await file.close();
  }
}
