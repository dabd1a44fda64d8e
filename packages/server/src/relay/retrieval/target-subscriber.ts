import { IsocenterError } from '../../model/isocenter-error.ts';
import type { AvailableInstance, FetchEnd, FetchSubscriber, FetchWish } from '../fetch/fetch-subscriber.ts';
import type { Fetches } from '../fetch/fetches.ts';
import { type RelayTarget, targetKey } from '../relay-target.ts';
import type { RelayUpstream } from '../relay-upstream.ts';
import type { ExpectedSet } from '../upstreams/expected-set.ts';

export interface TargetListener {
  /** SOP Instance UIDs as far as they are known, and how many there are. */
  expected(sopInstanceUids: readonly string[], count: number): void;
  available(instance: AvailableInstance, isNew: boolean): void;
}

/** Waits for one target, which may be a part of what a fetch brings for somebody else. */
export class TargetSubscriber implements FetchSubscriber {
  readonly #target: RelayTarget;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #listener: TargetListener;
  readonly #ended = Promise.withResolvers<FetchEnd>();
  /** SOP Instance UIDs that are expected and not here; undefined where nobody can name them. */
  #waiting: Set<string> | undefined;
  /** The fetch brings more than this target. */
  #isPart = false;

  constructor(target: RelayTarget, only: ReadonlySet<string> | undefined, listener: TargetListener) {
    this.#target = target;
    this.#only = only;
    this.#listener = listener;
  }

  /** Resolves when all of the target is here, when its fetch is over, or when the signal gives it up. */
  async join(fetches: Fetches, upstream: RelayUpstream, wish: FetchWish, signal: AbortSignal): Promise<FetchEnd> {
    if (signal.aborted) return given();
    const giveUp = () => this.#ended.resolve(given());
    signal.addEventListener('abort', giveUp, { once: true });
    const leave = fetches.join(upstream, this.#target, this.#only, wish, this);
    try {
      return await this.#ended.promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      leave();
    }
  }

  expect(expectation: ExpectedSet, target: RelayTarget): void {
    const isAll = targetKey(target) === targetKey(this.#target);
    if (!isAll) this.#isPart = true;
    if (expectation.kind === 'nothing') return;
    const uids = this.#namesIn(expectation);
    if (uids === undefined) {
      if (expectation.kind === 'count' && isAll) this.#listener.expected([], expectation.count);
      return;
    }
    this.#waiting = new Set(uids);
    this.#listener.expected(uids, uids.length);
    if (uids.length === 0) this.#ended.resolve(nothing());
  }

  available(instance: AvailableInstance, isNew: boolean): void {
    if (!this.#isWanted(instance)) return;
    this.#listener.available(instance, isNew);
    this.#waiting?.delete(instance.sopInstanceUid);
    if (this.#waiting?.size === 0) this.#ended.resolve(whole());
  }

  ended(end: FetchEnd): void {
    if (this.#waiting !== undefined) this.#ended.resolve(partOf(end, this.#waiting));
    // Nobody can tell how much of what the whole lacks is of this part.
    else this.#ended.resolve(this.#isPart ? { ...end, shortfall: { sopInstanceUids: [], count: 0 } } : end);
  }

  /** What is waited for by name; undefined where nobody can name it. */
  #namesIn(expectation: ExpectedSet): readonly string[] | undefined {
    if (expectation.kind === 'instances') {
      return expectation.instances
        .filter((instance) => this.#isWanted(instance))
        .map(({ sopInstanceUid }) => sopInstanceUid);
    }
    if (this.#only !== undefined) return [...this.#only];
    return this.#target.sopInstanceUid === undefined ? undefined : [this.#target.sopInstanceUid];
  }

  #isWanted({ seriesInstanceUid, sopInstanceUid }: Omit<AvailableInstance, 'publicId'>): boolean {
    const { level, seriesInstanceUid: series, sopInstanceUid: sop } = this.#target;
    if (this.#only !== undefined && !this.#only.has(sopInstanceUid)) return false;
    if (level === 'Study') return true;
    return level === 'Series' ? seriesInstanceUid === series : sopInstanceUid === sop;
  }
}

/** Of what a fetch lacks only what is waited for is missing; where it lacks nothing, there is no more of it. */
function partOf(end: FetchEnd, waiting: ReadonlySet<string>): FetchEnd {
  if (end.complete || waiting.size === 0) return { ...whole(), nothingThere: end.nothingThere };
  return { ...end, shortfall: { sopInstanceUids: [...waiting], count: waiting.size } };
}

function whole(): FetchEnd {
  return {
    complete: true,
    nothingThere: false,
    instances: 0,
    shortfall: { sopInstanceUids: [], count: 0 },
    reason: undefined,
  };
}

function nothing(): FetchEnd {
  return { ...whole(), nothingThere: true };
}

function given(): FetchEnd {
  return { ...whole(), complete: false, reason: new IsocenterError('CanceledJob', 'Given up') };
}
