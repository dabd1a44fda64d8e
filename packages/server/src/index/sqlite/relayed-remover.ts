import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { textOf } from '../sql/row.ts';
import { relayMark } from '../sql/system-metadata.ts';
import type { Removal, ResourceRemover } from './resource-remover.ts';

/** Deletes instances that are here for an upstream alone. Runs inside a transaction of its caller. */
export class RelayedRemover {
  readonly #remover: ResourceRemover;
  readonly #evictable: StatementSync;

  constructor(database: DatabaseSync, remover: ResourceRemover) {
    this.#remover = remover;
    // Items that wait are looked up among the instances, not the other way round: there is no index of their keys.
    this.#evictable = database.prepare(
      `SELECT instance.public_id FROM instance JOIN series ON series.id = instance.parent_id
       JOIN study ON study.id = series.parent_id JOIN patient ON patient.id = study.parent_id
       WHERE instance.public_id IN (SELECT value FROM json_each(?1))
       AND instance.metadata ->> '${relayMark}' IS NOT NULL AND patient.is_protected = 0
       AND NOT EXISTS (SELECT 1 FROM relay_study WHERE relay_study.study_instance_uid = study.study_instance_uid
         AND relay_study.pinned_until_ms > ?2)
       AND instance.public_id NOT IN (SELECT job_item.key FROM job JOIN job_item ON job_item.job_number = job.number
         WHERE job.state NOT IN ('Success', 'Failure') AND job_item.state = 'Waiting'
         AND job_item.key IN (SELECT value FROM json_each(?1)))`,
    );
  }

  /** Those of the instances that may be evicted at `nowMs`; `removal` gets what was deleted. */
  remove(publicIds: readonly string[], nowMs: number, date: string, removal: Removal): void {
    for (const row of this.#evictable.all(JSON.stringify(publicIds), nowMs)) {
      this.#remover.remove('Instance', textOf(row, 'public_id'), 1, date, removal);
    }
  }
}
