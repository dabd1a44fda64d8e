import type { IndexStore } from '../../index/index-store.ts';
import type { StoredInstance } from '../../index/records.ts';
import type { RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { DeliveryItem } from '../../retrieve/delivery.ts';
import { planItems, planRetrieve } from '../../retrieve/plan.ts';
import type { MissingInstances, RetrieveSource } from '../../retrieve/retrieve-source.ts';
import { type RetrieveKeys, selectResources } from '../../retrieve/selection.ts';
import type { FetchShortfall } from '../fetch/fetch-progress.ts';
import type { AvailableInstance, FetchEnd } from '../fetch/fetch-subscriber.ts';
import type { Fetches } from '../fetch/fetches.ts';
import type { LedgerEntry } from '../ledger-entry.ts';
import { PageChannel } from '../page-channel.ts';
import type { RelayTarget } from '../relay-target.ts';
import type { RelayUpstream } from '../relay-upstream.ts';
import { isKnownComplete, wasComplete } from './known-completeness.ts';
import { SourceAccount } from './source-account.ts';
import { TargetSubscriber } from './target-subscriber.ts';
import { type WantedTarget, wantedTargets } from './wanted-targets.ts';

export interface RelayedSourceParts {
  readonly index: IndexStore;
  readonly store: Pick<RelayStore, 'getCompleteness'>;
  readonly fetches: Fetches;
  readonly clock: JobClock;
  /** Keeps studies from being evicted; answers what ends that. */
  readonly pin: (studyInstanceUids: readonly string[]) => Promise<Disposable>;
}

/** Targets of one request that are fetched side by side; upstreams have their own limits. */
const parallelTargets = 4;

/** Instances looked up in the index at a time. */
const pageInstances = 100;

/** Of so many instances that wait to be delivered it is kept what the index says; others are looked up in their turn. */
const freshInstances = 32;

/** An instance that waits to be delivered. */
type Arrival = Pick<AvailableInstance, 'publicId' | 'stored'>;

/** The instances of one retrieve: those that are here first, then those that upstreams send, as they come. */
export class RelayedSource implements RetrieveSource {
  readonly #parts: RelayedSourceParts;
  readonly #keys: RetrieveKeys;
  readonly #upstreams: readonly RelayUpstream[];
  readonly #ledger: LedgerEntry;
  readonly #closing = new AbortController();
  readonly #arrivals = new PageChannel<Arrival>();
  readonly #account: SourceAccount;
  readonly #pins = new DisposableStack();
  readonly #deliveredBefore: number;
  #position = 0;
  #isBrought = false;
  /** The signal has come before all was brought. */
  #isCut = false;
  #isGivenUp = false;

  constructor(
    parts: RelayedSourceParts,
    keys: RetrieveKeys,
    upstreams: readonly RelayUpstream[],
    ledger: LedgerEntry,
    delivered: ReadonlySet<string>,
  ) {
    this.#parts = parts;
    this.#keys = keys;
    this.#upstreams = upstreams;
    this.#ledger = ledger;
    this.#account = new SourceAccount(delivered);
    this.#deliveredBefore = delivered.size;
  }

  get expected(): number {
    return this.#account.expected;
  }

  get missing(): MissingInstances {
    const { missing } = this.#account;
    return this.#isCut ? { ...missing, reason: missing.reason ?? cut() } : missing;
  }

  async *items(signal: AbortSignal): AsyncGenerator<readonly DeliveryItem[]> {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    const stop = () => {
      this.#isCut = !this.#isBrought;
      this.#arrivals.end();
    };
    either.addEventListener('abort', stop, { once: true });
    this.#ledger.update({ state: 'Fetching' });
    void this.#bringAll(either);
    const { index } = this.#parts;
    const plan = await planRetrieve(index, this.#keys.level, await selectResources(index, this.#keys));
    for await (const page of planItems(index, plan)) {
      if (either.aborted) return;
      const unseen = page.filter(({ instance }) => this.#account.see(instance.sopInstanceUid));
      this.#ledger.update({ local: this.#ledger.request.local + unseen.length });
      if (unseen.length > 0) yield unseen.map(({ instance }) => ({ position: this.#position++, instance }));
    }
    for await (const page of this.#arrivals.pages()) {
      for (let at = 0; at < page.length && !either.aborted; at += pageInstances) {
        const instances = await this.#storedInstances(page.slice(at, at + pageInstances));
        if (instances.length > 0) yield instances.map((instance) => ({ position: this.#position++, instance }));
      }
      if (either.aborted) return;
    }
  }

  record(_sopInstanceUid: string, outcome: 'completed' | 'warning' | 'failed', reason?: string): void {
    const { delivered, failed, reason: known } = this.#ledger.request;
    if (outcome === 'failed') this.#ledger.update({ failed: failed + 1, reason: known || (reason ?? 'refused') });
    else this.#ledger.update({ delivered: delivered + 1 });
  }

  /** A user wants it to end: what has not been handed on by now is missing. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#account.lack([], Math.max(this.expected - this.#deliveredBefore - this.#position, 0));
    this.#account.doubt(new IsocenterError('CanceledJob', 'Given up by a user'));
    this.#closing.abort();
  }

  async close(outcome: 'ended' | 'cancelled' | 'failed'): Promise<void> {
    this.#closing.abort();
    this.#pins.dispose();
    const { delivered, failed, local, received, reason } = this.#ledger.request;
    const { count, reason: lack } = this.#account.missing;
    const why = lack?.message ?? reason;
    if (outcome === 'cancelled' || this.#isGivenUp) {
      return this.#ledger.end('Cancelled', why || 'cancelled by the client');
    }
    const isWhole = outcome === 'ended' && count + failed === 0 && lack === undefined;
    if (isWhole) return this.#ledger.end('Success', '');
    await this.#ledger.end(delivered + local + received > 0 ? 'Partial' : 'Failure', why || 'the delivery failed');
  }

  /** Brings every target; the arrivals end with it. Failures of upstreams are accounted, others end the iteration. */
  async #bringAll(signal: AbortSignal): Promise<void> {
    try {
      const { doubt, targets } = await wantedTargets(this.#keys, this.#upstreams, this.#parts.index, signal);
      if (doubt !== undefined) this.#account.doubt(doubt);
      await this.#pin([...new Set(targets.map(({ target }) => target.studyInstanceUid))]);
      const waiting = [...targets];
      const worker = async () => {
        for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
          await this.#bring(next, signal);
        }
      };
      await Promise.all(Array.from({ length: parallelTargets }, worker));
      this.#isBrought = !signal.aborted;
      this.#arrivals.end();
    } catch (error) {
      if (signal.aborted) this.#arrivals.end();
      else this.#arrivals.fail(error);
    }
  }

  async #pin(studyInstanceUids: readonly string[]): Promise<void> {
    const pin = await this.#parts.pin(studyInstanceUids);
    // It may have been closed meanwhile.
    if (this.#pins.disposed) pin[Symbol.dispose]();
    else this.#pins.use(pin);
  }

  /**
   * Asks one upstream after the other until one has given all that it has of the target. What one before it has named and
   * nobody has given is missing all the same.
   */
  async #bring({ only, target, upstreams }: WantedTarget, signal: AbortSignal): Promise<void> {
    const lacks: FetchEnd[] = [];
    let isComplete = false;
    for (const upstream of upstreams) {
      isComplete = await isKnownComplete(
        this.#parts,
        upstream.name,
        target,
        upstream.configuration.CompletenessAge * 1000,
      );
      if (isComplete) break;
      this.#noteUpstream(upstream);
      const end = await this.#fetch(upstream, target, only, upstreams.length === 1, signal);
      if (signal.aborted) return;
      isComplete = end.complete && !end.nothingThere;
      if (isComplete) break;
      if (!end.complete) lacks.push(end);
    }
    const here = await this.#sweep(target, only);
    const [lack] = lacks;
    if (signal.aborted || lack === undefined) return;
    const lacking = this.#account.lack(
      lacks.flatMap(({ shortfall }) => shortfall.sopInstanceUids),
      Math.max(...lacks.map(({ shortfall }) => unnamed(shortfall, here, isComplete))),
    );
    const names = upstreams.map(({ name }) => name);
    if (lacking === 0 && (isComplete || (here > 0 && (await wasComplete(this.#parts, names, target))))) return;
    this.#account.doubt(lack.reason ?? new IsocenterError('NetworkProtocol', 'Not all has come'));
  }

  #fetch(
    upstream: RelayUpstream,
    target: RelayTarget,
    only: ReadonlySet<string> | undefined,
    isOnlySource: boolean,
    signal: AbortSignal,
  ): Promise<FetchEnd> {
    const subscriber = new TargetSubscriber(target, only, {
      expected: (sopInstanceUids, count) => {
        this.#account.expect(target, sopInstanceUids, count);
        this.#ledger.update({ expected: this.#account.expected });
      },
      available: (instance, isNew) => this.#take(instance, isNew),
    });
    const priority = this.#ledger.request.kind === 'Prefetch' ? 'low' : 'normal';
    return subscriber.join(this.#parts.fetches, upstream, { priority, isOnlySource }, signal);
  }

  #take({ publicId, sopInstanceUid, stored }: AvailableInstance, isNew: boolean): void {
    if (isNew) {
      const { firstInstanceAtMs = this.#parts.clock.nowMs(), received } = this.#ledger.request;
      this.#ledger.update({ received: received + 1, firstInstanceAtMs });
    }
    if (!this.#account.see(sopInstanceUid)) return;
    void this.#arrivals.push(this.#arrivals.waiting < freshInstances ? { publicId, stored } : { publicId });
  }

  /** As the index has them; those that are gone again are left out. */
  async #storedInstances(arrivals: readonly Arrival[]): Promise<readonly StoredInstance[]> {
    const known = arrivals.flatMap(({ stored }) => stored ?? []);
    const unknown = arrivals.filter(({ stored }) => stored === undefined).map(({ publicId }) => publicId);
    if (unknown.length === 0) return known;
    const found = await Array.fromAsync(this.#parts.index.listInstances('Instance', unknown));
    return [...known, ...found.flat()];
  }

  /** What has come on other ways, to other servers of the index for instance. Answers how many are here. */
  async #sweep(target: RelayTarget, only: ReadonlySet<string> | undefined): Promise<number> {
    let count = 0;
    for await (const page of this.#parts.fetches.listHere(target, only && [...only])) {
      count += page.length;
      for (const instance of page)
        if (this.#account.see(instance.sopInstanceUid)) void this.#arrivals.push({ publicId: instance.publicId });
    }
    return count;
  }

  #noteUpstream({ name }: RelayUpstream): void {
    const { upstreams } = this.#ledger.request;
    if (!upstreams.includes(name)) this.#ledger.update({ upstreams: [...upstreams, name] });
  }
}

/** How many are missing that nobody could name. */
function unnamed({ count, of, sopInstanceUids }: FetchShortfall, here: number, isComplete: boolean): number {
  if (of !== undefined) return Math.max(of - here - sopInstanceUids.length, 0);
  return isComplete ? 0 : Math.max(count - sopInstanceUids.length, 0);
}

function cut(): IsocenterError {
  return new IsocenterError('CanceledJob', 'Given up before all had come');
}
