import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Setting, SettingKind } from '../records.ts';
import { textOf } from '../sql/row.ts';

/** Writes what the server keeps besides resources: its own properties, and what users set. */
export class PropertyWriter {
  readonly #set: StatementSync;
  readonly #initialize: StatementSync;
  readonly #get: StatementSync;
  readonly #add: StatementSync;
  readonly #putSetting: StatementSync;
  readonly #deleteSetting: StatementSync;

  constructor(database: DatabaseSync) {
    this.#set = database.prepare(
      'INSERT INTO property (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
    this.#initialize = database.prepare('INSERT INTO property (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#get = database.prepare('SELECT value FROM property WHERE name = ?');
    this.#add = database.prepare(
      `INSERT INTO property (name, value) VALUES (?, ?) ON CONFLICT (name)
       DO UPDATE SET value = CAST(CAST(value AS INTEGER) + CAST(? AS INTEGER) AS TEXT) RETURNING value`,
    );
    this.#putSetting = database.prepare(
      `INSERT INTO setting (kind, name, value) VALUES (?, ?, ?)
       ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value`,
    );
    this.#deleteSetting = database.prepare('DELETE FROM setting WHERE kind = ? AND name = ?');
  }

  set(name: string, value: string): void {
    this.#set.run(name, value);
  }

  initialize(name: string, value: string): string {
    this.#initialize.run(name, value);
    const row = this.#get.get(name);
    return row === undefined ? value : textOf(row, 'value');
  }

  add(name: string, amount: number): number {
    const row = this.#add.get(name, String(amount), amount);
    return row === undefined ? amount : Number(textOf(row, 'value'));
  }

  putSetting(kind: SettingKind, { name, value }: Setting): void {
    this.#putSetting.run(kind, name, JSON.stringify(value));
  }

  deleteSetting(kind: SettingKind, name: string): void {
    this.#deleteSetting.run(kind, name);
  }
}
