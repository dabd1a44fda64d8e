import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type ChangeType, changeTypes } from '../../model/change-type.ts';
import { depthOf, type Level } from '../../model/level.ts';

/** A resource by both of its names. */
export interface ChangedResource {
  readonly level: Level;
  readonly publicId: string;
  /** The number of its row. */
  readonly id: number;
}

/** The list of changes: one is added for what happens to a resource, and all of a resource go with it. */
export class ChangeLog {
  readonly #insert: StatementSync;
  readonly #deleteOf: StatementSync;
  readonly #deleteAll: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO change (type, level, public_id, resource_id, date) VALUES (?, ?, ?, ?, ?)',
    );
    this.#deleteOf = database.prepare('DELETE FROM change WHERE level = ? AND resource_id = ?');
    this.#deleteAll = database.prepare('DELETE FROM change');
  }

  append(type: ChangeType, { level, publicId, id }: ChangedResource, date: string): void {
    this.#insert.run(changeTypes[type], depthOf(level), publicId, id, date);
  }

  /** Forgets what happened to a resource that is being deleted. */
  deleteOf(level: Level, id: number): void {
    this.#deleteOf.run(depthOf(level), id);
  }

  /** The numbers go on where they were. */
  deleteAll(): void {
    this.#deleteAll.run();
  }
}
