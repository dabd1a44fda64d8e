import type { Measure } from '../question.ts';

export function rate(timesBetter: number): Measure {
  return { title: 'rate', unit: 'instances/s', better: 'higher', target: { timesBetter } };
}

export function duration(title: string, unit: 's' | 'ms', timesBetter: number): Measure {
  return { title, unit, better: 'lower', target: { timesBetter } };
}

/** No more than the peer's. */
export const peakMemory: Measure = { title: 'peak memory', unit: 'MiB', better: 'lower', target: { timesBetter: 1 } };
