import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Bytes of small blobs, kept until their files are durable: one sync of the log serves for index and files. */
export class BlobCopyWriter {
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO blob_copy (uuid, bytes) VALUES (?, ?)');
    this.#delete = database.prepare('DELETE FROM blob_copy WHERE id = ?');
  }

  /** Answers the id to drop it by. */
  add(uuid: string, bytes: Uint8Array): number {
    return Number(this.#insert.run(uuid, bytes).lastInsertRowid);
  }

  drop(ids: readonly number[]): void {
    for (const id of ids) this.#delete.run(id);
  }
}
