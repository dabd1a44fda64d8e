import type { StoredInstance } from '../../index/records.ts';
import type { IsocenterError } from '../../model/isocenter-error.ts';
import type { RelayTarget } from '../relay-target.ts';
import type { ExpectedSet } from '../upstreams/expected-set.ts';
import type { RequestPriority } from '../upstreams/upstream-link.ts';
import type { FetchShortfall } from './fetch-progress.ts';

/** An instance that is here. */
export interface AvailableInstance {
  readonly publicId: string;
  readonly sopInstanceUid: string;
  /** Where it is known. */
  readonly seriesInstanceUid?: string | undefined;
  /** As the index has it, where it was stored just now. */
  readonly stored?: StoredInstance | undefined;
}

/** How a fetch ended. */
export interface FetchEnd {
  readonly complete: boolean;
  /** The upstream has answered that it has nothing of it. */
  readonly nothingThere: boolean;
  /** What it has, where that was told, or where all has come. */
  readonly instances: number;
  readonly shortfall: FetchShortfall;
  readonly reason: IsocenterError | undefined;
}

/** One who waits for a fetch. */
export interface FetchSubscriber {
  /** What the upstream has of the target of the fetch, which may be more than was asked for, once that is known. */
  expect(expectation: ExpectedSet, target: RelayTarget): void;
  /** Is here: it has come, or was here and is expected. The same one may be told of again. */
  available(instance: AvailableInstance, isNew: boolean): void;
  ended(end: FetchEnd): void;
}

/** How a fetch is wanted by who begins it. */
export interface FetchWish {
  readonly priority: RequestPriority;
  /** Nobody else will be asked: the upstream may as well send while it is still telling what it has. */
  readonly isOnlySource: boolean;
}
