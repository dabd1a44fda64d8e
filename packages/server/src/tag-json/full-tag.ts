import { DataDictionary, isGroupLength, isPrivate, parseTag, type Tag, Tags } from '@isocenter/dicom';
import type { TagKey } from '../model/main-tags.ts';

/** What a tag shows in the full format. */
export type FullType = 'String' | 'Null' | 'TooLong' | 'Binary' | 'Sequence';

/** A tag in the full format: the one from which the others are made. */
export interface FullTag {
  readonly Name: string;
  readonly PrivateCreator?: string;
  readonly Type: FullType;
  readonly Value: string | null | readonly FullTags[];
}

/** A data set or an item in the full format. */
export type FullTags = Readonly<Record<TagKey, FullTag>>;

/** `Name` of a tag that the dictionary does not have. */
const unknownTagName = 'Unknown Tag & Data';

/** Retired since, and still called by the keyword alone. */
const otherPatientIds: Tag = Tags.OtherPatientIDs;

/** `Name` of a tag: its keyword, which tells in the words of the peer when the attribute is retired (PS3.6). */
function nameOf(tag: Tag, dictionary: DataDictionary, privateCreator: string | undefined): string {
  if (isGroupLength(tag) && isPrivate(tag)) return 'PrivateGroupLength';
  const entry = dictionary.lookup(tag, privateCreator);
  if (entry === undefined) return unknownTagName;
  const isMarked = entry.retired && !isGroupLength(tag) && tag !== otherPatientIds;
  return isMarked ? `RETIRED_${entry.keyword}` : entry.keyword;
}

/** A tag with the name that the dictionary gives it. */
export function fullTag(
  key: TagKey,
  type: FullType,
  value: FullTag['Value'],
  dictionary: DataDictionary = DataDictionary.standard,
  privateCreator?: string,
): FullTag {
  const tag = parseTag(key);
  return {
    Name: tag === undefined ? unknownTagName : nameOf(tag, dictionary, privateCreator),
    // The peer tells no creator of a sequence.
    ...(privateCreator !== undefined && type !== 'Sequence' && { PrivateCreator: privateCreator }),
    Type: type,
    Value: value,
  };
}
