import { Spool } from '../streams/spool.ts';

/** Files whose parts are awaited at the same time; the one waiting longest makes room. */
const maxPending = 16;

/** A file of which another part came. */
export interface ChunkOfFile {
  /** Who sends it, and what he calls it. */
  readonly key: string;
  /** Of the whole file. */
  readonly totalBytes: number;
}

/** Puts files together whose parts come in requests of their own, in order, as the peer's web page sends large files. */
export class ChunkedUploads {
  readonly #folder: string;
  readonly #pending = new Map<string, Spool>();

  /** @param folder `TemporaryDirectory` */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Adds a part. Answers the file once it is whole: the caller disposes of it; undefined while parts are missing. */
  async add({ key, totalBytes }: ChunkOfFile, chunks: AsyncIterable<Uint8Array>): Promise<Spool | undefined> {
    const spool = this.#pending.get(key) ?? new Spool(this.#folder);
    this.#pending.delete(key);
    try {
      for await (const chunk of chunks) if (spool.size < totalBytes) await spool.write(Uint8Array.from(chunk));
    } catch (error) {
      await spool[Symbol.asyncDispose]();
      throw error;
    }
    if (spool.size >= totalBytes) return spool;
    this.#pending.set(key, spool);
    await this.#makeRoom();
    return undefined;
  }

  async close(): Promise<void> {
    for (const spool of this.#pending.values()) await spool[Symbol.asyncDispose]();
    this.#pending.clear();
  }

  async #makeRoom(): Promise<void> {
    for (const [key, spool] of this.#pending) {
      if (this.#pending.size <= maxPending) return;
      this.#pending.delete(key);
      await spool[Symbol.asyncDispose]();
    }
  }
}
