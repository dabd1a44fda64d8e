import assert from 'node:assert/strict';
import { JobEngine } from '../../src/jobs/job-engine.ts';
import type { JobEngineOptions } from '../../src/jobs/job-engine-options.ts';
import type { JobContext, JobKind } from '../../src/jobs/job-kind.ts';
import type { JobRecord } from '../../src/jobs/job-record.ts';
import { type LogFields, silentLogger } from '../../src/logging/logger.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryJobStore } from './memory-job-store.ts';

/** A store, a clock and any number of engines on them. */
export class JobBench {
  readonly store = new MemoryJobStore();
  readonly clock = new FakeClock();
  readonly logged: string[] = [];

  /** Started; retries come after 75 % of their delay. */
  async engine(kinds: readonly JobKind[], options: Partial<JobEngineOptions> = {}): Promise<JobEngine> {
    const log =
      (level: string) =>
      (message: string, fields: LogFields = {}) => {
        this.logged.push(`${level} ${message} ${JSON.stringify(fields)}`);
      };
    const engine = new JobEngine({
      store: this.store,
      clock: this.clock,
      kinds,
      owner: 'server-1',
      concurrentJobs: 1,
      leaseMs: 30_000,
      random: () => 0.5,
      logger: { ...silentLogger, info: log('info'), warn: log('warn'), error: log('error') },
      ...options,
    });
    await engine.start();
    await this.clock.advance(0);
    return engine;
  }

  async job(id: string): Promise<JobRecord> {
    const job = await this.store.getJob(id);
    assert.ok(job !== undefined, `no job ${id}`);
    return job;
  }

  /** State, and the states of the items by their first letters: `Paused DDW`. */
  async stateOf(id: string): Promise<string> {
    const letters = this.store.itemsOf(id).map((item) => item.state.charAt(0));
    return [(await this.job(id)).state, letters.join('')].join(' ').trim();
  }
}

/** A kind whose items are worked on for as long as the test wants; it says what it does in `steps`. */
export class SteppedKind implements JobKind {
  readonly type: string;
  readonly permissive = true;
  readonly steps: string[] = [];
  readonly #gates = new Map<string, PromiseWithResolvers<void>>();

  constructor(type = 'Stepped') {
    this.type = type;
  }

  async run(context: JobContext): Promise<void> {
    for await (const { position, key } of context.waitingItems()) {
      this.steps.push(`begin ${key}`);
      try {
        await this.#gate(key).promise;
      } catch (error) {
        this.steps.push(`fail ${key}`);
        await context.itemFailed(position, error);
        continue;
      }
      this.steps.push(`end ${key}`);
      await context.itemDone(position);
    }
  }

  /** Lets the items end, at once or when they begin. */
  end(...keys: readonly string[]): void {
    for (const key of keys) this.#gate(key).resolve();
  }

  fail(key: string, error: unknown): void {
    const gate = this.#gate(key);
    gate.promise.catch(() => undefined);
    gate.reject(error);
  }

  /** Makes an item wait again when it is tried again. */
  reset(key: string): void {
    this.#gates.delete(key);
  }

  #gate(key: string): PromiseWithResolvers<void> {
    let gate = this.#gates.get(key);
    if (gate === undefined) {
      gate = Promise.withResolvers();
      this.#gates.set(key, gate);
    }
    return gate;
  }
}

/** A kind made of one function. */
export function kindOf(run: (context: JobContext) => Promise<void>, type = 'Once'): JobKind {
  return { type, run };
}
