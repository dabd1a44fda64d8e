import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import type { BlobReader } from '../../src/blobs/blob-store.ts';
import { InstanceReader, type OutgoingDataSet } from '../../src/retrieve/instance-reader.ts';
import { MemoryFiles, syntaxUid } from './memory-files.ts';

async function bytesOf(dataSet: OutgoingDataSet): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of dataSet) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the reader of instances', () => {
  it('gives the data set of a small file from memory', async () => {
    const files = new MemoryFiles();
    const file = files.add('1');
    const dataSet = await (await new InstanceReader(files).prefetch(file.instance)).dataSet(syntaxUid('explicit'));
    assert.ok(Array.isArray(dataSet));
    assert.deepEqual(await bytesOf(dataSet), Buffer.from(file.dataSet));
  });

  it('gives the data set of a file that is kept compressed', async () => {
    for (const pixelBytes of [8, 900_000]) {
      const files = new MemoryFiles();
      const { dataSet, instance } = files.add('1', { pixelBytes });
      const { uuid } = instance.attachment;
      const stored = await bytesOf(files.read(uuid));
      const compressed = deflateSync(stored);
      const blobs: BlobReader = {
        async *read() {
          yield compressed;
        },
        readRange: async () => compressed,
      };
      const sizes = { uncompressedSize: stored.length, compressedSize: compressed.length };
      const kept = { ...instance, attachment: { ...instance.attachment, ...sizes, compression: 'zlib' as const } };
      const prefetched = await new InstanceReader(blobs).prefetch(kept);
      assert.equal((await bytesOf(await prefetched.dataSet(syntaxUid('explicit')))).equals(dataSet), true);
      const implicit = await bytesOf(await prefetched.dataSet(syntaxUid('implicit')));
      assert.ok(implicit.length > 0 && !implicit.equals(dataSet));
    }
  });

  it('gives it again, for another try', async () => {
    const files = new MemoryFiles();
    const file = files.add('1', { pixelBytes: 900_000 });
    const prefetched = await new InstanceReader(files).prefetch(file.instance);
    for (let round = 0; round < 2; round += 1) {
      const bytes = await bytesOf(await prefetched.dataSet(syntaxUid('explicit')));
      assert.equal(bytes.equals(file.dataSet), true);
    }
  });

  it('never gives two instances the same memory, even when one is released twice', async () => {
    const files = new MemoryFiles();
    const reader = new InstanceReader(files);
    const first = await reader.prefetch(files.add('0', { pixelBytes: 100_000 }).instance);
    first.release();
    first.release();
    const second = files.add('1', { pixelBytes: 100_000 });
    const third = files.add('2', { pixelBytes: 200_000 });
    const kept = await reader.prefetch(second.instance);
    await reader.prefetch(third.instance);
    const bytes = await bytesOf(await kept.dataSet(syntaxUid('explicit')));
    assert.equal(bytes.equals(second.dataSet), true);
  });

  it('fails when the data set is asked for, not before', async () => {
    const files = new MemoryFiles();
    const { instance } = files.add('1');
    files.remove('1');
    const prefetched = await new InstanceReader(files).prefetch(instance);
    await assert.rejects(prefetched.dataSet(syntaxUid('explicit')), { code: 'InexistentFile' });
  });

  it('refuses to make one compressed syntax of another', async () => {
    const files = new MemoryFiles();
    const prefetched = await new InstanceReader(files).prefetch(files.add('1').instance);
    await assert.rejects(prefetched.dataSet(syntaxUid('jpeg')), { code: 'UnsupportedMediaType' });
  });
});
