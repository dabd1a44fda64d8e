import type { Level } from '../../model/level.ts';

/** The table of each level; also its alias in every query. */
export const levelTables = {
  Patient: 'patient',
  Study: 'study',
  Series: 'series',
  Instance: 'instance',
} as const satisfies Record<Level, string>;

/** Columns of the normalized identifiers (`normalizeIdentifier`). */
export const identifierColumns = {
  Patient: 'patient.patient_id',
  Study: 'study.study_instance_uid',
  Series: 'series.series_instance_uid',
  Instance: 'instance.sop_instance_uid',
} as const satisfies Record<Level, string>;

/** Columns that count the descendants of a level; they are in the tables of all levels above it. */
export const countColumns = {
  Patient: undefined,
  Study: 'study_count',
  Series: 'series_count',
  Instance: 'instance_count',
} as const satisfies Record<Level, string | undefined>;
