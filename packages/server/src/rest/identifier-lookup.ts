import type { IndexStore } from '../index/index-store.ts';
import { type Level, levels } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';
import { foldText, normalizeIdentifier } from '../model/text-form.ts';
import { resourceLink } from './resource-json.ts';

type LookupIndex = Pick<IndexStore, 'findResources' | 'lookupIdentifier'>;

/**
 * The resources that a DICOM identifier names, from patients down. Case and accents do not matter. In the normalized
 * form `%` and `_` are blanks, so that with one of them `_A1` would find `A1`: then the identifier itself decides.
 */
export async function lookUpIdentifier(index: LookupIndex, text: string): Promise<object[]> {
  const identifier = text.trim();
  const find = /[%_]/.test(identifier) ? byValue : byNormalizedForm;
  const found = await Promise.all(
    levels.map(async (level) => {
      const publicIds = await find(index, level, identifier);
      return publicIds.map((publicId) => resourceLink(level, publicId));
    }),
  );
  return found.flat();
}

function byNormalizedForm(index: LookupIndex, level: Level, identifier: string): Promise<readonly string[]> {
  return index.lookupIdentifier(level, [normalizeIdentifier(identifier)]);
}

async function byValue(index: LookupIndex, level: Level, identifier: string): Promise<readonly string[]> {
  const values = [foldText(identifier)];
  const pages = index.findResources({
    level,
    conditions: [{ level, tag: identifierTags[level], folded: true, kind: 'any-of', values }],
    order: [{ by: 'public-id' }],
    want: {},
  });
  const publicIds: string[] = [];
  for await (const page of pages) publicIds.push(...page.map(({ publicId }) => publicId));
  return publicIds;
}
