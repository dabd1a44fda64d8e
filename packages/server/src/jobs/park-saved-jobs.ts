import type { JobState } from './job-record.ts';
import type { JobStore } from './job-store.ts';

/** States in which a job would run by itself once an engine starts. */
const eager: ReadonlySet<JobState> = new Set(['Pending', 'Running', 'Retry']);

/**
 * `--no-jobs`: what an earlier run left waiting does not run by itself. It is paused, not dropped: whoever wants it
 * resumes it. Answers how many. To be called by the only server on the index, before its engine starts.
 */
export async function parkSavedJobs(store: JobStore, nowMs: number): Promise<number> {
  await store.releaseLeases(nowMs);
  const waiting = (await store.listJobs()).filter(({ state }) => eager.has(state));
  for (const { id } of waiting) await store.requestJob(id, 'pause', nowMs);
  return waiting.length;
}
