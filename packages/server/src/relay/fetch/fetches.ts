import type { ArrivalObserver, ArrivedInstance } from '../../ingest/arrival-observer.ts';
import { type RelayTarget, targetHolds } from '../relay-target.ts';
import {
  Fetch,
  type FetchEnd,
  type FetchParts,
  type FetchSubscriber,
  type FetchUpstream,
  type FetchWish,
} from './fetch.ts';

export interface FetchesOptions extends FetchParts {
  /** `LateArrivalPeriod`. */
  readonly lateArrivalMs: number;
  /** Whether this peer may be the upstream: by the AE title that it calls with. */
  readonly isSender: (upstream: string, aet: string) => boolean;
  readonly observer: FetchesObserver;
}

/** Hears of fetches, for the cache and the metrics. */
export interface FetchesObserver {
  relayed(upstream: string, studyInstanceUid: string, bytes: number): void;
  ended(fetch: Fetch, end: FetchEnd): void;
}

/** A fetch that is over, while what comes late may still belong to it. */
interface Recent {
  readonly upstream: string;
  readonly target: RelayTarget;
  readonly untilMs: number;
}

/** Studies of fetches that are over and remembered; of more the oldest are forgotten. */
const maxRecentStudies = 10_000;

/** All fetches of this server: one for each target that somebody waits for, whoever and however many they are. */
export class Fetches implements ArrivalObserver {
  readonly #options: FetchesOptions;
  readonly #active = new Set<Fetch>();
  /** By Study Instance UID, the oldest first. */
  readonly #recent = new Map<string, readonly Recent[]>();

  constructor(options: FetchesOptions) {
    this.#options = options;
  }

  /** What is here of a target; of these instances where they are given. */
  listHere(target: RelayTarget, sopInstanceUids: readonly string[] | undefined) {
    return this.#options.listHere(target, sopInstanceUids);
  }

  get active(): ReadonlySet<Fetch> {
    return this.#active;
  }

  /** Joins a fetch that brings the target, or begins one; answers the function that gives it up. */
  join(
    upstream: FetchUpstream,
    target: RelayTarget,
    only: ReadonlySet<string> | undefined,
    wish: FetchWish,
    subscriber: FetchSubscriber,
  ): () => void {
    const running = [...this.#active].find(
      (fetch) => fetch.upstream.name === upstream.name && fetch.covers(target, only),
    );
    if (running !== undefined) return running.subscribe(subscriber);
    const fetch = new Fetch(upstream, target, only, wish, this.#options, (ended, end) => this.#ended(ended, end));
    this.#active.add(fetch);
    const leave = fetch.subscribe(subscriber);
    fetch.start();
    return leave;
  }

  /** What was fetched before this server began: of it, too, something may come late. */
  remember(upstream: string, studyInstanceUid: string, untilMs: number): void {
    this.#remember({ upstream, target: { level: 'Study', studyInstanceUid }, untilMs });
  }

  relayedFrom(instance: ArrivedInstance): string | undefined {
    const { origin } = instance;
    if ('upstream' in origin && origin.upstream !== undefined) return origin.upstream;
    if (origin.kind !== 'DicomProtocol') return undefined;
    const { clock, isSender } = this.#options;
    for (const { target, upstream } of this.#active) {
      if (targetHolds(target, instance) && isSender(upstream.name, origin.remoteAet)) return upstream.name;
    }
    const nowMs = clock.nowMs();
    return this.#recent
      .get(instance.studyInstanceUid)
      ?.find(
        ({ target, untilMs, upstream }) =>
          untilMs > nowMs && targetHolds(target, instance) && isSender(upstream, origin.remoteAet),
      )?.upstream;
  }

  stored(instance: ArrivedInstance, status: 'Success' | 'AlreadyStored', bytes: number): void {
    const { publicIds, seriesInstanceUid, sopInstanceUid, studyInstanceUid } = instance;
    if (status === 'Success') {
      const upstream = this.relayedFrom(instance);
      if (upstream !== undefined) this.#options.observer.relayed(upstream, studyInstanceUid, bytes);
    }
    for (const fetch of this.#active) {
      if (targetHolds(fetch.target, instance)) {
        fetch.arrive({ publicId: publicIds.Instance, sopInstanceUid, seriesInstanceUid });
      }
    }
  }

  /** Gives up what is under way. */
  stop(): void {
    for (const fetch of [...this.#active]) fetch.stop();
  }

  #ended(fetch: Fetch, end: FetchEnd): void {
    this.#active.delete(fetch);
    const { clock, lateArrivalMs, observer } = this.#options;
    this.#remember({ upstream: fetch.upstream.name, target: fetch.target, untilMs: clock.nowMs() + lateArrivalMs });
    observer.ended(fetch, end);
  }

  #remember(recent: Recent): void {
    const { studyInstanceUid } = recent.target;
    const nowMs = this.#options.clock.nowMs();
    const others = (this.#recent.get(studyInstanceUid) ?? []).filter(
      ({ target, untilMs, upstream }) =>
        untilMs > nowMs && (upstream !== recent.upstream || !targetHolds(recent.target, target)),
    );
    this.#recent.delete(studyInstanceUid);
    this.#recent.set(studyInstanceUid, [...others, recent]);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > maxRecentStudies && oldest !== undefined) this.#recent.delete(oldest);
  }
}
