import { statusCategory } from '@isocenter/dimse';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { ExpectedSet } from '../upstreams/expected-set.ts';
import type { UpstreamAnswer, UpstreamProgress } from '../upstreams/upstream-link.ts';

/** How long a fetch waits for what. */
export interface FetchLimits {
  /** `FirstInstanceTimeout`: from the request to the first instance. */
  readonly firstInstanceMs: number;
  /** `QuietPeriod`: without an instance, or any change of the upstream's counters. */
  readonly quietMs: number;
  /** `Timeout`: all of it. */
  readonly totalMs: number;
  /** Instances come over the connection of the request: after the answer there is nothing to wait for. */
  readonly nothingAfterAnswer?: boolean;
}

/** Over, or to be looked at again then. */
export type FetchVerdict =
  | { readonly over: true; readonly complete: boolean; readonly reason: IsocenterError | undefined }
  | { readonly over: false; readonly nextMs: number };

const maxCounter = 65_535;

/** What did not come of what was expected. */
export interface FetchShortfall {
  readonly sopInstanceUids: readonly string[];
  readonly count: number;
  /** How many there should be, where their number is all that is known. */
  readonly of?: number;
}

/**
 * How far one fetch is, and whether it is over. That an upstream has answered does not say that its instances have come,
 * nor that none will: a fetch is over when everything that is expected is here, or when nothing more can be hoped for.
 */
export class FetchProgress {
  readonly #name: string;
  readonly #limits: FetchLimits;
  readonly #startedAtMs: number;
  #expectation: ExpectedSet | undefined;
  /** UIDs that were here before anything was asked for. */
  #here: ReadonlySet<string> = new Set();
  /** Expected by name and not here. */
  #missing = new Set<string>();
  readonly #arrived = new Set<string>();
  /** Those of them that were not here. */
  #arrivedNew = 0;
  /** C-STOREs of the upstream, those that brought nothing new too: its counters count them. */
  #received = 0;
  #receivedBeforeAnswer = 0;
  #askedAtMs: number | undefined;
  #lastSignMs = 0;
  /** As last told, by request. */
  readonly #counters = new Map<number, string>();
  #answer: UpstreamAnswer | undefined;
  #failure: IsocenterError | undefined;

  /** @param name of the upstream, for the words of reasons */
  constructor(name: string, limits: FetchLimits, nowMs: number) {
    this.#name = name;
    this.#limits = limits;
    this.#startedAtMs = nowMs;
  }

  get expectation(): ExpectedSet | undefined {
    return this.#expectation;
  }

  get isAsked(): boolean {
    return this.#askedAtMs !== undefined;
  }

  get startedAtMs(): number {
    return this.#startedAtMs;
  }

  /** Instances that have come since it began. */
  get received(): number {
    return this.#arrived.size;
  }

  /** SOP Instance UIDs that are expected and have not come. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** @param here SOP Instance UIDs that are here before anything is asked for */
  expect(expectation: ExpectedSet, here: ReadonlySet<string>): void {
    this.#expectation = expectation;
    this.#here = here;
    this.#arrivedNew = [...this.#arrived].filter((uid) => !here.has(uid)).length;
    if (expectation.kind !== 'instances') return;
    const names = expectation.instances.map(({ sopInstanceUid }) => sopInstanceUid);
    this.#missing = new Set(names.filter((name) => !here.has(name) && !this.#arrived.has(name)));
  }

  /** The upstream is being asked to send. */
  ask(nowMs: number): void {
    this.#askedAtMs ??= nowMs;
  }

