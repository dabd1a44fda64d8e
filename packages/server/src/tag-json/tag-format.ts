import type { FullTag, FullTags } from './full-tag.ts';

/** How tags are shown: with name and type, by number, or by keyword. */
export const tagFormats = ['Full', 'Short', 'Simplified'] as const;

export type TagFormat = (typeof tagFormats)[number];

/**
 * Tags in a format. Simplified tags that share a name, as those do that the dictionary does not have, are shown once,
 * with the value of the last of them: so does the peer.
 */
export function inFormat(tags: FullTags, format: TagFormat): object {
  if (format === 'Full') return tags;
  return Object.fromEntries(
    Object.entries(tags).map(([key, tag]) => [format === 'Short' ? key : tag.Name, valueInFormat(tag, format)]),
  );
}

function valueInFormat({ Value }: FullTag, format: TagFormat): unknown {
  return typeof Value === 'object' && Value !== null ? Value.map((item) => inFormat(item, format)) : Value;
}
