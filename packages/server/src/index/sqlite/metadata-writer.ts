import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level } from '../../model/level.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf } from '../sql/row.ts';
import { metadataColumnOf, systemMetadataName } from '../sql/system-metadata.ts';
import type { ChangeLog } from './change-log.ts';

/** Metadata of users with their revisions, metadata of the system, and labels. */
export class MetadataWriter {
  readonly #database: DatabaseSync;
  readonly #changes: ChangeLog;
  readonly #put: StatementSync;
  readonly #replace: StatementSync;
  readonly #revision: StatementSync;
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
    this.#replace = database.prepare(
      `UPDATE user_metadata SET value = ?, revision = revision + 1
       WHERE level = ? AND resource_id = ? AND name = ? AND revision = ? RETURNING revision`,
    );
    this.#revision = database.prepare(
      'SELECT revision FROM user_metadata WHERE level = ? AND resource_id = ? AND name = ?',
    );
    this.#delete = database.prepare('DELETE FROM user_metadata WHERE level = ? AND resource_id = ? AND name = ?');
    this.#addLabel = database.prepare(
      'INSERT INTO label (level, resource_id, label) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#removeLabel = database.prepare('DELETE FROM label WHERE level = ? AND resource_id = ? AND label = ?');
  }

  /**
   * Sets metadata and answers its revision: 0 when it is new, one more at each overwriting.
   * @throws IsocenterError UnknownResource; Revision when another revision is there than expected; ForbiddenAccess for
   * metadata that the index itself keeps
   */
  set(
    level: Level,
    publicId: string,
    name: number,
    value: string,
    expectedRevision: number | undefined,
    date: string,
  ): number {
    const id = this.#idOf(level, publicId);
    const systemName = systemMetadataName(name);
    if (systemName !== undefined) return this.#setSystem(level, id, systemName, value);
    const written =
      expectedRevision === undefined
        ? this.#put.get(depthOf(level), id, name, value)
        : this.#replace.get(value, depthOf(level), id, name, expectedRevision);
    if (written === undefined) throw new IsocenterError('Revision', 'The metadata has another revision');
    this.#changes.append('UpdatedMetadata', level, publicId, date);
    return integerOf(written, 'revision');
  }

  /** Deletes metadata of users; false when there is none. @throws IsocenterError UnknownResource, Revision */
  delete(level: Level, publicId: string, name: number, expectedRevision: number | undefined, date: string): boolean {
    const id = this.#idOf(level, publicId);
    if (systemMetadataName(name) !== undefined) {
      throw new IsocenterError('ForbiddenAccess', 'System metadata cannot be deleted');
    }
    const present = this.#revision.get(depthOf(level), id, name);
    if (present === undefined) return false;
    if (expectedRevision !== undefined && integerOf(present, 'revision') !== expectedRevision) {
      throw new IsocenterError('Revision', 'The metadata has another revision');
    }
    this.#delete.run(depthOf(level), id, name);
    this.#changes.append('UpdatedMetadata', level, publicId, date);
    return true;
  }

  addLabel(level: Level, publicId: string, label: string): void {
    this.#addLabel.run(depthOf(level), this.#idOf(level, publicId), label);
  }

  removeLabel(level: Level, publicId: string, label: string): void {
    this.#removeLabel.run(depthOf(level), this.#idOf(level, publicId), label);
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

  #idOf(level: Level, publicId: string): number {
    const row = this.#database.prepare(`SELECT id FROM ${levelTables[level]} WHERE public_id = ?`).get(publicId);
    if (row === undefined) throw new IsocenterError('UnknownResource', `There is no ${level} ${publicId}`);
    return integerOf(row, 'id');
  }
}
