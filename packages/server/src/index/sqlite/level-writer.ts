import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Level, ParentLevel } from '../../model/level.ts';
import type { InstanceRow, RecordsAbove } from '../sql/instance-row.ts';
import { foldedColumn, tagColumnsOf } from '../sql/resource-row.ts';
import { integerOf } from '../sql/row.ts';

/** Row numbers of the resources above an instance. */
export interface ParentIds {
  readonly patient: number;
  readonly study: number;
  readonly series: number;
}

/** An instance whose parents are looked for. */
export interface ChildInstance extends Pick<InstanceRow, 'publicIds' | 'receivedAtMs'> {
  /** Asked for only where one is missing. */
  above(): RecordsAbove;
}

/** Finds the parents of an instance and inserts those that are missing. */
export class LevelWriter {
  readonly #findSeries: StatementSync;
  readonly #findStudy: StatementSync;
  readonly #findPatient: StatementSync;
  readonly #insertPatient: StatementSync;
  readonly #insertStudy: StatementSync;
  readonly #insertSeries: StatementSync;

  constructor(database: DatabaseSync) {
    this.#findSeries = database.prepare(
      `SELECT series.id AS series, study.id AS study, study.parent_id AS patient
       FROM series JOIN study ON study.id = series.parent_id WHERE series.public_id = ?`,
    );
    this.#findStudy = database.prepare('SELECT id AS study, parent_id AS patient FROM study WHERE public_id = ?');
    this.#findPatient = database.prepare('SELECT id AS patient FROM patient WHERE public_id = ?');
    this.#insertPatient = database.prepare(
      `INSERT INTO patient (public_id, tags, folded, metadata, last_update, recycling_order_ms,
       patient_id, patient_name, birth_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertStudy = database.prepare(
      `INSERT INTO study (public_id, tags, folded, metadata, last_update, parent_id,
       study_instance_uid, accession_number, study_date, study_description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertSeries = database.prepare(
      `INSERT INTO series (public_id, tags, folded, metadata, last_update, parent_id, expected_instances, modality,
       series_instance_uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** The parents of an instance as they are after this; `created` gets the levels that were missing, top first. */
  parentsOf(instance: ChildInstance, lastUpdate: string, created: Level[]): ParentIds {
    const known = this.#findSeries.get(instance.publicIds.Series);
    if (known !== undefined) {
      return {
        patient: integerOf(known, 'patient'),
        study: integerOf(known, 'study'),
        series: integerOf(known, 'series'),
      };
    }
    const above = instance.above();
    const { patient, study } = this.#patientAndStudy(instance, above, lastUpdate, created);
    created.push('Series');
    return { patient, study, series: this.#addSeries(instance, above, study, lastUpdate) };
  }

  #patientAndStudy(
    instance: ChildInstance,
    above: RecordsAbove,
    lastUpdate: string,
    created: Level[],
  ): { readonly patient: number; readonly study: number } {
    const { publicIds } = instance;
    const known = this.#findStudy.get(publicIds.Study);
    if (known !== undefined) return { patient: integerOf(known, 'patient'), study: integerOf(known, 'study') };
    const knownPatient = this.#findPatient.get(publicIds.Patient);
    if (knownPatient === undefined) created.push('Patient');
    const patient =
      knownPatient === undefined ? this.#addPatient(instance, above, lastUpdate) : integerOf(knownPatient, 'patient');
    created.push('Study');
    return { patient, study: this.#addStudy(instance, above, patient, lastUpdate) };
  }

  #addPatient(instance: ChildInstance, above: RecordsAbove, lastUpdate: string): number {
    const columns = tagColumnsOf('Patient', above.tags.Patient, above.folded.Patient);
    return Number(
      this.#insertPatient.run(
        ...commonColumns('Patient', instance, above, lastUpdate),
        instance.receivedAtMs,
        columns.patient_id ?? '',
        columns.patient_name ?? '',
        columns.birth_date ?? '',
      ).lastInsertRowid,
    );
  }

  #addStudy(instance: ChildInstance, above: RecordsAbove, patient: number, lastUpdate: string): number {
    const columns = tagColumnsOf('Study', above.tags.Study, above.folded.Study);
    return Number(
      this.#insertStudy.run(
        ...commonColumns('Study', instance, above, lastUpdate),
        patient,
        columns.study_instance_uid ?? '',
        columns.accession_number ?? '',
        columns.study_date ?? '',
        columns.study_description ?? '',
      ).lastInsertRowid,
    );
  }

  #addSeries(instance: ChildInstance, above: RecordsAbove, study: number, lastUpdate: string): number {
    const columns = tagColumnsOf('Series', above.tags.Series, above.folded.Series);
    return Number(
      this.#insertSeries.run(
        ...commonColumns('Series', instance, above, lastUpdate),
        study,
        above.expectedInstances ?? null,
        above.tags.Series['0008,0060'] ?? '',
        columns.series_instance_uid ?? '',
      ).lastInsertRowid,
    );
  }
}

/** public_id, tags, folded, metadata, last_update */
function commonColumns(
  level: ParentLevel,
  { publicIds }: ChildInstance,
  above: RecordsAbove,
  lastUpdate: string,
): [string, string, string | null, string, string] {
  return [
    publicIds[level],
    JSON.stringify(above.tags[level]),
    foldedColumn(above.folded[level]),
    JSON.stringify(above.metadata[level]),
    lastUpdate,
  ];
}
