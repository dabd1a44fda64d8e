import type { AcceptedStorage } from '../access/accepted-storage.ts';
import type { UpstreamConfiguration } from '../config/relay.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import type { SpannedSearch } from '../query/spanned-search.ts';
import { Fetches } from '../relay/fetch/fetches.ts';
import { instancesHere } from '../relay/instances-here.ts';
import { RelaySearch } from '../relay/queries/relay-search.ts';
import { Relay } from '../relay/relay.ts';
import { systemClock } from '../relay/relay-clock.ts';
import { isUpstreamAet, relayUpstream } from '../relay/relay-upstream.ts';
import { completenessKey } from '../relay/retrieval/relayed-source.ts';
import { DimseLink } from '../relay/upstreams/dimse-link.ts';
import { ExpectedSets } from '../relay/upstreams/expected-set.ts';
import { GatedLink } from '../relay/upstreams/gated-link.ts';
import { getRetrieve } from '../relay/upstreams/get-retrieve.ts';
import { moveRetrieve } from '../relay/upstreams/move-retrieve.ts';
import { UpstreamGate } from '../relay/upstreams/upstream-gate.ts';
import type { Foundation } from './foundation.ts';
import type { Remotes } from './remotes.ts';

/** How long a study is safe from eviction after it was used, unless it is used again. */
const pinMs = 60_000;

/** What notices arrivals: made before ingest, which tells it of them. Undefined without upstreams. */
export function openFetches({ archive, configuration }: Foundation, { modalities }: Remotes): Fetches | undefined {
  const { Enabled, LateArrivalPeriod, Upstreams } = configuration.Relay;
  if (!Enabled || Upstreams.length === 0) return undefined;
  const { index, relay: store } = archive;
  const clock = systemClock;
  const byName = new Map(Upstreams.map((upstream) => [upstream.Name, upstream]));
  return new Fetches({
    clock,
    lateArrivalMs: LateArrivalPeriod * 1000,
    isSender(name, aet) {
      const upstream = byName.get(name);
      return upstream !== undefined && isUpstreamAet(upstream, modalities.get(upstream.Modality)?.AET, aet);
    },
    listHere: (target, uids) => instancesHere(index, target, uids),
    begin: (upstream, study) => store.useStudies(upstream, [study], clock.nowMs(), clock.nowMs() + pinMs),
    observer: {
      relayed: (upstream, study, bytes) => void store.countStudy(upstream, study, bytes, 1, clock.nowMs()),
      ended({ only, target, upstream }, { complete, instances }) {
        if (!complete || only !== undefined || instances === 0) return;
        void store.setCompleteness(completenessKey(upstream.name, target), { instances, completeAtMs: clock.nowMs() });
      },
    },
  });
}

export interface RelayEnvironment {
  readonly fetches: Fetches;
  readonly remotes: Remotes;
  readonly ingest: Ingest;
  readonly movedInstances: MovedInstances;
  readonly acceptedStorage: AcceptedStorage;
}

export interface RelayServices {
  /** Brings instances. */
  readonly relay: Relay;
  /** Searches. */
  readonly search: SpannedSearch;
}

/** The upstreams: what brings instances from them, and what searches in them. */
export function openRelay(
  foundation: Foundation,
  environment: RelayEnvironment,
  opened: AsyncDisposableStack,
): RelayServices {
  const { archive, configuration, dictionary, encoding, logs } = foundation;
  const { fetches } = environment;
  const { modalities } = environment.remotes;
  const { index, relay: store } = archive;
  const logger = logs.logger('dicom');
  const upstreams = configuration.Relay.Upstreams.map((upstream) => {
    const link = new GatedLink(linkOf(foundation, environment, upstream), new UpstreamGate(upstream));
    return { configuration: upstream, link, modality: () => modalities.get(upstream.Modality) };
  });
  const relay = new Relay({
    upstreams: upstreams.map(({ configuration: upstream, link, modality }) =>
      relayUpstream({
        configuration: upstream,
        link,
        expectedSets: new ExpectedSets({ upstream, link }),
        aet: () => modality()?.AET,
      }),
    ),
    index,
    store,
    fetches,
    clock: systemClock,
    logger,
    pin(studies) {
      const nowMs = systemClock.nowMs();
      void store.useStudies(undefined, studies, nowMs, nowMs + pinMs);
      return () => undefined;
    },
    observe: () => undefined,
  });
  opened.defer(() => relay.stop());
  const search = new RelaySearch({
    upstreams,
    index,
    store,
    settings: {
      dictionary,
      get characterSet() {
        return encoding.terms;
      },
    },
    logger,
    observe: () => undefined,
    now: () => systemClock.nowMs(),
  });
  return { relay, search };
}

function linkOf(
  { encoding, logs }: Foundation,
  { acceptedStorage, ingest, movedInstances, remotes }: RelayEnvironment,
  upstream: UpstreamConfiguration,
): DimseLink {
  const { destinationDefaults, modalities, opener } = remotes;
  return new DimseLink({
    upstream,
    modalities,
    destinationDefaults,
    opener,
    characterSet: () => encoding.terms,
    service:
      upstream.Retrieve === 'C-GET'
        ? getRetrieve({
            upstream,
            ingest,
            receivable: acceptedStorage,
            bothRoles: () => modalities.get(upstream.Modality)?.Manufacturer === 'SiemensSyngoCT',
            logger: logs.logger('dicom'),
          })
        : moveRetrieve(upstream, movedInstances),
  });
}
