import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { MeasuredBlobStore } from '../../src/blobs/measured-blob-store.ts';
import { openFileBlobs } from '../support/file-blobs.ts';

test('what is written, read and removed is told with its bytes, and comes through as it is', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-measured-'));
  const files = openFileBlobs(folder);
  t.after(async () => {
    await files.close();
    await rm(folder, { recursive: true, force: true });
  });
  const told: (readonly [string, number])[] = [];
  const tell =
    (what: string) =>
    (durationMs: number, bytes = 0) => {
      assert.ok(durationMs >= 0);
      told.push([what, bytes]);
    };
  const blobs = new MeasuredBlobStore(files.blobs, {
    storageCreated: tell('created'),
    storageRead: tell('read'),
    storageRemoved: tell('removed'),
  });
  const writer = blobs.create();
  await writer.write(Buffer.from('hello '));
  await writer.write(Buffer.from('world'));
  await writer.flush();
  await writer.sync();
  blobs.settle(writer.uuid);
  const chunks: Uint8Array[] = [];
  for await (const chunk of blobs.read(writer.uuid)) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), 'hello world');
  assert.equal(Buffer.from(await blobs.readRange(writer.uuid, { start: 6, end: 9 })).toString(), 'wor');
  for await (const _ of blobs.read(writer.uuid, { start: 0, end: 5 })) break;
  await blobs.remove(writer.uuid);
  assert.deepEqual(told, [
    ['created', 11],
    ['read', 11],
    ['read', 3],
    ['read', 5],
    ['removed', 0],
  ]);
  await assert.rejects(async () => blobs.read(writer.uuid)[Symbol.asyncIterator]().next(), { code: 'InexistentFile' });
});
