import { once } from 'node:events';
import { createInflate, createInflateRaw, type Inflate, type InflateRaw, inflateRawSync, inflateSync } from 'node:zlib';
import { DicomParseError } from '../errors.ts';

/** RFC 1950: compression method 8, window 32 KiB, and the two header bytes together divisible by 31. */
function hasZlibHeader(first: number, second: number): boolean {
  return first === 0x78 && (first * 0x100 + second) % 31 === 0;
}

/**
 * Inflates a deflated data set (PS3.5 A.5) as it arrives. The stream has no header by the standard; a zlib header,
 * which some write, is recognised. What follows the end of the deflate stream (a padding byte) is ignored.
 */
export class Inflater {
  readonly #receive: (inflated: Uint8Array) => void;
  readonly #maxInflatedBytes: number;
  #stream: Inflate | InflateRaw | undefined;
  #first: Uint8Array = new Uint8Array(0);
  #inflatedBytes = 0;
  #failure: unknown;

  /** @param receive gets the inflated bytes; what it throws ends the inflation and rejects `write` or `end` */
  constructor(maxInflatedBytes: number, receive: (inflated: Uint8Array) => void) {
    this.#maxInflatedBytes = maxInflatedBytes;
    this.#receive = receive;
  }

  /**
   * Resolves when the chunk is inflated and received; write the next one then.
   * @throws DicomParseError when the stream is corrupt or inflates to more than `maxInflatedBytes`
   */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    let bytes = chunk;
    if (this.#stream === undefined) {
      bytes = this.#first.length === 0 ? chunk : Buffer.concat([this.#first, chunk]);
      if (bytes.length < 2) {
        this.#first = bytes;
        return;
      }
      this.#open(hasZlibHeader(bytes[0] ?? 0, bytes[1] ?? 0));
    }
    const stream = this.#stream;
    if (stream === undefined || stream.writableEnded || stream.readableEnded) return;
    await new Promise<void>((resolve) => {
      stream.once('close', resolve);
      stream.write(bytes, () => {
        stream.off('close', resolve);
        resolve();
      });
    });
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** @throws DicomParseError when the stream is corrupt or incomplete */
  async end(): Promise<void> {
    if (this.#stream === undefined && this.#first.length > 0) throw new DicomParseError('truncated', { offset: 0 });
    const stream = this.#stream;
    if (stream !== undefined && !stream.closed) {
      stream.end();
      await once(stream, 'close').catch(() => undefined);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Frees the inflation before its end. */
  destroy(): void {
    this.#stream?.destroy();
  }

  #open(withHeader: boolean): void {
    const stream = withHeader ? createInflate() : createInflateRaw();
    this.#stream = stream;
    stream.on('data', (inflated: Uint8Array) => this.#received(inflated, stream));
    stream.on('error', (cause) => {
      this.#failure ??= new DicomParseError('deflateCorrupt', { offset: this.#inflatedBytes, cause });
    });
  }

  #received(inflated: Uint8Array, stream: Inflate | InflateRaw): void {
    if (this.#failure !== undefined) return;
    this.#inflatedBytes += inflated.length;
    try {
      if (this.#inflatedBytes > this.#maxInflatedBytes) {
        throw new DicomParseError('inflatedTooLong', { offset: this.#maxInflatedBytes });
      }
      this.#receive(inflated);
    } catch (error) {
      this.#failure = error;
      stream.destroy();
    }
  }
}

/**
 * Inflates a whole deflated data set.
 * @throws DicomParseError as {@link Inflater} does
 */
export function inflateDataSet(bytes: Uint8Array, maxInflatedBytes: number): Uint8Array {
  const inflate = hasZlibHeader(bytes[0] ?? 0, bytes[1] ?? 0) ? inflateSync : inflateRawSync;
  try {
    return inflate(bytes, { maxOutputLength: maxInflatedBytes });
  } catch (cause) {
    const tooLong = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new DicomParseError(tooLong ? 'inflatedTooLong' : 'deflateCorrupt', { cause });
  }
}
