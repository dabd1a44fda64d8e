import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { peeked } from '../streams/peeked.ts';

export interface StreamAnswer {
  readonly contentType: string;
  /** Undefined: it is known at the end only. */
  readonly length?: number | undefined;
  /** Undefined: the client names it. */
  readonly filename?: string | undefined;
}

/** What is special about a part of a file. */
export interface PartAnswer {
  readonly status: 206;
  readonly contentRange: string;
}

/**
 * Answers chunks as they come. What fails before the first one is answered as an error; a later failure cuts the
 * connection.
 */
export async function sendChunks(
  reply: FastifyReply,
  chunks: AsyncIterable<Uint8Array | string>,
  { contentType, filename, length }: StreamAnswer,
  part?: PartAnswer,
): Promise<FastifyReply> {
  const known = await peeked(chunks);
  if (filename !== undefined) reply.header('content-disposition', `filename="${safeFilename(filename)}"`);
  if (length !== undefined) reply.header('content-length', length);
  if (part !== undefined) reply.code(part.status).header('content-range', part.contentRange);
  return reply.type(contentType).send(Readable.from(known, { objectMode: false }));
}

/** A file name that cannot leave its quotes, its header or its folder. */
export function safeFilename(name: string): string {
  return name.replaceAll(/[\p{Cc}"]/gu, '').replaceAll(/[^\x20-\x7e]|[\\/]/g, '_');
}
