import { type DataSet, Tags } from '@isocenter/dicom';
import type { Level } from '../model/level.ts';
import { retrieveIdentifier } from './retrieve-query.ts';

/** What a retrieve may need of the answer to a query. */
const keywords = [
  'AccessionNumber',
  'PatientID',
  'SOPClassesInStudy',
  'SOPInstanceUID',
  'SeriesInstanceUID',
  'StudyInstanceUID',
] as const;

/** The Identifier by which a job retrieves what an answer tells of. */
export function answerIdentifier(level: Level, answer: DataSet): string {
  return retrieveIdentifier(
    level,
    Object.fromEntries(keywords.map((keyword) => [keyword, answer.textField(Tags[keyword]) ?? ''])),
  );
}

/** What a query below an answer begins with: the identifier of its level, and of those above it. */
export function parentTags(level: Level, answer: DataSet): Readonly<Record<string, string>> {
  const values = parentKeywords[level].map((keyword) => [keyword, answer.textField(Tags[keyword]) ?? '']);
  return Object.fromEntries(values);
}

/** Unique keys of the Study Root model (PS3.4 C.6.2.1); a patient is known by the Patient Root only. */
const parentKeywords = {
  Patient: ['PatientID'],
  Study: ['StudyInstanceUID'],
  Series: ['StudyInstanceUID', 'SeriesInstanceUID'],
  Instance: ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'],
} as const satisfies Record<Level, readonly (keyof typeof Tags)[]>;
