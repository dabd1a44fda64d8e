import type { BlobReader } from '../blobs/blob-store.ts';
import { CompressingWriter } from '../blobs/compressing-writer.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { SeenValue } from '../index/expected-value.ts';
import type { Attachment } from '../index/records.ts';
import { type AttachmentIntakeOptions, type AttachmentName, putAttachment, writeDurably } from './attachment-intake.ts';

export interface RecompressionOptions extends AttachmentIntakeOptions {
  readonly blobs: AttachmentIntakeOptions['blobs'] & BlobReader;
}

/**
 * Writes the file of an attachment anew, compressed or not, and puts it in place of the old one unless that has changed
 * meanwhile. The bytes that it stands for are the same.
 * @throws IsocenterError Revision, UnknownResource, FullStorage, InexistentFile, CorruptedFile
 */
export async function recompressAttachment(
  options: RecompressionOptions,
  name: AttachmentName,
  { revision, ...present }: Attachment & { readonly revision: number },
  compression: Attachment['compression'],
): Promise<SeenValue> {
  const { blobs, storeMd5 } = options;
  const writer = compression === 'zlib' ? new CompressingWriter(blobs.create(), storeMd5) : blobs.create();
  const { compressedMd5 } = await writeDurably(options, writer, uncompressedReader(blobs, present).read(present.uuid));
  const { size: compressedSize, uuid } = writer;
  const attachment: Attachment = { ...present, compression, uuid, compressedSize, compressedMd5 };
  return putAttachment(options, writer, name, attachment, { revision, md5: present.uncompressedMd5 });
}
