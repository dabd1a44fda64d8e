import type { JobItemCounts } from './job-record.ts';

/** Whole per cent of the work done: items that ended, and `fraction` (0 to 1) of the item at hand or of a job without items. */
export function progressOf(counts: JobItemCounts, fraction = 0): number {
  const ended = counts.Done + counts.Failed;
  const total = ended + counts.Waiting;
  const done = total === 0 ? fraction : (ended + fraction) / total;
  return Math.floor(100 * Math.min(1, Math.max(0, done)));
}
