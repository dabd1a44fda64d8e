import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ZipEntry, zipChunks } from '../../src/zip-export/zip-chunks.ts';

const run = promisify(execFile);
const date = new Date(Date.UTC(2026, 0, 31, 23, 59, 58));

async function* once(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function* entriesOf(files: Readonly<Record<string, string>>, compress = true): AsyncGenerator<ZipEntry> {
  for (const [path, text] of Object.entries(files)) yield { path, compress, chunks: once(Buffer.from(text)) };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks));
}

async function temporaryFile(t: TestContext, bytes: Uint8Array): Promise<{ path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-zip-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.zip');
  await writeFile(path, bytes);
  return { path };
}

const missing = ['unzip', 'python3'].some((tool) => spawnSync(tool, ['-h']).error !== undefined);

describe('a ZIP that is written as it is read', () => {
  it('is read by others, stored or deflated, with names in UTF-8', { skip: missing }, async (t) => {
    const files = { 'a b/c.txt': 'hello', 'Jérôme/日本.txt': 'x'.repeat(100_000) };
    const script =
      'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); \
print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
    for (const compress of [true, false]) {
      const { path } = await temporaryFile(t, await collect(zipChunks(entriesOf(files, compress), { date })));
      const { stdout } = await run('python3', ['-c', script, path]);
      assert.deepEqual(JSON.parse(stdout), files);
      await run('unzip', ['-tqq', path]);
    }
  });

  it('is a ZIP without files when there are none', async () => {
    const zip = await collect(zipChunks(entriesOf({}), { date }));
    assert.equal(zip.toString('latin1'), `PK\x05\x06${'\0'.repeat(18)}`);
  });

  it('uses ZIP64 beyond 65535 files', { skip: missing }, async (t) => {
    const count = 65_600;
    const one = Buffer.from('x');
    async function* many(): AsyncGenerator<ZipEntry> {
      for (let number = 0; number < count; number += 1) yield { path: `${number}`, compress: false, chunks: once(one) };
    }
    const { path } = await temporaryFile(t, await collect(zipChunks(many(), { date })));
    const script = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.read("65599"))';
    const { stdout } = await run('python3', ['-c', script, path]);
    assert.equal(stdout.trim(), `${count} b'x'`);
  });

  it('reads no more ahead than a bounded part, however large the files and slow the reader', async () => {
    const chunk = Buffer.alloc(64 * 1024, 7);
    const chunks = 16_384;
    let read = 0;
    async function* large(): AsyncGenerator<Uint8Array> {
      for (let number = 0; number < chunks; number += 1) {
        read += chunk.length;
        yield chunk;
      }
    }
    async function* entries(): AsyncGenerator<ZipEntry> {
      for (let number = 0; number < 4; number += 1) yield { path: `${number}`, compress: false, chunks: large() };
    }
    let taken = 0;
    let furthest = 0;
    for await (const bytes of zipChunks(entries(), { date })) {
      taken += bytes.length;
      if (taken % 16 === 0) for (let turn = 0; turn < 50; turn += 1) await setImmediate();
      furthest = Math.max(furthest, read - taken);
      if (taken > 256 * 1024 * 1024) break;
    }
    assert.ok(furthest < 2 * 1024 * 1024, `${furthest} bytes ahead`);
  });

  it('stops its files and gives them back when the reader goes away', async () => {
    let closed = 0;
    let begun = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      begun += 1;
      try {
        for (;;) yield Buffer.alloc(1024);
      } finally {
        closed += 1;
      }
    }
    async function* entries(): AsyncGenerator<ZipEntry> {
      for (;;) yield { path: `${begun}`, compress: true, chunks: endless() };
    }
    for await (const bytes of zipChunks(entries(), { date })) if (bytes.length > 0) break;
    assert.deepEqual([begun, closed], [1, 1]);
  });

  it('fails before its first byte when the first file cannot be read, and ends incomplete when a later one cannot', async () => {
    const broken = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no such file')) }) };
    const bad: ZipEntry = { path: 'bad', compress: true, chunks: broken };
    const seen: Uint8Array[] = [];
    const readAll = async (entries: readonly ZipEntry[]) => {
      for await (const bytes of zipChunks(inOrder(entries), { date })) seen.push(bytes);
    };
    await assert.rejects(readAll([bad]), /no such file/);
    assert.equal(Buffer.concat(seen).length, 0);
    const good: ZipEntry = { path: 'good', compress: false, chunks: once(Buffer.from('good')) };
    await assert.rejects(readAll([good, bad]), /no such file/);
    assert.equal(Buffer.concat(seen).includes('PK\x05\x06'), false);
  });

  it('refuses more files than it may hold', async () => {
    const reading = collect(zipChunks(entriesOf({ a: '1', b: '2', c: '3' }), { date, maxFiles: 2 }));
    await assert.rejects(reading, { code: 'ParameterOutOfRange' });
  });
});

async function* inOrder(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries;
}
