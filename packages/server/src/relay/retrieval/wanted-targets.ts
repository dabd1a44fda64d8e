import type { IndexStore } from '../../index/index-store.ts';
import { asIsocenterError, IsocenterError } from '../../model/isocenter-error.ts';
import type { Level } from '../../model/level.ts';
import { identifierKeys } from '../../model/main-tags.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { RetrieveKeys } from '../../retrieve/selection.ts';
import type { RelayTarget } from '../relay-target.ts';
import type { RelayUpstream } from '../relay-upstream.ts';

/** A target, and who may have it. */
export interface WantedTarget {
  readonly target: RelayTarget;
  /** SOP Instance UIDs, where not all of the target is wanted. */
  readonly only?: ReadonlySet<string>;
  readonly upstreams: readonly RelayUpstream[];
}

export interface WantedTargets {
  readonly targets: readonly WantedTarget[];
  /** Why there may be more that nobody could name. */
  readonly doubt: IsocenterError | undefined;
}

/** What the keys of a retrieve name, as upstreams are asked for it. Patients and accession numbers are looked up there. */
export async function wantedTargets(
  keys: RetrieveKeys,
  upstreams: readonly RelayUpstream[],
  index: Pick<IndexStore, 'findResources'>,
  signal: AbortSignal,
): Promise<WantedTargets> {
  const values = [...new Set(keys.values)];
  if (keys.level === 'Patient' || keys.byAccessionNumber) {
    return studiesOfKeys(values, keys.byAccessionNumber ? 'Study' : 'Patient', upstreams, signal);
  }
  if (keys.level === 'Study') {
    const targets = values.map(
      (studyInstanceUid) => ({ target: { level: 'Study', studyInstanceUid }, upstreams }) as const,
    );
    return { targets, doubt: undefined };
  }
  return keys.level === 'Series'
    ? seriesTargets(keys, values, upstreams, index)
    : instanceTargets(keys, values, upstreams, index);
}

async function studiesOfKeys(
  values: readonly string[],
  level: 'Patient' | 'Study',
  upstreams: readonly RelayUpstream[],
  signal: AbortSignal,
): Promise<WantedTargets> {
  const owners = new Map<string, RelayUpstream[]>();
  let doubt: IsocenterError | undefined;
  for (const upstream of upstreams) {
    for (const value of values) {
      try {
        for (const study of await upstream.studiesOf(
          level === 'Patient' ? { patientId: value } : { accessionNumber: value },
          signal,
        )) {
          const known = owners.get(study);
          if (known === undefined) owners.set(study, [upstream]);
          else if (!known.includes(upstream)) known.push(upstream);
        }
      } catch (error) {
        signal.throwIfAborted();
        doubt = asIsocenterError(error);
      }
    }
  }
  const targets = [...owners].map(
    ([studyInstanceUid, having]) => ({ target: { level: 'Study', studyInstanceUid }, upstreams: having }) as const,
  );
  return { targets, doubt };
}

async function seriesTargets(
  keys: RetrieveKeys,
  values: readonly string[],
  upstreams: readonly RelayUpstream[],
  index: Pick<IndexStore, 'findResources'>,
): Promise<WantedTargets> {
  const given = ancestorOf(keys, 'Study');
  const here = given === undefined ? await parentsHere(index, 'Series', values) : new Map<string, Parents>();
  const targets: WantedTarget[] = [];
  for (const seriesInstanceUid of values) {
    const studyInstanceUid = given ?? here.get(seriesInstanceUid)?.studyInstanceUid;
    if (studyInstanceUid === undefined) continue;
    targets.push({ target: { level: 'Series', studyInstanceUid, seriesInstanceUid }, upstreams });
  }
  return { targets, doubt: targets.length < values.length ? unnamed('Study Instance UID') : undefined };
}

/** Instances of one series are fetched together. */
async function instanceTargets(
  keys: RetrieveKeys,
  values: readonly string[],
  upstreams: readonly RelayUpstream[],
  index: Pick<IndexStore, 'findResources'>,
): Promise<WantedTargets> {
  const given = { studyInstanceUid: ancestorOf(keys, 'Study'), seriesInstanceUid: ancestorOf(keys, 'Series') };
  const isGiven = given.studyInstanceUid !== undefined && given.seriesInstanceUid !== undefined;
  const here = isGiven ? new Map<string, Parents>() : await parentsHere(index, 'Instance', values);
  const series = new Map<string, { readonly parents: Parents; readonly uids: string[] }>();
  let named = 0;
  for (const sopInstanceUid of values) {
    const parents = isGiven ? given : here.get(sopInstanceUid);
    if (parents?.seriesInstanceUid === undefined) continue;
    named += 1;
    const known = series.get(parents.seriesInstanceUid);
    if (known === undefined) series.set(parents.seriesInstanceUid, { parents, uids: [sopInstanceUid] });
    else known.uids.push(sopInstanceUid);
  }
  const targets = [...series.values()].map(({ parents, uids }) => ({ ...instanceTarget(parents, uids), upstreams }));
  return { targets, doubt: named < values.length ? unnamed('Study or Series Instance UID') : undefined };
}

interface Parents {
  readonly studyInstanceUid: string | undefined;
  readonly seriesInstanceUid: string | undefined;
}

function instanceTarget(
  { seriesInstanceUid = '', studyInstanceUid = '' }: Parents,
  uids: readonly string[],
): Omit<WantedTarget, 'upstreams'> {
  const [first, ...others] = uids;
  if (first !== undefined && others.length === 0) {
    return { target: { level: 'Instance', studyInstanceUid, seriesInstanceUid, sopInstanceUid: first } };
  }
  return { target: { level: 'Series', studyInstanceUid, seriesInstanceUid }, only: new Set(uids) };
}

/** A key above with one value; a list of them does not say which is whose. */
function ancestorOf({ ancestors }: RetrieveKeys, level: Level): string | undefined {
  const value = ancestors.find((ancestor) => ancestor.level === level)?.value;
  return value === undefined || /[\\*?]/.test(value) ? undefined : value;
}

/** What is partly here tells where it belongs. */
async function parentsHere(
  index: Pick<IndexStore, 'findResources'>,
  level: 'Series' | 'Instance',
  values: readonly string[],
): Promise<ReadonlyMap<string, Parents>> {
  const parents = new Map<string, Parents>();
  const pages = index.findResources({
    level,
    conditions: [{ derived: true, kind: 'identifier', level, values: values.map(normalizeIdentifier) }],
    order: [{ by: 'public-id' }],
    want: { tags: true, ancestorTags: level === 'Series' ? ['Study'] : ['Study', 'Series'] },
  });
  for await (const page of pages) {
    for (const { ancestorTags, tags } of page) {
      parents.set(tags?.[identifierKeys[level]] ?? '', {
        studyInstanceUid: ancestorTags?.Study?.[identifierKeys.Study],
        seriesInstanceUid: ancestorTags?.Series?.[identifierKeys.Series],
      });
    }
  }
  return parents;
}

function unnamed(key: string): IsocenterError {
  return new IsocenterError('BadRequest', `Upstreams are not asked without the ${key}`);
}
