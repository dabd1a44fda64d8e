import type { RetrieveResult } from '@isocenter/dimse';
import type { RetrieveSource } from '../retrieve/retrieve-source.ts';
import type { SubOperationTally } from '../retrieve/tally.ts';
import { refuseRetrieve, type StatusConvention } from './retrieve-refusals.ts';

/** Whether sub-operations were to follow when a retrieve was cancelled, as far as anybody can tell. */
export function isUnfinished(source: RetrieveSource, tally: SubOperationTally): boolean {
  tally.expect(source.expected);
  return tally.counters.remaining > 0 || source.missing.reason !== undefined;
}

/** The final response once a source has ended: what it was expected to give and did not counts as failed. */
export function endOfRetrieve(
  source: RetrieveSource,
  tally: SubOperationTally,
  convention: StatusConvention,
): RetrieveResult {
  const { count, reason, sopInstanceUids } = source.missing;
  tally.expect(source.expected);
  tally.miss(sopInstanceUids, count);
  const { completed, failed, warning } = tally.counters;
  if (completed + failed + warning === 0 && reason === undefined) return refuseRetrieve('nothing matches', convention);
  return tally.finalResult(reason?.message);
}
