import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ChangeType } from '../../model/change-type.ts';
import type { Level } from '../../model/level.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf, textOf } from '../sql/row.ts';
import type { ChangeLog } from './change-log.ts';

/** Parents follow their children, as in the changes of a new instance. */
const stableLevels = ['Series', 'Study', 'Patient'] as const satisfies readonly Level[];

/** Resources of one level that a transaction makes stable at most, so that writers behind it need not wait long. */
const resourcesPerLevel = 500;

export interface StableResource {
  readonly type: ChangeType;
  readonly level: Level;
  readonly publicId: string;
}

/** Turns resources stable to which nothing was added for a while. */
export class StabilityWriter {
  readonly #changes: ChangeLog;
  readonly #settle: ReadonlyMap<(typeof stableLevels)[number], StatementSync>;

  constructor(database: DatabaseSync, changes: ChangeLog) {
    this.#changes = changes;
    this.#settle = new Map(
      stableLevels.map((level) => {
        const table = levelTables[level];
        return [
          level,
          database.prepare(
            `UPDATE ${table} SET unstable_since_ms = NULL WHERE id IN (SELECT id FROM ${table}
             WHERE unstable_since_ms < ? ORDER BY unstable_since_ms LIMIT ${resourcesPerLevel}) RETURNING id, public_id`,
          ),
        ];
      }),
    );
  }

  makeStable(beforeMs: number, date: string): readonly StableResource[] {
    const settled: StableResource[] = [];
    for (const [level, statement] of this.#settle) {
      for (const row of statement.all(beforeMs)) {
        const resource: StableResource = { type: `Stable${level}`, level, publicId: textOf(row, 'public_id') };
        this.#changes.append(resource.type, { level, publicId: resource.publicId, id: integerOf(row, 'id') }, date);
        settled.push(resource);
      }
    }
    return settled;
  }
}
