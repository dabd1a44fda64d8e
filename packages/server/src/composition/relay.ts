import type { AcceptedStorage } from '../access/accepted-storage.ts';
import { AssociationOpener } from '../dimse-out/association-opener.ts';
import { CircuitBreaker } from '../dimse-out/circuit-breaker.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { SpannedSearch } from '../query/spanned-search.ts';
import { CacheEvictor } from '../relay/cache/cache-evictor.ts';
import { StudyPins } from '../relay/cache/study-pins.ts';
import { FetchRecorder } from '../relay/fetch/fetch-recorder.ts';
import { FetchSenders } from '../relay/fetch/fetch-senders.ts';
import { Fetches } from '../relay/fetch/fetches.ts';
import { instancesHere } from '../relay/instances-here.ts';
import { LedgerKeeper } from '../relay/ledger-keeper.ts';
import { prefetchKind } from '../relay/prefetch/prefetch-kind.ts';
import { namedRules } from '../relay/prefetch/prefetch-rules.ts';
import { RelaySearch } from '../relay/queries/relay-search.ts';
import { Relay } from '../relay/relay.ts';
import { isOf, relayUpstream } from '../relay/relay-upstream.ts';
import { UpstreamStates } from '../relay/upstream-states.ts';
import { openUpstreams } from '../relay/upstreams/open-upstreams.ts';
import type { UpstreamOverview } from '../retrieve/upstream-overview.ts';
import type { Foundation } from './foundation.ts';
import type { Remotes } from './remotes.ts';

/** How often to look for what has arrived at other servers of the index, while something is fetched. */
const pollIntervalMs = 500;

/** What notices arrivals and keeps them within limits: made before ingest, which tells of them. */
export interface RelayArrivals {
  readonly fetches: Fetches;
  readonly pins: StudyPins;
}

/** Undefined without upstreams. */
export function openRelayArrivals(
  { archive, configuration, events, logs, metrics }: Foundation,
  { modalities }: Remotes,
  opened: AsyncDisposableStack,
): RelayArrivals | undefined {
  const { Enabled, LateArrivalPeriod, Upstreams } = configuration.Relay;
  if (!Enabled || Upstreams.length === 0) return undefined;
  const { index, janitor, jobClock: clock, relay } = archive;
  const logger = logs.logger('dicom');
  const lateArrivalPeriodMs = LateArrivalPeriod * 1000;
  const pins = new StudyPins({
    relay,
    clock,
    logger,
    ...(!archive.isShared && {
      released(studies) {
        const unpinned = relay.unpinStudies(studies, clock.nowMs());
        unpinned.then(
          () => evictor.arrived(),
          (error: unknown) => logger.warn('Studies were not unpinned, and are later', { error }),
        );
      },
    }),
  });
  opened.defer(() => pins.close());
  const evictor = new CacheEvictor({
    upstreams: Upstreams,
    index,
    relay,
    janitor,
    events,
    lateArrivalPeriodMs,
    clock,
    logger,
    observe: ({ evictedBytes, evictedInstances, upstream }) =>
      metrics.relay.evicted(upstream, evictedInstances, evictedBytes),
  });
  opened.defer(() => evictor.close());
  evictor.start();
  const fetches = new Fetches({
    clock,
    senders: new FetchSenders({
      relay,
      clock,
      lateArrivalMs: lateArrivalPeriodMs,
      upstreamsOf: (aet) =>
        Upstreams.filter((upstream) =>
          isOf({ configuration: upstream, aet: () => modalities.get(upstream.Modality)?.AET }, aet),
        ).map(({ Name }) => Name),
    }),
    pollIntervalMs: archive.isShared ? pollIntervalMs : 0,
    listHere: (target, uids) => instancesHere(index, target, uids),
    pin: (upstream, study) => pins.pin(upstream, [study]),
    observer: new FetchRecorder({
      relay,
      clock,
      logger,
      arrived: () => evictor.arrived(),
      metrics: metrics.relay,
    }),
  });
  return { fetches, pins };
}

export interface RelayEnvironment {
  readonly arrivals: RelayArrivals;
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
  /** Tells how they are. */
  readonly upstreams: UpstreamOverview;
  /** The kind of job that fetches priors. */
  readonly prefetch: JobKind;
}

/** The upstreams: what brings instances from them, and what searches in them. */
export async function openRelay(
  foundation: Foundation,
  environment: RelayEnvironment,
  opened: AsyncDisposableStack,
): Promise<RelayServices> {
  const { archive, configuration, dictionary, encoding, httpClient, logs, metrics } = foundation;
  const { fetches, pins } = environment.arrivals;
  const { acceptedStorage, ingest, movedInstances, remotes } = environment;
  const { modalities } = remotes;
  const { index, isShared, jobClock: clock, relay: store } = archive;
  const logger = logs.logger('dicom');
  const maximumRequests = configuration.Relay.MaximumRequestsKept;
  const ledger = new LedgerKeeper({ store, clock, logger, maximumRequests, isShared });
  opened.defer(() => ledger.close());
  await ledger.start();
  const reached = openUpstreams({
    ...remotes,
    upstreams: configuration.Relay.Upstreams,
    opener: upstreamOpener(foundation),
    http: httpClient,
    ingest,
    movedInstances,
    receivable: acceptedStorage,
    characterSet: () => encoding.terms,
    logger,
  });
  const upstreams = reached.map(({ configuration: upstream, expected, link }) => {
    const modality = () => modalities.get(upstream.Modality);
    const aet = () => modality()?.AET;
    return {
      configuration: upstream,
      name: upstream.Name,
      link,
      modality,
      upstream: relayUpstream({ configuration: upstream, link, expectedSets: expected, aet }),
    };
  });
  const relay = new Relay({
    upstreams: upstreams.map(({ upstream }) => upstream),
    index,
    store,
    fetches,
    clock,
    logger,
    pin: (studies) => pins.pin(undefined, studies),
    observe: (request) => metrics.relay.requestEnded(request),
  });
  opened.defer(() => relay.stop());
  const search = new RelaySearch({
    upstreams,
    store,
    settings: {
      dictionary,
      get characterSet() {
        return encoding.terms;
      },
    },
    logger,
    observe: ({ durationMs, outcome, upstream }) => metrics.relay.searchEnded(upstream, outcome, durationMs),
    now: () => clock.nowMs(),
  });
  return {
    relay,
    search,
    upstreams: new UpstreamStates({ upstreams, fetches, store, relay }),
    prefetch: prefetchKind({
      rules: namedRules(configuration.Relay.Prefetch),
      upstreams,
      relay,
      nowMs: () => clock.nowMs(),
    }),
  };
}

/** Each upstream has a breaker of its own, which counts what more than connecting comes to. */
function upstreamOpener({ configuration, tls }: Foundation): AssociationOpener {
  const breaker = new CircuitBreaker({ threshold: 0, delayMs: 0, nowMs: () => performance.now() });
  return new AssociationOpener({ breaker, maxPduBytes: configuration.MaximumPduLength, tls: tls.client });
}
