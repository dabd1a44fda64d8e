import { type DataDictionary, type DataSet, Tags } from '@isocenter/dicom';
import type { Manufacturer } from '../config/modality.ts';
import { type Level, levelTerm } from '../model/level.ts';
import { dataSetOfTags, type WrittenTags } from '../tag-json/data-set-of-tags.ts';
import { fixWildcards, universalKey } from './manufacturer-fixes.ts';
import { identifierKeysOf, normalKeysOf } from './query-levels.ts';

/** What a client wants to know of a modality. */
export interface QueryQuestion {
  readonly level: Level;
  readonly tags: WrittenTags;
  /** Ask only what makes sense at the level, in the way of the product. */
  readonly normalize: boolean;
}

/** How this server writes its questions. */
export interface QuestionSettings {
  readonly dictionary: DataDictionary;
  /** Terms of `DefaultEncoding`. */
  readonly characterSet: readonly string[];
}

/**
 * The Identifier of a C-FIND request (PS3.4 C.4.1.1.3): the tags of the client, the level, and the identifiers of the
 * level and above.
 * @throws IsocenterError BadFileFormat
 */
export function queryIdentifier(
  { level, normalize, tags }: QueryQuestion,
  manufacturer: Manufacturer,
  settings: QuestionSettings,
): DataSet {
  const asked = dataSetOfTags(tags, settings);
  const identifier = normalize ? normalized(asked, level) : asked;
  if (normalize) fixWildcards(identifier, manufacturer);
  identifier.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  for (const tag of identifierKeysOf(level)) {
    if (identifier.has(tag)) continue;
    identifier.set(tag, settings.dictionary.vrOf(tag) ?? 'LO', universalKey(manufacturer));
  }
  return identifier;
}

function normalized(asked: DataSet, level: Level): DataSet {
  const keys = normalKeysOf(level);
  return asked.cloneWithout(({ tag }) => tag !== Tags.SpecificCharacterSet && !keys.has(tag));
}
