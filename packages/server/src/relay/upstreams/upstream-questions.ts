import { DataSet, Tags } from '@isocenter/dicom';
import type { RelayTarget } from '../relay-target.ts';
import type { UpstreamQuestion } from './upstream-link.ts';

/** Studies are looked up by one of these. */
export type StudyKey = { readonly patientId: string } | { readonly accessionNumber: string };

/** Which instances a target has. */
export function imageQuestion(target: RelayTarget): UpstreamQuestion {
  const { seriesInstanceUid = '', sopInstanceUid = '', studyInstanceUid } = target;
  const keys = new DataSet()
    .set(Tags.SOPClassUID, 'UI', '')
    .set(Tags.SOPInstanceUID, 'UI', sopInstanceUid)
    .set(Tags.StudyInstanceUID, 'UI', studyInstanceUid)
    .set(Tags.SeriesInstanceUID, 'UI', seriesInstanceUid);
  return { level: 'Instance', keys };
}

/** Which series a study has, or whether it has this one, with their numbers of instances. */
export function seriesQuestion({ seriesInstanceUid = '', studyInstanceUid }: RelayTarget): UpstreamQuestion {
  const keys = new DataSet()
    .set(Tags.StudyInstanceUID, 'UI', studyInstanceUid)
    .set(Tags.SeriesInstanceUID, 'UI', seriesInstanceUid)
    .set(Tags.NumberOfSeriesRelatedInstances, 'IS', '');
  return { level: 'Series', keys };
}

/** Whether there is the study, with its number of instances. */
export function studyQuestion({ studyInstanceUid }: RelayTarget): UpstreamQuestion {
  const keys = new DataSet()
    .set(Tags.StudyInstanceUID, 'UI', studyInstanceUid)
    .set(Tags.NumberOfStudyRelatedInstances, 'IS', '');
  return { level: 'Study', keys };
}

/** Which studies there are of a patient, or with an accession number. */
export function studiesQuestion(key: StudyKey): UpstreamQuestion {
  const keys = new DataSet();
  const value = studyKeyValue(key);
  // ASCII needs no character set, and some PACS know no other.
  if (!isAscii(value)) keys.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
  keys.set(Tags.AccessionNumber, 'SH', 'accessionNumber' in key ? value : '');
  keys.set(Tags.PatientID, 'LO', 'patientId' in key ? value : '');
  keys.set(Tags.StudyInstanceUID, 'UI', '');
  return { level: 'Study', keys };
}

export function studyKeyValue(key: StudyKey): string {
  return 'patientId' in key ? key.patientId : key.accessionNumber;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  return /^[\x00-\x7f]*$/.test(text);
}
