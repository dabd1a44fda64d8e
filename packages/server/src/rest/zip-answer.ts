import type { FastifyReply } from 'fastify';
import { Spool } from '../streams/spool.ts';
import { sendChunks } from './stream-answer.ts';

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
export function sendZip(
  reply: FastifyReply,
  zip: AsyncIterable<Uint8Array>,
  { filename, streamed, temporaryFolder }: ZipAnswerOptions,
): Promise<FastifyReply> {
  const chunks = streamed ? zip : spooled(zip, temporaryFolder);
  return sendChunks(reply, chunks, { contentType: 'application/zip', filename });
}

async function* spooled(chunks: AsyncIterable<Uint8Array>, folder: string): AsyncGenerator<Uint8Array> {
  await using spool = new Spool(folder);
  for await (const chunk of chunks) await spool.write(chunk);
  yield* spool.read();
}
