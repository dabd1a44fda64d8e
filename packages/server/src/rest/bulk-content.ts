import { type Level, levels } from '../model/level.ts';
import { listing, type ResourceReader } from './resource-reader.ts';
import type { ResourceView } from './resource-view.ts';

/** Ids looked up at a time. */
const pageSize = 500;

type Pages = AsyncGenerator<readonly object[]>;

/** The resources with these ids, whatever their levels, in the order of the ids; unknown ones are left out. */
export async function* resourcesWithIds(
  resources: Pick<ResourceReader, 'expanded'>,
  publicIds: readonly string[],
  view: ResourceView,
): Pages {
  for (const page of pagesOf(publicIds)) {
    const found = new Map<string, object>();
    // Most requests name resources of one level: lowest first, a page of them is found at once.
    for (const level of levels.toReversed()) {
      const values = page.filter((publicId) => !found.has(publicId));
      if (values.length === 0) break;
      const search = { ...listing(level), conditions: [{ derived: true, kind: 'public-ids', values }] as const };
      for await (const list of resources.expanded(search, view)) {
        for (const resource of list) found.set(idOf(resource), resource);
      }
    }
    yield page.flatMap((publicId) => found.get(publicId) ?? []);
  }
}

/** The resources of a level that are those with these ids, within them or above them, each once. */
export async function* relativesOf(
  resources: Pick<ResourceReader, 'expanded'>,
  publicIds: readonly string[],
  level: Level,
  view: ResourceView,
): Pages {
  const isOnePage = publicIds.length <= pageSize;
  const shown = new Set<string>();
  for (const page of pagesOf(publicIds)) {
    const search = {
      ...listing(level),
      conditions: [{ derived: true, kind: 'family', publicIds: page }] as const,
    };
    for await (const list of resources.expanded(search, view)) {
      if (isOnePage) {
        yield list;
        continue;
      }
      const fresh = list.filter((resource) => !shown.has(idOf(resource)));
      for (const resource of fresh) shown.add(idOf(resource));
      yield fresh;
    }
  }
}

function* pagesOf(publicIds: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < publicIds.length; at += pageSize) yield publicIds.slice(at, at + pageSize);
}

function idOf(resource: object): string {
  return 'ID' in resource ? String(resource.ID) : '';
}
