import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { Spool } from '../../src/streams/spool.ts';
import type { UploadLimits } from '../../src/uploads/upload-limits.ts';
import { zipFiles } from '../../src/uploads/zip-files.ts';
import { isZip } from '../../src/uploads/zip-signature.ts';

interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the directory says in place of the truth. */
  readonly saysBytes?: number;
  readonly saysCrc?: number;
  readonly encrypted?: boolean;
}

/** A ZIP written by hand (APPNOTE 4.3): local headers, data, the directory and its end. */
function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { bytes, encrypted = false, name, saysBytes = bytes.length, saysCrc = crc32(bytes) } of files) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(saysCrc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(saysBytes, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14)]);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

const noLimits: UploadLimits = {
  maxFiles: Number.POSITIVE_INFINITY,
  maxFileBytes: Number.POSITIVE_INFINITY,
  maxUnpackedBytes: Number.POSITIVE_INFINITY,
  maxRatio: Number.POSITIVE_INFINITY,
};

async function read(zip: Uint8Array, limits: Partial<UploadLimits> = {}, memoryBytes?: number) {
  await using spool = new Spool(tmpdir(), memoryBytes);
  for (let at = 0; at < zip.length; at += 1000) await spool.write(zip.subarray(at, at + 1000));
  const files: [string, string][] = [];
  for await (const { chunks, name } of zipFiles(spool, { ...noLimits, ...limits })) {
    files.push([name, Buffer.concat(await Array.fromAsync(chunks)).toString()]);
  }
  return files;
}

const text = (name: string, content: string): Packed => ({ name, bytes: Buffer.from(content) });

describe('the files of an uploaded ZIP', () => {
  it('come in order, whether the ZIP is in memory or in a file; folders are none', async () => {
    const zip = zipOf([text('a', 'first'), { name: 'b/', bytes: Buffer.alloc(0) }, text('b/c', 'second')]);
    const expected = [
      ['a', 'first'],
      ['b/c', 'second'],
    ];
    assert.deepEqual(await read(zip), expected);
    assert.deepEqual(await read(zip, {}, 10), expected);
  });

  it('may be called anything: names are no paths', async () => {
    const names = ['../../etc/passwd', '/etc/shadow', 'C:\\x', '\u0000', 'a'.repeat(5000)];
    const files = await read(zipOf(names.map((name) => text(name, 'x'))));
    assert.deepEqual(
      files.map(([name]) => name),
      names,
    );
  });

  it('are held against the limits before any of them is read', async () => {
    const zip = zipOf([text('a', 'x'.repeat(100)), text('b', 'x'.repeat(100))]);
    for (const limits of [{ maxFiles: 1 }, { maxFileBytes: 99 }, { maxUnpackedBytes: 199 }]) {
      await assert.rejects(read(zip, limits), { code: 'BadRequest', httpStatus: 413 }, JSON.stringify(limits));
    }
    assert.equal((await read(zip, { maxFiles: 2, maxFileBytes: 100, maxUnpackedBytes: 200, maxRatio: 1 })).length, 2);
  });

  it('are refused when they are packed beyond what images are', async () => {
    const bomb = zipOf([{ name: 'zeros', bytes: Buffer.alloc(65 * 1024 * 1024) }]);
    await assert.rejects(read(bomb, { maxRatio: 300 }), { httpStatus: 413 });
  });

  it('are refused when they are longer, shorter or other than the directory says', async () => {
    const bytes = Buffer.from('x'.repeat(1000));
    const lies: Partial<Packed>[] = [{ saysBytes: 999 }, { saysBytes: 1001 }, { saysCrc: 1 }, { encrypted: true }];
    for (const lie of lies) {
      await assert.rejects(read(zipOf([{ name: 'a', bytes, ...lie }])), { code: 'BadFileFormat' }, JSON.stringify(lie));
    }
  });

  it('are refused when the ZIP is cut off anywhere', async () => {
    const zip = zipOf([text('a', 'hello'), text('b', 'world')]);
    for (let length = 4; length < zip.length; length += 1) {
      await assert.rejects(read(zip.subarray(0, length)), { code: 'BadFileFormat' }, `${length} bytes`);
    }
  });

  it('are read or refused, whatever is changed in the ZIP', async () => {
    const zip = zipOf([text('a', 'hello'), text('b/c', 'x'.repeat(300))]);
    const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = Buffer.from(zip);
        for (const [at, byte] of changes) changed[at] = byte;
        try {
          const files = await read(changed, { maxFiles: 100, maxUnpackedBytes: 1_000_000 });
          assert.ok(files.length <= 100);
        } catch (error) {
          assert.ok(error instanceof IsocenterError, String(error));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are recognised by how a ZIP begins', () => {
    assert.equal(isZip(zipOf([text('a', 'x')])), true);
    assert.equal(isZip(zipOf([])), true);
    assert.equal(isZip(Buffer.from('PK')), false);
    assert.equal(isZip(Buffer.alloc(132)), false);
  });
});
