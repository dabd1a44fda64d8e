import { Readable } from 'node:stream';

/** The name of an array of NumPy that was saved without one. */
const arrayName = 'arr_0';

/** Bytes made ahead of the reader. */
const bufferedBytes = 256 * 1024;

/** A compressed archive of one array, made as it is read. */
export async function* npzChunks(array: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Loaded with the first one, as few servers make any.
  const { default: ZipStream } = await import('zip-stream');
  const zip = new ZipStream({ highWaterMark: bufferedBytes });
  const source = Readable.from(array, { objectMode: false });
  source.once('error', (error) => zip.destroy(error));
  zip.entry(source, { name: arrayName }, (error) => (error ? zip.destroy(error) : zip.finalize()));
  try {
    for await (const chunk of zip) yield chunk;
  } finally {
    source.destroy();
    zip.destroy();
  }
}
