import { createHash } from 'node:crypto';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Attachment } from '../index/records.ts';

/**
 * Whether a stored file still has the bytes that the index knows; false, too, when no MD5 was kept.
 * @throws IsocenterError InexistentFile
 */
export async function isIntact(
  blobs: Pick<BlobStore, 'read'>,
  { compressedMd5, compressedSize, uuid }: Attachment,
): Promise<boolean> {
  if (compressedMd5 === '') return false;
  const md5 = createHash('md5');
  let bytes = 0;
  for await (const chunk of blobs.read(uuid)) {
    md5.update(chunk);
    bytes += chunk.length;
  }
  return bytes === compressedSize && md5.digest('hex') === compressedMd5;
}
