import { setTimeout } from 'node:timers/promises';
import type { IsocenterClient } from './client.ts';
import type { components } from './generated/api.ts';

export interface JobWaitOptions {
  /** Time between two looks at the job; 500 by default. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
}

const defaultIntervalMs = 500;
const ended: ReadonlySet<string> = new Set(['Success', 'Failure']);

/**
 * Waits for the end of a job, and answers how it stands then.
 * @throws Error when there is no such job; the reason of the signal when it aborts
 */
export async function untilJobEnds(
  client: IsocenterClient,
  id: string,
  { intervalMs = defaultIntervalMs, signal }: JobWaitOptions = {},
): Promise<components['schemas']['Job']> {
  for (;;) {
    const { data, response } = await client.GET('/jobs/{id}', {
      params: { path: { id } },
      ...(signal !== undefined && { signal }),
    });
    if (data === undefined) throw new Error(`The server answers ${response.status} when asked for job ${id}`);
    if (ended.has(data.State)) return data;
    await setTimeout(intervalMs, undefined, signal === undefined ? {} : { signal });
  }
}
