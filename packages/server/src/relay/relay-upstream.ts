import { matchesPattern } from '../access/uid-pattern.ts';
import type { UpstreamConfiguration } from '../config/relay.ts';
import type { RetrieveClient } from '../retrieve/retrieve-source.ts';
import type { FetchUpstream } from './fetch/fetch-upstream.ts';
import type { ExpectedSets } from './upstreams/expected-set.ts';
import type { UpstreamLink } from './upstreams/upstream-link.ts';
import type { StudyKey } from './upstreams/upstream-questions.ts';

/** An upstream as retrieves see it. */
export interface RelayUpstream extends FetchUpstream {
  readonly configuration: UpstreamConfiguration;
  /** AE title of its modality as it is registered now; undefined for DICOMweb, or where it is not. */
  aet(): string | undefined;
  /** Study Instance UIDs of a patient (PatientID), or of an Accession Number. */
  studiesOf(key: StudyKey, signal: AbortSignal): Promise<readonly string[]>;
}

/**
 * Whether something may be fetched for this client: who and where to are allowed, and neither is the upstream itself, or
 * two relays that face each other would ask each other for ever.
 */
export function mayFetchFor(upstream: RelayUpstream, client: RetrieveClient): boolean {
  const { AllowedClients, AllowedDestinations } = upstream.configuration;
  if (!AllowedClients.some((pattern) => matchesPattern(client.name, pattern))) return false;
  if (client.service === 'REST') return true;
  const { destinationAet } = client;
  return (
    AllowedDestinations.some((pattern) => matchesPattern(destinationAet, pattern)) &&
    !isOf(upstream, client.name) &&
    !isOf(upstream, destinationAet)
  );
}

/** By what an upstream is known when it calls. */
export interface CallingTitles {
  readonly configuration: Pick<UpstreamConfiguration, 'SendingAets'>;
  aet(): string | undefined;
}

/** Whether an AE title is one that the upstream calls with. */
export function isOf(upstream: CallingTitles, aet: string): boolean {
  const own = [upstream.aet() ?? '', ...upstream.configuration.SendingAets];
  return aet !== '' && own.some((title) => comparable(title) === comparable(aet));
}

/** Case never tells two applications apart that could be the same. */
function comparable(aet: string): string {
  return aet.trim().toUpperCase();
}

/** An upstream by C-MOVE sends over other associations, when it likes. */
function sendsApart({ Retrieve }: UpstreamConfiguration): boolean {
  return Retrieve === 'C-MOVE';
}

const millisecondsPerSecond = 1000;

export interface RelayUpstreamParts {
  readonly configuration: UpstreamConfiguration;
  readonly link: UpstreamLink;
  readonly expectedSets: ExpectedSets;
  readonly aet: () => string | undefined;
}

/** An upstream as its configuration describes it, over its link. */
export function relayUpstream({ aet, configuration, expectedSets, link }: RelayUpstreamParts): RelayUpstream {
  const { FirstInstanceTimeout, Levels, MaximumInstances, Name, ParallelRetrieves, QuietPeriod, Retrieve, Timeout } =
    configuration;
  return {
    configuration,
    name: Name,
    levels: Levels,
    limits: {
      firstInstanceMs: FirstInstanceTimeout * millisecondsPerSecond,
      quietMs: QuietPeriod * millisecondsPerSecond,
      totalMs: Timeout * millisecondsPerSecond,
      nothingAfterAnswer: !sendsApart(configuration),
    },
    maximumInstances: MaximumInstances,
    parallelRetrieves: ParallelRetrieves,
    retrievesUnseen: Retrieve !== 'C-GET',
    aet,
    studiesOf: (key, signal) => expectedSets.studiesOf(key, signal),
    expectationOf: (target, priority, signal) => expectedSets.of(target, signal, { priority }),
    retrieve: (targets, { listener, priority, sopClassUids }, signal) =>
      link.retrieve(targets, (progress) => listener.progress(progress), signal, {
        priority,
        sopClasses: [...sopClassUids],
        onTurn: () => listener.asked(),
        arrivals: (arrived) => listener.onArrival(arrived),
      }),
  };
}
