import { type DataSet, type Tag, Tags } from '@isocenter/dicom';
import type { Level } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';
import type { DicomIdentifiers } from '../model/public-id.ts';
import type { IdentifierPlan } from './identifier-plan.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export interface UidMapperOptions {
  readonly identifiers: IdentifierPlan;
  readonly isAnonymization: boolean;
  readonly pseudonyms: Pseudonyms;
  /** UIDs of other resources that get new ones. */
  readonly references: ReadonlyMap<string, string>;
}

/** The four identifiers that a data set has, empty where one is missing. */
export function identifiersOf(dataSet: DataSet): DicomIdentifiers {
  const text = (level: Level) => dataSet.textField(identifierTags[level])?.trim() ?? '';
  return {
    patientId: text('Patient'),
    studyInstanceUid: text('Study'),
    seriesInstanceUid: text('Series'),
    sopInstanceUid: text('Instance'),
  };
}

/** The identifiers that a resource with these ones gets. */
export function newIdentifiers(
  source: DicomIdentifiers,
  { identifiers, pseudonyms }: Pick<UidMapperOptions, 'identifiers' | 'pseudonyms'>,
): DicomIdentifiers {
  const of = (level: Level, old: string, renew: (old: string) => string): string => {
    const rule = identifiers[level];
    if (rule.kind === 'keep') return old;
    return rule.kind === 'replace' ? rule.value : renew(old);
  };
  return {
    patientId: of('Patient', source.patientId, (old) => pseudonyms.patientId(old)),
    studyInstanceUid: of('Study', source.studyInstanceUid, (old) => pseudonyms.uid(old)),
    seriesInstanceUid: of('Series', source.seriesInstanceUid, (old) => pseudonyms.uid(old)),
    sopInstanceUid: of('Instance', source.sopInstanceUid, (old) => pseudonyms.uid(old)),
  };
}

/** Attributes that refer to a resource of a level: where its identifier stays, they stay. */
const referenceLevels: ReadonlyMap<Tag, Level> = new Map<Tag, Level>([
  [Tags.StudyInstanceUID, 'Study'],
  [Tags.SeriesInstanceUID, 'Series'],
  [Tags.SOPInstanceUID, 'Instance'],
  [Tags.ReferencedSOPInstanceUID, 'Instance'],
]);

/** The UIDs that take the place of those in one data set. */
export class UidMapper {
  readonly source: DicomIdentifiers;
  readonly target: DicomIdentifiers;
  readonly #options: UidMapperOptions;
  /** Whatever attribute they stand in: RT objects refer to studies by Referenced SOP Instance UID. */
  readonly #own: ReadonlyMap<string, string>;

  constructor(source: DicomIdentifiers, options: UidMapperOptions) {
    this.#options = options;
    this.source = source;
    this.target = newIdentifiers(source, options);
    const { sopInstanceUid, seriesInstanceUid, studyInstanceUid } = this.target;
    this.#own = new Map([
      [source.sopInstanceUid, sopInstanceUid],
      [source.seriesInstanceUid, seriesInstanceUid],
      [source.studyInstanceUid, studyInstanceUid],
    ]);
  }

  /** A reference as it will be. */
  reference(tag: Tag, uid: string): string {
    const { identifiers, isAnonymization, pseudonyms, references } = this.#options;
    if (uid === '') return uid;
    const own = this.#own.get(uid) ?? references.get(uid);
    if (own !== undefined) return own;
    if (!isAnonymization) return uid;
    const level = referenceLevels.get(tag);
    return level !== undefined && identifiers[level].kind === 'keep' ? uid : pseudonyms.uid(uid);
  }

  /** Puts the UIDs of an attribute in place of those that it has. */
  map(dataSet: DataSet, tag: Tag): void {
    const uids = dataSet.texts(tag);
    const mapped = uids.map((uid) => this.reference(tag, uid));
    if (mapped.some((uid, at) => uid !== uids[at])) dataSet.set(tag, 'UI', mapped);
  }
}
