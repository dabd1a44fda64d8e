import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import type { DeliveryItem } from './delivery.ts';
import type { RetrieveKeys } from './selection.ts';

/** Who asks for instances, and for whom. */
export interface RetrieveClient {
  readonly service: 'C-MOVE' | 'C-GET' | 'REST';
  /** Calling AE title, or name of the user. */
  readonly name: string;
  /** Empty where it is unknown. */
  readonly remoteIp: string;
  /** AE title that is to get the instances. */
  readonly destinationAet: string;
}

/** What was expected and did not come. */
export interface MissingInstances {
  /** As far as they are known. */
  readonly sopInstanceUids: readonly string[];
  /** All of them. */
  readonly count: number;
  /** Why; also where nothing is known to be missing, but nobody could tell. */
  readonly reason: IsocenterError | undefined;
}

/** What is missing as an error; undefined: nothing is. */
export function lackOf({ count, reason }: MissingInstances): IsocenterError | undefined {
  if (reason !== undefined || count === 0) return reason;
  return new IsocenterError('NetworkProtocol', `${count} instances did not come`, { transient: true });
}

/**
 * Where the instances of one retrieve come from: those that are here, and those that come while it runs.
 * To be closed whatever happens; closing before the end gives up what is still to come.
 */
export interface RetrieveSource {
  /** Instances that it has as far as is known by now; it may grow. */
  readonly expected: number;
  /** Pages of what is to be sent, as soon as it is here; each instance once. Ends at once when the signal aborts. */
  items(signal: AbortSignal): AsyncIterable<readonly DeliveryItem[]>;
  /** Once `items` has ended. */
  readonly missing: MissingInstances;
  /** Hears of the outcome of each item. */
  record(sopInstanceUid: string, outcome: 'completed' | 'warning' | 'failed', reason?: string): void;
  close(outcome: 'ended' | 'cancelled' | 'failed'): Promise<void>;
}

/** Sources beyond the index. */
export interface RetrieveSources {
  /** Whether anybody but the index is to be asked for this client. */
  concerns(client: RetrieveClient): boolean;
  /** The source of what the keys name: what is here, and what comes from elsewhere. Asks nobody yet. */
  open(keys: RetrieveKeys, client: RetrieveClient, options?: RetrieveSourceOptions): Promise<RetrieveSource>;
}

export interface RetrieveSourceOptions {
  /** The job that delivers. */
  readonly jobId?: string;
  /** SOP Instance UIDs that are delivered already. */
  readonly delivered?: ReadonlySet<string>;
  /** What the ledger calls it, where that is not the service of the client. */
  readonly kind?: RetrieveClient['service'] | 'Job' | 'Prefetch';
  /** Names of those that may be asked; absent: all. */
  readonly upstreams?: readonly string[];
}

/** Sources of resources that users name by public id. */
export interface ResourceFetcher {
  /**
   * Fetches what belongs to a resource and is not here, where an upstream has told of it; resolves when it is here.
   * @throws IsocenterError when something is missing
   */
  fetch(level: Level, publicId: string, client: RetrieveClient, signal: AbortSignal): Promise<void>;
  /**
   * Fetches what is missing of a resource of which something was fetched before, unless all of it came then.
   * @throws IsocenterError when something is missing still
   */
  complete(level: Level, publicId: string, client: RetrieveClient, signal: AbortSignal): Promise<void>;
}
