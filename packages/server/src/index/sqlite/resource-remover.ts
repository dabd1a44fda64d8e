import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ancestorsOf, depthOf, type Level } from '../../model/level.ts';
import type { DeletedResource, RemovedBlob } from '../records.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';
import type { BlobRemovals } from './blob-removals.ts';
import type { ChangeLog } from './change-log.ts';

/** Collects what deletions removed. */
export interface Removal {
  readonly deleted: DeletedResource[];
  readonly removedBlobs: RemovedBlob[];
}

export interface DeletionStep {
  /** Whether the resource is gone. */
  readonly finished: boolean;
  readonly remainingAncestor: DeletedResource | undefined;
}

/**
 * Deletes resources with everything that hangs on them, instance by instance, so that a deletion can be cut into
 * steps: after each the index is consistent, and what is left of the resource is an ordinary resource.
 */
export class ResourceRemover {
  readonly #blobRemovals: BlobRemovals;
  readonly #changes: ChangeLog;
  readonly #find: Readonly<Record<Level, StatementSync>>;
  readonly #instancesBelow: Readonly<Record<Level, StatementSync>>;
  readonly #deleteRow: Readonly<Record<Level, StatementSync>>;
  readonly #deleteAttachments: StatementSync;
  readonly #deleteMetadata: StatementSync;
  readonly #deleteLabels: StatementSync;
  readonly #shrinkSeries: StatementSync;
  readonly #shrinkStudy: StatementSync;
  readonly #shrinkPatient: StatementSync;
  readonly #shrinkTotals: StatementSync;

  constructor(database: DatabaseSync, blobRemovals: BlobRemovals, changes: ChangeLog) {
    this.#blobRemovals = blobRemovals;
    this.#changes = changes;
    const ofLevels = (sql: (level: Level) => string): Record<Level, StatementSync> => ({
      Patient: database.prepare(sql('Patient')),
      Study: database.prepare(sql('Study')),
      Series: database.prepare(sql('Series')),
      Instance: database.prepare(sql('Instance')),
    });
    this.#find = ofLevels((level) => `SELECT id FROM ${levelTables[level]} WHERE public_id = ?`);
    this.#instancesBelow = ofLevels(
      (level) => `SELECT instance.id, instance.public_id, series.id AS series_id
        FROM instance JOIN series ON series.id = instance.parent_id
        JOIN study ON study.id = series.parent_id JOIN patient ON patient.id = study.parent_id
        WHERE ${levelTables[level]}.id = ? LIMIT ?`,
    );
    this.#deleteRow = ofLevels((level) => `DELETE FROM ${levelTables[level]} WHERE id = ?`);
    this.#deleteAttachments = database.prepare(
      `DELETE FROM attachment WHERE level = ? AND resource_id = ?
       RETURNING uuid, content_type, compressed_size, uncompressed_size`,
    );
    this.#deleteMetadata = database.prepare('DELETE FROM user_metadata WHERE level = ? AND resource_id = ?');
    this.#deleteLabels = database.prepare('DELETE FROM label WHERE level = ? AND resource_id = ?');
    this.#shrinkSeries = database.prepare(
      `UPDATE series SET instance_count = instance_count - ?, last_update = ? WHERE id = ?
       RETURNING id, public_id, parent_id, instance_count`,
    );
    this.#shrinkStudy = database.prepare(
      `UPDATE study SET series_count = series_count - ?, instance_count = instance_count - ?, last_update = ?
       WHERE id = ? RETURNING id, public_id, parent_id, instance_count`,
    );
    this.#shrinkPatient = database.prepare(
      `UPDATE patient SET study_count = study_count - ?, series_count = series_count - ?,
       instance_count = instance_count - ?, last_update = ? WHERE id = ? RETURNING id, public_id, instance_count`,
    );
    this.#shrinkTotals = database.prepare(
      `UPDATE statistic SET patients = patients - ?, studies = studies - ?, series = series - ?,
       instances = instances - ?, disk_bytes = disk_bytes - ?, uncompressed_bytes = uncompressed_bytes - ?`,
    );
  }

  /**
   * Deletes at most `maximumInstances` instances of a resource; undefined when there is no such resource. `date` is
   * the new LastUpdate of what remains above, `removal` gets what was deleted.
   */
  remove(
    level: Level,
    publicId: string,
    maximumInstances: number,
    date: string,
    removal: Removal,
  ): DeletionStep | undefined {
    const found = this.#find[level].get(publicId);
    if (found === undefined) return undefined;
    const instances = this.#instancesBelow[level].all(integerOf(found, 'id'), maximumInstances);
    const remaining = this.#removeInstances(instances, date, removal);
    return {
      finished: level === 'Instance' || !remaining.has(level),
      remainingAncestor: nearestAncestor(level, remaining),
    };
  }

  /** Answers the resource that remains at each level above, as far as one does. */
  #removeInstances(instances: readonly Row[], date: string, removal: Removal): Map<Level, string> {
    const instancesOfSeries = new Map<number, number>();
    for (const instance of instances) {
      this.#removeRow('Instance', instance, removal);
      const seriesId = integerOf(instance, 'series_id');
      instancesOfSeries.set(seriesId, (instancesOfSeries.get(seriesId) ?? 0) + 1);
    }
    const remaining = new Map<Level, string>();
    for (const [seriesId, count] of instancesOfSeries) {
      const series = updated(this.#shrinkSeries.get(count, date, seriesId));
      const seriesGone = this.#removeIfEmpty('Series', series, removal, remaining);
      const study = updated(this.#shrinkStudy.get(seriesGone, count, date, integerOf(series, 'parent_id')));
      const studyGone = this.#removeIfEmpty('Study', study, removal, remaining);
      const patient = updated(
        this.#shrinkPatient.get(studyGone, seriesGone, count, date, integerOf(study, 'parent_id')),
      );
      const patientGone = this.#removeIfEmpty('Patient', patient, removal, remaining);
      this.#shrinkTotals.run(patientGone, studyGone, seriesGone, count, 0, 0);
    }
    return remaining;
  }

  #removeIfEmpty(level: Level, row: Row, removal: Removal, remaining: Map<Level, string>): 0 | 1 {
    if (integerOf(row, 'instance_count') > 0) {
      remaining.set(level, textOf(row, 'public_id'));
      return 0;
    }
    remaining.delete(level);
    this.#removeRow(level, row, removal);
    return 1;
  }

  #removeRow(level: Level, row: Row, removal: Removal): void {
    const id = integerOf(row, 'id');
    const depth = depthOf(level);
    for (const attachment of this.#deleteAttachments.all(depth, id)) {
      const blob = { uuid: textOf(attachment, 'uuid'), contentType: integerOf(attachment, 'content_type') };
      this.#shrinkTotals.run(
        0,
        0,
        0,
        0,
        integerOf(attachment, 'compressed_size'),
        integerOf(attachment, 'uncompressed_size'),
      );
      this.#blobRemovals.add(blob);
      removal.removedBlobs.push(blob);
    }
    this.#deleteMetadata.run(depth, id);
    this.#deleteLabels.run(depth, id);
    this.#changes.deleteOf(level, id);
    this.#deleteRow[level].run(id);
    removal.deleted.push({ level, publicId: textOf(row, 'public_id') });
  }
}

function nearestAncestor(level: Level, remaining: ReadonlyMap<Level, string>): DeletedResource | undefined {
  for (const ancestor of ancestorsOf(level)) {
    const publicId = remaining.get(ancestor);
    if (publicId !== undefined) return { level: ancestor, publicId };
  }
  return undefined;
}

function updated(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A resource lost its parent');
  return row;
}
