import { type DataSet, Tags } from '@isocenter/dicom';
import type { KnownResource } from '../../index/relay-store.ts';
import { depthOf, type Level, levels } from '../../model/level.ts';
import { identifierTags } from '../../model/main-tags.ts';
import { type PublicIds, publicIdOf } from '../../model/public-id.ts';

/** The value of the unique key of a level; empty where the answer has none. */
export function identifierOf(dataSet: DataSet, level: Level): string {
  return dataSet.textField(identifierTags[level])?.trim() ?? '';
}

/** An answer with the resources that it tells of: the one of its level, and those above. */
export interface NamedAnswer {
  readonly publicIds: Partial<PublicIds>;
  readonly resources: readonly KnownResource[];
}

/**
 * The public ids that the resource of an answer, and those above it, will have here. An upstream may leave out unique
 * keys of levels above, when the question had their values.
 * Undefined where an identifier is not known: without it nobody can tell the id.
 */
export function namedAnswer(dataSet: DataSet, level: Level, upstream: string, asked: DataSet): NamedAnswer | undefined {
  const publicIds: Partial<Record<Level, string>> = {};
  const resources: KnownResource[] = [];
  const identifiers: string[] = [];
  for (const each of levels.slice(0, depthOf(level) + 1)) {
    const known = identifierOf(dataSet, each) || singleValue(asked, each);
    // A patient without an ID is a patient; an answer without the attribute says nothing.
    if (known === '' && (each !== 'Patient' || !dataSet.has(Tags.PatientID))) return undefined;
    identifiers.push(known);
    const [patientId = '', studyInstanceUid, seriesInstanceUid, sopInstanceUid] = identifiers;
    const publicId = publicIdOf(...identifiers);
    publicIds[each] = publicId;
    resources.push({
      publicId,
      level: each,
      upstream,
      patientId,
      ...(studyInstanceUid !== undefined && { studyInstanceUid }),
      ...(seriesInstanceUid !== undefined && { seriesInstanceUid }),
      ...(sopInstanceUid !== undefined && { sopInstanceUid }),
    });
  }
  return { publicIds, resources };
}

function singleValue(asked: DataSet, level: Level): string {
  const value = identifierOf(asked, level);
  return /[*?\\]/.test(value) ? '' : value;
}
