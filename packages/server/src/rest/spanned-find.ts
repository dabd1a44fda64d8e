import type { Tag } from '@isocenter/dicom';
import { answeredMatches } from '../query/answered-matches.ts';
import { answeredSources } from '../query/answered-sources.ts';
import type { FindKey } from '../query/find-key.ts';
import { limitOf } from '../query/find-plan.ts';
import type { FindSettings } from '../query/find-query.ts';
import type { SearchClient, SpannedQuestion, SpannedSearch } from '../query/spanned-search.ts';
import { answeredResourceJson } from './resource-json.ts';
import type { ResourceReader, ResourceSearch } from './resource-reader.ts';
import { shows } from './resource-view.ts';
import type { ToolsFindRequest } from './tools-find-request.ts';

/** A search of `/tools/find` and who asks. */
export interface SpannedFind extends ToolsFindRequest {
  readonly client: SearchClient;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * What a search finds here, then what others have: one list of which `Since` and `Limit` are a page. Others are asked
 * when the page is not full yet; at once where there is no end to it. Labels, metadata and public ids are known here alone.
 */
export async function* spannedFind(
  find: SpannedFind,
  resources: ResourceReader,
  spanned: SpannedSearch,
): AsyncGenerator<readonly unknown[]> {
  const { expand, search, signal, view } = find;
  const { settings } = resources;
  const { level, offset = 0 } = search;
  const limit = limitOf(search, settings);
  // First: what this server refuses is nothing to ask others.
  const here = resources.foundHere(search);
  const isKnownHereAlone = (search.conditions ?? []).length > 0;
  const open = () => (isKnownHereAlone ? undefined : spanned.open(questionOf(find, settings), signal));
  let elsewhere = limit === Number.POSITIVE_INFINITY ? open() : undefined;
  try {
    let given = 0;
    for await (const page of expand ? resources.expanded(search, view) : resources.ids(search, view)) {
      given += page.length;
      yield page;
    }
    if (given >= limit) return;
    elsewhere ??= open();
    if (elsewhere === undefined) return;
    const found = given > 0 ? offset + given : await countHere(resources, search, offset);
    const sources = answeredSources(view.requested, level, settings.mainTags);
    const matches = answeredMatches(elsewhere, {
      level,
      here: found > 0 ? here : undefined,
      offset: Math.max(0, offset - found),
      limit: limit - given,
      ...(expand && { mainTags: settings.mainTags }),
    });
    for await (const page of matches) {
      yield page.map((match) => (expand ? answeredResourceJson(match, view, sources) : match.record.publicId));
    }
  } finally {
    elsewhere?.close();
  }
}

/** Matches here before a page that has none of them. */
async function countHere(resources: ResourceReader, search: ResourceSearch, atMost: number): Promise<number> {
  if (atMost === 0) return 0;
  let count = 0;
  const before = { ...search, capped: false, offset: 0, limit: atMost };
  for await (const page of resources.ids(before, { requested: [] })) count += page.length;
  return count;
}

/** Criteria, and what is to be shown. */
function questionOf({ client, expand, search, view }: SpannedFind, settings: FindSettings): SpannedQuestion {
  const { keys, level } = search;
  const { dictionary, mainTags } = settings;
  const showsTags = expand && shows(view, 'MainDicomTags');
  const wanted = new Set<Tag>([
    ...(showsTags ? mainTags.of(level) : []),
    ...(showsTags && level === 'Study' ? mainTags.of('Patient') : []),
    ...view.requested.map(({ tag }) => tag),
  ]);
  for (const { tag } of keys) wanted.delete(tag);
  const asking = [...wanted].map((tag): FindKey => {
    const vr = dictionary.vrOf(tag) ?? 'UN';
    return vr === 'SQ' ? { tag, vr, keys: [] } : { tag, vr, value: '' };
  });
  return { level, keys: [...keys, ...asking], client, named: true };
}
