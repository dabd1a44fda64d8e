import { DataDictionary, type DataSet, formatTag, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level, ParentLevel } from '../model/level.ts';
import type { MainTags, TagKey, TagValues } from '../model/main-tags.ts';
import { type DicomIdentifiers, type PublicIds, publicIdOf } from '../model/public-id.ts';
import { foldPersonName, foldText } from '../model/text-form.ts';

/** What a header says of the patient, the study and the series of its instance. */
export interface HeaderAbove {
  readonly identifiers: Omit<DicomIdentifiers, 'sopInstanceUid'>;
  readonly publicIds: Pick<PublicIds, ParentLevel>;
  readonly tags: Readonly<Record<ParentLevel, TagValues>>;
  /** Folded forms where they differ. */
  readonly folded: Readonly<Record<ParentLevel, TagValues>>;
  readonly expectedInstances: number | undefined;
}

/** What the index needs to know of an instance, read from its header. */
export interface InstanceHeader {
  /** Empty when it is missing. */
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly publicIds: PublicIds;
  readonly tags: Readonly<Record<Level, TagValues>>;
  /** Folded forms where they differ. */
  readonly folded: Readonly<Record<Level, TagValues>>;
  readonly indexInSeries: number | undefined;
  readonly expectedInstances: number | undefined;
  /** The part of it that instances of one series share. */
  readonly above: HeaderAbove;
}

/** What the expected number of instances is made of. */
export const announcingTags: readonly number[] = [
  Tags.ImagesInAcquisition,
  Tags.NumberOfTemporalPositions,
  Tags.NumberOfSlices,
  Tags.NumberOfTimeSlices,
  Tags.CardiacNumberOfImages,
];

/** Tags read besides the main tags. */
export const headerTags: readonly number[] = [
  Tags.SpecificCharacterSet,
  Tags.SOPClassUID,
  Tags.SOPInstanceUID,
  Tags.PatientID,
  Tags.StudyInstanceUID,
  Tags.SeriesInstanceUID,
  Tags.InstanceNumber,
  Tags.ImageIndex,
  Tags.BitsAllocated,
  ...announcingTags,
];

/**
 * @throws IsocenterError when an identifier is missing: `BadFileFormat`, answered to a C-STORE with C000 for the SOP
 * Instance UID and A700 for those of study and series, as the peer does
 */
export function readInstanceHeader(
  dataSet: DataSet,
  mainTags: MainTags,
  above: HeaderAbove = readHeaderAbove(dataSet, mainTags),
): InstanceHeader {
  const sopClassUid = uid(dataSet, Tags.SOPClassUID);
  const sopInstanceUid = uid(dataSet, Tags.SOPInstanceUID);
  const { patientId, seriesInstanceUid, studyInstanceUid } = above.identifiers;
  if (sopInstanceUid === '') throw new IsocenterError('BadFileFormat', 'SOP Instance UID is missing');
  if (studyInstanceUid === '' || seriesInstanceUid === '') {
    const details = 'Study Instance UID or Series Instance UID is missing';
    throw new IsocenterError('BadFileFormat', details, { dimseStatus: 0xa700 });
  }
  const tags = tagValues(dataSet, mainTags.of('Instance'));
  return {
    sopClassUid,
    sopInstanceUid,
    publicIds: {
      ...above.publicIds,
      Instance: publicIdOf(patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid),
    },
    tags: { ...above.tags, Instance: tags },
    folded: { ...above.folded, Instance: foldedValues(tags) },
    indexInSeries: integer(dataSet, Tags.InstanceNumber) ?? integer(dataSet, Tags.ImageIndex),
    expectedInstances: above.expectedInstances,
    above,
  };
}

/** What a header says of the resources above its instance; identifiers that are missing are empty. */
export function readHeaderAbove(dataSet: DataSet, mainTags: MainTags): HeaderAbove {
  const patientId = dataSet.textField(Tags.PatientID)?.trim() ?? '';
  const studyInstanceUid = uid(dataSet, Tags.StudyInstanceUID);
  const seriesInstanceUid = uid(dataSet, Tags.SeriesInstanceUID);
  const tags = aboveInstance((level) => tagValues(dataSet, mainTags.of(level)));
  return {
    identifiers: { patientId, studyInstanceUid, seriesInstanceUid },
    publicIds: {
      Patient: publicIdOf(patientId),
      Study: publicIdOf(patientId, studyInstanceUid),
      Series: publicIdOf(patientId, studyInstanceUid, seriesInstanceUid),
    },
    tags,
    folded: aboveInstance((level) => foldedValues(tags[level])),
    expectedInstances: expectedInstances(dataSet),
  };
}

/** A value for each level above an instance. */
export function aboveInstance<T>(make: (level: ParentLevel) => T): Record<ParentLevel, T> {
  return { Patient: make('Patient'), Study: make('Study'), Series: make('Series') };
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

/** How many instances the series will have, as its instances announce it (Orthanc's rule: a factor alone says nothing). */
function expectedInstances(dataSet: DataSet): number | undefined {
  const images = integer(dataSet, Tags.ImagesInAcquisition);
  const positions = integer(dataSet, Tags.NumberOfTemporalPositions);
  if (images !== undefined && positions !== undefined) return positive(images * positions);
  const slices = integer(dataSet, Tags.NumberOfSlices);
  const timeSlices = integer(dataSet, Tags.NumberOfTimeSlices);
  if (slices !== undefined && timeSlices !== undefined) return positive(slices * timeSlices);
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
