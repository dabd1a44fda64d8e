import { formatTag } from '@isocenter/dicom';
import { identifierTags } from '../model/main-tags.ts';
import { normalizeIdentifier } from '../model/text-form.ts';
import { type FindDependencies, findMatches } from './find-matches.ts';
import type { FindPlan } from './find-plan.ts';
import type { FoundHere } from './spanned-search.ts';

/** Tells what a search finds here, whatever page of it was answered: one search in the index each time. */
export function foundHere(plan: FindPlan, dependencies: FindDependencies): FoundHere {
  const { level } = plan.query;
  const key = formatTag(identifierTags[level]);
  return async (identifiers) => {
    const found = new Set<string>();
    if (identifiers.length === 0) return found;
    const values = [...new Set(identifiers.map(normalizeIdentifier))];
    const among = { derived: true, kind: 'identifier', level, values } as const;
    const narrowed: FindPlan = {
      ...plan,
      query: { ...plan.query, conditions: [...plan.query.conditions, among], want: { ...plan.query.want, tags: true } },
      offset: 0,
      limit: Number.POSITIVE_INFINITY,
      // Files are read to decide, not to answer.
      ...(!plan.attributesDecide && { fileAttributes: [], sequences: [] }),
    };
    for await (const page of findMatches(narrowed, dependencies)) {
      for (const { record } of page) found.add(record.tags?.[key]?.trim() ?? '');
    }
    return found;
  };
}
