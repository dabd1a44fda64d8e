import { once } from 'node:events';
import { Readable } from 'node:stream';
import type ZipStream from 'zip-stream';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A file on its way into a ZIP. */
export interface ZipEntry {
  readonly path: string;
  /** false: the bytes would not become fewer. */
  readonly compress: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface ZipOptions {
  /** Of every file. */
  readonly date: Date;
  readonly maxFiles?: number;
}

/** The fastest: pixel data gains little more from a higher one. */
const deflateLevel = 1;

/** What the central directory needs is kept for every file: about a kilobyte each. */
export const defaultMaxZipFiles = 1_000_000;

/** Bytes made ahead of the reader. */
const bufferedBytes = 256 * 1024;

/**
 * A ZIP of the entries, made as it is read: one entry after the other, each read only as far as its bytes are taken.
 * ZIP64 where it has to be. Ends with the error of an entry; whoever stops reading stops the entry.
 */
export async function* zipChunks(
  entries: AsyncIterable<ZipEntry>,
  { date, maxFiles = defaultMaxZipFiles }: ZipOptions,
): AsyncGenerator<Uint8Array> {
  // Most servers make few ZIPs: it is loaded with the first one.
  const { default: Zip } = await import('zip-stream');
  const zip = new Zip({ level: deflateLevel, highWaterMark: bufferedBytes });
  const stop = new AbortController();
  const written = writeEntries(zip, entries, date, maxFiles, stop.signal).then(
    () => zip.finalize(),
    (error: unknown) => {
      zip.destroy(error instanceof Error ? error : new Error(String(error)));
    },
  );
  try {
    for await (const chunk of zip) yield chunk;
  } finally {
    stop.abort();
    zip.destroy();
    await written;
  }
}

async function writeEntries(
  zip: ZipStream,
  entries: AsyncIterable<ZipEntry>,
  date: Date,
  maxFiles: number,
  signal: AbortSignal,
): Promise<void> {
  let files = 0;
  for await (const { chunks, compress, path } of entries) {
    signal.throwIfAborted();
    files += 1;
    if (files > maxFiles) {
      throw new IsocenterError('ParameterOutOfRange', `An archive holds ${maxFiles} files at most`);
    }
    await writeEntry(zip, { name: path, date, store: !compress }, chunks, signal);
  }
}

async function writeEntry(
  zip: ZipStream,
  data: { readonly name: string; readonly date: Date; readonly store: boolean },
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  // What cannot be read leaves no trace in the ZIP.
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const second = first.done === true ? first : await iterator.next();
  const source = second.done === true ? Buffer.from(first.value ?? '') : readableOf([first, second], iterator);
  const { promise, reject, resolve } = Promise.withResolvers<void>();
  const abort = () => reject(new Error('The reader of the archive is gone'));
  signal.addEventListener('abort', abort, { once: true });
  if (source instanceof Readable) source.once('error', reject);
  zip.entry(source, data, (error) => (error ? reject(error) : resolve()));
  try {
    await promise;
    // Files of one chunk are written at once, whether there is room or not.
    if (zip.writableNeedDrain) await once(zip, 'drain', { signal });
  } finally {
    signal.removeEventListener('abort', abort);
    if (source instanceof Readable) source.destroy();
  }
}

function readableOf(read: readonly IteratorResult<Uint8Array>[], iterator: AsyncIterator<Uint8Array>): Readable {
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      for (const { value } of read) yield value;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return Readable.from(all(), { objectMode: false });
}
