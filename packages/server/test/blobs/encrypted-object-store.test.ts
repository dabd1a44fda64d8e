import assert from 'node:assert/strict';
import { createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { EncryptedObjectStore } from '../../src/blobs/encryption/encrypted-object-store.ts';
import { MasterKeys } from '../../src/blobs/encryption/master-keys.ts';
import { MemoryObjects } from '../support/memory-objects.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { listed, wholeOf } from './contract/blob-store-contract.ts';

const headerBytes = 72;
const chunkBytes = 65_536;
const tagBytes = 16;

let folder: TemporaryFolder;

before(async () => {
  folder = await temporaryFolder();
});

after(() => folder[Symbol.asyncDispose]());

async function keyFile(id: number, key: Uint8Array = randomBytes(32)) {
  const path = join(folder.path, randomUUID());
  await writeFile(path, `${Buffer.from(key).toString('base64')}\n`);
  return { id, path };
}

async function opened(inner = new MemoryObjects()) {
  return { inner, store: new EncryptedObjectStore(inner, await MasterKeys.read(await keyFile(1), [])) };
}

async function write(store: EncryptedObjectStore, bytes: Uint8Array, pieceBytes = 9973, uuid = randomUUID() as string) {
  const writer = store.create(uuid);
  for (let at = 0; at < bytes.length; at += pieceBytes) await writer.write(bytes.subarray(at, at + pieceBytes));
  await writer.finish();
  return uuid;
}

/** Sizes around the borders of chunks, and others. */
const sizes = fc.oneof(
  fc.integer({ min: 0, max: 400_000 }),
  fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -2, max: 2 }))
    .map(([chunks, more]) => Math.max(0, chunks * chunkBytes + more)),
);

describe('encrypted objects', () => {
  it('give back any bytes, however they were cut when written, and their plain size', async () => {
    const { inner, store } = await opened();
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 200_000 }), fc.boolean(), async (size, pieceBytes, atOnce) => {
        const bytes = randomBytes(size);
        const uuid = randomUUID();
        if (atOnce) await store.put(uuid, bytes);
        else await write(store, bytes, pieceBytes, uuid);
        assert.ok((await wholeOf(store, uuid)).equals(bytes));
        assert.equal(await store.sizeOf(uuid), size);
        assert.deepEqual(await listed(store, uuid), [{ uuid, size }]);
        const chunks = Math.max(1, Math.ceil(size / chunkBytes));
        assert.equal(inner.objects.get(uuid)?.length, headerBytes + size + chunks * tagBytes);
        inner.objects.clear();
      }),
      { numRuns: 60 },
    );
  });

  it('give back any range, and read no more than the chunks it is in, their neighbour byte and the header', async () => {
    const { inner, store } = await opened();
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(450_000), fc.nat(150_000), async (size, start, length) => {
        const bytes = randomBytes(size);
        const uuid = await write(store, bytes);
        const range = { start, end: start + length };
        const expected = bytes.subarray(range.start, range.end);
        inner.bytesRead = 0;
        assert.ok(Buffer.from(await store.readRange(uuid, range)).equals(expected));
        const read = inner.bytesRead;
        assert.ok((await wholeOf(store, uuid, range)).equals(expected));
        const first = Math.floor(start / chunkBytes);
        const chunks = Math.ceil(range.end / chunkBytes) - (first <= 4 ? 0 : first);
        assert.ok(read <= headerBytes + chunks * (chunkBytes + tagBytes) + 1, `${read} bytes read`);
        inner.objects.clear();
      }),
      { numRuns: 100 },
    );
  });

  it('have the format that is documented', async () => {
    const inner = new MemoryObjects();
    const master = randomBytes(32);
    const store = new EncryptedObjectStore(inner, await MasterKeys.read(await keyFile(0x01020304, master), []));
    const bytes = randomBytes(chunkBytes + 5);
    const uuid = await write(store, bytes);
    const object = Buffer.from(inner.objects.get(uuid) ?? []);
    assert.equal(object.toString('hex', 0, 12), '49534f45' + '01' + '000000' + '01020304');
    const open = (key: Uint8Array, nonce: Uint8Array, sealed: Buffer, associated = Buffer.alloc(0)) => {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(associated);
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    };
    const bound = Buffer.concat([object.subarray(0, 12), Buffer.from(uuid)]);
    const key = open(master, object.subarray(12, 24), object.subarray(24, 72), bound);
    const secondAt = 72 + chunkBytes + 16;
    const first = open(key, Buffer.from('000000000000000000000000', 'hex'), object.subarray(72, secondAt));
    const second = open(key, Buffer.from('000000000000000000000101', 'hex'), object.subarray(secondAt));
    assert.ok(Buffer.concat([first, second]).equals(bytes));
  });

  it('never give a changed byte: whatever bit is flipped, the read fails', async () => {
    const { inner, store } = await opened();
    const bytes = randomBytes(2 * chunkBytes + 100);
    const uuid = await write(store, bytes);
    const sealed = inner.objects.get(uuid) ?? new Uint8Array();
    const places = fc.oneof(fc.nat(headerBytes - 1), fc.nat(sealed.length - 1));
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (place, mask) => {
        const changed = Uint8Array.from(sealed);
        changed[place] = (changed[place] ?? 0) ^ mask;
        inner.objects.set(uuid, changed);
        await assertPrefixThenFailure(store, uuid, bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('never pass for whole when they were cut off, also between two chunks, nor when bytes were added', async () => {
    const { inner, store } = await opened();
    const bytes = randomBytes(2 * chunkBytes);
    const uuid = await write(store, bytes);
    const sealed = Buffer.from(inner.objects.get(uuid) ?? []);
    const lengths = fc.oneof(
      fc.nat(sealed.length - 1),
      fc.constantFrom(0, headerBytes, headerBytes + tagBytes, headerBytes + chunkBytes + tagBytes),
    );
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        inner.objects.set(uuid, sealed.subarray(0, length));
        await assertPrefixThenFailure(store, uuid, bytes);
      }),
    );
    inner.objects.set(uuid, Buffer.concat([sealed, randomBytes(20)]));
    await assertPrefixThenFailure(store, uuid, bytes);
  });

  it('fail when their chunks, or whole objects, were exchanged', async () => {
    const { inner, store } = await opened();
    const bytes = randomBytes(3 * chunkBytes);
    const uuid = await write(store, bytes);
    const other = await write(store, bytes);
    const sealed = Buffer.from(inner.objects.get(uuid) ?? []);
    const step = chunkBytes + tagBytes;
    const [one, two] = [headerBytes, headerBytes + step].map((at) => sealed.subarray(at, at + step));
    assert.ok(one !== undefined && two !== undefined);
    const end = sealed.subarray(headerBytes + 2 * step);
    inner.objects.set(uuid, Buffer.concat([sealed.subarray(0, headerBytes), two, one, end]));
    await assertPrefixThenFailure(store, uuid, bytes);
    inner.objects.set(uuid, inner.objects.get(other) ?? new Uint8Array());
    await assertPrefixThenFailure(store, uuid, bytes);
    await assert.rejects(store.readRange(uuid, { start: 0, end: 10 }), { code: 'CorruptedFile' });
  });

  it('of the same bytes are never the same', async () => {
    const { inner, store } = await opened();
    const bytes = randomBytes(1000);
    await write(store, bytes);
    await write(store, bytes);
    const [one, other] = [...inner.objects.values()].map((object) => Buffer.from(object).toString('latin1'));
    assert.notEqual(one?.slice(12), other?.slice(12));
    assert.ok(one?.includes(bytes.toString('latin1', 0, 16)) === false);
  });
});

