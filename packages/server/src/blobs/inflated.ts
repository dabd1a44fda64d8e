import { pipeline, Readable } from 'node:stream';
import type { Inflate, InflateRaw } from 'node:zlib';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { ByteRange } from './blob-store.ts';

/** What compressed chunks inflate to, as it is asked for. @throws IsocenterError CorruptedFile, and what `chunks` throws */
export async function* inflated(
  chunks: AsyncIterable<Uint8Array>,
  inflater: Inflate | InflateRaw,
): AsyncGenerator<Uint8Array> {
  // Errors reach the reader of the inflater, which is destroyed with them.
  pipeline(Readable.from(chunks, { objectMode: false }), inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield chunk;
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('CorruptedFile', 'A compressed file cannot be inflated', { cause });
  } finally {
    inflater.destroy();
  }
}

/** A range of what chunks are together; what comes after it is not asked for. */
export async function* rangeOf(
  chunks: AsyncIterable<Uint8Array>,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  if (start >= end) return;
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += chunk.length;
    if (part.length > 0) yield part;
    if (at >= end) return;
  }
}
