import type { ClientKind } from './clients/client.ts';
import type { Workbench } from './workbench.ts';

/** Whose answer is measured: this server, or the peer it is compared with. */
export type Side = 'ours' | 'peer';

/** What a measure has to reach: a multiple of the peer, no more than so much above it, or a value of its own. */
export type Target = { readonly timesBetter: number } | { readonly atMostAbove: number } | { readonly atMost: number };

export interface Measure {
  readonly title: string;
  readonly unit: 'instances/s' | 's' | 'ms' | 'MiB';
  readonly better: 'higher' | 'lower';
  /** Without one the measure is only told. */
  readonly target?: Target;
}

/** One value for every measure of the question. */
export type Samples = Readonly<Record<string, number>>;

/** One measurement of one side; everything it needs is there already. */
export type Trial = (side: Side) => Promise<Samples>;

export interface QuestionSetting {
  readonly workbench: Workbench;
  readonly client: ClientKind;
  progress(text: string): void;
}

export interface Question {
  /** Its name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly sides: readonly Side[];
  readonly measures: Readonly<Record<string, Measure>>;
  /** Seconds that one trial may take. */
  readonly trialLimitSeconds: number;
  /** Makes what all trials share: clients with their data sets, populated servers. */
  prepare(setting: QuestionSetting): Promise<Trial>;
}
