import type { RelayStore } from '../../index/relay-store.ts';
import type { Logger } from '../../logging/logger.ts';
import type { QuestionSettings } from '../../remote-query/query-identifier.ts';
import type { QueriedUpstream } from './queried-upstream.ts';

/** How asking one upstream ended. */
export interface UpstreamSearch {
  readonly upstream: string;
  readonly outcome: 'Success' | 'Failure' | 'Cancelled';
  readonly durationMs: number;
}

export interface RelaySearchOptions {
  /** In the order in which they count. */
  readonly upstreams: readonly QueriedUpstream[];
  readonly store: Pick<RelayStore, 'putKnownResources'>;
  readonly settings: QuestionSettings;
  readonly logger: Logger;
  readonly observe: (search: UpstreamSearch) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
