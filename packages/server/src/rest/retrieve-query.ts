import { DataSet, dicomJsonText, Tags, toDicomJson } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, queryRetrieveLevels } from '../model/level.ts';
import type { BodyObject } from './body-fields.ts';

/** The unique keys that a C-MOVE or C-GET in the Study Root model needs at each level (PS3.4 C.6.2.1). */
const uniqueKeys = {
  Patient: ['PatientID'],
  Study: ['StudyInstanceUID'],
  Series: ['StudyInstanceUID', 'SeriesInstanceUID'],
  Instance: ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'],
} as const satisfies Record<Level, readonly (keyof typeof Tags)[]>;

/** The unique keys of one retrieve, by keyword. */
export type RetrieveQuery = Readonly<Record<string, string>>;

/**
 * The unique keys of a level, as a client names them: by keyword or `gggg,eeee`.
 * @throws IsocenterError BadRequest when one is missing or has a wildcard
 */
export function retrieveQuery(level: Level, resource: BodyObject): RetrieveQuery {
  const entries = uniqueKeys[level].map((keyword): [string, string] => {
    const tag = Tags[keyword].toString(16).padStart(8, '0');
    const value = resource[keyword] ?? resource[`${tag.slice(0, 4)},${tag.slice(4)}`];
    if (typeof value !== 'string' || value.trim() === '' || /[*?]/.test(value)) {
      throw new IsocenterError('BadRequest', `A retrieve at level ${level} needs ${keyword}, without wildcards`);
    }
    return [keyword, value.trim()];
  });
  return Object.fromEntries(entries);
}

/** The Identifier of the retrieve in the DICOM JSON model (PS3.18 F): what a job keeps of it. */
export function retrieveIdentifier(level: Level, query: RetrieveQuery): string {
  const identifier = new DataSet();
  identifier.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
  identifier.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  for (const keyword of uniqueKeys[level]) {
    identifier.set(Tags[keyword], keyword === 'PatientID' ? 'LO' : 'UI', query[keyword] ?? '');
  }
  return dicomJsonText(toDicomJson(identifier));
}

function levelTerm(level: Level): string {
  const [term = ''] = Object.entries(queryRetrieveLevels).find(([, named]) => named === level) ?? [];
  return term;
}
