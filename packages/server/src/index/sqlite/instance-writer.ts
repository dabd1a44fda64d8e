import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { contentTypes } from '../../model/content-type.ts';
import type { Level } from '../../model/level.ts';
import { depthOf } from '../../model/level.ts';
import type { Attachment, StorageLimits, StoreResult } from '../records.ts';
import type { InstanceColumns, InstanceRow, RecordsAbove } from '../sql/instance-row.ts';
import { levelTables } from '../sql/level-tables.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, type Row, textOf } from '../sql/row.ts';
import { relayMark } from '../sql/system-metadata.ts';
import type { BlobRemovals } from './blob-removals.ts';
import type { ChangeLog } from './change-log.ts';
import { LevelWriter, type ParentIds } from './level-writer.ts';
import type { PatientRecycler } from './patient-recycler.ts';
import type { Removal, ResourceRemover } from './resource-remover.ts';

export interface InstanceWriterParts {
  readonly changes: ChangeLog;
  readonly blobRemovals: BlobRemovals;
  readonly remover: ResourceRemover;
  readonly recycler: PatientRecycler;
}

const instanceDepth = depthOf('Instance');

/**
 * The times of the last arrival are indexed: set for every instance of a burst they would cost a page of each index in
 * every commit. To half a second is near enough.
 */
const touchIntervalMs = 500;

/** Adds instances to the index. Runs inside a transaction of its caller. */
export class InstanceWriter {
  readonly #parts: InstanceWriterParts;
  readonly #levels: LevelWriter;
  readonly #findInstance: StatementSync;
  readonly #insertInstance: StatementSync;
  readonly #insertAttachment: StatementSync;
  readonly #growSeries: StatementSync;
  readonly #growStudy: StatementSync;
  readonly #growPatient: StatementSync;
  readonly #touch: readonly [series: StatementSync, study: StatementSync, patient: StatementSync];
  readonly #growTotals: StatementSync;
  readonly #indexesOfSeries: StatementSync;

