import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { firstAfter, forgetCompleteness, givenUp, recount, relayedFrom } from '../sql/relay-statements.ts';
import { integerOf, textOf } from '../sql/row.ts';
import { raw, type Sql, sql, statementOf } from '../sql/sql.ts';
import type { RelayedRemover } from './relayed-remover.ts';
import type { Removal } from './resource-remover.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export interface CacheRecycling {
  /** Whether enough is gone. */
  readonly isEnough: () => boolean;
  /** Public ids of studies that stay. */
  readonly sparedStudies: readonly string[];
  /** Only of patients that have nothing but what is cached. */
  readonly wholePatients: boolean;
}

/**
 * Gives up what the relay has cached, study by study, the least recently used first: what may be evicted, no matter from
 * which upstream. Runs inside a transaction of its caller.
 */
export class CacheRecycler {
  readonly #relayed: RelayedRemover;
  readonly #next: StatementSync;
  readonly #instances: StatementSync;
  readonly #forgetCompleteness: StatementSync;
  readonly #recount: StatementSync;

  constructor(database: DatabaseSync, relayed: RelayedRemover) {
    this.#relayed = relayed;
    const prepare = (statement: Sql) => database.prepare(statementOf(sqliteDialect, statement).sql);
    const candidates = givenUp({
      nowMs: raw('?1'),
      isSpared: raw('study.public_id IN (SELECT value FROM json_each(?2))'),
      anyPatient: raw('?3'),
    });
    this.#next = prepare(
      sql`SELECT used_at_ms, study_instance_uid, upstream ${candidates} ${firstAfter(raw('?4'), raw('?5'), raw('?6'))}`,
    );
    this.#instances = prepare(sql`SELECT instance.public_id ${relayedFrom(raw('?1'), raw('?2'))}`);
    this.#forgetCompleteness = prepare(forgetCompleteness(raw('?1')));
    this.#recount = prepare(recount(raw('?1'), raw('?2')));
  }

  /** Until it is enough, or nothing is left that may go; `removal` gets what was deleted. */
  recycle({ isEnough, sparedStudies, wholePatients }: CacheRecycling, date: string, removal: Removal): void {
    const nowMs = Date.now();
    const choice = [nowMs, JSON.stringify(sparedStudies), wholePatients ? 0 : 1];
    for (let after: readonly [number, string, string] = [Number.MIN_SAFE_INTEGER, '', '']; !isEnough(); ) {
      const found = this.#next.get(...choice, ...after);
      if (found === undefined) return;
      const study = textOf(found, 'study_instance_uid');
      const upstream = textOf(found, 'upstream');
      after = [integerOf(found, 'used_at_ms'), study, upstream];
      const publicIds = this.#instances.all(upstream, study).map((row) => textOf(row, 'public_id'));
      const before = removal.deleted.length;
      this.#relayed.remove(publicIds, nowMs, date, removal);
      if (removal.deleted.length === before) continue;
      // Nobody is to believe that what is left is all.
      this.#forgetCompleteness.run(study);
      this.#recount.run(upstream, study);
    }
  }
}
