import { setTimeout as delay } from 'node:timers/promises';
import type { RoutingTrigger } from '../config/routing-rule.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { EventFeed } from '../events/event-feed.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Change } from '../index/records.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { JobSubmission } from '../jobs/job-engine-options.ts';
import type { ChangeType } from '../model/change-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type RoutedInstancesOptions, routedInstances } from './routed-instances.ts';
import { RoutingJobs } from './routing-jobs.ts';
import type { RoutingMatcher } from './routing-matcher.ts';

export interface AutoRouterOptions extends RoutedInstancesOptions {
  readonly index: RoutedInstancesOptions['index'] &
    Pick<IndexStore, 'getProperty' | 'initializeProperty' | 'listChanges' | 'setProperty'>;
  readonly events: Pick<EventFeed, 'subscribe'>;
  readonly jobs: Pick<JobEngine, 'submitAt'>;
  readonly modalities: Pick<ModalityRegistry, 'get'>;
  readonly matchers: readonly RoutingMatcher[];
  /** Other servers work on the same index. */
  readonly isShared: boolean;
  readonly observe: (routed: RoutingProgress) => void;
}

export interface RoutingProgress {
  /** Changes that are still to be looked at. */
  readonly waitingChanges: number;
  /** Instances that were handed to jobs, once for each destination. */
  readonly routedInstances: number;
}

/** `full`: too many jobs wait; `more`: there may be more to do at once. */
type StepOutcome = 'idle' | 'full' | 'more';

/** The property of the index that says up to which change everything is routed. */
const cursorName = 'AutoRoutingCursor';

/** Changes looked at in one go: their jobs and the cursor become durable together. */
const pageChanges = 500;
/** After the first change of an idle time, to gather those that come with it into one job. */
const gatheringMs = 300;
/** Changes of other servers, which may have died before they looked at them themselves. */
const pollMs = 5000;
/** The longest time that a timer can wait. */
const maximumTimerMs = 2 ** 31 - 1;
/** When too many jobs wait, or the index fails. */
const retryDelayMs = 2000;

const triggers: Readonly<Partial<Record<ChangeType, RoutingTrigger>>> = {
  NewInstance: 'InstanceStored',
  StableSeries: 'SeriesStable',
  StableStudy: 'StudyStable',
  StablePatient: 'PatientStable',
};

/**
 * Follows the changes of the index, which are durable with what they tell of, and makes jobs of them. A cursor in the
 * index says how far it is; it moves in the transaction that adds the jobs, from where it was: nothing is left out when
 * the server is killed, and of several servers one routes each change.
 */
export class AutoRouter {
  readonly #options: AutoRouterOptions;
  readonly #closing = new AbortController();
  #wake = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(options: AutoRouterOptions) {
    this.#options = options;
  }

  /** Begins where it was; the first time, with what comes from now on. Without rules everything until then is passed over. */
  async start(): Promise<void> {
    const { events, index, matchers } = this.#options;
    if (matchers.length === 0) {
      if ((await index.getProperty(cursorName)) !== undefined) await index.setProperty(cursorName, '');
      return;
    }
    await index.initializeProperty(cursorName, '');
    await this.#cursor();
    this.#unsubscribe = events.subscribe(({ type }) => {
      if (type in triggers) this.#wake.resolve();
    });
    this.#running = this.#run();
  }

  /**
   * Resolves once all that has happened until now is routed.
   * @throws IsocenterError with HTTP status 503 while too many jobs wait
   */
  async catchUp(): Promise<void> {
    if (this.#running === undefined) return;
    let outcome: StepOutcome = 'more';
    while (outcome === 'more') outcome = await this.#step();
    if (outcome === 'idle') return;
    const details = 'Changes wait to be routed, as too many jobs wait';
    throw new IsocenterError('NotEnoughMemory', details, { httpStatus: 503, transient: true });
  }

  async close(): Promise<void> {
    this.#unsubscribe?.();
    this.#closing.abort();
    this.#wake.resolve();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      let waitMs = retryDelayMs;
      try {
        const outcome = await this.#step();
        if (outcome === 'more') continue;
        if (outcome === 'idle') waitMs = this.#options.isShared ? pollMs : maximumTimerMs;
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.error('Changes could not be routed', { error });
      }
      await this.#idle(waitMs);
    }
  }

  async #idle(waitMs: number): Promise<void> {
    const { signal } = this.#closing;
    const wait = (ms: number) => delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
    const woken = this.#wake.promise.then(() => 'woken' as const);
    if ((await Promise.race([woken, wait(waitMs)])) === 'woken' && !signal.aborted) {
      this.#wake = Promise.withResolvers<void>();
      await wait(gatheringMs);
    }
  }

  async #cursor(): Promise<string> {
    const { index, jobs } = this.#options;
    const cursor = await index.getProperty(cursorName);
    if (cursor !== undefined && cursor !== '') return cursor;
    const { last } = await index.listChanges({ limit: 0 });
    // Of servers that begin together one decides where.
    await jobs.submitAt({ name: cursorName, from: '', to: String(last) }, []);
    return (await index.getProperty(cursorName)) ?? String(last);
  }

  /** Routes one page of changes. */
  async #step(): Promise<StepOutcome> {
    const { index, jobs, logger, observe } = this.#options;
    const from = await this.#cursor();
    const { changes, last } = await index.listChanges({ since: Number(from), limit: pageChanges });
    const lastSeen = changes.at(-1);
    if (lastSeen === undefined) {
      observe({ waitingChanges: 0, routedInstances: 0 });
      return 'idle';
    }
    const to = String(lastSeen.sequence);
    const submissions = await this.#submissions(changes);
    const outcome = await jobs.submitAt({ name: cursorName, from, to }, submissions);
    if (outcome === 'full') {
      logger.warn('Routing waits: too many jobs wait already', { waitingChanges: last - Number(from) });
      return 'full';
    }
    const count = submissions.reduce((sum, { itemKeys = [] }) => sum + itemKeys.length, 0);
    const routed = outcome === 'added' ? count : 0;
    observe({ waitingChanges: last - lastSeen.sequence, routedInstances: routed });
    if (routed > 0) logger.info('Instances are routed', { instances: routed, jobs: submissions.length });
    // Another server may have been faster: where it has left the cursor is seen next time.
    return 'more';
  }

  async #submissions(changes: readonly Change[]): Promise<readonly JobSubmission[]> {
    const stored = changes.filter(({ type }) => type === 'NewInstance').map(({ publicId }) => publicId);
    const submissions: JobSubmission[] = [];
    if (stored.length > 0) {
      const condition = { derived: true, kind: 'public-ids', values: [...new Set(stored)] } as const;
      submissions.push(...(await this.#route('InstanceStored', condition, [])));
    }
    for (const { level, publicId, type } of changes) {
      const trigger = triggers[type];
      if (trigger === undefined || trigger === 'InstanceStored') continue;
      const condition = { derived: true, kind: 'within', level, publicId } as const;
      submissions.push(...(await this.#route(trigger, condition, [publicId])));
    }
    return submissions;
  }

  async #route(
    trigger: RoutingTrigger,
    condition: Parameters<typeof routedInstances>[1],
    parentResources: readonly string[],
  ): Promise<readonly JobSubmission[]> {
    const matchers = this.#options.matchers.filter(({ rule }) => rule.When === trigger);
    if (matchers.length === 0) return [];
    const jobs = new RoutingJobs(this.#options.modalities, parentResources);
    for await (const { instance, wantedBy } of routedInstances(this.#options, condition, matchers)) {
      for (const { rule } of wantedBy) jobs.add(rule, instance);
    }
    return jobs.submissions;
  }
}