  constructor(database: DatabaseSync, parts: InstanceWriterParts) {
    this.#parts = parts;
    this.#levels = new LevelWriter(database);
    this.#findInstance = database.prepare(
      `SELECT coalesce(attachment.uncompressed_md5, '') AS md5, instance.metadata ->> '${relayMark}' AS relayed_from FROM instance
       LEFT JOIN attachment ON attachment.level = ${instanceDepth} AND attachment.resource_id = instance.id
       AND attachment.content_type = ${contentTypes.dicom} WHERE instance.public_id = ?`,
    );
    this.#insertInstance = database.prepare(
      `INSERT INTO instance (public_id, parent_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid,
       index_in_series, tags, folded, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertAttachment = database.prepare(
      `INSERT INTO attachment (level, resource_id, content_type, uuid, uncompressed_size, compressed_size,
       uncompressed_md5, compressed_md5, compression) VALUES (${instanceDepth}, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#growSeries = database.prepare(
      `UPDATE series SET instance_count = instance_count + 1, last_update = ? WHERE id = ?
       RETURNING instance_count, expected_instances, unstable_since_ms`,
    );
    this.#growStudy = database.prepare(
      `UPDATE study SET instance_count = instance_count + 1, series_count = series_count + ?, last_update = ?
       WHERE id = ? RETURNING unstable_since_ms`,
    );
    this.#growPatient = database.prepare(
      `UPDATE patient SET instance_count = instance_count + 1, series_count = series_count + ?,
       study_count = study_count + ?, last_update = ? WHERE id = ?
       RETURNING unstable_since_ms`,
    );
    this.#touch = [
      database.prepare('UPDATE series SET unstable_since_ms = ? WHERE id = ?'),
      database.prepare('UPDATE study SET unstable_since_ms = ? WHERE id = ?'),
      database.prepare('UPDATE patient SET unstable_since_ms = ?1, recycling_order_ms = ?1 WHERE id = ?2'),
    ];
    this.#growTotals = database.prepare(
      `UPDATE statistic SET instances = instances + 1, series = series + ?, studies = studies + ?,
       patients = patients + ?, disk_bytes = disk_bytes + ?, uncompressed_bytes = uncompressed_bytes + ?`,
    );
    this.#indexesOfSeries = database.prepare(
      `SELECT count(DISTINCT index_in_series) AS distinct_count, min(index_in_series) AS lowest,
       max(index_in_series) AS highest FROM instance WHERE parent_id = ?`,
    );
  }

  /** Throws `FullStorage` when the limits leave no room. `date` is the time of reception as `YYYYMMDDTHHMMSS`. */
  store(instance: InstanceRow, columns: InstanceColumns, limits: StorageLimits, date: string): StoreResult {
    const { remover, recycler, blobRemovals } = this.#parts;
    const existing = this.#findInstance.get(instance.publicIds.Instance);
    if (existing !== undefined && keepsExisting(existing, instance)) {
      const removedBlobs = instance.attachments.map(({ uuid, contentType }) => ({ uuid, contentType }));
      for (const blob of removedBlobs) blobRemovals.add(blob);
      return { status: 'AlreadyStored', created: [], completedSeries: false, removedBlobs, deleted: [] };
    }
    const removal: Removal = { deleted: [], removedBlobs: [] };
    if (existing !== undefined) remover.remove('Instance', instance.publicIds.Instance, 1, date, removal);
    if (limits.maximumPatients > 0 || limits.maximumStorageBytes > 0) {
      const diskBytes = instance.attachments.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
      const { Patient: patientPublicId, Study: studyPublicId } = instance.publicIds;
      const wanted = { patientPublicId, studyPublicIds: [studyPublicId], diskBytes };
      recycler.makeRoom(wanted, limits, date, removal);
    }
    const created: Level[] = [];
    const { publicIds, receivedAtMs } = instance;
    const above = (): RecordsAbove => JSON.parse(columns.above);
    const parents = this.#levels.parentsOf({ publicIds, receivedAtMs, above }, date, created);
    created.push('Instance');
    const id = this.#insert(instance, columns, parents);
    const completedSeries = this.#grow(instance, parents, created, date);
    this.#logChanges(instance, { ...parents, instance: id }, created, completedSeries, date);
    return { status: 'Success', created, completedSeries, ...removal };
  }

  /** Answers the number of the row. */
  #insert(instance: InstanceRow, columns: InstanceColumns, parents: ParentIds): number {
    const id = Number(
      this.#insertInstance.run(
        instance.publicIds.Instance,
        parents.series,
        columns.sopInstanceUid,
        columns.sopClassUid,
        columns.transferSyntaxUid,
        instance.indexInSeries ?? null,
        columns.tags,
        columns.folded,
        columns.metadata,
      ).lastInsertRowid,
    );
    for (const attachment of instance.attachments) {
      this.#insertAttachment.run(
        id,
        attachment.contentType,
        attachment.uuid,
        attachment.uncompressedSize,
        attachment.compressedSize,
        attachment.uncompressedMd5,
        attachment.compressedMd5,
        attachment.compression,
      );
    }
    return id;
  }

  /** Counts the instance at every level; answers whether it completed its series. */
  #grow(instance: InstanceRow, parents: ParentIds, created: readonly Level[], date: string): boolean {
    const nowMs = instance.receivedAtMs;
    const newSeries = created.includes('Series') ? 1 : 0;
    const newStudy = created.includes('Study') ? 1 : 0;
    const newPatient = created.includes('Patient') ? 1 : 0;
    const series = this.#growSeries.get(date, parents.series);
    const study = this.#growStudy.get(newSeries, date, parents.study);
    const patient = this.#growPatient.get(newSeries, newStudy, date, parents.patient);
    const [touchSeries, touchStudy, touchPatient] = this.#touch;
    if (isStale(series, nowMs)) touchSeries.run(nowMs, parents.series);
    if (isStale(study, nowMs)) touchStudy.run(nowMs, parents.study);
    if (isStale(patient, nowMs)) touchPatient.run(nowMs, parents.patient);
    let diskBytes = 0;
    let uncompressedBytes = 0;
    for (const { compressedSize, uncompressedSize } of instance.attachments) {
      diskBytes += compressedSize;
      uncompressedBytes += uncompressedSize;
    }
    this.#growTotals.run(newSeries, newStudy, newPatient, diskBytes, uncompressedBytes);
    return series !== undefined && this.#isComplete(series, parents.series);
  }

  /** Whether a series has each index from 1 to the expected number exactly once. */
  #isComplete(series: Row, seriesId: number): boolean {
    const expected = optionalIntegerOf(series, 'expected_instances');
    if (expected === undefined || expected !== integerOf(series, 'instance_count')) return false;
    const indexes = this.#indexesOfSeries.get(seriesId);
    return (
      indexes !== undefined &&
      integerOf(indexes, 'distinct_count') === expected &&
      optionalIntegerOf(indexes, 'lowest') === 1 &&
      optionalIntegerOf(indexes, 'highest') === expected
    );
  }

  #logChanges(
    { publicIds }: InstanceRow,
    rows: ParentIds & { readonly instance: number },
    created: readonly Level[],
    completedSeries: boolean,
    date: string,
  ): void {
    const { changes } = this.#parts;
    const resource = (level: Level) => ({ level, publicId: publicIds[level], id: rows[levelTables[level]] });
    for (let position = created.length - 1; position >= 0; position -= 1) {
      const level = created[position];
      if (level !== undefined) changes.append(`New${level}`, resource(level), date);
    }
    if (completedSeries) changes.append('CompletedSeries', resource('Series'), date);
  }
}

function isStale(resource: Row | undefined, nowMs: number): boolean {
  const sinceMs = resource === undefined ? undefined : optionalIntegerOf(resource, 'unstable_since_ms');
  return sinceMs === undefined || sinceMs < nowMs - touchIntervalMs;
}

function keepsExisting(existing: Row, instance: InstanceRow): boolean {
  // What users have stored is theirs: no upstream replaces it, and it is never left as what may be evicted.
  const isRelayed = instance.relayedFrom !== undefined;
  if ((optionalTextOf(existing, 'relayed_from') !== undefined) !== isRelayed) return isRelayed;
  if (instance.overwrite !== 'IfChanged') return instance.overwrite === 'Never';
  const dicom = instance.attachments.find(isDicom);
  // A hash that was not kept tells nothing: the file counts as changed.
  return dicom !== undefined && dicom.uncompressedMd5 !== '' && dicom.uncompressedMd5 === textOf(existing, 'md5');
}

function isDicom(attachment: Attachment): boolean {
  return attachment.contentType === contentTypes.dicom;
}
