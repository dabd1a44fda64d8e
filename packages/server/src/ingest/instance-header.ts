import { DataDictionary, type DataSet, formatTag, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import type { MainTags, TagKey, TagValues } from '../model/main-tags.ts';
import { type PublicIds, publicIdsOf } from '../model/public-id.ts';
import { foldPersonName, foldText } from '../model/text-form.ts';

/** What the index needs to know of an instance, read from its header. */
export interface InstanceHeader {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly publicIds: PublicIds;
  readonly tags: Readonly<Record<Level, TagValues>>;
  /** Folded forms where they differ. */
  readonly folded: Readonly<Record<Level, TagValues>>;
  readonly indexInSeries: number | undefined;
  readonly expectedInstances: number | undefined;
}

/** Tags read besides the main tags: identifiers, and what the expected number of instances is made of. */
export const headerTags: readonly number[] = [
  Tags.SpecificCharacterSet,
  Tags.SOPClassUID,
  Tags.SOPInstanceUID,
  Tags.PatientID,
  Tags.StudyInstanceUID,
  Tags.SeriesInstanceUID,
  Tags.InstanceNumber,
  Tags.ImageIndex,
  Tags.ImagesInAcquisition,
  Tags.NumberOfTemporalPositions,
  Tags.NumberOfSlices,
  Tags.NumberOfTimeSlices,
  Tags.CardiacNumberOfImages,
];

/**
 * @throws IsocenterError when an identifier is missing: `BadFileFormat`, answered to a C-STORE with C000 for the SOP
 * UIDs and A700 for those of study and series, as the peer does
 */
export function readInstanceHeader(dataSet: DataSet, mainTags: MainTags): InstanceHeader {
  const sopClassUid = uid(dataSet, Tags.SOPClassUID);
  const sopInstanceUid = uid(dataSet, Tags.SOPInstanceUID);
  const studyInstanceUid = uid(dataSet, Tags.StudyInstanceUID);
  const seriesInstanceUid = uid(dataSet, Tags.SeriesInstanceUID);
  if (sopClassUid === '' || sopInstanceUid === '') {
    throw new IsocenterError('BadFileFormat', 'SOP Class UID or SOP Instance UID is missing');
  }
  if (studyInstanceUid === '' || seriesInstanceUid === '') {
    const details = 'Study Instance UID or Series Instance UID is missing';
    throw new IsocenterError('BadFileFormat', details, { dimseStatus: 0xa700 });
  }
  const patientId = dataSet.textField(Tags.PatientID)?.trim() ?? '';
  const tags = byLevel((level) => tagValues(dataSet, mainTags.of(level)));
  return {
    sopClassUid,
    sopInstanceUid,
    publicIds: publicIdsOf({ patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid }),
    tags,
    folded: byLevel((level) => foldedValues(tags[level])),
    indexInSeries: integer(dataSet, Tags.InstanceNumber) ?? integer(dataSet, Tags.ImageIndex),
    expectedInstances: expectedInstances(dataSet),
  };
}

function byLevel<T>(make: (level: Level) => T): Record<Level, T> {
  const [patient, study, series, instance] = levels;
  return { Patient: make(patient), Study: make(study), Series: make(series), Instance: make(instance) };
}

function tagValues(dataSet: DataSet, wanted: ReadonlySet<number>): TagValues {
  const values: Record<TagKey, string> = {};
  for (const { tag } of dataSet) {
    if (!wanted.has(tag)) continue;
    const value = dataSet.textField(tag);
    if (value !== undefined) values[formatTag(tag)] = value.trim();
  }
  return values;
}

function foldedValues(values: TagValues): TagValues {
  const folded: Record<TagKey, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const form = personNames.has(key) ? foldPersonName(value) : foldText(value);
    if (form !== value) folded[key] = form;
  }
  return folded;
}

/** Hex forms of all tags with VR PN. */
const personNames: ReadonlySet<TagKey> = new Set(
  Object.values(Tags)
    .filter((tag) => DataDictionary.standard.vrOf(tag) === 'PN')
    .map(formatTag),
);

/** How many instances the series will have, as its instances announce it (Orthanc's rule). */
function expectedInstances(dataSet: DataSet): number | undefined {
  const images = integer(dataSet, Tags.ImagesInAcquisition);
  const positions = integer(dataSet, Tags.NumberOfTemporalPositions);
  if (images !== undefined) return positive(images * (positions ?? 1));
  const slices = integer(dataSet, Tags.NumberOfSlices);
  const timeSlices = integer(dataSet, Tags.NumberOfTimeSlices);
  if (slices !== undefined) return positive(slices * (timeSlices ?? 1));
  return positive(integer(dataSet, Tags.CardiacNumberOfImages));
}

function positive(count: number | undefined): number | undefined {
  return count !== undefined && count > 0 ? count : undefined;
}

function integer(dataSet: DataSet, tag: number): number | undefined {
  const text = dataSet.text(tag)?.trim() ?? '';
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function uid(dataSet: DataSet, tag: number): string {
  return dataSet.text(tag)?.trim() ?? '';
}
