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
    this.#evictable = database.prepare(
      `SELECT instance.public_id FROM instance JOIN series ON series.id = instance.parent_id
       JOIN study ON study.id = series.parent_id JOIN patient ON patient.id = study.parent_id
       WHERE instance.public_id IN (SELECT value FROM json_each(?1))
       AND instance.metadata ->> '${relayMark}' IS NOT NULL AND patient.is_protected = 0
       AND NOT EXISTS (SELECT 1 FROM relay_study WHERE relay_study.study_instance_uid = study.study_instance_uid
         AND relay_study.pinned_until_ms > ?2)
       AND NOT EXISTS (SELECT 1 FROM job_item JOIN job ON job.number = job_item.job_number
         WHERE job_item.key = instance.public_id AND job_item.state = 'Waiting' AND length(job_item.key) = 44
         AND job.state NOT IN ('Success', 'Failure'))`,
    );
  }

  /** Those of the instances that may be evicted at `nowMs`; `removal` gets what was deleted. */
  remove(publicIds: readonly string[], nowMs: number, date: string, removal: Removal): void {
    for (const row of this.#evictable.all(JSON.stringify(publicIds), nowMs)) {
      this.#remover.remove('Instance', textOf(row, 'public_id'), 1, date, removal);
    }
  }
}
