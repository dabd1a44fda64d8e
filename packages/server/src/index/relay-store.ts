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
  /** When its server has written it down last: every minute while it goes on. */
  readonly heardAtMs?: number;
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
  /** Nothing of it is evicted until then; in the past: it may be. */
  readonly pinnedUntilMs: number;
}

/** What the cache of an upstream holds in all. */
export interface CacheSize {
  readonly studies: number;
  readonly instances: number;
  readonly bytes: number;
}

export interface EvictableQuery {
  readonly nowMs: number;
  /** Those used then or before. */
  readonly usedBeforeMs?: number;
  /** Those that come after that one, which is not among them. */
  readonly after?: Pick<CachedStudy, 'usedAtMs' | 'studyInstanceUid'>;
  readonly limit: number;
}

/** An instance that bears the mark `RelayedFrom`. */
export interface RelayedInstance {
  readonly publicId: string;
  /** Of its file as stored. */
  readonly bytes: number;
}

/** Whose completeness it is: the study itself, or a series or an instance of it. */
export interface CompletenessKey {
  readonly upstream: string;
  readonly studyInstanceUid: string;
  readonly level: Level;
  /** Unique key of the level. */
  readonly uid: string;
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

  /**
   * Notes that studies are used, and pins them until then, unless they are pinned for longer: whatever is cached of them,
   * from any upstream. With an upstream: something of them is about to come from there, and is counted from now on.
   * May be lost in a power failure, as whoever uses them is.
   */
  useStudies(
    upstream: string | undefined,
    studyInstanceUids: readonly string[],
    nowMs: number,
    pinnedUntilMs: number,
  ): Promise<void>;
  /** Ends all pins of studies. Only where no other server works on the index, which may hold some of them. */
  unpinStudies(studyInstanceUids: readonly string[], nowMs: number): Promise<void>;
  /** Adds to what a study counts; one that is not known is, from now on. */
  countStudy(
    upstream: string,
    studyInstanceUid: string,
    bytes: number,
    instances: number,
    nowMs: number,
  ): Promise<void>;
  /** Counts a study anew by the instances that bear the mark; answers what it counts then. */
  recountStudy(upstream: string, studyInstanceUid: string): Promise<CachedStudy | undefined>;
  /** Of which upstreams something is cached of a study, or is about to come. */
  cachedStudy(studyInstanceUid: string): Promise<readonly CachedStudy[]>;
  /** A page of what is cached from an upstream, in the order of UIDs. */
  listStudies(upstream: string, after: string, limit: number): Promise<readonly CachedStudy[]>;
  cacheSize(upstream: string): Promise<CacheSize>;
  /** Studies with instances that are not pinned, the least recently used first. */
  evictable(upstream: string, query: EvictableQuery): Promise<readonly CachedStudy[]>;
  /** Forgets studies of which nothing is cached any more, that were used before then and are not pinned. */
  forgetStudies(upstream: string, usedBeforeMs: number, nowMs: number): Promise<void>;
  /** The instances of a study that bear the mark of an upstream, in pages. */
  relayedInstances(upstream: string, studyInstanceUid: string): AsyncIterable<readonly RelayedInstance[]>;

  setCompleteness(key: CompletenessKey, completeness: Completeness): Promise<void>;
  getCompleteness(key: CompletenessKey): Promise<Completeness | undefined>;
  /** Of a study and all below it, whatever the upstream. */
  forgetCompleteness(studyInstanceUid: string): Promise<void>;
  /** Forgets what was complete before then. */
  trimCompleteness(upstream: string, completeBeforeMs: number): Promise<void>;

  /** Notes resources that are known now; forgets those that were seen before `forgetBeforeMs`. */
  putKnownResources(resources: readonly KnownResource[], nowMs: number, forgetBeforeMs: number): Promise<void>;
  getKnownResource(level: Level, publicId: string): Promise<readonly KnownResource[]>;

  /** SOP Instance UIDs that a job has delivered: what it need not deliver again after a restart. They go with the job. */
  addDelivered(jobId: string, sopInstanceUids: readonly string[]): Promise<void>;
  listDelivered(jobId: string): Promise<readonly string[]>;
  forgetDelivered(jobId: string): Promise<void>;
}
