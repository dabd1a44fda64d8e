import { DataDictionary, parseTag } from '@isocenter/dicom';
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
    Name: (tag === undefined ? undefined : dictionary.keywordOf(tag, privateCreator)) ?? unknownTagName,
    ...(privateCreator !== undefined && { PrivateCreator: privateCreator }),
    Type: type,
    Value: value,
  };
}
