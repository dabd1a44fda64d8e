import type { Question, Samples, Side, Trial } from '../question.ts';

/** The samples of every run, by side. */
export type SamplesBySide = Readonly<Record<Side, readonly Samples[]>>;

/**
 * Measures the sides in turn; who is first changes with every run, so that neither always finds the machine as the
 * other left it.
 */
export async function alternate(
  question: Question,
  trial: Trial,
  runs: number,
  measured: (run: number, side: Side, samples: Samples) => void,
): Promise<SamplesBySide> {
  const samples: Record<Side, Samples[]> = { ours: [], peer: [] };
  for (let run = 1; run <= runs; run++) {
    const sides = run % 2 === 1 ? question.sides : question.sides.toReversed();
    for (const side of sides) {
      const values = await withinSeconds(question.trialLimitSeconds, trial(side));
      samples[side].push(values);
      measured(run, side, values);
    }
  }
  return samples;
}

/** @throws Error when it takes longer; the caller then ends what still runs */
async function withinSeconds<Value>(seconds: number, work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`a trial took more than ${seconds} s`)), seconds * 1000);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
