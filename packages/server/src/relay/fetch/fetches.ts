import type { StoredInstance } from '../../index/records.ts';
import type { ArrivalObserver, ArrivedInstance } from '../../ingest/arrival-observer.ts';
import type { IsocenterError } from '../../model/isocenter-error.ts';
import { type RelayTarget, targetHolds } from '../relay-target.ts';
import { Fetch, type FetchParts } from './fetch.ts';
import type { FetchSenders } from './fetch-senders.ts';
import type { FetchEnd, FetchSubscriber, FetchWish } from './fetch-subscriber.ts';
import type { FetchUpstream } from './fetch-upstream.ts';

export interface FetchesOptions extends FetchParts {
  readonly senders: FetchSenders;
  /** How often to look for what has arrived at other servers of the index; 0: there are none. */
  readonly pollIntervalMs: number;
  readonly observer: FetchesObserver;
}

/** Hears of fetches, for the cache and the metrics. */
export interface FetchesObserver {
  relayed(upstream: string, studyInstanceUid: string, bytes: number): void;
  ended(fetch: Fetch, end: FetchEnd): void;
}

/** All fetches of this server: one for each target that somebody waits for, whoever and however many they are. */
export class Fetches implements ArrivalObserver {
  readonly #options: FetchesOptions;
  readonly #active = new Set<Fetch>();
  #stopPolling: (() => void) | undefined;

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
    // Who is in no hurry is not joined by those who are, as long as it waits behind all others.
    const running = [...this.#active].filter(
      (fetch) => fetch.upstream.name === upstream.name && (wish.priority === 'low' || !fetch.isBehindOthers),
    );
    const joined = running.find((fetch) => fetch.covers(target, only));
    if (joined !== undefined) return joined.subscribe(subscriber);
    const fetch = new Fetch(upstream, target, only, wish, this.#options, (ended, end) => this.#ended(ended, end));
    this.#active.add(fetch);
    if (this.#active.size === 1) this.#poll();
    const leave = fetch.subscribe(subscriber);
    fetch.start(running.filter((other) => targetHolds(target, other.target)));
    return leave;
  }

  relayedFrom(instance: ArrivedInstance): Promise<string | undefined> | string | undefined {
    return this.#options.senders.upstreamOf(instance, this.#active);
  }

  stored(instance: ArrivedInstance, stored: StoredInstance | undefined, relayedFrom: string | undefined): void {
    const { publicIds, seriesInstanceUid, sopInstanceUid, studyInstanceUid } = instance;
    if (stored !== undefined && relayedFrom !== undefined) {
      this.#options.observer.relayed(relayedFrom, studyInstanceUid, stored.attachment.compressedSize);
    }
    for (const fetch of this.#active) {
      if (targetHolds(fetch.target, instance)) {
        fetch.arrive({ publicId: publicIds.Instance, sopInstanceUid, seriesInstanceUid, stored });
      }
    }
  }

  refused(instance: ArrivedInstance, reason: IsocenterError): void {
    for (const fetch of this.#active) {
      if (targetHolds(fetch.target, instance)) fetch.refuse(instance.sopInstanceUid, reason);
    }
  }

  /** Gives up what is under way. */
  stop(): void {
    for (const fetch of [...this.#active]) fetch.stop();
  }

  #ended(fetch: Fetch, end: FetchEnd): void {
    this.#active.delete(fetch);
    if (this.#active.size === 0) this.#stopPolling?.();
    this.#options.observer.ended(fetch, end);
  }

  /** An upstream may send to any server of the index. */
  #poll(): void {
    const { clock, pollIntervalMs } = this.#options;
    if (pollIntervalMs === 0) return;
    this.#stopPolling?.();
    this.#stopPolling = clock.after(pollIntervalMs, async () => {
      await Promise.all([...this.#active].map((fetch) => fetch.lookForArrivals()));
      if (this.#active.size > 0) this.#poll();
    });
  }
}
