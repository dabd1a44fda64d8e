import type { IndexStore } from '../../index/index-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { Logger } from '../../logging/logger.ts';
import type { WorklistSource } from '../../worklists/worklist-source.ts';
import { arrivedStudy } from './arrived-study.ts';
import { maximumWaitingJobs, prefetchSubmissions } from './prefetch-jobs.ts';
import type { NamedRule } from './prefetch-rules.ts';
import type { PrefetchSubject } from './priors.ts';
import { markOf, scheduledStudy } from './scheduled-study.ts';

export interface PrefetchWatcherOptions {
  readonly index: Pick<
    IndexStore,
    'findResources' | 'getProperty' | 'getResource' | 'initializeProperty' | 'listChanges' | 'setProperty'
  >;
  readonly jobs: Pick<JobEngine, 'submitAt'>;
  readonly rules: readonly NamedRule[];
  /** Absent: worklists are not offered. */
  readonly worklists: Pick<WorklistSource, 'list'> | undefined;
  readonly clock: JobClock;
  readonly logger: Logger;
}

/** Properties of the index: up to which change studies were looked at, and the marks of worklist entries that were. */
const studyCursor = 'RelayPrefetchStudies';
const worklistCursor = 'RelayPrefetchWorklists';

/** After it a study that has begun to arrive has shown its modality; other servers of the index do the same. */
const intervalMs = 5000;
const worklistIntervalMs = 60_000;

/** Studies, and new worklist entries, of which jobs are made in one step. */
const studiesPerStep = 20;
const entriesPerStep = 20;

/** Worklist entries that are known again; beyond them none is looked at. */
const maximumEntries = 20_000;

type Outcome = 'idle' | 'full' | 'more';

/**
 * Makes jobs of studies that arrive and of worklist entries that appear. What has been looked at is written to the index in
 * the transaction that adds the jobs: none is lost or made twice, whoever is killed, and of several servers one makes each.
 */
export class PrefetchWatcher {
  readonly #options: PrefetchWatcherOptions;
  readonly #studyRules: readonly NamedRule[];
  readonly #worklistRules: readonly NamedRule[];
  #stopTimer: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #worklistsAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(options: PrefetchWatcherOptions) {
    this.#options = options;
    this.#studyRules = options.rules.filter(({ rule }) => rule.When === 'StudyArrived');
    this.#worklistRules = options.rules.filter(({ rule }) => rule.When === 'Worklist');
  }

  /** Begins where it was; the first time, with studies that come from now on and with all worklist entries. */
  async start(): Promise<void> {
    const { index, logger, worklists } = this.#options;
    if (this.#worklistRules.length > 0 && worklists === undefined) {
      logger.warn('Prefetch rules of worklists do nothing: worklists are not offered');
    }
    if (this.#studyRules.length > 0) await this.#studiesUntil();
    // What comes while there are no rules is not looked at later.
    else if ((await index.getProperty(studyCursor)) !== undefined) await index.setProperty(studyCursor, '');
    if (this.#studyRules.length + this.#worklistRules.length > 0) this.#wait();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer();
    await this.#running;
  }

  /** Makes jobs of what is new by now. */
  async look(): Promise<void> {
    const { clock, logger } = this.#options;
    try {
      if (this.#studyRules.length > 0) await this.#all(() => this.#lookAtStudies());
      const nowMs = clock.nowMs();
      if (this.#worklistRules.length === 0 || nowMs - this.#worklistsAtMs < worklistIntervalMs) return;
      this.#worklistsAtMs = nowMs;
      await this.#all(() => this.#lookAtWorklists());
    } catch (error) {
      logger.warn('What is to be prefetched could not be looked up', { error });
    }
  }

  #wait(): void {
    if (this.#isClosed) return;
    this.#stopTimer = this.#options.clock.after(intervalMs, () => {
      this.#running = this.look().finally(() => this.#wait());
    });
  }

  async #all(step: () => Promise<Outcome>): Promise<void> {
    let outcome: Outcome = 'more';
    while (outcome === 'more' && !this.#isClosed) outcome = await step();
    if (outcome === 'full') this.#options.logger.warn('Prefetching waits: too many jobs wait already');
  }

  /** Only the first time something is written. */
  async #cursor(name: string): Promise<string> {
    const { index } = this.#options;
    return (await index.getProperty(name)) ?? index.initializeProperty(name, '');
  }

  async #studiesUntil(): Promise<string> {
    const { index, jobs } = this.#options;
    const known = await this.#cursor(studyCursor);
    if (known !== '') return known;
    const { last } = await index.listChanges({ limit: 0 });
    // Of servers that begin together one decides where.
    await jobs.submitAt({ name: studyCursor, from: '', to: String(last) }, []);
    return (await index.getProperty(studyCursor)) ?? String(last);
  }

  async #lookAtStudies(): Promise<Outcome> {
    const { index } = this.#options;
    const from = await this.#studiesUntil();
    const { changes } = await index.listChanges({ since: Number(from), limit: studiesPerStep, types: ['NewStudy'] });
    const last = changes.at(-1);
    if (last === undefined) return 'idle';
    const subjects = await Promise.all(changes.map(({ publicId }) => arrivedStudy(index, publicId)));
    const arrived = subjects.filter((subject) => subject !== undefined);
    return this.#submit(studyCursor, from, String(last.sequence), this.#studyRules, arrived);
  }

  async #lookAtWorklists(): Promise<Outcome> {
    const { logger, worklists } = this.#options;
    if (worklists === undefined) return 'idle';
    const from = await this.#cursor(worklistCursor);
    const known: ReadonlySet<string> = new Set(from === '' ? [] : JSON.parse(from));
    const marks: string[] = [];
    const subjects: PrefetchSubject[] = [];
    for await (const page of worklists.list()) {
      for (const entry of page) {
        const subject = scheduledStudy(entry);
        const mark = markOf(entry, subject);
        if (!known.has(mark)) {
          if (subjects.length === entriesPerStep) continue;
          subjects.push(subject);
        }
        marks.push(mark);
      }
      if (marks.length > maximumEntries) {
        logger.warn('There are more worklist entries than prefetching looks at', { limit: maximumEntries });
        break;
      }
    }
    // Entries that are gone are forgotten.
    const to = JSON.stringify(marks.slice(0, maximumEntries).toSorted());
    if (to === from || (from === '' && marks.length === 0)) return 'idle';
    return this.#submit(worklistCursor, from, to, this.#worklistRules, subjects);
  }

  async #submit(
    name: string,
    from: string,
    to: string,
    rules: readonly NamedRule[],
    subjects: readonly PrefetchSubject[],
  ): Promise<Outcome> {
    const submissions = prefetchSubmissions(rules, subjects);
    const outcome = await this.#options.jobs.submitAt({ name, from, to }, submissions, maximumWaitingJobs);
    // Another server may have been faster: where it has left the cursor is seen next time.
    return outcome === 'full' ? 'full' : 'more';
  }
}
