import type { JobClock } from '../../jobs/job-clock.ts';
import { asIsocenterError, IsocenterError } from '../../model/isocenter-error.ts';
import type { RunningFetch } from '../../retrieve/upstream-overview.ts';
import { type RelayTarget, targetHolds } from '../relay-target.ts';
import { combinedAnswer } from '../upstreams/combined-answer.ts';
import type { ExpectedSet } from '../upstreams/expected-set.ts';
import type { UpstreamAnswer } from '../upstreams/upstream-link.ts';
import { FetchProgress } from './fetch-progress.ts';
import { fetchRequests } from './fetch-requests.ts';
import type { AvailableInstance, FetchEnd, FetchSubscriber, FetchWish } from './fetch-subscriber.ts';
import type { FetchUpstream, RetrieveListener } from './fetch-upstream.ts';

export interface FetchParts {
  readonly clock: JobClock;
  /** What is here of a target: of these instances, or of all where they are not known. */
  readonly listHere: (
    target: RelayTarget,
    sopInstanceUids: readonly string[] | undefined,
  ) => AsyncIterable<readonly AvailableInstance[]>;
  /**
   * Keeps the study from being evicted until what is answered is disposed of, and notes that something of it is to come:
   * what comes is then known to be of this upstream, also after a crash.
   */
  readonly pin: (upstream: string, studyInstanceUid: string) => Promise<Disposable>;
}

/**
 * Fetches one target from one upstream, for all who want it. Goes on while anybody waits for it, and is over when its
 * `FetchProgress` says so.
 */
export class Fetch {
  readonly target: RelayTarget;
  /** SOP Instance UIDs, where not all of the target is wanted. */
  readonly only: ReadonlySet<string> | undefined;
  readonly upstream: FetchUpstream;
  readonly #wish: FetchWish;
  readonly #parts: FetchParts;
  readonly #progress: FetchProgress;
  readonly #subscribers = new Set<FetchSubscriber>();
  readonly #available = new Map<string, AvailableInstance>();
  /** By SOP Instance UID. */
  readonly #refusals = new Map<string, IsocenterError>();
  readonly #arrivalListeners = new Set<() => void>();
  readonly #abort = new AbortController();
  readonly #onEnd: (fetch: Fetch, end: FetchEnd) => void;
  /** What is expected is all that the upstream has of the target. */
  #isWhole = true;
  readonly #over = Promise.withResolvers<void>();
  #stopTimer: () => void = () => undefined;
  #end: FetchEnd | undefined;

  constructor(
    upstream: FetchUpstream,
    target: RelayTarget,
    only: ReadonlySet<string> | undefined,
    wish: FetchWish,
    parts: FetchParts,
    onEnd: (fetch: Fetch, end: FetchEnd) => void,
  ) {
    this.upstream = upstream;
    this.target = target;
    this.only = only;
    this.#wish = wish;
    this.#parts = parts;
    this.#progress = new FetchProgress(upstream.name, upstream.limits, parts.clock.nowMs());
    this.#onEnd = onEnd;
  }

