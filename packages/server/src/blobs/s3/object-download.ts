import { setTimeout as delay } from 'node:timers/promises';

/** Bytes that a store sends from a position on. */
export interface Download {
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes that the body will have. */
  readonly length: number;
}

export interface DownloadOptions {
  /** Asks for the bytes from `start` on; undefined: the object ends before. */
  readonly open: (start: number, end: number | undefined) => Promise<Download | undefined>;
  readonly start: number;
  /** Exclusive; undefined: up to the end. */
  readonly end: number | undefined;
  /** How often in a row the download is taken up again without a byte of progress. */
  readonly resumes: number;
}

/** Wait before a download is taken up for the second time; doubles. */
const firstWaitMs = 100;

/** The bytes of an object. A connection that is lost on the way is replaced by one for the rest. */
export async function* download(options: DownloadOptions): AsyncGenerator<Uint8Array, void, void> {
  let position = options.start;
  let end = options.end;
  let failures = 0;
  while (end === undefined || position < end) {
    const opened = await options.open(position, end);
    if (opened === undefined) return;
    end = position + opened.length;
    try {
      for await (const chunk of opened.body) {
        position += chunk.length;
        failures = 0;
        yield chunk;
      }
      if (position < end) throw new Error(`The connection ended ${end - position} bytes before the end of the object`);
    } catch (error) {
      failures += 1;
      if (failures > options.resumes) throw error;
      if (failures > 1) await delay(firstWaitMs * 2 ** (failures - 2));
    }
  }
}
