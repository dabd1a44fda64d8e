import { type DataDictionary, type DataSet, Tags } from '@isocenter/dicom';
import { type Level, levels } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';
import type { DicomIdentifiers } from '../model/public-id.ts';
import { changeCharacterSet, makeRoomForText } from './character-set.ts';
import { isNamed, type Modification, requireIdentifiers } from './modification.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { setReplacement, textOfValue } from './replacement.ts';
import { itemsAt, removeAt } from './sequence-items.ts';
import { isOwn } from './tag-path.ts';
import { TreeCleaner } from './tree-cleaner.ts';
import { identifiersOf, UidMapper } from './uid-mapper.ts';

/** ISO-IR 6: ASCII alone. */
const ascii = 'ISO_IR 6';

/** What the modification of one data set depends on besides the request. */
export interface DataSetContext {
  readonly pseudonyms: Pseudonyms;
  /** In anonymization: the name that the patient gets. */
  readonly patientName: string;
  /** UIDs of other resources of the same job, where they have new ones: references to them follow. */
  readonly references: ReadonlyMap<string, string>;
  readonly dictionary: DataDictionary;
}

/**
 * Modifies a data set in place. Values that stayed in the file (pixel data) are not touched. In this order: what a
 * profile or the removal of private attributes takes away, removals, identifiers, marks of anonymization, replacements.
 * @throws IsocenterError for values that cannot be set
 */
export function modifyDataSet(dataSet: DataSet, modification: Modification, context: DataSetContext): void {
  requireIdentifiers(modification);
  const { pseudonyms, references } = context;
  const isAnonymization = modification.profile !== undefined;
  const { identifiers } = modification;
  const uids = new UidMapper(identifiersOf(dataSet), { identifiers, isAnonymization, pseudonyms, references });
  new TreeCleaner(modification, uids).clean(dataSet);
  for (const path of modification.removals) {
    // Text that needs the character set has no place in one without.
    if (isOwn(path, Tags.SpecificCharacterSet)) changeCharacterSet(dataSet, ascii);
    removeAt(dataSet, path);
  }
  for (const level of levels) setIdentifier(dataSet, level, modification, uids);
  if (isAnonymization) markAsAnonymized(dataSet, modification, context.patientName);
  replace(dataSet, modification, context.dictionary);
}

function setIdentifier(dataSet: DataSet, level: Level, { identifiers }: Modification, { target }: UidMapper): void {
  const rule = identifiers[level];
  if (rule.kind === 'keep') return;
  const value = target[identifierFields[level]];
  const tag = identifierTags[level];
  makeRoomForText(dataSet, value);
  dataSet.set(tag, level === 'Patient' ? 'LO' : 'UI', value === '' ? null : value);
}

const identifierFields = {
  Patient: 'patientId',
  Study: 'studyInstanceUid',
  Series: 'seriesInstanceUid',
  Instance: 'sopInstanceUid',
} as const satisfies Record<Level, keyof DicomIdentifiers>;

/** PS3.15 E.1.1, step 6. */
function markAsAnonymized(dataSet: DataSet, modification: Modification, patientName: string): void {
  if (!isNamed(modification, Tags.PatientName)) dataSet.set(Tags.PatientName, 'PN', patientName);
  if (!isNamed(modification, Tags.PatientIdentityRemoved)) dataSet.set(Tags.PatientIdentityRemoved, 'CS', 'YES');
  if (!isNamed(modification, Tags.DeidentificationMethod)) {
    dataSet.set(Tags.DeidentificationMethod, 'LO', modification.deidentificationMethod);
  }
}

function replace(dataSet: DataSet, modification: Modification, dictionary: DataDictionary): void {
  const { privateCreator, replacements } = modification;
  // The character set decides how every other text is written, so it comes first.
  for (const { path, value } of replacements) {
    if (!isOwn(path, Tags.SpecificCharacterSet)) continue;
    changeCharacterSet(dataSet, typeof value === 'string' && value !== '' ? value : ascii);
  }
  makeRoomForText(dataSet, replacements.map(({ value }) => textOfValue(value)).join(''));
  for (const { path, value } of replacements) {
    if (isOwn(path, Tags.SpecificCharacterSet)) continue;
    for (const holder of itemsAt(dataSet, path.steps)) {
      setReplacement(holder, path.target, value, { dictionary, privateCreator });
    }
  }
}
