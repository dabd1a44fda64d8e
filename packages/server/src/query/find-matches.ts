import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import type { Logger } from '../logging/logger.ts';
import { attributesMatch, textMatches } from './attribute-match.ts';
import type { FindPlan, ResidualCondition } from './find-plan.ts';
import type { FindSettings } from './find-query.ts';
import { DataSetAttributes, namesOf, readAttributes } from './instance-attributes.ts';
import { keptSequences } from './kept-sequences.ts';
import { isAttribute, type Match, textOf } from './value-source.ts';

/** Files read at the same time for one search. */
const fileReads = 8;

export interface FindDependencies {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly blobs: BlobReader;
  readonly settings: FindSettings;
  readonly logger: Logger;
}

/** How a search ended. */
export interface FindEnd {
  /** The limit cut the list; where files decide, more resources may match. */
  readonly limitReached: boolean;
}

/**
 * The matches of a search, in pages as the index gives them: never more than a page is in memory. The sources of the
 * plan tell where the requested values of each match are.
 * @param signal ends the search between two pages or file reads, with its reason
 */
export async function* findMatches(
  plan: FindPlan,
  dependencies: FindDependencies,
  signal?: AbortSignal,
): AsyncGenerator<readonly Match[], FindEnd, void> {
  if (plan.matchesNothing) return { limitReached: false };
  const decidedByIndex = plan.residuals.length === 0;
  const isLimited = plan.limit < Number.POSITIVE_INFINITY;
  let toSkip = decidedByIndex ? 0 : plan.offset;
  let left = plan.limit;
  const pages = dependencies.index.findResources({
    ...plan.query,
    // One more than wanted tells whether the list was cut.
    ...(decidedByIndex && isLimited ? { limit: plan.limit + 1 } : {}),
    ...(decidedByIndex && plan.offset > 0 ? { offset: plan.offset } : {}),
  });
  for await (const page of pages) {
    for (const batch of needsAttributes(plan) ? inBatches(page, fileReads) : [page]) {
      signal?.throwIfAborted();
      const found = await matchesAmong(batch, plan, dependencies);
      const matches = found.slice(toSkip, toSkip + left);
      const cut = found.length > toSkip + left;
      toSkip = Math.max(0, toSkip - found.length);
      left -= matches.length;
      if (matches.length > 0) yield matches;
      if (cut || (left === 0 && !decidedByIndex)) return { limitReached: true };
    }
  }
  return { limitReached: false };
}

function needsAttributes({ fileAttributes, sequences }: FindPlan): boolean {
  return fileAttributes.length > 0 || sequences.length > 0;
}

function* inBatches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

async function matchesAmong(
  records: readonly ResourceRecord[],
  plan: FindPlan,
  dependencies: FindDependencies,
): Promise<readonly Match[]> {
  const candidates: Match[] = [];
  for (const record of records) {
    const match = { record };
    const matches = plan.residuals.every((residual) => isAttribute(residual.source) || isMet(residual, match));
    if (matches) candidates.push(match);
  }
  if (!needsAttributes(plan)) return candidates;
  const read = await Promise.all(candidates.map(({ record }) => withAttributes(record, plan, dependencies)));
  if (!plan.attributesDecide) return read;
  return read.filter((match) =>
    plan.residuals.every((residual) => !isAttribute(residual.source) || isMet(residual, match)),
  );
}

function isMet({ key, matching, source }: ResidualCondition, match: Match): boolean {
  if (isAttribute(source)) {
    return match.attributes !== undefined && attributesMatch(key, matching, match.attributes);
  }
  return matching.kind !== 'sequence' && textMatches(key.vr, matching, textOf(source, match));
}

/**
 * Opens the file only for what the index does not have. A file that cannot be read (deleted meanwhile, damaged) leaves
 * its attributes absent; the search goes on.
 */
async function withAttributes(record: ResourceRecord, plan: FindPlan, dependencies: FindDependencies): Promise<Match> {
  const { blobs, logger, settings } = dependencies;
  const kept = plan.fileAttributes.length === 0 ? keptSequences(record, plan.sequences) : undefined;
  if (kept !== undefined) return { record, attributes: new DataSetAttributes(kept) };
  const file = record.oneInstance?.attachment;
  if (file === undefined) return { record };
  const wanted = [...plan.fileAttributes, ...plan.sequences];
  try {
    const attributes = await readAttributes(blobs, file, wanted, settings.characterSet.join('\\'));
    return { record, attributes };
  } catch (error) {
    const attributes = namesOf(wanted);
    logger.warn('A search could not read a stored file', { error, attachment: file.uuid, attributes });
    return { record };
  }
}
