import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level } from '../../model/level.ts';
import { checkExpected, type ExpectedValue, type SeenValue } from '../expected-value.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf, textOf } from '../sql/row.ts';
import { metadataColumnOf, systemMetadataName } from '../sql/system-metadata.ts';
import type { ChangeLog } from './change-log.ts';
import { resourceRowId } from './resource-row-id.ts';

/** Metadata of users with their revisions, metadata of the system, and labels. */
export class MetadataWriter {
  readonly #database: DatabaseSync;
  readonly #changes: ChangeLog;
  readonly #put: StatementSync;
  readonly #find: StatementSync;
  readonly #delete: StatementSync;
  readonly #addLabel: StatementSync;
  readonly #removeLabel: StatementSync;

  constructor(database: DatabaseSync, changes: ChangeLog) {
    this.#database = database;
    this.#changes = changes;
    this.#put = database.prepare(
      `INSERT INTO user_metadata (level, resource_id, name, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (level, resource_id, name) DO UPDATE SET value = excluded.value, revision = revision + 1
       RETURNING revision`,
    );
    this.#find = database.prepare(
      'SELECT value, revision FROM user_metadata WHERE level = ? AND resource_id = ? AND name = ?',
    );
    this.#delete = database.prepare('DELETE FROM user_metadata WHERE level = ? AND resource_id = ? AND name = ?');
    this.#addLabel = database.prepare(
      'INSERT INTO label (level, resource_id, label) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#removeLabel = database.prepare('DELETE FROM label WHERE level = ? AND resource_id = ? AND label = ?');
  }

  /**
   * Sets metadata and answers its revision.
   * @throws IsocenterError UnknownResource; Revision when another value is there than expected; ForbiddenAccess for
   * metadata that the index itself keeps
   */
  set(
    level: Level,
    publicId: string,
    name: number,
    value: string,
    expected: ExpectedValue | undefined,
    date: string,
  ): number {
    const id = resourceRowId(this.#database, level, publicId);
    const systemName = systemMetadataName(name);
    if (systemName !== undefined) return this.#setSystem(level, id, systemName, value);
    checkExpected(this.#present(level, id, name), expected);
    const written = this.#put.get(depthOf(level), id, name, value);
    this.#changes.append('UpdatedMetadata', { level, publicId, id }, date);
    return written === undefined ? 0 : integerOf(written, 'revision');
  }

  /** Deletes metadata of users; false when there is none. @throws IsocenterError UnknownResource, Revision */
  delete(level: Level, publicId: string, name: number, expected: ExpectedValue | undefined, date: string): boolean {
    const id = resourceRowId(this.#database, level, publicId);
    if (systemMetadataName(name) !== undefined) {
      throw new IsocenterError('ForbiddenAccess', 'System metadata cannot be deleted');
    }
    const present = this.#present(level, id, name);
    if (present === undefined) return false;
    checkExpected(present, expected);
    this.#delete.run(depthOf(level), id, name);
    this.#changes.append('UpdatedMetadata', { level, publicId, id }, date);
    return true;
  }

  addLabel(level: Level, publicId: string, label: string): void {
    this.#addLabel.run(depthOf(level), resourceRowId(this.#database, level, publicId), label);
  }

  removeLabel(level: Level, publicId: string, label: string): void {
    this.#removeLabel.run(depthOf(level), resourceRowId(this.#database, level, publicId), label);
  }

  #setSystem(level: Level, id: number, name: string, value: string): number {
    if (metadataColumnOf(level, name) !== undefined) {
      throw new IsocenterError('ForbiddenAccess', `The index itself keeps the metadata ${name}`);
    }
    this.#database
      .prepare(`UPDATE ${levelTables[level]} SET metadata = json_set(metadata, '$.' || ?, ?) WHERE id = ?`)
      .run(name, value, id);
    return 0;
  }

  #present(level: Level, id: number, name: number): SeenValue | undefined {
    const row = this.#find.get(depthOf(level), id, name);
    return row && { revision: integerOf(row, 'revision'), md5: hash('md5', textOf(row, 'value')) };
  }
}
