import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BlobStore } from '../../src/blobs/blob-store.ts';
import { openS3BlobStore, s3Settings } from '../../src/blobs/s3/open-s3-blob-store.ts';
import { options } from '../../src/config/options.ts';
import { detachedReader } from '../../src/config/value-reader.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { MemoryNames } from '../support/memory-names.ts';
import { testKeys } from '../support/s3-connection.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { wholeOf, written } from './contract/blob-store-contract.ts';

type Section = Parameters<typeof openS3BlobStore>[0]['section'];

let folder: TemporaryFolder;
let serverProcess: ChildProcess;
let endpoint: string;

before(async () => {
  folder = await temporaryFolder();
  const script = fileURLToPath(new URL('../support/s3-server-process.ts', import.meta.url));
  serverProcess = spawn(process.execPath, [script, join(folder.path, 's3'), 'scans'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(serverProcess.stdout !== null);
  const [port] = await once(createInterface(serverProcess.stdout), 'line');
  endpoint = `http://127.0.0.1:${port}`;
});

after(async () => {
  serverProcess.kill();
  await once(serverProcess, 'exit');
  await folder[Symbol.asyncDispose]();
});

function sectionOf(fields: Parameters<typeof detachedReader>[0] & object): Section {
  // The type of the option is what reads it, so what it gives is the section.
  return options.get('AwsS3Storage')?.type.read(detachedReader(fields, ['AwsS3Storage'])) as Section;
}

function section(fields: object): Section {
  return sectionOf({
    BucketName: 'scans',
    Endpoint: endpoint,
    AccessKey: testKeys.accessKeyId,
    SecretKey: testKeys.secretAccessKey,
    VirtualAddressing: false,
    ...fields,
  });
}

function open(fields: object): Promise<BlobStore> {
  return openS3BlobStore({ section: section(fields), names: new MemoryNames(), logger: silentLogger });
}

/** Text of every file below the folder. */
async function everythingIn(path: string): Promise<string> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))).join('\n');
}

describe('the blob store that the configuration describes', () => {
  it('keeps files in the bucket, under the names of the peer', async () => {
    const store = await open({ RootPath: 'hospital' });
    const bytes = randomBytes(1000);
    const uuid = await written(store, bytes);
    await store.available();
    await store.close();
    const names = await readdir(join(folder.path, 's3', 'buckets', 'scans'));
    assert.ok(names.includes(encodeURIComponent(`hospital/${uuid}.dcm`)));
  });

  it('encrypts before the cache and the bucket, so that neither has plain bytes', async () => {
    const path = join(folder.path, 'master.key');
    await writeFile(path, randomBytes(32).toString('base64'));
    const fields = {
      RootPath: 'secret',
      StorageEncryption: { MasterKey: [1, path] },
      Cache: { Directory: join(folder.path, 'cache'), MaximumSize: 64 },
    };
    const store = await open(fields);
    const bytes = Buffer.from('a patient called Nobody '.repeat(5000));
    const uuid = await written(store, bytes);
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
    await store.close();
    const [inBucket, inCache] = [
      await everythingIn(join(folder.path, 's3')),
      await everythingIn(join(folder.path, 'cache')),
    ];
    assert.ok(inBucket.length > bytes.length && inCache.length > bytes.length);
    assert.doesNotMatch(inBucket + inCache, /Nobody/);
    const again = await open(fields);
    assert.ok((await wholeOf(again, uuid)).equals(bytes));
    await again.close();
  });

  it('is not opened with a key that is none', async () => {
    const path = join(folder.path, 'short.key');
    await writeFile(path, 'c2hvcnQ=');
    await assert.rejects(open({ StorageEncryption: { MasterKey: [4, path] } }), {
      code: 'ParameterOutOfRange',
      message: /master key 4/,
    });
  });

  it('is opened without asking the store for anything', async () => {
    const store = await open({ Endpoint: 'http://127.0.0.1:1', MaximumRetries: 0 });
    await assert.rejects(store.available(), { code: 'CannotWriteFile', transient: true });
    await store.close();
  });

  it('takes the credentials of its surroundings when it has none of its own', () => {
    const settings = s3Settings(sectionOf({ BucketName: 'scans' }));
    assert.equal(settings.credentials, undefined);
    assert.deepEqual(
      [settings.connectionTimeoutMs, settings.requestTimeoutMs, settings.partBytes, settings.retries],
      [30_000, 1_200_000, 5 * 1024 * 1024, 4],
    );
  });
});
