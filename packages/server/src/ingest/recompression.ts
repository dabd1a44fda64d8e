import { pipeline, Readable } from 'node:stream';
import { createDeflate } from 'node:zlib';
import type { BlobReader } from '../blobs/blob-store.ts';
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
  const writer = options.blobs.create();
  const bytes = uncompressedReader(options.blobs, present).read(present.uuid);
  const compressedMd5 = await writeDurably(options, writer, compression === 'zlib' ? deflated(bytes) : bytes);
  const { uuid, size: compressedSize } = writer;
  const attachment: Attachment = { ...present, compression, uuid, compressedSize, compressedMd5 };
  return putAttachment(options, writer, name, attachment, { revision, md5: present.uncompressedMd5 });
}

/** A zlib stream (RFC 1950) of the bytes. */
export function deflated(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // Errors reach the reader of the compressor, which is destroyed with them.
  return pipeline(Readable.from(bytes, { objectMode: false }), createDeflate(), () => undefined);
}
