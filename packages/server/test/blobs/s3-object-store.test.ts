import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createS3Client } from '../../src/blobs/s3/s3-client.ts';
import { S3ObjectStore } from '../../src/blobs/s3/s3-object-store.ts';
import type { S3Settings } from '../../src/blobs/s3/s3-settings.ts';
import { redacted } from '../../src/logging/redaction.ts';
import type { Operation } from '../support/s3/s3-operations.ts';
import { s3TestSettings, testKeys } from '../support/s3-connection.ts';
import { type Fault, S3Server } from '../support/s3-server.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { listed, wholeOf } from './contract/blob-store-contract.ts';

const mebibyte = 1024 * 1024;
const partBytes = 5 * mebibyte;
const slowDown: Fault = { kind: 'error', status: 503, code: 'SlowDown' };

let folder: TemporaryFolder;
let server: S3Server;
let store: S3ObjectStore;

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await S3Server.start({ root: folder.path, buckets: ['test'], keys: testKeys });
  store = open();
});

afterEach(async () => {
  await store.close();
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

function open(choice: Partial<S3Settings> = {}): S3ObjectStore {
  const settings = s3TestSettings({ endpoint: server.endpoint, partBytes, ...choice });
  return new S3ObjectStore(createS3Client(settings), settings);
}

async function write(bytes: Uint8Array, uuid: string = randomUUID()): Promise<string> {
  const writer = store.create(uuid);
  try {
    for (let at = 0; at < bytes.length; at += mebibyte) await writer.write(bytes.subarray(at, at + mebibyte));
    await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  return uuid;
}

/** The fault befalls the first `times` calls of the operation. */
function failFirst(times: number, wanted: Operation, fault: Fault): void {
  let left = times;
  server.fault = (operation) => {
    if (operation !== wanted || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

function failAlways(fault: Fault): void {
  server.fault = () => fault;
}

describe('uploads to S3', () => {
  it('take one request up to the size of a part, and parts of equal size beyond', async () => {
    await write(randomBytes(partBytes));
    assert.deepEqual(
      server.calls.map(({ operation }) => operation),
      ['PutObject'],
    );
    server.calls.length = 0;
    const bytes = randomBytes(2 * partBytes + 1);
    const uuid = await write(bytes);
    assert.deepEqual(
      server.calls.map(({ operation }) => operation),
      ['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'UploadPart', 'CompleteMultipartUpload'],
    );
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
    assert.deepEqual(await server.objects.openUploads(), []);
  });

  it('hold two parts under way and one that fills, however large the object is', async () => {
    const held = Promise.withResolvers<void>();
    const twoHeld = Promise.withResolvers<void>();
    server.fault = (operation) => {
      if (operation !== 'UploadPart') return undefined;
      if (server.underWay.get('UploadPart') === 2) twoHeld.resolve();
      return { kind: 'hold', until: held.promise };
    };
    const writer = store.create(randomUUID());
    let accepted = 0;
    for (let goesOn = true; goesOn && accepted < 100 * mebibyte; ) {
      const waits = writer.write(Buffer.alloc(mebibyte, accepted / mebibyte));
      accepted += mebibyte;
      goesOn = waits === undefined || (await Promise.race([waits.then(() => true), twoHeld.promise.then(() => false)]));
    }
    assert.equal(accepted, 3 * partBytes + mebibyte);
    held.resolve();
    for (; accepted < 60 * mebibyte; accepted += mebibyte)
      await writer.write(Buffer.alloc(mebibyte, accepted / mebibyte));
    await writer.finish();
    assert.equal(server.countOf('UploadPart'), 12);
    assert.equal(server.mostUnderWay.get('UploadPart'), 2);
  });

  it('leave nothing behind when they are aborted', async () => {
    const uuid = randomUUID();
    const writer = store.create(uuid);
    await writer.write(randomBytes(11 * mebibyte));
    assert.equal(await writer.abort(), false);
    assert.deepEqual(await server.objects.openUploads(), []);
    assert.equal(await store.sizeOf(uuid), undefined);
    const small = store.create(randomUUID());
    await small.write(randomBytes(10));
    server.calls.length = 0;
    assert.equal(await small.abort(), false);
    assert.deepEqual(server.calls, []);
  });

  it('are aborted also while the store is asked for them', async () => {
    const held = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    server.fault = (operation) => {
      if (operation !== 'CreateMultipartUpload') return undefined;
      asked.resolve();
      return { kind: 'hold', until: held.promise };
    };
    const writer = store.create(randomUUID());
    await writer.write(randomBytes(6 * mebibyte));
    await asked.promise;
    const aborted = writer.abort();
    held.resolve();
    await aborted;
    assert.equal(server.countOf('AbortMultipartUpload'), 1);
    assert.deepEqual(await server.objects.openUploads(), []);
  });

  it('are aborted when a part fails for good', async () => {
    server.fault = (operation) =>
      operation === 'UploadPart' && server.countOf('UploadPart') === 2
        ? { kind: 'error', status: 400, code: 'InvalidArgument' }
        : undefined;
    const uuid = randomUUID();
    await assert.rejects(write(randomBytes(30 * mebibyte), uuid), { code: 'CannotWriteFile', transient: false });
    assert.equal(server.countOf('CompleteMultipartUpload'), 0);
    assert.equal(server.countOf('AbortMultipartUpload'), 1);
    assert.deepEqual(await server.objects.openUploads(), []);
    assert.equal(await store.sizeOf(uuid), undefined);
  });

  it('survive refusals that pass, of each kind of request', async () => {
    const bytes = randomBytes(11 * mebibyte);
    for (const operation of ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'] as const) {
      failFirst(2, operation, slowDown);
      assert.ok((await wholeOf(store, await write(bytes))).equals(bytes), operation);
    }
    failFirst(2, 'PutObject', slowDown);
    const uuid = await write(randomBytes(100));
    for (const operation of ['GetObject', 'HeadObject', 'ListObjectsV2', 'HeadBucket', 'DeleteObject'] as const) {
      failFirst(2, operation, slowDown);
      if (operation === 'GetObject') assert.equal((await wholeOf(store, uuid)).length, 100);
      if (operation === 'HeadObject') assert.equal(await store.sizeOf(uuid), 100);
      if (operation === 'ListObjectsV2') assert.equal((await listed(store, uuid.slice(0, 8))).length, 1);
      if (operation === 'HeadBucket') await store.available();
      if (operation === 'DeleteObject') await store.remove(uuid);
    }
    assert.equal(await store.sizeOf(uuid), undefined);
  });

  it('are whole when only the answer to the last request was lost', async () => {
    failFirst(1, 'CompleteMultipartUpload', { kind: 'error', status: 500, code: 'InternalError', applied: true });
    const bytes = randomBytes(6 * mebibyte);
    const uuid = await write(bytes);
    assert.equal(server.countOf('CompleteMultipartUpload'), 2);
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
  });

  it('fail when the store has forgotten the upload', async () => {
    failFirst(1, 'CompleteMultipartUpload', { kind: 'error', status: 404, code: 'NoSuchUpload' });
    await assert.rejects(write(randomBytes(6 * mebibyte)), { code: 'CannotWriteFile' });
  });

  it('say that an object may be there once it was sent, whatever was answered', async () => {
    failFirst(9, 'PutObject', { kind: 'error', status: 500, code: 'InternalError', applied: true });
    const uuid = randomUUID();
    const writer = store.create(uuid);
    await writer.write(randomBytes(10));
    await assert.rejects(writer.finish(), { code: 'CannotWriteFile', transient: true });
    assert.equal(await writer.abort(), true);
    assert.equal(await store.sizeOf(uuid), 10);
  });
});

describe('downloads from S3', () => {
  it('go on where the connection was lost, as long as they get further', async () => {
    const bytes = randomBytes(8 * mebibyte);
    const uuid = await write(bytes);
    server.calls.length = 0;
    server.fault = () => ({ kind: 'reset', afterBytes: mebibyte });
    assert.ok((await wholeOf(store, uuid)).equals(bytes));
    const ranges = server.calls.map(({ range }) => range);
    assert.ok(ranges.length >= 8);
    assert.equal(ranges[0], undefined);
    assert.match(ranges[1] ?? '', /^bytes=\d+-8388607$/);
    assert.ok(
      Buffer.from(await store.readRange(uuid, { start: 10, end: 7_000_000 })).equals(bytes.subarray(10, 7_000_000)),
    );
  });

  it('end with an error after some attempts without a byte', async () => {
    const uuid = await write(randomBytes(mebibyte));
    server.calls.length = 0;
    failAlways({ kind: 'reset', afterBytes: 0 });
    await assert.rejects(wholeOf(store, uuid), { code: 'CorruptedFile', transient: true });
    assert.ok(server.calls.length >= 4 && server.calls.length <= 16, `${server.calls.length} requests`);
  });

  it('ask for the range alone', async () => {
    const uuid = await write(randomBytes(mebibyte));
    server.calls.length = 0;
    await store.readRange(uuid, { start: 1000, end: 1132 });
    assert.deepEqual(
      server.calls.map(({ operation, range }) => [operation, range]),
      [['GetObject', 'bytes=1000-1131']],
    );
  });

  it('give up a connection on which nothing moves, and try another one', async () => {
    const uuid = await write(randomBytes(1000));
    const impatient = open({ idleTimeoutMs: 200 });
    const held = Promise.withResolvers<void>();
    failFirst(1, 'GetObject', { kind: 'hold', until: held.promise });
    assert.equal((await wholeOf(impatient, uuid)).length, 1000);
    assert.equal(server.countOf('GetObject'), 2);
    held.resolve();
    await impatient.close();
  });
});

describe('a failing store', () => {
  const rows = [
    { fault: slowDown, write: 'CannotWriteFile', read: 'CorruptedFile', transient: true, reason: /overloaded/ },
    {
      fault: { kind: 'error', status: 500, code: 'InternalError' },
      write: 'CannotWriteFile',
      read: 'CorruptedFile',
      transient: true,
      reason: /failed/,
    },
    {
      fault: { kind: 'error', status: 403, code: 'AccessDenied' },
      write: 'CannotWriteFile',
      read: 'CorruptedFile',
      transient: false,
      reason: /refuses access/,
    },
    {
      fault: { kind: 'error', status: 404, code: 'NoSuchBucket' },
      write: 'CannotWriteFile',
      read: 'CorruptedFile',
      transient: false,
      reason: /bucket does not exist/,
    },
    {
      fault: { kind: 'error', status: 403, code: 'QuotaExceeded' },
      write: 'FullStorage',
      read: 'FullStorage',
      transient: false,
      reason: /No room/,
    },
    {
      fault: { kind: 'error', status: 507, code: 'XMinioStorageFull' },
      write: 'FullStorage',
      read: 'FullStorage',
      transient: false,
      reason: /No room/,
    },
  ] as const satisfies readonly { fault: Fault; write: string; read: string; transient: boolean; reason: RegExp }[];

  for (const row of rows) {
    it(`is told apart: ${row.fault.status} ${row.fault.code}`, async () => {
      store = open({ retries: 0 });
      failAlways(row.fault);
      const { reason: message, transient } = row;
      await assert.rejects(write(randomBytes(10)), { code: row.write, transient, message });
      await assert.rejects(wholeOf(store, randomUUID()), { code: row.read, transient, message });
      await assert.rejects(store.remove(randomUUID()), { code: row.write, transient, message });
    });
  }

  it('cannot be used without its bucket', async () => {
    await assert.rejects(open({ bucket: 'other' }).available(), {
      code: 'CannotWriteFile',
      message: /bucket does not exist/,
    });
  });

  it('that cannot be reached is named as such, and may be back later', async () => {
    store = open({ retries: 1 });
    await server.stop();
    const expected = { transient: true, message: /cannot be reached/ };
    await assert.rejects(write(randomBytes(10)), { ...expected, code: 'CannotWriteFile' });
    await assert.rejects(write(randomBytes(11 * mebibyte)), { ...expected, code: 'CannotWriteFile' });
    await assert.rejects(wholeOf(store, randomUUID()), { ...expected, code: 'CorruptedFile' });
    await assert.rejects(store.available(), { ...expected, code: 'CannotWriteFile' });
  });

  it('refuses a wrong key, which is in no log line', async () => {
    const secretAccessKey = 'wrongsecretkey';
    store = open({ credentials: { ...testKeys, secretAccessKey } });
    const error: unknown = await write(randomBytes(10)).catch((cause: unknown) => cause);
    assert.ok(error instanceof Error);
    assert.match(error.message, /refuses access/);
    const line = JSON.stringify(redacted({ error }, false));
    assert.match(line, /SignatureDoesNotMatch/);
    assert.doesNotMatch(line, new RegExp(`${secretAccessKey}|${testKeys.accessKeyId}`));
  });
});

describe('objects in the bucket', () => {
  const uuid = '01234567-89ab-4cde-8f01-23456789abcd';

  for (const [layout, key] of [
    [{ rootPath: '', structure: 'flat', encrypted: false }, `${uuid}.dcm`],
    [{ rootPath: 'a/b', structure: 'flat', encrypted: false }, `a/b/${uuid}.dcm`],
    [{ rootPath: '', structure: 'flat', encrypted: true }, `${uuid}.dcm.enc`],
    [{ rootPath: '', structure: 'legacy', encrypted: false }, `01/23/${uuid}`],
    [{ rootPath: 'a', structure: 'legacy', encrypted: true }, `a/01/23/${uuid}`],
  ] as const) {
    it(`are called ${key}`, async () => {
      store = open({ layout });
      await write(randomBytes(5), uuid);
      assert.deepEqual(await server.objects.list('test', '', '', 10), [{ key, size: 5 }]);
      assert.deepEqual(await listed(store, '0123'), [{ uuid, size: 5 }]);
    });
  }

  it('that are none of ours are not listed', async () => {
    await write(randomBytes(5), uuid);
    for (const key of ['0123', `${uuid}`, `${uuid}.json`, `0123${uuid}.dcm`, '01234567-x.dcm']) {
      await server.objects.put('test', key, randomBytes(3));
    }
    assert.deepEqual(await listed(store, '0123'), [{ uuid, size: 5 }]);
  });
});
