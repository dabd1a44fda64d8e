import { IsocenterError } from '../model/isocenter-error.ts';
import { isocenterErrorOf } from './job-error.ts';
import type { JobRecord } from './job-record.ts';

/** Those who wait for the end of jobs. */
export class JobWaiters {
  readonly #waiting = new Map<string, PromiseWithResolvers<JobRecord>>();
  readonly #durable = new Set<string>();

  /** The jobs that are waited for and are in the store, unless they were deleted since. */
  get durableIds(): readonly string[] {
    return [...this.#durable];
  }

  /** Whether somebody waits for a job that is in the store. */
  has(id: string): boolean {
    return this.#durable.has(id);
  }

  /** Resolves with the job in state Success, rejects with the error of the failed job. */
  wait(id: string): Promise<JobRecord> {
    const waiter = Promise.withResolvers<JobRecord>();
    this.#waiting.set(id, waiter);
    return waiter.promise;
  }

  /** The job of `id` is in the store now. */
  becameDurable(id: string): void {
    if (this.#waiting.has(id)) this.#durable.add(id);
  }

  forget(id: string): void {
    this.#waiting.delete(id);
    this.#durable.delete(id);
  }

  /** Tells who waits for `id` how it is; undefined when the job was deleted. A job that goes on changes nothing. */
  tell(id: string, job: JobRecord | undefined): void {
    const waiter = this.#waiting.get(id);
    if (waiter === undefined) return;
    if (job === undefined) waiter.reject(new IsocenterError('InexistentItem', `The job ${id} was deleted`));
    else if (job.state === 'Success') waiter.resolve(job);
    else if (job.state === 'Failure' && job.error !== undefined) waiter.reject(isocenterErrorOf(job.error));
    else return;
    this.forget(id);
  }

  rejectAll(error: IsocenterError): void {
    for (const waiter of this.#waiting.values()) waiter.reject(error);
    this.#waiting.clear();
    this.#durable.clear();
  }
}
