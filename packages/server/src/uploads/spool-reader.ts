import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { Spool } from '../streams/spool.ts';

/** Lets the reader of ZIPs read a spool. */
export class SpoolReader extends RandomAccessReader {
  readonly #spool: Spool;

  constructor(spool: Spool) {
    super();
    this.#spool = spool;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#spool.read(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#spool.readAt(position, length).then(
      (bytes) => {
        if (bytes.length < length) return callback(new Error('The ZIP ends too early'));
        buffer.set(bytes, offset);
        return callback(null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
