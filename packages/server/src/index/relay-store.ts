import type { Level } from '../model/level.ts';

/** How far a relayed request is. */
export type RelayState = 'Queued' | 'Fetching' | 'Success' | 'Partial' | 'Failure' | 'Cancelled';

/** One request in the ledger of the relay: what somebody wanted, and what came of it. No patient data but UIDs. */
export interface RelayRequest {
  readonly id: string;
  readonly kind: 'C-MOVE' | 'C-GET' | 'REST' | 'Job' | 'Prefetch';
  readonly state: RelayState;
  /** Calling AE title, name of the user, or name of the rule. */
  readonly client: string;
  /** AE title that is sent what comes; empty: the client itself. */
  readonly destination: string;
  readonly level: Level;
  /** Values of the unique key, the first hundred. */
  readonly uids: readonly string[];
  /** Names of those that gave, or were to give, instances. */
  readonly upstreams: readonly string[];
  /** Instances that there should be; undefined: nobody could tell. */
  readonly expected?: number;
  /** Instances that were here, and came by this request. */
  readonly local: number;
  readonly received: number;
  /** Sub-operations that ended well, and not. */
  readonly delivered: number;
  readonly failed: number;
  /** Why something is missing or failed; empty: nothing is. */
  readonly reason: string;
  /** Of the job that performs it. */
  readonly jobId?: string;
  /** Times in milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly firstInstanceAtMs?: number;
  readonly endedAtMs?: number;
}

export interface RelayRequestQuery {
  readonly states?: readonly RelayState[];
  readonly upstream?: string;
  /** Those created before that one, which is not among them. */
  readonly before?: { readonly createdAtMs: number; readonly id: string };
  readonly limit: number;
}

/** A study of which something was fetched from an upstream: what its cache is counted and evicted by. */
export interface CachedStudy {
  readonly upstream: string;
  readonly studyInstanceUid: string;
  /** Of the instances that are there for this upstream alone. */
  readonly bytes: number;
  readonly instances: number;
  readonly usedAtMs: number;
}

/** What an upstream has, as it was when everything of it was here. */
export interface Completeness {
  readonly instances: number;
  readonly completeAtMs: number;
}

/** A resource that is not here, but that an upstream has told of: what its public id stands for. */
export interface KnownResource {
  readonly publicId: string;
  readonly level: Level;
  readonly upstream: string;
  readonly patientId: string;
  /** At the levels below the patient. */
  readonly studyInstanceUid?: string;
  readonly seriesInstanceUid?: string;
  readonly sopInstanceUid?: string;
}

/** What the relay keeps in the index; all servers of the index share it. Writes are durable when they resolve. */
export interface RelayStore {
  /** Adds a request, or replaces the one with its id. */
  putRequest(request: RelayRequest): Promise<void>;
  getRequest(id: string): Promise<RelayRequest | undefined>;
  /** The newest first. */
  listRequests(query: RelayRequestQuery): Promise<readonly RelayRequest[]>;
  /** Forgets all requests that have ended but the newest `keep`. */
  trimRequests(keep: number): Promise<void>;

  /** Notes studies whose instances are about to come, or are used again; pins them until then, unless they are pinned for longer. */
  useStudies(
    upstream: string,
    studyInstanceUids: readonly string[],
    nowMs: number,
    pinnedUntilMs: number,
  ): Promise<void>;
  /** Adds to what a study counts; negative where instances were evicted. */
  countStudy(upstream: string, studyInstanceUid: string, bytes: number, instances: number): Promise<void>;
  /** Which upstreams have something cached of a study. */
  cachedStudy(studyInstanceUid: string): Promise<readonly CachedStudy[]>;
  /** What the cache of an upstream holds in all. */
  cacheSize(
    upstream: string,
  ): Promise<{ readonly studies: number; readonly instances: number; readonly bytes: number }>;
  /** Studies that are not pinned at `nowMs`, the least recently used first, `usedBeforeMs` at the latest where it is given. */
  evictable(
    upstream: string,
    options: { readonly nowMs: number; readonly usedBeforeMs?: number; readonly limit: number },
  ): Promise<readonly CachedStudy[]>;
  /** Forgets a study of which nothing is cached any more, unless it has been pinned since. */
  forgetStudy(upstream: string, studyInstanceUid: string, nowMs: number): Promise<void>;

  setCompleteness(upstream: string, level: Level, uid: string, completeness: Completeness): Promise<void>;
  getCompleteness(upstream: string, level: Level, uid: string): Promise<Completeness | undefined>;

  /** Notes resources that are known now; forgets those that were seen before `forgetBeforeMs`. */
  putKnownResources(resources: readonly KnownResource[], nowMs: number, forgetBeforeMs: number): Promise<void>;
  getKnownResource(level: Level, publicId: string): Promise<readonly KnownResource[]>;

  /** SOP Instance UIDs that a job has delivered: what it need not deliver again after a restart. */
  addDelivered(jobId: string, sopInstanceUids: readonly string[]): Promise<void>;
  listDelivered(jobId: string): Promise<readonly string[]>;
  forgetDelivered(jobId: string): Promise<void>;
}
