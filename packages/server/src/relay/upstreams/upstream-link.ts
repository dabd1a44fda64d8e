import type { DataSet } from '@isocenter/dicom';
import type { Level } from '../../model/level.ts';
import type { RelayTarget } from '../relay-target.ts';

/** A search of an upstream. */
export interface UpstreamQuestion {
  readonly level: Level;
  /** Keys of the level and above, without (0008,0052): universal ones ask for the value (PS3.4 C.2.2.2). */
  readonly keys: DataSet;
}

/** Counters of a retrieve as the upstream tells them; what it leaves out is unknown, not 0. */
export interface UpstreamProgress {
  readonly remaining?: number;
  readonly completed?: number;
  readonly failed?: number;
  readonly warning?: number;
}

/** Requests of low priority wait behind all others. */
export type RequestPriority = 'normal' | 'low';

export interface RequestOptions {
  readonly priority?: RequestPriority;
  /** It is its turn, and the upstream is being asked. */
  readonly onTurn?: () => void;
}

export interface RetrieveOptions extends RequestOptions {
  /** SOP classes of the instances, as far as they are known: C-GET has to name beforehand what it can receive. */
  readonly sopClasses?: readonly string[];
  /**
   * Tells of every instance that arrives because of this retrieve, until the function that it returns is called. An
   * upstream that sends is at work, though it may not respond meanwhile, nor name the request in what it sends.
   */
  readonly arrivals?: (arrived: () => void) => () => void;
}

/** The last word of the upstream on a retrieve. That it came does not say that the instances have. */
export interface UpstreamAnswer extends UpstreamProgress {
  /** DIMSE status, or what stands for the HTTP status: 0000, B000 or A702. */
  readonly status: number;
  readonly failedSopInstanceUids: readonly string[];
}

/**
 * The way to one upstream: by C-FIND and C-MOVE, by C-FIND and C-GET, or by DICOMweb. Knows how to speak with it and for
 * how long to wait for each word, and keeps no state of what is fetched.
 *
 * Both methods reject with `IsocenterError`, transient where a later attempt may succeed, or with the reason of the signal.
 */
export interface UpstreamLink {
  /** Each answer is handed over before the next one is read; resolves after the last one. */
  find(
    question: UpstreamQuestion,
    onAnswer: (answer: DataSet) => Promise<void> | void,
    signal: AbortSignal,
    options?: RequestOptions,
  ): Promise<void>;
  /**
   * Asks for targets of one level (instances of one series, series of one study). Progress comes as the upstream tells it.
   * Resolves with its last word. What it sends reaches ingest, by this link or as any C-STORE. The signal cancels: C-CANCEL
   * or the end of the connection.
   */
  retrieve(
    targets: readonly RelayTarget[],
    onProgress: (progress: UpstreamProgress) => void,
    signal: AbortSignal,
    options?: RetrieveOptions,
  ): Promise<UpstreamAnswer>;
}
