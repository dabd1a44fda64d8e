import { hash } from 'node:crypto';
import type { Level } from './level.ts';

/** The four identifiers of an instance, decoded to Unicode and stripped of blanks. */
export interface DicomIdentifiers {
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

export type PublicIds = Readonly<Record<Level, string>>;

/** The public identifiers of an instance and its parents. */
export function publicIdsOf(identifiers: DicomIdentifiers): PublicIds {
  const { patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid } = identifiers;
  return {
    Patient: publicIdOf(patientId),
    Study: publicIdOf(patientId, studyInstanceUid),
    Series: publicIdOf(patientId, studyInstanceUid, seriesInstanceUid),
    Instance: publicIdOf(patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid),
  };
}

/**
 * The public identifier of one resource: SHA-1 over its identifiers from the patient down, joined by `|` (Orthanc's
 * rule, so that links and scripts go on working).
 */
export function publicIdOf(...identifiers: readonly string[]): string {
  const hex = hash('sha1', identifiers.join('|'), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 16)}-${hex.slice(16, 24)}-${hex.slice(24, 32)}-${hex.slice(32)}`;
}

/** Whether a text has the form of a public identifier: five groups of eight lower-case hex digits. */
export function isPublicId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{8}){4}$/.test(text);
}
