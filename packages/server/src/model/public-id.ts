import { createHash } from 'node:crypto';
import type { Level } from './level.ts';

/** The four identifiers of an instance, decoded to Unicode and stripped of blanks. */
export interface DicomIdentifiers {
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

export type PublicIds = Readonly<Record<Level, string>>;

/**
 * The public identifiers of an instance and its parents: SHA-1 over the identifiers from the patient down,
 * joined by `|` (Orthanc's rule, so that links and scripts go on working).
 */
export function publicIdsOf(identifiers: DicomIdentifiers): PublicIds {
  const { patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid } = identifiers;
  const study = `${patientId}|${studyInstanceUid}`;
  const series = `${study}|${seriesInstanceUid}`;
  return {
    Patient: digest(patientId),
    Study: digest(study),
    Series: digest(series),
    Instance: digest(`${series}|${sopInstanceUid}`),
  };
}

/** Whether a text has the form of a public identifier: five groups of eight lower-case hex digits. */
export function isPublicId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{8}){4}$/.test(text);
}

function digest(text: string): string {
  const hex = createHash('sha1').update(text, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 16)}-${hex.slice(16, 24)}-${hex.slice(24, 32)}-${hex.slice(32)}`;
}
