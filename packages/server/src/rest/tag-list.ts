import type { DataDictionary, Tag } from '@isocenter/dicom';

/** `gggg,eeee` holds a comma itself, so that it is told before a comma separates. */
const listedTag = /[0-9a-f]{4},[0-9a-f]{4}(?=[,;]|$)|[^,;]+/gi;

/** The tags of a list such as `0010,0010,StudyDate`; names that the dictionary does not have are passed over. */
export function tagsOfList(text: string, dictionary: DataDictionary): ReadonlySet<Tag> {
  const tags = [...text.matchAll(listedTag)].map(([name]) => {
    const trimmed = name.trim();
    return dictionary.tagNamed(trimmed);
  });
  return new Set(tags.filter((tag) => tag !== undefined));
}
