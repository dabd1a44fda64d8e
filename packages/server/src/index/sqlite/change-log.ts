import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type ChangeType, changeTypes } from '../../model/change-type.ts';
import { depthOf, type Level } from '../../model/level.ts';

/** Appends to the list of changes. */
export class ChangeLog {
  readonly #insert: StatementSync;
  readonly #deleteAll: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO change (type, level, public_id, date) VALUES (?, ?, ?, ?)');
    this.#deleteAll = database.prepare('DELETE FROM change');
  }

  append(type: ChangeType, level: Level, publicId: string, date: string): void {
    this.#insert.run(changeTypes[type], depthOf(level), publicId, date);
  }

  /** The numbers go on where they were. */
  deleteAll(): void {
    this.#deleteAll.run();
  }
}
