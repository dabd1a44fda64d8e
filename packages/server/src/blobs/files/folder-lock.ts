import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';

const lockFileName = 'isocenter.lock';

/**
 * Keeps a second server out of a folder: at its start it would take what this one has under way for the remains of a
 * crash. The lock is that of the operating system on an empty database, so it ends with the process, however that ends.
 */
export class FolderLock implements Disposable {
  readonly #database: DatabaseSync;

  /** @throws IsocenterError `DatabaseUnavailable` when another server has the folder */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, lockFileName), { timeout: 0 });
    try {
      this.#database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (cause) {
      this.#database.close();
      throw new IsocenterError('DatabaseUnavailable', `Another server uses the folder ${folder}`, { cause });
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
