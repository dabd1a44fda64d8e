import type { RelayLevel, RelayTarget } from '../relay-target.ts';
import type { ExpectedInstance } from '../upstreams/expected-set.ts';

/** What is wanted of a target, as far as an upstream has named it. */
export interface NamedInstances {
  /** Whether that is all that the upstream has of the target. */
  readonly isWhole: boolean;
  readonly expected: readonly ExpectedInstance[];
  readonly missing: ReadonlySet<string>;
}

/**
 * The retrieves that bring what is missing of a target and as little else as the levels of the upstream allow: each is a
 * list of targets of one level, within one study or one series.
 * @param named undefined: nobody knows what is missing, all of it is asked for
 * @param parallel requests to divide it into where that can be done
 */
export function fetchRequests(
  target: RelayTarget,
  named: NamedInstances | undefined,
  levels: readonly RelayLevel[],
  parallel = 1,
): readonly (readonly RelayTarget[])[] {
  const { studyInstanceUid } = target;
  if (named === undefined) return [[nearest(target, levels)]];
  const { expected, isWhole, missing: allMissing } = named;
  const divided = parallel > 1 ? dividedRequests(target, named, levels, parallel) : [];
  if (divided.length > 1) return divided;
  if (isWhole && allMissing.size === expected.length) return [[nearest(target, levels)]];
  const seriesTargets: RelayTarget[] = [];
  const requests: RelayTarget[][] = [];
  for (const [seriesInstanceUid, instances] of bySeries(expected)) {
    const missing = instances.filter(({ sopInstanceUid }) => allMissing.has(sopInstanceUid));
    if (missing.length === 0) continue;
    if ((isWhole && missing.length === instances.length) || !levels.includes('Instance')) {
      seriesTargets.push({ level: 'Series', studyInstanceUid, seriesInstanceUid });
      continue;
    }
    requests.push(
      missing.map(({ sopInstanceUid }) => ({ level: 'Instance', studyInstanceUid, seriesInstanceUid, sopInstanceUid })),
    );
  }
  if (seriesTargets.length === 0) return requests;
  if (!levels.includes('Series')) return [[nearest({ level: 'Series', studyInstanceUid }, levels)]];
  return [seriesTargets, ...requests];
}

/** Several whole series each, or a part of the instances of one; nothing where neither can be asked for. */
function dividedRequests(
  { studyInstanceUid }: RelayTarget,
  { expected, isWhole, missing }: NamedInstances,
  levels: readonly RelayLevel[],
  parallel: number,
): readonly (readonly RelayTarget[])[] {
  const series = [...bySeries(expected.filter(({ sopInstanceUid }) => missing.has(sopInstanceUid)))];
  const isAllMissing = isWhole && missing.size === expected.length;
  if (isAllMissing && series.length >= parallel && levels.includes('Series')) {
    const targets = series.map(
      ([seriesInstanceUid]) => ({ level: 'Series', studyInstanceUid, seriesInstanceUid }) as const,
    );
    return Array.from({ length: parallel }, (_, part) => targets.filter((_target, index) => index % parallel === part));
  }
  if (!levels.includes('Instance')) return [];
  const partLength = Math.ceil(missing.size / parallel);
  return series.flatMap(([seriesInstanceUid, instances]) => {
    const targets = instances.map(
      ({ sopInstanceUid }) => ({ level: 'Instance', studyInstanceUid, seriesInstanceUid, sopInstanceUid }) as const,
    );
    const count = Math.ceil(targets.length / partLength);
    return Array.from({ length: count }, (_, part) => targets.slice(part * partLength, (part + 1) * partLength));
  });
}

/** The target itself, or what holds it at the nearest level that the upstream takes. */
function nearest(target: RelayTarget, levels: readonly RelayLevel[]): RelayTarget {
  const { level, seriesInstanceUid, studyInstanceUid } = target;
  if (levels.includes(level)) return target;
  if (level === 'Instance' && levels.includes('Series') && seriesInstanceUid !== undefined) {
    return { level: 'Series', studyInstanceUid, seriesInstanceUid };
  }
  return { level: 'Study', studyInstanceUid };
}

function bySeries(instances: readonly ExpectedInstance[]): ReadonlyMap<string, readonly ExpectedInstance[]> {
  return Map.groupBy(instances, ({ seriesInstanceUid }) => seriesInstanceUid);
}
