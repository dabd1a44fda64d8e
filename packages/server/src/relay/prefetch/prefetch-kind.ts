import type { JobContext, JobKind } from '../../jobs/job-kind.ts';
import { JobPostponement } from '../../jobs/job-postponement.ts';
import { asIsocenterError, IsocenterError } from '../../model/isocenter-error.ts';
import type { RetrieveClient } from '../../retrieve/retrieve-source.ts';
import type { Relay } from '../relay.ts';
import { keysOfTarget } from '../resource-target.ts';
import { prefetchJobType, subjectOfJob } from './prefetch-jobs.ts';
import type { NamedRule } from './prefetch-rules.ts';
import { type SearchedUpstream, searchPriors } from './prior-search.ts';
import type { PrefetchSubject, PriorStudy } from './priors.ts';
import { isQuiet, nextQuietMs } from './quiet-hours.ts';

export interface PrefetchKindOptions {
  readonly rules: readonly NamedRule[];
  /** In the order in which they are asked. */
  readonly upstreams: readonly SearchedUpstream[];
  readonly relay: Pick<Relay, 'bring' | 'isComplete'>;
  /** Time of day. */
  readonly nowMs: () => number;
}

/** Prefetches of one server at a time: other jobs have places left. */
const maximumRunning = 1;

/**
 * `RelayPrefetch`: looks for the priors that a rule wants, and fetches those that are not here completely, each by a
 * request of low priority. Outside of quiet hours it waits. After a crash it looks again: what has come stays.
 */
export function prefetchKind(options: PrefetchKindOptions): JobKind {
  return {
    type: prefetchJobType,
    maximumRunning,
    async run(context) {
      const name = String(context.parameters.Rule ?? '');
      const rule = options.rules.find((each) => each.name === name);
      if (rule === undefined) throw new IsocenterError('InexistentItem', `There is no prefetch rule ${name} any more`);
      await new PrefetchRun(options, rule, context).perform(subjectOfJob(context.parameters));
    },
  };
}

class PrefetchRun {
  readonly #options: PrefetchKindOptions;
  readonly #rule: NamedRule;
  readonly #context: JobContext;

  constructor(options: PrefetchKindOptions, rule: NamedRule, context: JobContext) {
    this.#options = options;
    this.#rule = rule;
    this.#context = context;
  }

  async perform(subject: PrefetchSubject): Promise<void> {
    const { nowMs } = this.#options;
    const { rule } = this.#rule;
    const { signal } = this.#context;
    this.#waitForQuietHours();
    const found = await searchPriors(this.#upstreams(), rule, subject, new Date(nowMs()), signal);
    let { failure } = found;
    this.#context.setContent({
      ...this.#context.content,
      Priors: found.priors.map(({ studyInstanceUid }) => studyInstanceUid),
    });
    let done = 0;
    for (const prior of found.priors) {
      this.#waitForQuietHours();
      try {
        await this.#fetch(prior);
      } catch (error) {
        signal.throwIfAborted();
        this.#context.warn(`A prior could not be fetched: ${asIsocenterError(error).code}`);
        failure ??= error;
      }
      done += 1;
      this.#context.setProgress(done / found.priors.length);
    }
    if (failure !== undefined) throw failure;
  }

  async #fetch({ studyInstanceUid, upstreams }: PriorStudy): Promise<void> {
    const { relay } = this.#options;
    const { id: jobId, signal } = this.#context;
    if (await relay.isComplete(studyInstanceUid, upstreams)) return;
    const keys = keysOfTarget({ level: 'Study', studyInstanceUid });
    const client: RetrieveClient = { service: 'REST', name: this.#rule.name, remoteIp: '', destinationAet: '' };
    await relay.bring(keys, client, signal, { kind: 'Prefetch', jobId, upstreams });
  }

  #upstreams(): readonly SearchedUpstream[] {
    const { Upstreams } = this.#rule.rule;
    return this.#options.upstreams.filter(({ name }) => Upstreams.length === 0 || Upstreams.includes(name));
  }

  /** @throws JobPostponement until they begin */
  #waitForQuietHours(): void {
    const { quietHours } = this.#rule;
    const nowMs = this.#options.nowMs();
    if (quietHours === undefined || isQuiet(quietHours, new Date(nowMs))) return;
    throw new JobPostponement(nextQuietMs(quietHours, nowMs));
  }
}
