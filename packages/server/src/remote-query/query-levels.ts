import { type Tag, Tags } from '@isocenter/dicom';
import { depthOf, type Level, levels } from '../model/level.ts';
import { MainTags } from '../model/main-tags.ts';

/** Keys that a query of a level, and of those below it, has whatever it asks for. */
const identifierKeys = {
  Patient: [Tags.PatientID],
  Study: [Tags.AccessionNumber, Tags.StudyInstanceUID],
  Series: [Tags.SeriesInstanceUID],
  Instance: [Tags.SOPInstanceUID],
} as const satisfies Record<Level, readonly Tag[]>;

/** What only an application with an index can tell, of a level each (PS3.4 C.3.4, C.6). */
const computedKeys = {
  Patient: [
    Tags.NumberOfPatientRelatedStudies,
    Tags.NumberOfPatientRelatedSeries,
    Tags.NumberOfPatientRelatedInstances,
  ],
  Study: [
    Tags.ModalitiesInStudy,
    Tags.SOPClassesInStudy,
    Tags.NumberOfStudyRelatedSeries,
    Tags.NumberOfStudyRelatedInstances,
  ],
  Series: [Tags.NumberOfSeriesRelatedInstances],
  Instance: [],
} as const satisfies Record<Level, readonly Tag[]>;

/** Extra tags of this server's index are not asked of others. */
const mainTags = new MainTags();

/** The level and those above it. */
function upTo(level: Level): readonly Level[] {
  return levels.slice(0, depthOf(level) + 1);
}

/** The identifiers of a level and of those above it. */
export function identifierKeysOf(level: Level): readonly Tag[] {
  return upTo(level).flatMap((each) => identifierKeys[each]);
}

/** The keys that make sense at a level: main tags of it and of those above, and what is computed for it. */
export function normalKeysOf(level: Level): ReadonlySet<Tag> {
  return new Set([...upTo(level).flatMap((each) => [...mainTags.of(each)]), ...computedKeys[level]]);
}
