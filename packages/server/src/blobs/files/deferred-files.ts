/** With nothing new for this long, files are written: a burst of instances has the machine to itself. */
const quietMs = 1000;

/** None waits longer than this, however busy it is. */
const maximumAgeMs = 15_000;

/** Bytes that wait in memory before the oldest files are written; from twice as many on, each new one is written at once. */
const maximumBytes = 32 * 1024 * 1024;

const parallelWrites = 4;

interface WaitingFile {
  readonly bytes: Uint8Array;
  readonly sinceMs: number;
}

/** Writes a whole file; leaves nothing behind when it fails. */
export type WriteFile = (uuid: string, bytes: Uint8Array) => Promise<void>;

/**
 * Small files that need not be there yet, because the index has a durable copy of each: they are held in memory, where
 * reading finds them, and written when the storage area is quiet. Creating files is half of the work of a burst.
 */
export class DeferredFiles {
  readonly #writeFile: WriteFile;
  /** The oldest first. */
  readonly #waiting = new Map<string, WaitingFile>();
  readonly #underWay = new Map<string, Promise<void>>();
  #bytes = 0;
  #lastAddedMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing = false;
  /** The last write failed: until one succeeds, new files are written at once, so that the failure is told. */
  #failing = false;

  constructor(writeFile: WriteFile) {
    this.#writeFile = writeFile;
  }

  /** Takes the bytes over. Rejects when files cannot be written at the moment. */
  async add(uuid: string, bytes: Uint8Array): Promise<void> {
    this.#lastAddedMs = performance.now();
    this.#waiting.set(uuid, { bytes, sinceMs: this.#lastAddedMs });
    this.#bytes += bytes.length;
    this.#timer ??= setInterval(() => this.#writeDue(), quietMs / 2).unref();
    if (!this.#failing && this.#bytes <= 2 * maximumBytes) {
      if (this.#bytes > maximumBytes) this.#writeDue();
      return;
    }
    try {
      await this.written(uuid);
    } catch (error) {
      this.#forget(uuid);
      throw error;
    }
  }

  /** What a file will hold that is not written yet. */
  bytesOf(uuid: string): Uint8Array | undefined {
    return this.#waiting.get(uuid)?.bytes;
  }

  /** Resolves when the file is written, or was not waiting. */
  written(uuid: string): Promise<void> {
    const underWay = this.#underWay.get(uuid);
    if (underWay !== undefined) return underWay;
    const file = this.#waiting.get(uuid);
    if (file === undefined) return Promise.resolve();
    const write = this.#write(uuid, file.bytes).finally(() => this.#underWay.delete(uuid));
    this.#underWay.set(uuid, write);
    return write;
  }

  /** The file is not wanted any more. Resolves when it is not being written either; it may be there then. */
  async drop(uuid: string): Promise<void> {
    this.#forget(uuid);
    await this.#underWay.get(uuid)?.catch(() => undefined);
  }

  /** Writes all. */
  flush(): Promise<void> {
    return this.#writeWhile(() => true);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #writeDue(): void {
    if (this.#writing) return;
    this.#writing = true;
    // What cannot be written waits on; the index has it, and new files are refused meanwhile.
    this.#writeWhile((file) => this.#isDue(file))
      .catch(() => undefined)
      .finally(() => {
        this.#writing = false;
      });
  }

  #isDue({ sinceMs }: WaitingFile): boolean {
    const nowMs = performance.now();
    return this.#bytes > maximumBytes || nowMs - this.#lastAddedMs > quietMs || nowMs - sinceMs > maximumAgeMs;
  }

  async #writeWhile(isDue: (file: WaitingFile) => boolean): Promise<void> {
    const writeNext = async () => {
      for (const [uuid, file] of this.#waiting) {
        if (!isDue(file)) return;
        if (!this.#underWay.has(uuid)) await this.written(uuid);
      }
    };
    await Promise.all(Array.from({ length: parallelWrites }, writeNext));
    await Promise.all(this.#underWay.values());
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #write(uuid: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#writeFile(uuid, bytes);
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      throw error;
    }
    this.#forget(uuid);
  }

  #forget(uuid: string): void {
    this.#bytes -= this.#waiting.get(uuid)?.bytes.length ?? 0;
    this.#waiting.delete(uuid);
  }
}
