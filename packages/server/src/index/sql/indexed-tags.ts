import type { Tag } from '@isocenter/dicom';
import type { Level } from '../../model/level.ts';

export interface IndexedTag {
  readonly level: Level;
  readonly tag: Tag;
  readonly column: string;
  /** What the column holds: the identifier as `normalizeIdentifier` makes it, or the folded value. */
  readonly form: 'normalized' | 'folded';
  /** Whether the column holds the values as they stand: they have no letters. */
  readonly isPlain?: true;
}

/** Main tags that have an indexed column of their own: those by which archives are searched. */
export const indexedTags: readonly IndexedTag[] = [
  { level: 'Patient', tag: 0x00100020, column: 'patient_id', form: 'normalized' },
  { level: 'Patient', tag: 0x00100010, column: 'patient_name', form: 'folded' },
  { level: 'Patient', tag: 0x00100030, column: 'birth_date', form: 'folded', isPlain: true },
  { level: 'Study', tag: 0x0020000d, column: 'study_instance_uid', form: 'normalized' },
  { level: 'Study', tag: 0x00080050, column: 'accession_number', form: 'normalized' },
  { level: 'Study', tag: 0x00080020, column: 'study_date', form: 'folded', isPlain: true },
  { level: 'Study', tag: 0x00081030, column: 'study_description', form: 'folded' },
  { level: 'Series', tag: 0x0020000e, column: 'series_instance_uid', form: 'normalized' },
  { level: 'Instance', tag: 0x00080018, column: 'sop_instance_uid', form: 'normalized' },
];
