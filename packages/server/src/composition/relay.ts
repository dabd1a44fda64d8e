import type { AcceptedStorage } from '../access/accepted-storage.ts';
import type { UpstreamConfiguration } from '../config/relay.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import { Fetches } from '../relay/fetch/fetches.ts';
import { instancesHere } from '../relay/instances-here.ts';
import { Relay } from '../relay/relay.ts';
import { systemClock } from '../relay/relay-clock.ts';
import { isUpstreamAet, relayUpstream } from '../relay/relay-upstream.ts';
import { completenessKey } from '../relay/retrieval/relayed-source.ts';
import { UpstreamStates } from '../relay/upstream-states.ts';
import { DimseLink } from '../relay/upstreams/dimse-link.ts';
import { ExpectedSets } from '../relay/upstreams/expected-set.ts';
import { GatedLink } from '../relay/upstreams/gated-link.ts';
import { getRetrieve } from '../relay/upstreams/get-retrieve.ts';
import { moveRetrieve } from '../relay/upstreams/move-retrieve.ts';
import { UpstreamGate } from '../relay/upstreams/upstream-gate.ts';
import type { UpstreamOverview } from '../retrieve/upstream-overview.ts';
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
      ended({ expectation, only, target, upstream }, { complete }) {
        if (!complete || only !== undefined) return;
        const instances =
          expectation?.kind === 'instances'
            ? expectation.instances.length
            : expectation?.kind === 'count'
              ? expectation.count
              : 0;
        if (instances === 0) return;
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
  readonly relay: Relay;
  readonly upstreams: UpstreamOverview;
}

/** The upstreams, and what brings instances from them. */
export function openRelay(
  foundation: Foundation,
  environment: RelayEnvironment,
  opened: AsyncDisposableStack,
): RelayServices {
  const { archive, configuration, logs } = foundation;
  const { fetches } = environment;
  const { modalities } = environment.remotes;
  const { index, relay: store } = archive;
  const upstreams = configuration.Relay.Upstreams.map((upstream) => {
    const link = new GatedLink(linkOf(foundation, environment, upstream), new UpstreamGate(upstream));
    const aet = () => modalities.get(upstream.Modality)?.AET;
    const expectedSets = new ExpectedSets({ upstream, link });
    return { link, upstream: relayUpstream({ configuration: upstream, link, expectedSets, aet }) };
  });
  const relay = new Relay({
    upstreams: upstreams.map(({ upstream }) => upstream),
    index,
    store,
    fetches,
    clock: systemClock,
    logger: logs.logger('dicom'),
    pin(studies) {
      const nowMs = systemClock.nowMs();
      void store.useStudies(undefined, studies, nowMs, nowMs + pinMs);
      return () => undefined;
    },
    observe: () => undefined,
  });
  opened.defer(() => relay.stop());
  return { relay, upstreams: new UpstreamStates({ upstreams, fetches, store, relay }) };
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
