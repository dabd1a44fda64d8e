import type { JobEngine } from '../jobs/job-engine.ts';
import type { JobSubmission } from '../jobs/job-engine-options.ts';
import type { JobOptionFields } from './contract/job-schemas.ts';

/** The part of the engine that routes submit to. */
export type JobSubmitter = Pick<JobEngine, 'submit' | 'submitAndWait' | 'describe'>;

/** How a client wants a job to run. */
export interface JobOptions {
  /** The client waits for the result; otherwise it is told where the job is. */
  readonly synchronous: boolean;
  readonly priority: number;
  readonly permissive: boolean;
  readonly userData: unknown;
}

/** The options that every body which starts a job may have. `Synchronous` decides before `Asynchronous`. */
export function jobOptions(fields: JobOptionFields): JobOptions {
  const { Asynchronous = false, Permissive = false, Priority = 0, Synchronous = !Asynchronous, UserData } = fields;
  return { synchronous: Synchronous, priority: Priority, permissive: Permissive, userData: UserData };
}

/**
 * Answers the content of the job once it has succeeded, or at once where it is.
 * @throws IsocenterError that of the job when it fails while the client waits
 */
export async function runJob(
  jobs: JobSubmitter,
  options: JobOptions,
  work: Pick<JobSubmission, 'type' | 'parameters' | 'itemKeys' | 'content'>,
): Promise<unknown> {
  const submission: JobSubmission = {
    ...work,
    parameters: { ...work.parameters, Permissive: options.permissive },
    priority: options.priority,
    ...(options.userData !== undefined && { userData: options.userData }),
  };
  if (options.synchronous) return jobs.describe(await jobs.submitAndWait(submission)).Content;
  const id = await jobs.submit(submission);
  return { ID: id, Path: `/jobs/${id}` };
}
