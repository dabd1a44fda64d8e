import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../blob-names.ts';

/**
 * UUIDs of one batch, which share a folder: making it, and the note of them, costs some syncs per batch, not per file,
 * and files that lie together are created and read faster.
 */
const batchSize = 1024;

/** With fewer left, the next batch is made ready. */
const lowWater = 128;

const reservedFolder = 'reserved';

interface Batch {
  readonly path: string;
  /** Given out, and not settled yet. */
  readonly open: Set<string>;
  readonly unused: string[];
}

/**
 * Notes, durably and ahead of time, under which names files will be written. After a crash the notes tell which few
 * files to compare with the index; everything else is known to be in order. No scan of the storage area is ever needed.
 */
export class Reservations {
  readonly #root: string;
  readonly #folder: string;
  readonly #earlier: readonly string[];
  readonly #batchOf = new Map<string, Batch>();
  #current: Batch;
  #next: Batch | undefined;

  /** @param root of the storage area, which exists */
  constructor(root: string) {
    this.#root = root;
    this.#folder = join(root, reservedFolder);
    mkdirSync(this.#folder, { recursive: true });
    this.#earlier = readdirSync(this.#folder);
    this.#current = this.#makeBatch();
  }

  /** The name of a new file; its folder exists. */
  take(): string {
    if (this.#current.unused.length <= lowWater && this.#next === undefined) {
      setImmediate(() => {
        this.#next ??= this.#makeBatch();
      });
    }
    let uuid = this.#current.unused.pop();
    if (uuid === undefined) {
      this.#current = this.#next ?? this.#makeBatch();
      this.#next = undefined;
      uuid = this.#current.unused.pop() ?? randomUUID();
    }
    this.#current.open.add(uuid);
    this.#batchOf.set(uuid, this.#current);
    return uuid;
  }

  /** The file needs no look after a crash any more: it is in the index, or gone. */
  settle(uuid: string): void {
    const batch = this.#batchOf.get(uuid);
    if (batch === undefined) return;
    this.#batchOf.delete(uuid);
    batch.open.delete(uuid);
    if (batch.open.size === 0 && batch.unused.length === 0) void this.#drop(batch.path);
  }

  /** Names that an earlier run had reserved and may not have settled. */
  earlier(): readonly string[] {
    return this.#earlier.flatMap((name) => readFileSync(join(this.#folder, name), 'latin1').split('\n').filter(isUuid));
  }

  async forgetEarlier(): Promise<void> {
    for (const name of this.#earlier) await this.#drop(join(this.#folder, name));
  }

  /** Leaves nothing behind but the notes of what is unsettled. */
  async close(): Promise<void> {
    const batches = new Set([this.#current, ...(this.#next === undefined ? [] : [this.#next])]);
    for (const batch of batches) if (batch.open.size === 0) await this.#drop(batch.path);
  }

  /** Synchronous, a millisecond for hundreds of files: a name must not be given out before it is noted. */
  #makeBatch(): Batch {
    const prefix = randomBytes(2).toString('hex');
    const folder = join(this.#root, prefix.slice(0, 2), prefix.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    const unused = Array.from({ length: batchSize }, () => prefix + randomUUID().slice(4));
    const path = join(this.#folder, randomUUID());
    const descriptor = openSync(path, 'wx');
    writeSync(descriptor, unused.join('\n'));
    fsyncSync(descriptor);
    closeSync(descriptor);
    for (const made of [folder, join(folder, '..'), this.#root, this.#folder]) syncFolder(made);
    return { path, open: new Set(), unused };
  }

  async #drop(path: string): Promise<void> {
    // A note too many costs the next start-up a look, no more.
    await unlink(path).catch(() => undefined);
  }
}

/** Makes the entries of a folder durable. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
