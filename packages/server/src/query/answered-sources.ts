import type { Level } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { computedTags } from './computed-keys.ts';
import type { RequestedAttribute } from './find-query.ts';
import { isBlank, sourceOf, type ValueSource } from './value-source.ts';

/** Instance Availability of what has to be fetched first (PS3.3 C.4.23.1.1). */
export const fetchedAvailability = 'NEARLINE';

/** Where the values of attributes are found in answers of others: `sourceOf` for what is not here. */
export function answeredSources(
  requested: readonly RequestedAttribute[],
  level: Level,
  mainTags: MainTags,
): readonly ValueSource[] {
  return requested.map(({ tag, privateCreator }) => {
    if (tag === computedTags.InstanceAvailability) return { from: 'constant', value: fetchedAvailability };
    const here = sourceOf(tag, privateCreator, level, mainTags);
    return isBlank(here) ? here : { from: 'file', tag, ...(privateCreator !== undefined && { privateCreator }) };
  });
}
