import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore, BlobWriter } from '../blobs/blob-store.ts';
import { CompressingWriter } from '../blobs/compressing-writer.ts';
import type { EventFeed } from '../events/event-feed.ts';
import type { ExpectedValue, SeenValue } from '../index/expected-value.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Attachment, AttachmentWrite, StorageLimits } from '../index/records.ts';
import type { Level } from '../model/level.ts';
import { FileHash } from './file-hash.ts';
import type { HashThread } from './hash-thread-client.ts';

export interface AttachmentIntakeOptions {
  readonly index: Pick<IndexStore, 'setAttachment'>;
  readonly blobs: Pick<BlobStore, 'create' | 'settle'>;
  readonly janitor: Pick<BlobJanitor, 'discardAfter' | 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
  readonly limits: StorageLimits;
  /** `StoreMD5ForAttachments`. */
  readonly storeMd5: boolean;
  /** `StorageCompression`. */
  readonly compress: boolean;
  readonly hashThread?: HashThread;
}

/** Which attachment of which resource. */
export interface AttachmentName {
  readonly level: Level;
  readonly publicId: string;
  readonly contentType: number;
}

/**
 * Writes an attachment as its bytes come and sets it in the index, in place of what `expected` says; resolves once both
 * are durable. The file is durable first: what the index says of an attachment is never ahead of its bytes.
 * @throws IsocenterError Revision, UnknownResource, FullStorage, and what `chunks` throws; nothing has changed then
 */
export async function takeAttachment(
  options: AttachmentIntakeOptions,
  name: AttachmentName,
  chunks: AsyncIterable<Uint8Array>,
  expected: ExpectedValue | undefined,
): Promise<SeenValue> {
  const { compress, storeMd5 } = options;
  const writer = compress ? new CompressingWriter(options.blobs.create(), storeMd5) : options.blobs.create();
  const { bytes, compressedMd5, md5 } = await writeDurably(options, writer, chunks);
  const attachment: Attachment = {
    contentType: name.contentType,
    uuid: writer.uuid,
    compression: compress ? 'zlib' : 'none',
    uncompressedSize: bytes,
    compressedSize: writer.size,
    uncompressedMd5: md5,
    compressedMd5,
  };
  const seen = await putAttachment(options, writer, name, attachment, expected);
  options.events.publish({ type: 'UpdatedAttachment', level: name.level, publicId: name.publicId });
  return seen;
}

/** Sets an attachment whose file is written, and removes the file that it replaces. */
export async function putAttachment(
  options: AttachmentIntakeOptions,
  writer: BlobWriter,
  name: AttachmentName,
  attachment: Attachment,
  expected: ExpectedValue | undefined,
): Promise<SeenValue> {
  const { blobs, events, janitor } = options;
  const { revision, removedBlobs, deleted } = await setInIndex(options, writer, name, attachment, expected);
  blobs.settle(writer.uuid);
  if (removedBlobs.length > 0) janitor.remove(removedBlobs);
  for (const resource of deleted) events.publish({ type: 'Deleted', ...resource });
  return { revision, md5: attachment.uncompressedMd5 };
}

/** What was written: MD5s are empty when none are kept. */
export interface WrittenBytes {
  readonly bytes: number;
  readonly md5: string;
  /** Of the blob. */
  readonly compressedMd5: string;
}

/** Writes a blob and makes it durable. */
export async function writeDurably(
  { hashThread, storeMd5 }: AttachmentIntakeOptions,
  writer: BlobWriter,
  chunks: AsyncIterable<Uint8Array>,
): Promise<WrittenBytes> {
  const hash = storeMd5 ? new FileHash(hashThread) : undefined;
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      await Promise.all([hash?.update(chunk), writer.write(chunk)]);
    }
    const md5 = (await hash?.digest()) ?? '';
    const compressedMd5 = writer instanceof CompressingWriter ? await writer.finish() : md5;
    await writer.flush();
    await writer.sync();
    return { bytes, md5, compressedMd5 };
  } catch (error) {
    hash?.drop();
    await writer.abort();
    throw error;
  }
}

async function setInIndex(
  { index, janitor, limits }: AttachmentIntakeOptions,
  { uuid }: BlobWriter,
  { level, publicId }: AttachmentName,
  attachment: Attachment,
  expected: ExpectedValue | undefined,
): Promise<AttachmentWrite> {
  try {
    return await index.setAttachment(level, publicId, attachment, limits, expected);
  } catch (error) {
    await janitor.discardAfter(error, uuid);
    throw error;
  }
}
