import type { RelayLevel, RelayTarget } from '../relay-target.ts';
import type { ExpectedSet } from '../upstreams/expected-set.ts';
import type { RequestPriority, UpstreamAnswer, UpstreamProgress } from '../upstreams/upstream-link.ts';
import type { FetchLimits } from './fetch-progress.ts';

/** The way to an upstream as a fetch sees it. */
export interface FetchUpstream {
  readonly name: string;
  readonly levels: readonly RelayLevel[];
  readonly limits: FetchLimits;
  readonly maximumInstances: number;
  /** Instances can be asked for without knowing what they are; C-GET has to name their classes. */
  readonly retrievesUnseen: boolean;
  /** Retrieves that one fetch is divided into. */
  readonly parallelRetrieves: number;
  expectationOf(target: RelayTarget, priority: RequestPriority, signal: AbortSignal): Promise<ExpectedSet>;
  retrieve(
    targets: readonly RelayTarget[],
    options: FetchRetrieveOptions,
    signal: AbortSignal,
  ): Promise<UpstreamAnswer>;
}

export interface FetchRetrieveOptions {
  readonly priority: RequestPriority;
  /** As far as they are known. */
  readonly sopClassUids: ReadonlySet<string>;
  readonly listener: RetrieveListener;
}

export interface RetrieveListener {
  /** It was its turn, and the upstream is being asked. */
  asked(): void;
  progress(progress: UpstreamProgress): void;
  /** Calls with each instance of the target that arrives, until what is answered is called. */
  onArrival(arrived: () => void): () => void;
}