  /** An instance is here; false when it was known already. */
  arrive(sopInstanceUid: string, nowMs: number): boolean {
    this.#received += 1;
    this.#lastSignMs = nowMs;
    if (this.#arrived.has(sopInstanceUid)) return false;
    this.#arrived.add(sopInstanceUid);
    if (!this.#here.has(sopInstanceUid)) this.#arrivedNew += 1;
    this.#missing.delete(sopInstanceUid);
    return true;
  }

  /** The upstream tells how far it is; only what changes is a sign of life. */
  progress({ completed, failed, remaining, warning }: UpstreamProgress, nowMs: number, request = 0): void {
    const counters = [completed, failed, remaining, warning].join('/');
    if (counters === this.#counters.get(request)) return;
    this.#counters.set(request, counters);
    this.#lastSignMs = nowMs;
  }

  /** The upstream has said its last word. */
  answer(answer: UpstreamAnswer, nowMs: number): void {
    this.#answer = answer;
    this.#receivedBeforeAnswer = this.#received;
    this.#lastSignMs = nowMs;
  }

  /** The upstream could not be asked, or the way to it broke. */
  fail(error: IsocenterError, nowMs: number): void {
    this.#failure = error;
    this.#lastSignMs = nowMs;
  }

  /** Whether it has come since this fetch began. */
  hasArrived(sopInstanceUid: string): boolean {
    return this.#arrived.has(sopInstanceUid);
  }

  /** The upstream has none of it. */
  get hasNothing(): boolean {
    if (this.#expectation?.kind !== 'unknown') return this.#expectation?.kind === 'nothing';
    return this.#isEmptyAnswer();
  }

  /** What the upstream has: as it has told, else as many as have come. */
  get instances(): number {
    switch (this.#expectation?.kind) {
      case 'instances':
        return this.#expectation.instances.length;
      case 'count':
        return this.#expectation.count;
      default:
        return this.#arrived.size;
    }
  }

  /** What did not come. */
  get shortfall(): FetchShortfall {
    switch (this.#expectation?.kind) {
      case 'instances':
        return { sopInstanceUids: [...this.#missing], count: this.#missing.size };
      case 'count': {
        const { count } = this.#expectation;
        return { sopInstanceUids: this.#refused, count: Math.max(count - this.#available, 0), of: count };
      }
      case 'unknown': {
        const sopInstanceUids = this.#refused;
        const unsent = Math.max((this.#sentByAnswer() ?? 0) - this.#received, 0);
        return { sopInstanceUids, count: Math.max(this.#answer?.failed ?? 0, sopInstanceUids.length) + unsent };
      }
      default:
        return { sopInstanceUids: [], count: 0 };
    }
  }

  verdict(nowMs: number): FetchVerdict {
    const { firstInstanceMs, nothingAfterAnswer = false, quietMs, totalMs } = this.#limits;
    if (this.#isComplete()) return { over: true, complete: true, reason: undefined };
    if (this.#failure !== undefined && (nothingAfterAnswer || this.#arrived.size === 0)) {
      return this.#over(this.#failure);
    }
    const refusal = this.#refusal();
    if (refusal !== undefined) return this.#over(refusal);
    if (nothingAfterAnswer && this.#answer !== undefined) return this.#atTheEnd('its answer came before all instances');

    const endMs = this.#startedAtMs + totalMs;
    if (nowMs >= endMs) return this.#over(this.#late(`the fetch took longer than ${seconds(totalMs)}`));
    if (this.#askedAtMs === undefined) return { over: false, nextMs: endMs };
    if (this.#arrived.size === 0) {
      const firstMs = this.#askedAtMs + firstInstanceMs;
      if (nowMs >= firstMs) return this.#over(this.#late(`no instance came within ${seconds(firstInstanceMs)}`));
      return { over: false, nextMs: Math.min(firstMs, endMs) };
    }
    const quietUntilMs = this.#lastSignMs + quietMs;
    if (nowMs >= quietUntilMs) return this.#atTheEnd(`nothing more came for ${seconds(quietMs)}`);
    return { over: false, nextMs: Math.min(quietUntilMs, endMs) };
  }

  /** What the upstream has said that it failed to send, and is not here. */
  get #refused(): readonly string[] {
    const uids = new Set(this.#answer?.failedSopInstanceUids);
    return [...uids].filter((uid) => !this.#arrived.has(uid) && !this.#here.has(uid));
  }

  /** Instances that are here, new or not. What is here already may be sent again. */
  get #available(): number {
    return this.#here.size + this.#arrivedNew;
  }

  #isComplete(): boolean {
    switch (this.#expectation?.kind) {
      case 'instances':
        return this.#missing.size === 0;
      case 'count':
        // What is here may be no part of it, so all of it is asked for, and comes.
        return (this.#askedAtMs === undefined ? this.#available : this.#arrived.size) >= this.#expectation.count;
      case 'unknown':
        return this.#isAllOfUnknown();
      case 'nothing':
        return true;
      default:
        return false;
    }
  }

  /** Who cannot say beforehand what there is may say afterwards how much it was. */
  #isAllOfUnknown(): boolean {
    const sent = this.#sentByAnswer();
    if (sent === undefined || this.#answer === undefined) return false;
    // Of one that comes twice only who answers last has counted both.
    const came = Math.max(this.#arrived.size, this.#receivedBeforeAnswer);
    return sent > 0 && came >= sent && (this.#answer.failed ?? 0) === 0;
  }

  /** The upstream has said that it cannot give what is missing: there is nothing to wait for. */
  #refusal(): IsocenterError | undefined {
    const answer = this.#answer;
    if (answer === undefined || statusCategory(answer.status) === 'success') return undefined;
    const failed = answer.failed ?? 0;
    const sent = this.#sentByAnswer();
    const named = new Set(answer.failedSopInstanceUids);
    const { count } = this.shortfall;
    const accounted =
      this.#expectation?.kind === 'instances' && this.#missing.size > 0
        ? [...this.#missing].every((uid) => named.has(uid)) || (failed === count && this.#received >= (sent ?? 0))
        : failed >= count && sent !== undefined && this.#received >= sent;
    const isFailure = statusCategory(answer.status) === 'failure';
    if (!accounted && !(isFailure && this.#arrived.size === 0 && (sent ?? 0) === 0)) return undefined;
    const status = answer.status.toString(16).toUpperCase().padStart(4, '0');
    const details = `${this.#name} could not send all: status ${status}`;
    return new IsocenterError('NetworkProtocol', details, { transient: true });
  }

  /** Nothing more is to be hoped for. Where nobody could tell what there is, it may be all. */
  #atTheEnd(what: string): FetchVerdict {
    if (this.#failure !== undefined) return this.#over(this.#failure);
    return this.#mayBeAll() ? { over: true, complete: true, reason: undefined } : this.#over(this.#late(what));
  }

  #mayBeAll(): boolean {
    if (this.#answer === undefined || (this.#answer.failed ?? 0) > 0) return false;
    if (this.#expectation?.kind === 'count') return this.#available >= this.#expectation.count;
    if (this.#expectation?.kind !== 'unknown') return false;
    const sent = this.#sentByAnswer();
    return sent === undefined || this.#received >= sent;
  }

  /** The answer, after which nothing comes, is to a request for nothing. */
  #isEmptyAnswer(): boolean {
    return this.#limits.nothingAfterAnswer === true && this.#mayBeAll() && this.#arrived.size === 0;
  }

  #sentByAnswer(): number | undefined {
    const { completed, warning } = this.#answer ?? {};
    const counters = [completed, warning].filter((counter) => counter !== undefined);
    // One that stands at its highest value says no more than "at least" (US, PS3.7 E.1).
    if (counters.length === 0 || counters.some((counter) => counter >= maxCounter)) return undefined;
    return counters.reduce((sum, counter) => sum + counter, 0);
  }

  #over(reason: IsocenterError): FetchVerdict {
    return { over: true, complete: false, reason };
  }

  #late(what: string): IsocenterError {
    return new IsocenterError('Timeout', `${this.#name}: ${what}`, { transient: true });
  }
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
