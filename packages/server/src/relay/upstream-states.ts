import type { RelayStore } from '../index/relay-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { UpstreamOverview, UpstreamState } from '../retrieve/upstream-overview.ts';
import type { Fetches } from './fetch/fetches.ts';
import type { Relay } from './relay.ts';
import type { RelayUpstream } from './relay-upstream.ts';
import type { UpstreamHealth } from './upstreams/upstream-health.ts';
import type { UpstreamLink } from './upstreams/upstream-link.ts';
import { studyQuestion } from './upstreams/upstream-questions.ts';

/** An upstream with the link whose health is shown. */
export interface OverviewedUpstream {
  readonly upstream: RelayUpstream;
  readonly link: Pick<UpstreamLink, 'find'> & { readonly health: UpstreamHealth };
}

export interface UpstreamStatesOptions {
  /** In the order in which they are asked. */
  readonly upstreams: readonly OverviewedUpstream[];
  readonly fetches: Pick<Fetches, 'active'>;
  readonly store: Pick<RelayStore, 'cacheSize'>;
  readonly relay: Pick<Relay, 'cancel'>;
}

/** A UID that no study has: the nil UUID in the form of PS3.5 B.2. */
const noStudy = '2.25.0';

const bytesPerMB = 1024 * 1024;

/** The upstreams as they are now, for users. */
export class UpstreamStates implements UpstreamOverview {
  readonly #options: UpstreamStatesOptions;

  constructor(options: UpstreamStatesOptions) {
    this.#options = options;
  }

  list(): Promise<readonly UpstreamState[]> {
    return Promise.all(this.#options.upstreams.map((each) => this.#stateOf(each)));
  }

  async echo(name: string): Promise<void> {
    const found = this.#options.upstreams.find(({ upstream }) => upstream.name === name);
    if (found === undefined) throw new IsocenterError('InexistentItem', `There is no upstream ${name}`);
    await found.link.find(studyQuestion({ level: 'Study', studyInstanceUid: noStudy }), () => {}, forever());
  }

  cancel(requestId: string): boolean {
    return this.#options.relay.cancel(requestId);
  }

  async #stateOf({ link, upstream }: OverviewedUpstream): Promise<UpstreamState> {
    const { CacheSize, Modality, Order, Retrieve } = upstream.configuration;
    const { lastFailure, lastSuccess, state, ...requests } = link.health;
    return {
      name: upstream.name,
      order: Order,
      retrieve: Retrieve,
      modality: Modality,
      breaker: state,
      ...(lastSuccess !== undefined && { lastSuccessAtMs: lastSuccess.getTime() }),
      ...(lastFailure !== undefined && {
        lastFailure: { atMs: lastFailure.time.getTime(), message: lastFailure.message },
      }),
      ...requests,
      fetches: [...this.#options.fetches.active]
        .filter((fetch) => fetch.upstream.name === upstream.name)
        .map(({ running }) => running),
      cache: await this.#options.store.cacheSize(upstream.name),
      cacheLimitBytes: CacheSize * bytesPerMB,
    };
  }
}

/** A request that only its own timeouts end. */
function forever(): AbortSignal {
  return new AbortController().signal;
}
