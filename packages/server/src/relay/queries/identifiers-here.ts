import { formatTag } from '@isocenter/dicom';
import type { IndexStore } from '../../index/index-store.ts';
import type { Level } from '../../model/level.ts';
import { identifierTags } from '../../model/main-tags.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';

/** Those of the identifiers of a level whose resources are here: one search in the index. */
export async function identifiersHere(
  index: Pick<IndexStore, 'findResources'>,
  level: Level,
  identifiers: readonly string[],
): Promise<ReadonlySet<string>> {
  const here = new Set<string>();
  if (identifiers.length === 0) return here;
  const values = [...new Set(identifiers.map(normalizeIdentifier))];
  const pages = index.findResources({
    level,
    conditions: [{ derived: true, kind: 'identifier', level, values }],
    order: [{ by: 'public-id' }],
    want: { tags: true },
  });
  const key = formatTag(identifierTags[level]);
  for await (const page of pages) for (const { tags } of page) here.add(tags?.[key]?.trim() ?? '');
  return here;
}