  /** Whether who wants this gets it from here. */
  covers(target: RelayTarget, only: ReadonlySet<string> | undefined): boolean {
    if (this.#end !== undefined || !targetHolds(this.target, target)) return false;
    const mine = this.only;
    return mine === undefined || (only !== undefined && [...only].every((uid) => mine.has(uid)));
  }

  /** Whether it waits for its turn, which comes after that of any request of normal priority. */
  get isBehindOthers(): boolean {
    return this.#wish.priority === 'low' && !this.#progress.isAsked;
  }

  /** Resolves when it has ended. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  get expectation(): ExpectedSet | undefined {
    return this.#progress.expectation;
  }

  /** As users see it. */
  get running(): RunningFetch {
    const { expectation, received, startedAtMs } = this.#progress;
    const { seriesInstanceUid, sopInstanceUid, studyInstanceUid } = this.target;
    return {
      studyInstanceUid,
      ...(seriesInstanceUid !== undefined && { seriesInstanceUid }),
      ...(sopInstanceUid !== undefined && { sopInstanceUid }),
      ...(expectation !== undefined && expectation.kind !== 'unknown' && { expected: countOf(expectation) }),
      received,
      requests: this.#subscribers.size,
      startedAtMs,
    };
  }

  /** @param others whose parts of it need not be asked for again: it begins when they are over */
  start(others: readonly Fetch[]): void {
    this.#reschedule();
    void this.#run(others);
  }

  /** Answers the function that ends the subscription; without subscribers the upstream is told to stop. */
  subscribe(subscriber: FetchSubscriber): () => void {
    this.#subscribers.add(subscriber);
    const { expectation } = this.#progress;
    if (expectation !== undefined) subscriber.expect(expectation, this.target);
    this.#tellAll(subscriber);
    if (this.#end !== undefined) subscriber.ended(this.#end);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size > 0 || this.#end !== undefined) return;
      this.#finish(false, new IsocenterError('CanceledJob', 'Nobody waits for it any more'));
    };
  }

  /** An instance of the target is durable here, whoever sent it. */
  arrive({ stored, ...instance }: AvailableInstance): void {
    for (const arrived of this.#arrivalListeners) arrived();
    if (this.#end !== undefined) return;
    this.#refusals.delete(instance.sopInstanceUid);
    if (this.#progress.arrive(instance.sopInstanceUid, this.#parts.clock.nowMs())) {
      this.#available.set(instance.sopInstanceUid, instance);
      for (const subscriber of this.#subscribers) subscriber.available({ ...instance, stored }, true);
    }
    const { maximumInstances, name } = this.upstream;
    if (this.#progress.received > maximumInstances) this.#finish(false, tooMany(name, maximumInstances));
    else this.#look();
  }

  /** It came, and could not be stored here: why, should it not come again. */
  refuse(sopInstanceUid: string, { code, message }: IsocenterError): void {
    this.#refusals.set(sopInstanceUid, new IsocenterError(code, `An instance could not be stored here: ${message}`));
  }

  /** Finds in the index what has arrived elsewhere. Never rejects: it is looked for again. */
  async lookForArrivals(): Promise<void> {
    const { expectation, missing } = this.#progress;
    if (expectation === undefined) return;
    const named = expectation.kind === 'instances' ? [...missing] : undefined;
    try {
      for await (const page of this.#parts.listHere(this.target, named)) {
        for (const instance of page) if (!this.#available.has(instance.sopInstanceUid)) this.arrive(instance);
      }
    } catch {
      // What is here is listed once more when the fetch is over.
    }
  }

  /** The server stops. */
  stop(): void {
    this.#finish(false, new IsocenterError('CanceledJob', 'The server stops'));
  }

  async #run(others: readonly Fetch[]): Promise<void> {
    const { clock } = this.#parts;
    await Promise.all(others.map(({ over }) => over));
    if (this.#end !== undefined) return;
    try {
      const answer = (await this.#isAbsent()) ? await this.#retrieveWhileAsking() : await this.#retrieveWhatIsMissing();
      if (answer !== undefined) this.#progress.answer(answer, clock.nowMs());
    } catch (error) {
      if (this.#end === undefined) this.#progress.fail(asIsocenterError(error), clock.nowMs());
    }
    this.#look();
  }

  /** Nothing of it is here, and all of it can be asked for without knowing what it is. */
  async #isAbsent(): Promise<boolean> {
    const { levels, parallelRetrieves, retrievesUnseen } = this.upstream;
    if (
      !this.#wish.isOnlySource ||
      !retrievesUnseen ||
      parallelRetrieves > 1 ||
      this.only !== undefined ||
      !levels.includes(this.target.level)
    )
      return false;
    for await (const page of this.#parts.listHere(this.target, undefined)) if (page.length > 0) return false;
    return true;
  }

  /** The upstream sends while it is still telling what it has. */
  async #retrieveWhileAsking(): Promise<UpstreamAnswer> {
    using _pin = await this.#parts.pin(this.upstream.name, this.target.studyInstanceUid);
    const asking = this.#askIfItTells();
    const retrieving = this.#retrieve([[this.target]], new Set()).catch(async (error: unknown) => {
      // What it has not sent is still to be named.
      await asking;
      throw error;
    });
    const [answer] = await Promise.all([retrieving, asking]);
    return answer;
  }

  /** An upstream that sends need not answer searches: it tells in the end how much it has sent. */
  async #askIfItTells(): Promise<void> {
    try {
      await this.#ask();
    } catch (error) {
      const failure = asIsocenterError(error);
      // What is not to be fetched does not go on coming.
      if (!failure.transient) this.#finish(false, failure);
      if (this.#end !== undefined) throw failure;
      this.#tellExpectation({ kind: 'unknown' });
    }
    this.#look();
  }

  async #retrieveWhatIsMissing(): Promise<UpstreamAnswer | undefined> {
    const expectation = await this.#ask();
    this.#look();
    if (this.#end !== undefined) return undefined;
    const named =
      expectation.kind === 'instances'
        ? { expected: expectation.instances, isWhole: this.#isWhole, missing: this.#progress.missing }
        : undefined;
    const sopClassUids = new Set(named?.expected.flatMap(({ sopClassUid }) => sopClassUid ?? []));
    using _pin = await this.#parts.pin(this.upstream.name, this.target.studyInstanceUid);
    const { levels, parallelRetrieves } = this.upstream;
    return this.#retrieve(fetchRequests(this.target, named, levels, parallelRetrieves), sopClassUids);
  }

  async #ask(): Promise<ExpectedSet> {
    const { maximumInstances, name } = this.upstream;
    const all = await this.upstream.expectationOf(this.target, this.#wish.priority, this.#abort.signal);
    const expectation = this.#wantedOf(all);
    if (countOf(expectation) > maximumInstances) throw tooMany(name, maximumInstances);
    this.#tellExpectation(expectation, await this.#here(expectation));
    return expectation;
  }

  #tellExpectation(expectation: ExpectedSet, here: ReadonlySet<string> = new Set()): void {
    this.#progress.expect(expectation, here);
    for (const subscriber of this.#subscribers) {
      subscriber.expect(expectation, this.target);
      this.#tellAll(subscriber);
    }
  }

  /** Where the upstream names no instances, those who ask for instances do. */
  #wantedOf(expectation: ExpectedSet): ExpectedSet {
    const only = this.only ?? namedBy(this.target);
    if (only === undefined || expectation.kind === 'nothing') return expectation;
    const { seriesInstanceUid = '' } = this.target;
    const instances =
      expectation.kind === 'instances'
        ? expectation.instances.filter(({ sopInstanceUid }) => only.has(sopInstanceUid))
        : [...only].map((sopInstanceUid) => ({ seriesInstanceUid, sopInstanceUid }));
    this.#isWhole = expectation.kind === 'instances' && instances.length === expectation.instances.length;
    return instances.length === 0 ? { kind: 'nothing' } : { kind: 'instances', instances };
  }

  async #here(expectation: ExpectedSet): Promise<ReadonlySet<string>> {
    const here = new Set<string>();
    if (expectation.kind === 'nothing') return here;
    const named =
      expectation.kind === 'instances'
        ? new Map(expectation.instances.map((instance) => [instance.sopInstanceUid, instance.seriesInstanceUid]))
        : undefined;
    for await (const page of this.#parts.listHere(this.target, named && [...named.keys()])) {
      for (const { publicId, sopInstanceUid } of page) {
        here.add(sopInstanceUid);
        this.#available.set(sopInstanceUid, {
          publicId,
          sopInstanceUid,
          seriesInstanceUid: named?.get(sopInstanceUid),
        });
      }
    }
    return here;
  }

  /** As many requests at a time as one fetch is divided into; their last words are taken together. */
  async #retrieve(
    requests: readonly (readonly RelayTarget[])[],
    sopClassUids: ReadonlySet<string>,
  ): Promise<UpstreamAnswer> {
    const answers: UpstreamAnswer[] = [];
    const waiting = [...requests.entries()];
    const worker = async () => {
      // An earlier request may have brought more than it asked for.
      for (let next = waiting.shift(); next !== undefined && this.#end === undefined; next = waiting.shift()) {
        const [request, targets] = next;
        const options = { priority: this.#wish.priority, sopClassUids, listener: this.#listenerOf(request) };
        answers.push(await this.upstream.retrieve(targets, options, this.#abort.signal));
      }
    };
    await Promise.all(Array.from({ length: this.upstream.parallelRetrieves }, worker));
    return combinedAnswer(answers);
  }

  #listenerOf(request: number): RetrieveListener {
    const { clock } = this.#parts;
    return {
      // After it waited for its turn: the wait for the first instance begins.
      asked: () => {
        this.#progress.ask(clock.nowMs());
        this.#look();
      },
      progress: (progress) => this.#progress.progress(progress, clock.nowMs(), request),
      onArrival: (arrived) => {
        this.#arrivalListeners.add(arrived);
        return () => this.#arrivalListeners.delete(arrived);
      },
    };
  }

  /** Those that came are told of when they come; the others once they are known to be expected. */
  #tellAll(subscriber: FetchSubscriber): void {
    for (const instance of this.#available.values()) {
      subscriber.available(instance, this.#progress.hasArrived(instance.sopInstanceUid));
    }
  }

  /** Whether it is over by now; if not, when to look again. */
  #look(): void {
    if (this.#end !== undefined) return;
    const verdict = this.#progress.verdict(this.#parts.clock.nowMs());
    if (verdict.over) this.#finish(verdict.complete, verdict.reason);
    else this.#reschedule();
  }

  #reschedule(): void {
    this.#stopTimer();
    const nowMs = this.#parts.clock.nowMs();
    const verdict = this.#progress.verdict(nowMs);
    const delayMs = verdict.over ? 0 : verdict.nextMs - nowMs;
    this.#stopTimer = this.#parts.clock.after(delayMs, () => this.#look());
  }

  #finish(complete: boolean, reason: IsocenterError | undefined): void {
    if (this.#end !== undefined) return;
    this.#stopTimer();
    const { hasNothing, instances, isAsked, shortfall } = this.#progress;
    // What this server refuses its upstream tells of as a failure of its own.
    const [refusal] = complete || reason?.code === 'CanceledJob' ? [] : this.#refusals.values();
    this.#end = { complete, nothingThere: hasNothing, instances, shortfall, reason: refusal ?? reason };
    // Where all has come the upstream is let finish its sentence, unless it has none to finish.
    if (complete && !hasNothing && isAsked)
      this.#parts.clock.after(this.upstream.limits.quietMs, () => this.#abort.abort());
    else this.#abort.abort(reason);
    this.#onEnd(this, this.#end);
    this.#over.resolve();
    for (const subscriber of this.#subscribers) subscriber.ended(this.#end);
  }
}

function tooMany(upstream: string, limit: number): IsocenterError {
  return new IsocenterError('NotEnoughMemory', `${upstream} has more than ${limit} instances of it (MaximumInstances)`);
}

function namedBy({ sopInstanceUid }: RelayTarget): ReadonlySet<string> | undefined {
  return sopInstanceUid === undefined ? undefined : new Set([sopInstanceUid]);
}

function countOf(expectation: ExpectedSet): number {
  if (expectation.kind === 'instances') return expectation.instances.length;
  return expectation.kind === 'count' ? expectation.count : 0;
}
