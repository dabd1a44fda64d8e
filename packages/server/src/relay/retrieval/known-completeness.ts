import type { RelayStore } from '../../index/relay-store.ts';
import type { JobClock } from '../../jobs/job-clock.ts';
import { completenessKey } from '../fetch/fetch-recorder.ts';
import type { Fetches } from '../fetch/fetches.ts';
import { type RelayTarget, targetHolders } from '../relay-target.ts';

export interface CompletenessParts {
  readonly store: Pick<RelayStore, 'getCompleteness'>;
  readonly fetches: Pick<Fetches, 'listHere'>;
  readonly clock: Pick<JobClock, 'nowMs'>;
}

/** Whether all that an upstream had of a target, or of what holds it, is here: as it was known then, and still is. */
export async function isKnownComplete(
  { clock, fetches, store }: CompletenessParts,
  upstream: string,
  target: RelayTarget,
  maximumAgeMs: number,
): Promise<boolean> {
  for (const holder of targetHolders(target)) {
    const known = await store.getCompleteness(completenessKey(upstream, holder));
    if (known === undefined || clock.nowMs() - known.completeAtMs > maximumAgeMs) continue;
    let here = 0;
    for await (const page of fetches.listHere(holder, undefined)) here += page.length;
    if (here >= known.instances) return true;
  }
  return false;
}

/** Whether that is so of one of these upstreams, however long ago it was known. */
export async function wasComplete(
  parts: CompletenessParts,
  upstreams: readonly string[],
  target: RelayTarget,
): Promise<boolean> {
  for (const upstream of upstreams) {
    if (await isKnownComplete(parts, upstream, target, Number.POSITIVE_INFINITY)) return true;
  }
  return false;
}
