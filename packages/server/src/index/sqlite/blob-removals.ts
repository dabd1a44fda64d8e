import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RemovedBlob } from '../records.ts';

/** Blobs that no row needs any more, kept until the storage area has removed them. */
export class BlobRemovals {
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO blob_removal (uuid, content_type) VALUES (?, ?) ON CONFLICT (uuid) DO NOTHING',
    );
    this.#delete = database.prepare('DELETE FROM blob_removal WHERE uuid = ?');
  }

  add({ uuid, contentType }: RemovedBlob): void {
    this.#insert.run(uuid, contentType);
  }

  confirm(uuids: readonly string[]): void {
    for (const uuid of uuids) this.#delete.run(uuid);
  }
}
