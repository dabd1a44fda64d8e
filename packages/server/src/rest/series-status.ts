/** Whether a series has the instances that its first one announced. */
export type SeriesStatus = 'Unknown' | 'Complete' | 'Missing' | 'Inconsistent';

/**
 * @param expected number of instances announced
 * @param indexes IndexInSeries of each instance, 1 to `expected`; null where it is not known
 */
export function seriesStatus(expected: number | undefined, indexes: readonly (number | null)[]): SeriesStatus {
  if (expected === undefined || indexes.includes(null)) return 'Unknown';
  const isInRange = indexes.every((index) => index !== null && index >= 1 && index <= expected);
  if (!isInRange || new Set(indexes).size < indexes.length) return 'Inconsistent';
  return indexes.length === expected ? 'Complete' : 'Missing';
}
