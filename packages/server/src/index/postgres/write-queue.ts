import { asIsocenterError } from '../../model/isocenter-error.ts';
import type { NewInstance, StorageLimits, StoreResult } from '../records.ts';
import { BatchGathering } from './batch-gathering.ts';
import { type BatchTexts, InstanceTexts, limitParameters, resultsOf } from './instance-batch.ts';
import type { PostgresDatabase } from './postgres-database.ts';

/** Instances of one batch at most, so that the first of them need not wait long. */
const maximumInstances = 256;

interface StoreRequest {
  readonly instance: NewInstance;
  readonly limits: StorageLimits;
  resolve(result: StoreResult): void;
  reject(error: unknown): void;
}

/** Which of the names the database is to find reserved, by their beginnings, and for which server. */
export type NameHoldings = (
  uuids: readonly string[],
) => readonly [prefixes: readonly string[] | null, server: string | null];

/** Done in its turn, alone. */
interface Task {
  run(): Promise<void>;
}

/**
 * Instances and deletions of this server, in the order in which they were asked for. While one batch is on its way, the
 * next one gathers: one round trip and one commit for all that wait, and for those who are soon to come.
 */
export class WriteQueue {
  readonly #database: PostgresDatabase;
  readonly #holdings: NameHoldings;
  readonly #texts = new InstanceTexts();
  readonly #gathering = new BatchGathering();
  #waiting: (StoreRequest | Task)[] = [];
  #working: Promise<void> | undefined;

  constructor(database: PostgresDatabase, holdings: NameHoldings) {
    this.#database = database;
    this.#holdings = holdings;
  }

  store(instance: NewInstance, limits: StorageLimits): Promise<StoreResult> {
    return new Promise((resolve, reject) => this.#add({ instance, limits, resolve, reject }));
  }

  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => this.#add({ run: () => work().then(resolve, reject) }));
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#working;
  }

  #add(request: StoreRequest | Task): void {
    this.#waiting.push(request);
    this.#gathering.came(this.#waiting.length);
    // Those who ask in the same turn of the event loop travel together.
    this.#working ??= Promise.resolve().then(() => this.#work());
  }

  async #work(): Promise<void> {
    for (;;) {
      const [first] = this.#waiting;
      if (first === undefined) {
        // In the same turn, so that nobody adds to a queue that has ended without being seen to.
        this.#working = undefined;
        return;
      }
      if ('run' in first) {
        this.#waiting.shift();
        await first.run();
      } else {
        await this.#gathering.gathered(this.#waiting.length);
        const batch = this.#takeBatch();
        await this.#store(batch);
        this.#gathering.done(batch.length, this.#waiting.length);
      }
    }
  }

  /** Instances that one call can store: none comes twice, and what has limits goes alone. */
  #takeBatch(): readonly StoreRequest[] {
    const batch: StoreRequest[] = [];
    const publicIds = new Set<string>();
    for (const request of this.#waiting) {
      if ('run' in request || batch.length === maximumInstances) break;
      if (batch.length > 0 && (hasLimits(request) || batch.some(hasLimits))) break;
      if (publicIds.has(request.instance.publicIds.Instance)) break;
      publicIds.add(request.instance.publicIds.Instance);
      batch.push(request);
    }
    this.#waiting = this.#waiting.slice(batch.length);
    return batch;
  }

  async #store(batch: readonly StoreRequest[]): Promise<void> {
    try {
      const instances = batch.map(({ instance }) => instance);
      const results = resultsOf(instances, await this.#call(batch, instances));
      for (const [position, { resolve, reject }] of batch.entries()) {
        const result = results[position];
        if (result === undefined) reject(new Error('An instance of a batch has no result'));
        else resolve(result);
      }
    } catch (error) {
      if (batch.length > 1 && asIsocenterError(error).code === 'Database') {
        // What the database refuses in one of them is no fault of the others.
        for (const request of batch) await this.#store([request]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  /** The parents go along where they may be missing: with most instances they would be as long as these again. */
  async #call(batch: readonly StoreRequest[], instances: readonly NewInstance[]): Promise<unknown> {
    const [first] = batch;
    const limited = first !== undefined && hasLimits(first) ? first : undefined;
    if (limited === undefined && this.#texts.haveStoredParents(instances)) {
      try {
        return await this.#callWith(this.#texts.withoutParents(instances), instances, undefined);
      } catch (error) {
        // Nothing has changed. Somebody may have deleted the parents, or it is refused with them, too.
        if (asIsocenterError(error).code !== 'Database') throw error;
      }
    }
    const answer = await this.#callWith(this.#texts.withParents(instances), instances, limited);
    this.#texts.parentsAreStored(instances);
    return answer;
  }

  /** An instance that an unanswered attempt has stored is known by its file: repeating is safe. */
  #callWith(texts: BatchTexts, instances: readonly NewInstance[], limited: StoreRequest | undefined): Promise<unknown> {
    const uuids = instances.flatMap(({ attachments }) => attachments.map(({ uuid }) => uuid));
    const parameters = [...texts, ...this.#holdings(uuids)];
    if (limited === undefined) return this.#database.call('store_instances', parameters, { repeatable: true });
    const limits = limitParameters(limited.instance, limited.limits);
    return this.#database.call('store_within_limits', [...parameters, ...limits], { repeatable: true });
  }
}

function hasLimits({ limits }: StoreRequest): boolean {
  return limits.maximumPatients > 0 || limits.maximumStorageBytes > 0;
}
