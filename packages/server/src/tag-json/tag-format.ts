import { type FullTag, type FullTags, unknownTagName } from './full-tag.ts';

/** How tags are shown: with name and type, by number, or by keyword. */
export const tagFormats = ['Full', 'Short', 'Simplified'] as const;

export type TagFormat = (typeof tagFormats)[number];

/** Tags in a format. Those without a keyword are named by their number. */
export function inFormat(tags: FullTags, format: TagFormat): object {
  if (format === 'Full') return tags;
  return Object.fromEntries(
    Object.entries(tags).map(([key, tag]) => {
      const isNamed = format === 'Simplified' && tag.Name !== unknownTagName;
      return [isNamed ? tag.Name : key, valueInFormat(tag, format)];
    }),
  );
}

function valueInFormat({ Value }: FullTag, format: TagFormat): unknown {
  return typeof Value === 'object' && Value !== null ? Value.map((item) => inFormat(item, format)) : Value;
}
