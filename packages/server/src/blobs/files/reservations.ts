import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobNames, batchDigits } from '../../index/blob-names.ts';

/**
 * Names of one batch, which share a folder: making it, and the note of them, costs some syncs per batch, not per file,
 * and files that lie together are created and read faster.
 */
const batchSize = 1024;

/** With fewer left, the next batch is made ready. */
const lowWater = 128;

const reservedFolder = 'reserved';

interface Batch {
  readonly prefix: string;
  /** Given out, and not settled yet. */
  readonly open: Set<string>;
  unused: number;
}

/** Names for the blobs of the only server on a folder; each batch is noted there as an empty file with its beginning. */
export class Reservations implements BlobNames {
  readonly #folder: string;
  readonly #left: readonly string[];
  readonly #batches = new Map<string, Batch>();
  #current: Batch;
  #next: Batch | undefined;

  /** @param root of the storage area, which exists */
  constructor(root: string) {
    this.#folder = join(root, reservedFolder);
    mkdirSync(this.#folder, { recursive: true });
    syncFolder(root);
    this.#left = readdirSync(this.#folder).filter((name) => name.length === batchDigits);
    this.#current = this.#makeBatch();
  }

  take(): string {
    if (this.#current.unused <= lowWater && this.#next === undefined) {
      setImmediate(() => {
        this.#next ??= this.#makeBatch();
      });
    }
    if (this.#current.unused === 0) {
      this.#current = this.#next ?? this.#makeBatch();
      this.#next = undefined;
    }
    const uuid = this.#current.prefix + randomUUID().slice(batchDigits);
    this.#current.unused -= 1;
    this.#current.open.add(uuid);
    return uuid;
  }

  settle(uuid: string): void {
    const batch = this.#batches.get(uuid.slice(0, batchDigits));
    if (batch === undefined) return;
    batch.open.delete(uuid);
    if (batch.open.size === 0 && batch.unused === 0) void this.#drop(batch);
  }

  /** It stays noted, for the next start. */
  doubt(): void {}

  async left(): Promise<readonly string[]> {
    return this.#left;
  }

  async forget(prefix: string): Promise<void> {
    // A note too many costs the next start-up a look, no more.
    await unlink(join(this.#folder, prefix)).catch(() => undefined);
  }

  /** Leaves nothing behind but the notes of what is unsettled. */
  async close(): Promise<void> {
    for (const batch of this.#batches.values()) if (batch.open.size === 0) await this.#drop(batch);
  }

  /** Synchronous, a millisecond for hundreds of files: a name must not be given out before it is noted. */
  #makeBatch(): Batch {
    const prefix = randomBytes(batchDigits / 2).toString('hex');
    closeSync(openSync(join(this.#folder, prefix), 'wx'));
    syncFolder(this.#folder);
    const batch = { prefix, open: new Set<string>(), unused: batchSize };
    this.#batches.set(prefix, batch);
    return batch;
  }

  async #drop({ prefix }: Batch): Promise<void> {
    this.#batches.delete(prefix);
    await this.forget(prefix);
  }
}

/** Makes the entries of a folder durable. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
