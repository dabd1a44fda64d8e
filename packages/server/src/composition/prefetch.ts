import type { JobEngine } from '../jobs/job-engine.ts';
import { namedRules } from '../relay/prefetch/prefetch-rules.ts';
import { PrefetchWatcher } from '../relay/prefetch/prefetch-watcher.ts';
import type { Foundation } from './foundation.ts';
import type { WorklistServices } from './worklist-services.ts';

/** What makes jobs by the rules of `Relay.Prefetch`; still to be started. */
export function openPrefetch(
  { archive, configuration, logs }: Foundation,
  jobs: Pick<JobEngine, 'submitAt'>,
  { worklists }: WorklistServices,
  opened: AsyncDisposableStack,
): PrefetchWatcher {
  const { Prefetch, Upstreams } = configuration.Relay;
  const logger = logs.logger('jobs');
  const rules = namedRules(Prefetch);
  const names = new Set(Upstreams.map(({ Name }) => Name));
  for (const { name, rule } of rules) {
    const unknown = rule.Upstreams.filter((upstream) => !names.has(upstream));
    if (unknown.length > 0) logger.warn('A prefetch rule names unknown upstreams', { rule: name, unknown });
  }
  const watcher = new PrefetchWatcher({
    index: archive.index,
    jobs,
    rules,
    worklists: worklists?.source,
    clock: archive.jobClock,
    logger,
  });
  opened.defer(() => watcher.close());
  return watcher;
}
