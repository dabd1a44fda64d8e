import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BlobStore } from '../blobs/blob-store.ts';
import { peeked } from '../export/peeked.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { requestedRange } from './byte-range.ts';

export interface FileAnswer {
  readonly attachment: Attachment;
  readonly contentType: string;
  /** Undefined: the client names it. */
  readonly filename: string | undefined;
}

/**
 * Streams a stored file, or the part that a Range header asks for.
 * @throws IsocenterError BadRange, InexistentFile, NotImplemented for a file kept compressed
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  blobs: Pick<BlobStore, 'read'>,
  { attachment, contentType, filename }: FileAnswer,
): Promise<FastifyReply> {
  if (attachment.compression !== 'none') {
    throw new IsocenterError('NotImplemented', 'Files kept compressed cannot be read');
  }
  const size = attachment.compressedSize;
  const range = requestedRange(request.headers.range, size);
  // Errors of the first chunk can still be answered.
  const chunks = await peeked(blobs.read(attachment.uuid, range));
  if (filename !== undefined) reply.header('content-disposition', `filename="${safeFilename(filename)}"`);
  reply
    .type(contentType)
    .header('accept-ranges', 'bytes')
    .header('content-length', range === undefined ? size : range.end - range.start);
  if (range !== undefined) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end - 1}/${size}`);
  }
  return reply.send(Readable.from(chunks, { objectMode: false }));
}

/** A file name that cannot leave its quotes or its header: quotes and line ends are dropped, others become underscores. */
export function safeFilename(name: string): string {
  return name.replaceAll(/["\p{Cc}]/gu, '').replaceAll(/[^\x20-\x7e]|[\\/]/g, '_');
}
