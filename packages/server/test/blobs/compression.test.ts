import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import type { BlobReader, BlobWriter, ByteRange } from '../../src/blobs/blob-store.ts';
import { CompressingWriter } from '../../src/blobs/compressing-writer.ts';
import { uncompressedReader } from '../../src/blobs/uncompressed-reader.ts';
import type { Attachment } from '../../src/index/records.ts';

/** One blob in memory, read in chunks of a few bytes. */
function blobOf(bytes: Uint8Array, chunkBytes = 100): BlobReader {
  const part = ({ start, end }: ByteRange) => bytes.subarray(start, end);
  return {
    async *read(_, range = { start: 0, end: bytes.length }) {
      const wanted = part(range);
      for (let at = 0; at < wanted.length; at += chunkBytes) yield wanted.subarray(at, at + chunkBytes);
    },
    readRange: async (_, range) => part(range),
  };
}

function attachment(uncompressedSize: number, compression: Attachment['compression']): Attachment {
  const md5s = { uncompressedMd5: '', compressedMd5: '' };
  return { contentType: 1, uuid: 'x', uncompressedSize, compressedSize: 0, compression, ...md5s };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe('reading a compressed blob', () => {
  it('gives every range of the bytes that were compressed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 2000 }),
        fc.nat(2500),
        fc.nat(2500),
        async (bytes, one, other) => {
          const range = { start: Math.min(one, other), end: Math.max(one, other) };
          const reader = uncompressedReader(blobOf(deflateSync(bytes)), attachment(bytes.length, 'zlib'));
          const expected = Buffer.from(bytes.subarray(range.start, range.end));
          assert.deepEqual(await bytesOf(reader.read('x', range)), expected);
          assert.deepEqual(Buffer.from(await reader.readRange('x', range)), expected);
          assert.deepEqual(await bytesOf(reader.read('x')), Buffer.from(bytes));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('leaves a blob that is not compressed to the storage area', () => {
    const blobs = blobOf(Uint8Array.of(1));
    assert.equal(uncompressedReader(blobs, attachment(1, 'none')), blobs);
  });

  it('fails for bytes that cannot be inflated, or are not as many as the index says', async () => {
    const whole = deflateSync(randomBytes(5000));
    const damaged: readonly (readonly [string, Uint8Array, number])[] = [
      ['no zlib stream', Buffer.from('plain text'), 10],
      ['a stream that is cut off', whole.subarray(0, 3000), 5000],
      ['a stream of fewer bytes', whole, 6000],
      ['nothing', new Uint8Array(0), 1],
    ];
    for (const [name, bytes, size] of damaged) {
      const reader = uncompressedReader(blobOf(bytes), attachment(size, 'zlib'));
      await assert.rejects(bytesOf(reader.read('x')), { code: 'CorruptedFile' }, name);
    }
  });
});

/** A writer that keeps what it gets; `answer` decides whether it wants to wait. */
function memoryWriter(answer: () => Promise<void> | undefined = () => undefined) {
  const chunks: Uint8Array[] = [];
  const ended: string[] = [];
  const writer: BlobWriter = {
    uuid: 'x',
    get size() {
      return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    },
    write(chunk) {
      chunks.push(chunk);
      return answer();
    },
    smallCopy: () => undefined,
    flush: async () => void ended.push('flush'),
    sync: async () => void ended.push('sync'),
    leave: async () => void ended.push('leave'),
    abort: async () => void ended.push('abort'),
  };
  return { writer, ended, bytes: () => Buffer.concat(chunks) };
}

describe('a writer that compresses', () => {
  it('writes a zlib stream and tells its size and MD5', async () => {
    const bytes = Buffer.concat([randomBytes(200_000), Buffer.alloc(200_000)]);
    const inner = memoryWriter(() => Promise.resolve());
    const writer = new CompressingWriter(inner.writer, true);
    for (let at = 0; at < bytes.length; at += 30_000) await writer.write(bytes.subarray(at, at + 30_000));
    assert.match(await writer.finish(), /^[0-9a-f]{32}$/);
    assert.deepEqual(inflateSync(inner.bytes()), bytes);
    assert.equal(writer.size, inner.bytes().length);
    await writer.flush();
    assert.deepEqual(inner.ended, ['flush']);
  });

  it('asks to wait while the other writer has enough', async () => {
    const room = Promise.withResolvers<void>();
    const inner = memoryWriter(() => room.promise);
    const writer = new CompressingWriter(inner.writer, false);
    let waits: Promise<void> | undefined;
    for (let round = 0; round < 100 && waits === undefined; round += 1) waits = writer.write(randomBytes(50_000));
    assert.ok(waits !== undefined, 'it took everything');
    room.resolve();
    await waits;
    assert.equal(await writer.finish(), '');
  });

  it('fails with the other writer, and when it is given up while somebody waits', async () => {
    const failing = new CompressingWriter(memoryWriter(() => Promise.reject(new Error('disk full'))).writer, false);
    await assert.rejects(async () => {
      for (let round = 0; round < 100; round += 1) await failing.write(randomBytes(50_000));
      await failing.finish();
    }, /disk full/);

    const inner = memoryWriter(() => new Promise(() => {}));
    const given = new CompressingWriter(inner.writer, false);
    let waits: Promise<void> | undefined;
    while (waits === undefined) waits = given.write(randomBytes(50_000));
    const refused = assert.rejects(waits, /given up/);
    await given.abort();
    await refused;
    assert.deepEqual(inner.ended, ['abort']);
  });
});
