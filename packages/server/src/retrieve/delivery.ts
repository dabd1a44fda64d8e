import type { Association } from '@isocenter/dimse';
import { type AssociationPool, type StorageAssociation, wasProposed } from '../dimse-out/association-pool.ts';
import { type Destination, destinationKey } from '../dimse-out/destination.ts';
import { remoteError } from '../dimse-out/remote-error.ts';
import {
  chooseStorageContext,
  type InstanceSyntax,
  proposeStorageContexts,
  syntaxKey,
} from '../dimse-out/storage-contexts.ts';
import { releaseAssociation } from '../dimse-out/with-association.ts';
import type { StoredInstance } from '../index/records.ts';
import type { InstanceReader, PrefetchedInstance } from './instance-reader.ts';
import {
  failed,
  noContext,
  performSubOperation,
  type SubOperationOptions,
  type SubOperationResult,
} from './sub-operation.ts';

/** One instance of a delivery; `position` is the caller's own number for it. */
export interface DeliveryItem {
  readonly position: number;
  readonly instance: StoredInstance;
}

export interface Delivery extends SubOperationOptions {
  readonly destination: Destination;
  /** Pages of what to send; read one page ahead of the senders. */
  readonly items: AsyncIterable<readonly DeliveryItem[]>;
  /** Aborted: what is in flight ends, nothing more is begun. */
  readonly signal: AbortSignal;
  /** Nothing more is to be sent there: associations are released at once, not after `DicomAssociationCloseDelay`. */
  readonly last?: boolean;
}

export interface DeliveryOutcome extends SubOperationResult {
  readonly item: DeliveryItem;
}

export interface DelivererOptions {
  readonly pool: AssociationPool;
  readonly reader: InstanceReader;
  /** How often an instance is tried again after a transient failure. */
  readonly retries: number;
  /** Before the first of them; doubled for each further one. */
  readonly retryDelayMs: number;
}

/** The one way out by C-STORE to another application: C-MOVE, its jobs and the REST API send with it. */
export class Deliverer {
  readonly #options: DelivererOptions;

  constructor(options: DelivererOptions) {
    this.#options = options;
  }

  /**
   * Sends the items over up to `parallelAssociations` associations. Each outcome is handed to `onOutcome`, and its
   * sender goes on when that has resolved. Resolves when all have ended or the signal stopped it; rejects when the
   * items cannot be listed or `onOutcome` rejects.
   */
  async deliver(delivery: Delivery, onOutcome: (outcome: DeliveryOutcome) => Promise<void> | void): Promise<void> {
    const run = new DeliveryRun(this.#options, delivery, onOutcome);
    await run.finish();
  }
}

class DeliveryRun {
  readonly #options: DelivererOptions;
  readonly #delivery: Delivery;
  readonly #onOutcome: (outcome: DeliveryOutcome) => Promise<void> | void;
  readonly #pages: AsyncIterator<readonly DeliveryItem[]>;
  /** Class and syntax of everything listed so far: what a new association is proposed. */
  readonly #syntaxes = new Map<string, InstanceSyntax>();
  readonly #lanes: Promise<void>[] = [];
  #page: readonly DeliveryItem[] = [];
  #pageIndex = 0;
  #turning: Promise<void> | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    options: DelivererOptions,
    delivery: Delivery,
    onOutcome: (outcome: DeliveryOutcome) => Promise<void> | void,
  ) {
    this.#options = options;
    this.#delivery = delivery;
    this.#onOutcome = onOutcome;
    this.#pages = delivery.items[Symbol.asyncIterator]();
  }

