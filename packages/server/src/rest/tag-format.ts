import { DataDictionary, parseTag, type Tag } from '@isocenter/dicom';
import type { TagKey, TagValues } from '../model/main-tags.ts';
import type { BodyFields } from './body-fields.ts';
import { flagArgument, type QueryArguments } from './query-arguments.ts';

/** How tags are shown: with name and type, by number, or by keyword. */
export type TagFormat = 'Full' | 'Short' | 'Simplified';

/** `?simplify`, `?short`, `?full`; the first one given decides. */
export function tagFormatArgument(query: QueryArguments, byDefault: TagFormat): TagFormat {
  if (flagArgument(query, 'simplify')) return 'Simplified';
  if (flagArgument(query, 'short')) return 'Short';
  return flagArgument(query, 'full') ? 'Full' : byDefault;
}

/** `Simplify`, `Short`, `Full` of a body; the first one that is true decides. */
export function tagFormatField(fields: BodyFields, byDefault: TagFormat): TagFormat {
  if (fields.flag('Simplify')) return 'Simplified';
  if (fields.flag('Short')) return 'Short';
  return fields.flag('Full') ? 'Full' : byDefault;
}

/** What a tag shows in the full format. */
export type FullType = 'String' | 'Null' | 'TooLong' | 'Binary' | 'Sequence';

/** The name of a tag in a format: its number, or its keyword where there is one. */
export function tagName(
  key: TagKey,
  format: TagFormat,
  dictionary: DataDictionary = DataDictionary.standard,
  privateCreator?: string,
): string {
  return format === 'Simplified' ? (keywordOf(key, dictionary, privateCreator) ?? key) : key;
}

/** A value in a format. */
export function tagValue(
  key: TagKey,
  type: FullType,
  value: unknown,
  format: TagFormat,
  dictionary: DataDictionary = DataDictionary.standard,
  privateCreator?: string,
): unknown {
  if (format !== 'Full') return value;
  const name = keywordOf(key, dictionary, privateCreator) ?? 'Unknown Tag & Data';
  return {
    Name: name,
    ...(privateCreator !== undefined && { PrivateCreator: privateCreator }),
    Type: type,
    Value: value,
  };
}

/** Tags as the index keeps them, in a format and in the order of their numbers. */
export function tagValuesJson(tags: TagValues, format: TagFormat): object {
  const entries = Object.entries(tags).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, value]) => [tagName(key, format), tagValue(key, 'String', value, format)]),
  );
}

function keywordOf(key: TagKey, dictionary: DataDictionary, privateCreator?: string): string | undefined {
  const tag: Tag | undefined = parseTag(key);
  return tag === undefined ? undefined : dictionary.keywordOf(tag, privateCreator);
}
