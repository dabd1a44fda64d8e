import type { CacheSize } from '../index/relay-store.ts';

/** One fetch that is under way. */
export interface RunningFetch {
  readonly studyInstanceUid: string;
  /** At levels Series and Instance. */
  readonly seriesInstanceUid?: string;
  /** At level Instance. */
  readonly sopInstanceUid?: string;
  /** Instances that the upstream has of it; undefined: it has not told. */
  readonly expected?: number;
  /** Instances that have come since the fetch began. */
  readonly received: number;
  /** Requests that wait for it. */
  readonly requests: number;
  readonly startedAtMs: number;
}

/** An upstream as it is now. Times in milliseconds since 1970. */
export interface UpstreamState {
  readonly name: string;
  readonly order: number;
  readonly retrieve: 'C-MOVE' | 'C-GET' | 'DICOMweb';
  /** Name of the modality; empty for an upstream of DICOMweb. */
  readonly modality: string;
  /** open: it has failed several times in a row, and is left alone for a while. */
  readonly breaker: 'closed' | 'open';
  readonly lastSuccessAtMs?: number;
  readonly lastFailure?: { readonly atMs: number; readonly message: string };
  readonly runningRetrieves: number;
  readonly waitingRetrieves: number;
  readonly runningQueries: number;
  readonly waitingQueries: number;
  readonly fetches: readonly RunningFetch[];
  readonly cache: CacheSize;
  /** `CacheSize` of the configuration, in bytes; 0: no limit. */
  readonly cacheLimitBytes: number;
}

/** What this server knows of its upstreams, and what users may ask of them. */
export interface UpstreamOverview {
  /** In the order in which they are asked. */
  list(): Promise<readonly UpstreamState[]>;
  /**
   * Asks an upstream for a study that does not exist; resolves when it has answered.
   * @throws IsocenterError `InexistentItem`, or why it does not answer
   */
  echo(name: string): Promise<void>;
  /** Gives up a request that this server performs; false: it performs none with this id. */
  cancel(requestId: string): boolean;
}
