import type { Measure, Question } from '../question.ts';
import type { SamplesBySide } from './alternate.ts';
import { type Summary, summarize } from './statistics.ts';

/** The answer to one measure of a question. */
export interface Result {
  readonly question: string;
  readonly measure: string;
  readonly unit: Measure['unit'];
  readonly ours: Summary;
  readonly peer?: Summary;
  /** How many times ours is better: faster, or smaller. */
  readonly ratio?: number;
  readonly target?: string;
  readonly met?: boolean;
}

export function resultsOf(question: Question, samples: SamplesBySide): readonly Result[] {
  return Object.entries(question.measures).map(([key, measure]) => {
    const ours = summarize(samples.ours.map((values) => values[key] ?? Number.NaN));
    const told = { question: question.title, measure: measure.title, unit: measure.unit, ours };
    if (!question.sides.includes('peer')) return { ...told, ...judged(measure, ours.median) };
    const peer = summarize(samples.peer.map((values) => values[key] ?? Number.NaN));
    const ratio = measure.better === 'higher' ? ours.median / peer.median : peer.median / ours.median;
    return { ...told, peer, ratio, ...judged(measure, ours.median, peer.median, ratio) };
  });
}

function judged(
  { target, unit }: Measure,
  ours: number,
  peer = Number.NaN,
  ratio = Number.NaN,
): Pick<Result, 'target' | 'met'> {
  if (target === undefined) return {};
  if ('atMost' in target) return { target: `at most ${target.atMost} ${unit}`, met: ours <= target.atMost };
  if ('atMostAbove' in target) {
    return { target: `at most ${target.atMostAbove} ${unit} more`, met: ours <= peer + target.atMostAbove };
  }
  return { target: `${target.timesBetter.toFixed(2).replace(/0$/, '')}x`, met: ratio >= target.timesBetter };
}
