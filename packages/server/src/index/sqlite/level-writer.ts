import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Level } from '../../model/level.ts';
import type { NewInstance } from '../records.ts';
import { foldedColumn, tagColumnsOf } from '../sql/resource-row.ts';
import { integerOf } from '../sql/row.ts';

/** Row numbers of the resources above an instance. */
export interface ParentIds {
  readonly patient: number;
  readonly study: number;
  readonly series: number;
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
  parentsOf(instance: NewInstance, lastUpdate: string, created: Level[]): ParentIds {
    const { publicIds } = instance;
    const known = this.#findSeries.get(publicIds.Series);
    if (known !== undefined) {
      return {
        patient: integerOf(known, 'patient'),
        study: integerOf(known, 'study'),
        series: integerOf(known, 'series'),
      };
    }
    const { patient, study } = this.#patientAndStudy(instance, lastUpdate, created);
    created.push('Series');
    return { patient, study, series: this.#addSeries(instance, study, lastUpdate) };
  }

  #patientAndStudy(
    instance: NewInstance,
    lastUpdate: string,
    created: Level[],
  ): { readonly patient: number; readonly study: number } {
    const { publicIds } = instance;
    const known = this.#findStudy.get(publicIds.Study);
    if (known !== undefined) return { patient: integerOf(known, 'patient'), study: integerOf(known, 'study') };
    const knownPatient = this.#findPatient.get(publicIds.Patient);
    if (knownPatient === undefined) created.push('Patient');
    const patient =
      knownPatient === undefined ? this.#addPatient(instance, lastUpdate) : integerOf(knownPatient, 'patient');
    created.push('Study');
    return { patient, study: this.#addStudy(instance, patient, lastUpdate) };
  }

  #addPatient(instance: NewInstance, lastUpdate: string): number {
    const columns = tagColumnsOf('Patient', instance);
    return Number(
      this.#insertPatient.run(
        ...commonColumns('Patient', instance, lastUpdate),
        instance.receivedAtMs,
        columns.patient_id ?? '',
        columns.patient_name ?? '',
        columns.birth_date ?? '',
      ).lastInsertRowid,
    );
  }

  #addStudy(instance: NewInstance, patient: number, lastUpdate: string): number {
    const columns = tagColumnsOf('Study', instance);
    return Number(
      this.#insertStudy.run(
        ...commonColumns('Study', instance, lastUpdate),
        patient,
        columns.study_instance_uid ?? '',
        columns.accession_number ?? '',
        columns.study_date ?? '',
        columns.study_description ?? '',
      ).lastInsertRowid,
    );
  }

  #addSeries(instance: NewInstance, study: number, lastUpdate: string): number {
    const columns = tagColumnsOf('Series', instance);
    return Number(
      this.#insertSeries.run(
        ...commonColumns('Series', instance, lastUpdate),
        study,
        instance.expectedInstances ?? null,
        instance.tags.Series['0008,0060'] ?? '',
        columns.series_instance_uid ?? '',
      ).lastInsertRowid,
    );
  }
}

/** public_id, tags, folded, metadata, last_update */
function commonColumns(
  level: Level,
  instance: NewInstance,
  lastUpdate: string,
): [string, string, string | null, string, string] {
  return [
    instance.publicIds[level],
    JSON.stringify(instance.tags[level]),
    foldedColumn(instance.folded[level]),
    JSON.stringify(instance.metadata[level]),
    lastUpdate,
  ];
}
