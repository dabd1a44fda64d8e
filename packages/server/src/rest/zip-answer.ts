import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { peeked } from '../export/peeked.ts';
import { Spool } from '../export/spool.ts';
import { safeFilename } from './stream-answer.ts';

export interface ZipAnswerOptions {
  readonly filename: string;
  /** `SynchronousZipStream`; false: sent when it is complete. */
  readonly streamed: boolean;
  readonly temporaryFolder: string;
}

/**
 * Sends a ZIP as it is made. What fails before its first byte is answered as an error; a later failure breaks the
 * connection, so that nobody takes the beginning for the whole. A client that goes away ends the making.
 */
export async function sendZip(
  reply: FastifyReply,
  zip: AsyncIterable<Uint8Array>,
  { filename, streamed, temporaryFolder }: ZipAnswerOptions,
): Promise<FastifyReply> {
  const chunks = await peeked(streamed ? zip : spooled(zip, temporaryFolder));
  reply.type('application/zip').header('content-disposition', `filename="${safeFilename(filename)}"`);
  return reply.send(Readable.from(chunks, { objectMode: false }));
}

async function* spooled(chunks: AsyncIterable<Uint8Array>, folder: string): AsyncGenerator<Uint8Array> {
  await using spool = new Spool(folder);
  for await (const chunk of chunks) await spool.write(chunk);
  yield* spool.read();
}
