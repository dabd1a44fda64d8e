import { DataSet, DicomError, dicomJsonText, formatTag, Tags, toDicomJson, type VR } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levelTerm } from '../model/level.ts';
import type { BodyObject } from './body-shapes.ts';

/** The attributes of a resource that a C-MOVE or C-GET of it may need (PS3.4 C.6), or helps to negotiate it. */
const retrieveAttributes = {
  SOPClassesInStudy: 'UI',
  AccessionNumber: 'SH',
  PatientID: 'LO',
  StudyInstanceUID: 'UI',
  SeriesInstanceUID: 'UI',
  SOPInstanceUID: 'UI',
} as const satisfies Partial<Record<keyof typeof Tags, VR>>;

/**
 * The Identifier of a retrieve, in the DICOM JSON model (PS3.18 F): what a job keeps of it.
 * @param resource values by keyword or `gggg,eeee`
 * @throws IsocenterError BadRequest
 */
export function retrieveIdentifier(level: Level, resource: BodyObject): string {
  const identifier = new DataSet();
  try {
    identifier.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
    identifier.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
    for (const [keyword, vr] of Object.entries(retrieveAttributes)) {
      const tag = Tags[keyword as keyof typeof retrieveAttributes];
      const value = resource[keyword] ?? resource[formatTag(tag)];
      if (typeof value === 'string' && value.trim() !== '') identifier.set(tag, vr, value.trim().split('\\'));
    }
  } catch (cause) {
    if (cause instanceof DicomError) throw new IsocenterError('BadRequest', cause.message, { cause });
    throw cause;
  }
  return dicomJsonText(toDicomJson(identifier));
}