  async finish(): Promise<void> {
    try {
      for (let lane = 0; lane < this.#delivery.destination.parallelAssociations; lane += 1) this.#startLane();
      for (let lane = this.#lanes.shift(); lane !== undefined; lane = this.#lanes.shift()) await lane;
    } finally {
      await this.#pages.return?.();
    }
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #startLane(): void {
    const lane = new Lane(this.#delivery, this.#options.pool, this.#syntaxes);
    this.#lanes.push(this.#runLane(lane));
  }

  /** A lane sends one instance after the other; when its association grants a window, that many at once. */
  async #runLane(lane: Lane): Promise<void> {
    const senders: Promise<void>[] = [];
    const start = () => senders.push(this.#send(lane).catch((error: unknown) => this.#fail(error)));
    lane.onWindow = (window) => {
      while (senders.length < window) start();
    };
    start();
    // Senders are added while the first ones run.
    for (let next = 0; next < senders.length; next += 1) await senders[next];
    lane.close();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** Nothing more is begun, though it may have been read already. */
  get #stopped(): boolean {
    return this.#failure !== undefined || this.#delivery.signal.aborted;
  }

  /** The next file is read while the one before is on its way. */
  async #send(lane: Lane): Promise<void> {
    let upcoming = this.#prefetchNext();
    for (let current = await upcoming; current !== undefined; current = await upcoming) {
      if (this.#stopped) {
        current.prefetched.release();
        return;
      }
      upcoming = this.#prefetchNext();
      // Its failure is met when it is awaited.
      upcoming.catch(() => undefined);
      const result = await this.#sendOne(lane, current.prefetched).finally(() => current.prefetched.release());
      await this.#onOutcome({ item: current.item, ...result });
    }
  }

  async #sendOne(lane: Lane, prefetched: PrefetchedInstance): Promise<SubOperationResult> {
    const { retries, retryDelayMs } = this.#options;
    const { signal } = this.#delivery;
    for (let attempt = 0; ; attempt += 1) {
      const result = await lane.send(prefetched, this.#delivery);
      const mayRetry = result.error?.transient === true && attempt < retries && !signal.aborted;
      if (!mayRetry) return result;
      await delay(retryDelayMs * 2 ** attempt, signal);
      if (signal.aborted) return result;
    }
  }

  async #prefetchNext(): Promise<{ item: DeliveryItem; prefetched: PrefetchedInstance } | undefined> {
    const item = await this.#nextItem();
    if (item === undefined) return undefined;
    return { item, prefetched: await this.#options.reader.prefetch(item.instance) };
  }

  async #nextItem(): Promise<DeliveryItem | undefined> {
    for (;;) {
      if (this.#ended || this.#stopped) return undefined;
      const item = this.#page[this.#pageIndex];
      if (item !== undefined) {
        this.#pageIndex += 1;
        return item;
      }
      this.#turning ??= this.#turnPage();
      await this.#turning;
    }
  }

  async #turnPage(): Promise<void> {
    const next = await this.#pages.next();
    this.#turning = undefined;
    if (next.done) {
      this.#ended = true;
      return;
    }
    this.#page = next.value;
    this.#pageIndex = 0;
    for (const { instance } of this.#page) this.#syntaxes.set(syntaxKey(instance), instance);
  }
}

/** The associations of one sender: one as a rule, more when no single one has contexts for everything. */
class Lane {
  readonly #destination: Destination;
  readonly #isLast: boolean;
  readonly #pool: AssociationPool;
  readonly #syntaxes: ReadonlyMap<string, InstanceSyntax>;
  #entries: StorageAssociation[] = [];
  /** Sub-operations under way on each. */
  readonly #uses = new Map<StorageAssociation, number>();
  #opening: Promise<StorageAssociation> | undefined;
  onWindow: (window: number) => void = () => undefined;

  constructor(
    { destination, last = false }: Delivery,
    pool: AssociationPool,
    syntaxes: ReadonlyMap<string, InstanceSyntax>,
  ) {
    this.#destination = destination;
    this.#isLast = last;
    this.#pool = pool;
    this.#syntaxes = syntaxes;
  }

  async send(prefetched: PrefetchedInstance, options: SubOperationOptions): Promise<SubOperationResult> {
    for (;;) {
      const attempt = await this.#attempt(prefetched, options);
      if (attempt !== 'stale') return attempt;
    }
  }

  /** `stale`: an association that had waited idle turned out to be gone; another one is to be tried at once. */
  async #attempt(prefetched: PrefetchedInstance, options: SubOperationOptions): Promise<SubOperationResult | 'stale'> {
    const peer = destinationKey(this.#destination);
    let entry: StorageAssociation | undefined;
    try {
      entry = await this.#associationFor(prefetched.instance);
      const context = chooseStorageContext(entry.association, prefetched.instance, this.#destination.allowTranscoding);
      if (context === undefined) return noContext(peer);
      const { priority, moveOriginator } = options;
      const result = await performSubOperation(entry.association, context, prefetched, {
        ...(priority === undefined ? {} : { priority }),
        ...(moveOriginator === undefined ? {} : { moveOriginator }),
      });
      entry.reused = false;
      return result;
    } catch (error) {
      if (entry !== undefined) this.#drop(entry);
      return entry?.reused ? 'stale' : failed(remoteError(error, peer));
    } finally {
      if (entry !== undefined) this.#use(entry, -1);
    }
  }

  close(): void {
    for (const entry of this.#entries) this.#pool.release(entry, { keep: !this.#isLast });
    this.#entries = [];
  }

  async #associationFor(instance: InstanceSyntax): Promise<StorageAssociation> {
    for (;;) {
      const entry = this.#entries.find(
        (open) =>
          wasProposed(open, instance) ||
          chooseStorageContext(open.association, instance, this.#destination.allowTranscoding) !== undefined,
      );
      if (entry !== undefined) {
        this.#use(entry, 1);
        return entry;
      }
      if (this.#opening === undefined) return this.#open(instance);
      await this.#opening.catch(() => undefined);
    }
  }

  async #open(instance: InstanceSyntax): Promise<StorageAssociation> {
    this.#opening = this.#acquire(instance);
    try {
      const entry = await this.#opening;
      this.#entries.push(entry);
      this.#use(entry, 1);
      void this.#watch(entry.association);
      this.onWindow(effectiveWindow(entry.association, this.#destination));
      return entry;
    } finally {
      this.#opening = undefined;
    }
  }

  async #acquire(instance: InstanceSyntax): Promise<StorageAssociation> {
    await this.#makeRoom();
    const others = [...this.#syntaxes.values()].filter(
      (syntax) => !this.#entries.some((entry) => wasProposed(entry, syntax)),
    );
    return this.#pool.acquire(this.#destination, [instance, ...others]);
  }

  /**
   * Some destinations take one association at a time. Where one can have contexts for all that is listed so far, those
   * before it end, unless they are in use.
   */
  async #makeRoom(): Promise<void> {
    const listed = [...this.#syntaxes.values()];
    if (proposeStorageContexts(listed).covered.size < listed.length) return;
    const unused = this.#entries.filter((entry) => !this.#uses.has(entry));
    this.#entries = this.#entries.filter((entry) => this.#uses.has(entry));
    await Promise.all(unused.map(({ association }) => releaseAssociation(association)));
  }

  #use(entry: StorageAssociation, change: 1 | -1): void {
    const uses = (this.#uses.get(entry) ?? 0) + change;
    if (uses === 0) this.#uses.delete(entry);
    else this.#uses.set(entry, uses);
  }

  async #watch(association: Association): Promise<void> {
    await association.closed;
    this.#entries = this.#entries.filter((entry) => entry.association !== association);
  }

  #drop(entry: StorageAssociation): void {
    this.#entries = this.#entries.filter((open) => open !== entry);
    this.#pool.discard(entry);
  }
}

/** 0 in the answer is "no limit" (PS3.7 D.3.3.3). */
function effectiveWindow(association: Association, destination: Destination): number {
  const granted = association.asyncOperationsInvoked;
  return granted === 0 ? destination.asynchronousOperations : Math.min(granted, destination.asynchronousOperations);
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
