import { formatTag, isPrivateCreator, Tags } from '@isocenter/dicom';
import type { Manufacturer } from '../../config/modality.ts';
import type { FindKey } from '../../query/find-key.ts';
import { matchingOf } from '../../query/matching.ts';
import type { SpannedQuestion } from '../../query/spanned-search.ts';
import { type QuestionSettings, queryIdentifier } from '../../remote-query/query-identifier.ts';
import { normalKeysOf } from '../../remote-query/query-levels.ts';
import type { WrittenTags } from '../../tag-json/data-set-of-tags.ts';
import type { UpstreamQuestion } from '../upstreams/upstream-link.ts';

/** Describe the request or the time zone of its values: nothing that a resource must be. */
const describingTags: ReadonlySet<number> = new Set([
  Tags.SpecificCharacterSet,
  Tags.QueryRetrieveLevel,
  Tags.TimezoneOffsetFromUTC,
]);

/**
 * A search as it is put to an upstream: keys that make sense at the level, in the way of its product. Undefined where a
 * key that decides would have to be left out: the answers would be more than was asked for.
 * @throws IsocenterError BadFileFormat for values that do not fit
 */
export function upstreamQuestion(
  { keys, level }: Pick<SpannedQuestion, 'keys' | 'level'>,
  manufacturer: Manufacturer,
  settings: QuestionSettings,
): UpstreamQuestion | undefined {
  const normal = normalKeysOf(level);
  if (keys.some((key) => !normal.has(key.tag) && decides(key))) return undefined;
  const tags = writtenTags(keys.filter(({ tag }) => normal.has(tag)));
  const identifier = queryIdentifier({ level, tags, normalize: true }, manufacturer, settings);
  identifier.delete(Tags.QueryRetrieveLevel);
  return { level, keys: identifier };
}

function decides(key: FindKey): boolean {
  if (describingTags.has(key.tag) || isPrivateCreator(key.tag)) return false;
  const { kind } = matchingOf(key, { caseSensitive: true, caseSensitivePersonNames: true });
  // A lone asterisk is universal to the standard (PS3.4 C.2.2.2.4).
  return kind !== 'universal' && kind !== 'present';
}

function writtenTags(keys: readonly FindKey[]): WrittenTags {
  return Object.fromEntries(
    keys.map((key) => [formatTag(key.tag), key.vr === 'SQ' ? writtenItems(key.keys) : key.value]),
  );
}

/** A sequence that is only asked for has no item (PS3.4 C.2.2.2.6). */
function writtenItems(keys: readonly FindKey[]): readonly WrittenTags[] {
  return keys.length === 0 ? [] : [writtenTags(keys)];
}
