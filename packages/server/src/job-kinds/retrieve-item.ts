import { DataDictionary, DataSet, fromDicomJson, type Tag, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels, levelTerm, parseLevel } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';
import { fullTagsOf } from '../tag-json/data-set-json.ts';
import type { FullTags } from '../tag-json/full-tag.ts';

/** What a job shows of a resource, whatever its level needs. */
const shownTags: ReadonlySet<Tag> = new Set([...Object.values(identifierTags), Tags.AccessionNumber]);

/** One query of a retrieve job: what a C-MOVE or C-GET asks for. */
export interface RetrieveItem {
  readonly level: Level;
  /** Query/Retrieve Level and unique keys (PS3.4 C.4.2.2.1), nothing else. */
  readonly identifier: DataSet;
  /** What is known of the resource, as the job shows it: level and identifiers. */
  readonly shown: FullTags;
  /** SOP Classes in Study, where the query that found the resource has it. */
  readonly sopClasses: readonly string[];
}

/**
 * Reads the key of an item: an Identifier in the DICOM JSON model (PS3.18 F).
 * @param defaultLevel the level of an Identifier without one
 * @throws IsocenterError BadRequest when it is none, or a unique key of its level is missing or has a wildcard
 */
export function readRetrieveItem(key: string, defaultLevel: string | undefined): RetrieveItem {
  const given = readIdentifier(key);
  const level = levelOf(given.text(Tags.QueryRetrieveLevel) ?? defaultLevel ?? '');
  const identifier = new DataSet();
  // Text of DICOM JSON is UTF-8; ASCII needs no character set, and some peers know no other.
  if (Object.values(identifierTags).some((tag) => !isAscii(given.textField(tag) ?? ''))) {
    identifier.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
  }
  identifier.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  for (const tag of uniqueKeysOf(level)) {
    const value = given.textField(tag) ?? '';
    const { keyword, vr } = attributeOf(tag);
    if (value === '' || /[*?]/.test(value)) {
      throw new IsocenterError('BadRequest', `A retrieve at level ${level} needs ${keyword}, without wildcards`);
    }
    identifier.set(tag, vr, value);
  }
  const shown = given
    .cloneWithout(({ tag }) => !shownTags.has(tag))
    .set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  return { level, identifier, shown: fullTagsOf(shown), sopClasses: given.texts(Tags.SOPClassesInStudy) };
}

/** In the Study Root model a patient has no key above a study (PS3.4 C.6.2.1). */
function uniqueKeysOf(level: Level): readonly number[] {
  if (level === 'Patient') return [identifierTags.Patient];
  return levels.slice(1, levels.indexOf(level) + 1).map((each) => identifierTags[each]);
}

function readIdentifier(key: string): DataSet {
  try {
    return fromDicomJson(JSON.parse(key));
  } catch (cause) {
    throw new IsocenterError('BadRequest', 'A query of the job is no Identifier in DICOM JSON', { cause });
  }
}

function levelOf(text: string): Level {
  const level = parseLevel(text);
  if (level === undefined) throw new IsocenterError('BadRequest', `Unknown level of a query: ${text}`);
  return level;
}

function attributeOf(tag: number) {
  const entry = DataDictionary.standard.lookup(tag);
  if (entry === undefined) throw new IsocenterError('InternalError', 'A unique key is not in the dictionary');
  return entry;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  return /^[\x00-\x7f]*$/.test(text);
}
