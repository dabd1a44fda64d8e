import { setTimeout as delay } from 'node:timers/promises';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { Logger } from '../logging/logger.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';
import { checkedOperations, keyOfOperations } from './operation.ts';

export interface OperationJobsOptions {
  readonly jobs: Pick<JobEngine, 'submit'>;
  readonly logger: Logger;
}

/** Sequences that one job takes, and from which on scripts wait. */
const maximumSequences = 1000;
/** Wait when too many jobs wait already. */
const retryDelayMs = 1000;

/** Submits what scripts want done. What comes while a job is being submitted goes into the next one, all in order. */
export class OperationJobs {
  readonly #options: OperationJobsOptions;
  #waiting: string[] = [];
  #submitting: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(options: OperationJobsOptions) {
    this.#options = options;
  }

  /**
   * Takes the operations of one callback; resolves when more may come.
   * @throws IsocenterError when they are not what they should be
   */
  async add(operations: readonly unknown[]): Promise<void> {
    this.#waiting.push(keyOfOperations(checkedOperations(operations)));
    this.#submitting ??= this.#submit().finally(() => {
      this.#submitting = undefined;
    });
    if (this.#waiting.length >= maximumSequences) await this.#submitting;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#submitting;
  }

  async #submit(): Promise<void> {
    while (this.#waiting.length > 0) {
      const itemKeys = this.#waiting.slice(0, maximumSequences);
      try {
        await this.#options.jobs.submit({ type: 'SequenceOfOperations', itemKeys, parameters: { Permissive: true } });
      } catch (cause) {
        const error = asIsocenterError(cause);
        if (error.transient && !this.#closing.signal.aborted) {
          await delay(retryDelayMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
          continue;
        }
        this.#options.logger.error('Operations of scripts are lost', { count: itemKeys.length, error });
      }
      this.#waiting = this.#waiting.slice(itemKeys.length);
    }
  }
}
