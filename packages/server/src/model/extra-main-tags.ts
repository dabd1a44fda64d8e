import type { DataDictionary, Tag } from '@isocenter/dicom';
import { IsocenterError } from './isocenter-error.ts';
import type { Level } from './level.ts';

/** `ExtraMainDicomTags` by tag; @throws IsocenterError `UnknownDicomTag` */
export function extraMainTags(
  namesByLevel: Readonly<Record<string, readonly string[]>> = {},
  dictionary: DataDictionary,
): Partial<Record<Level, Tag[]>> {
  const tagOf = (name: string): Tag => {
    const tag = dictionary.tagNamed(name);
    if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `ExtraMainDicomTags: no tag is called ${name}`);
    if (dictionary.vrOf(tag) === 'SQ') {
      throw new IsocenterError('ParameterOutOfRange', `ExtraMainDicomTags: ${name} is a sequence`);
    }
    return tag;
  };
  return Object.fromEntries(Object.entries(namesByLevel).map(([level, names]) => [level, names.map(tagOf)]));
}