describe('master keys', () => {
  it('that were replaced still read what they protect, while new objects have the new one', async () => {
    const inner = new MemoryObjects();
    const [first, second] = [await keyFile(1), await keyFile(2)];
    const before = await write(new EncryptedObjectStore(inner, await MasterKeys.read(first, [])), Buffer.from('old'));
    const store = new EncryptedObjectStore(inner, await MasterKeys.read(second, [first]));
    assert.equal((await wholeOf(store, before)).toString(), 'old');
    const later = await write(store, Buffer.from('new'));
    assert.equal(Buffer.from(inner.objects.get(later) ?? []).readUInt32BE(8), 2);
    const withoutOld = new EncryptedObjectStore(inner, await MasterKeys.read(second, []));
    await assert.rejects(wholeOf(withoutOld, before), {
      code: 'CorruptedFile',
      message: /master key 1, which is not configured/,
    });
  });

  it('that are others of the same number are told apart from damage as far as that is possible', async () => {
    const inner = new MemoryObjects();
    const uuid = await write(
      new EncryptedObjectStore(inner, await MasterKeys.read(await keyFile(7), [])),
      Buffer.from('x'),
    );
    const store = new EncryptedObjectStore(inner, await MasterKeys.read(await keyFile(7), []));
    await assert.rejects(wholeOf(store, uuid), {
      code: 'CorruptedFile',
      message: /another master key of the number 7/,
    });
  });

  it('of objects that are not encrypted are not looked for', async () => {
    const { inner, store } = await opened();
    const uuid = randomUUID();
    inner.objects.set(uuid, randomBytes(500));
    await assert.rejects(wholeOf(store, uuid), { code: 'CorruptedFile', message: /not encrypted/ });
  });

  it('are 32 bytes in base64, each under a number of its own', async () => {
    const good = await keyFile(1);
    const texts = ['', 'short', randomBytes(16).toString('base64'), randomBytes(33).toString('base64'), '*'.repeat(44)];
    for (const text of texts) {
      const path = join(folder.path, randomUUID());
      await writeFile(path, text);
      await assert.rejects(MasterKeys.read({ id: 5, path }, []), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'ParameterOutOfRange');
        assert.match(error.message, /master key 5/);
        assert.ok(text === '' || !error.message.includes(text));
        return true;
      });
    }
    await assert.rejects(MasterKeys.read({ id: 6, path: join(folder.path, 'none') }, []), {
      code: 'ParameterOutOfRange',
    });
    await assert.rejects(MasterKeys.read(good, [await keyFile(1)]), {
      code: 'ParameterOutOfRange',
      message: /number 1/,
    });
  });
});

/** What comes before the failure is right. */
async function assertPrefixThenFailure(store: EncryptedObjectStore, uuid: string, bytes: Buffer): Promise<void> {
  let position = 0;
  const readAll = async () => {
    for await (const chunk of store.read(uuid)) {
      assert.ok(Buffer.from(chunk).equals(bytes.subarray(position, position + chunk.length)));
      position += chunk.length;
    }
  };
  await assert.rejects(readAll(), { code: 'CorruptedFile' });
}
