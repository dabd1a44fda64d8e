import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { Attachment } from '../index/records.ts';
import { requestedRange } from './byte-range.ts';
import { sendChunks } from './stream-answer.ts';

export interface FileAnswer {
  readonly attachment: Attachment;
  /** Of the whole file: a part of it is sent as bytes. */
  readonly contentType: string;
  /** Undefined: the client names it. */
  readonly filename: string | undefined;
}

/**
 * Streams a stored file uncompressed, or the part that a Range header asks for.
 * @throws IsocenterError BadRange, CorruptedFile, InexistentFile
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  blobs: BlobReader,
  { attachment, contentType, filename }: FileAnswer,
): Promise<FastifyReply> {
  const size = attachment.uncompressedSize;
  const range = requestedRange(request.headers.range, size);
  const chunks = uncompressedReader(blobs, attachment).read(attachment.uuid, range);
  const answer = { contentType, filename, length: size };
  if (range === undefined) return sendChunks(reply.header('accept-ranges', 'bytes'), chunks, answer);
  const bytes = { contentType: 'application/octet-stream', filename, length: range.end - range.start };
  const contentRange = `bytes ${range.start}-${range.end - 1}/${size}`;
  return sendChunks(reply.header('accept-ranges', 'bytes'), chunks, bytes, { status: 206, contentRange });
}
