import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BlobJanitor } from '../../src/blobs/blob-janitor.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { newInstance, noLimits } from '../index/contract/new-instance.ts';
import { openFileBlobs } from '../support/file-blobs.ts';

test('a start drops an attachment whose file a crash left incomplete, and nothing of its resource', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-janitor-'));
  const { index } = await openSqliteIndex(folder);
  t.after(async () => {
    await index.close();
    await rm(folder, { recursive: true });
  });
  const { publicIds } = newInstance();
  await index.storeInstance(newInstance(), noLimits);
  const crashed = openFileBlobs(folder);
  const writer = crashed.blobs.create();
  void writer.write(Buffer.from('hal'));
  await writer.flush();
  await writer.sync();
  const attachment = {
    contentType: 1024,
    uuid: writer.uuid,
    uncompressedSize: 5,
    compressedSize: 5,
    uncompressedMd5: '',
    compressedMd5: '',
    compression: 'none',
  } as const;
  await index.setAttachment('Study', publicIds.Study, attachment, noLimits);
  await crashed.close();

  const { blobs, names, close } = openFileBlobs(folder);
  await new BlobJanitor({ blobs, names, index, foreignRemovalAgeMs: 0, logger: silentLogger }).collect();
  assert.equal(await index.getAttachment('Study', publicIds.Study, 1024), undefined);
  assert.notEqual(await index.getAttachment('Instance', publicIds.Instance, 1), undefined);
  assert.equal((await index.statistics()).diskBytes, 1000);
  await assert.rejects(blobs.readRange(writer.uuid, { start: 0, end: 1 }), { code: 'InexistentFile' });
  assert.deepEqual(await index.pendingBlobRemovals(), []);
  await close();
});
