import { isGroupLength, isPrivateCreator, type Tag, vrTable } from '@isocenter/dicom';
import type { ResourceCondition, ResourceQuery, TagCondition, WantedParts } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { depthOf, type Level } from '../model/level.ts';
import { textMatches } from './attribute-match.ts';
import { computedTags, relatedCounts } from './computed-keys.ts';
import type { FindKey } from './find-key.ts';
import type { FindQuery, FindSettings, RequestedAttribute } from './find-query.ts';
import { type Matching, matchingOf } from './matching.ts';
import { isTextual } from './range.ts';
import { isAttribute, isOfLowerLevel, levelKeeping, partsFor, sourceOf, type ValueSource } from './value-source.ts';

/** A condition that the index cannot decide: it is decided on each record, or on its file. */
export interface ResidualCondition {
  readonly key: FindKey;
  readonly matching: Exclude<Matching, { kind: 'universal' }>;
  readonly source: ValueSource;
}

/** What the index is asked, and what is left to decide and to read afterwards. */
export interface FindPlan {
  readonly query: Omit<ResourceQuery, 'offset' | 'limit'>;
  /** Matches to skip. */
  readonly offset: number;
  /** Matches at most: the smaller of what the caller and the configuration allow; may be infinite. */
  readonly limit: number;
  readonly residuals: readonly ResidualCondition[];
  /** No resource can match: the index need not be asked. */
  readonly matchesNothing: boolean;
  /** Sources of the requested attributes, in their order. */
  readonly sources: readonly ValueSource[];
  /** Attributes to read from the file of a record; none when it need not be opened. */
  readonly fileAttributes: readonly RequestedAttribute[];
  /** Main sequences to take from the index, or from the file of a record where the index leaves them to it. */
  readonly sequences: readonly RequestedAttribute[];
  /** Whether attributes of the file, or main sequences, already decide whether a record matches. */
  readonly attributesDecide: boolean;
  /** Whether keys with a value were left out because files may not be read to decide (`StorageAccessOnFind`). */
  readonly ignoresKeys: boolean;
}

/** Keys outside the matching of C-FIND (PS3.4 C.2.2.2; the time zone as the peer does). */
const neverMatchedTags: ReadonlySet<Tag> = new Set([0x00080005, 0x00080052, 0x00080201]);

type Decision =
  | { readonly by: 'nobody' }
  | { readonly by: 'index'; readonly condition: ResourceCondition }
  | { readonly by: 'reading'; readonly residual: ResidualCondition }
  | { readonly by: 'nothing-matches' };

/**
 * Splits a search into conditions for the index and conditions to decide on what was read.
 * @throws IsocenterError ParameterOutOfRange for wildcards where they are not allowed, BadRequest when matches are to
 * be skipped although files decide (/tools/find)
 */
export function planFind(query: FindQuery, settings: FindSettings): FindPlan {
  const decisions = query.keys.map((key) => decide(key, query, settings));
  const conditions = [...(query.conditions ?? [])];
  const residuals: ResidualCondition[] = [];
  let ignoresKeys = false;
  for (const decision of decisions) {
    if (decision.by === 'index') conditions.push(decision.condition);
    if (decision.by !== 'reading') continue;
    if (isAttribute(decision.residual.source) && settings.storageAccess !== 'Always') ignoresKeys = true;
    else residuals.push(decision.residual);
  }
  const attributesDecide = residuals.some(({ source }) => isAttribute(source));
  if (attributesDecide && query.dialect === 'tools-find' && (query.offset ?? 0) > 0) {
    throw new IsocenterError('BadRequest', 'Since cannot be combined with a criterion that is not kept in the index');
  }

  const sources = query.requested.map(({ tag, privateCreator }) =>
    sourceOf(tag, privateCreator, query.level, settings.mainTags),
  );
  const wantedFrom = (from: ValueSource['from']): RequestedAttribute[] => [
    ...residuals.filter(({ source }) => source.from === from).map(({ key }) => key),
    ...query.requested.filter((_, position) => sources[position]?.from === from),
  ];
  const mayRead = settings.storageAccess !== 'Never';
  const fileAttributes = mayRead ? wantedFrom('file') : [];
  const sequences = wantedFrom('main-sequences');
  const needed = [...sources, ...residuals.map(({ source }) => source)];
  return {
    query: {
      level: query.level,
      conditions,
      order: query.order ?? [{ by: 'public-id' }],
      want: mergeParts(query.want ?? {}, partsFor(needed), mayRead && needed.some(isAttribute)),
    },
    offset: query.offset ?? 0,
    limit: limitOf(query, settings),
    residuals,
    matchesNothing: decisions.some(({ by }) => by === 'nothing-matches'),
    sources,
    fileAttributes,
    sequences,
    attributesDecide,
    ignoresKeys,
  };
}

/** Matches at most: the smaller of what the caller and the configuration allow; may be infinite. */
export function limitOf(
  { level, limit = 0 }: Pick<FindQuery, 'level' | 'limit'>,
  { limitFindInstances, limitFindResults }: FindSettings,
): number {
  const cap = level === 'Instance' ? limitFindInstances : limitFindResults;
  return Math.min(limit || Number.POSITIVE_INFINITY, cap || Number.POSITIVE_INFINITY);
}

function decide(key: FindKey, query: FindQuery, settings: FindSettings): Decision {
  if (isIgnored(key.tag, query.dialect)) return { by: 'nobody' };
  const matching = key.tag === computedTags.ModalitiesInStudy ? exactMatching(key) : matchingOf(key, query.matching);
  if (matching.kind === 'universal') return { by: 'nobody' };

  const computed = decideComputed(key.tag, matching, query.level);
  if (computed !== undefined) return computed;
  const { mainTags } = settings;
  const level = levelKeeping(key.tag, query.level, mainTags);
  const condition = level && conditionOf(level, key, matching);
  if (condition !== undefined) return { by: 'index', condition };
  const isRequested = query.requested.some(({ tag }) => tag === key.tag);
  if (query.dialect === 'tools-find' && isOfLowerLevel(key.tag, query.level, mainTags) && !isRequested) {
    return { by: 'nothing-matches' };
  }
  const source = sourceOf(key.tag, key.privateCreator, query.level, mainTags);
  if (source.from !== 'constant') return { by: 'reading', residual: { key, matching, source } };
  const constantMatches = matching.kind !== 'sequence' && textMatches(key.vr, matching, source.value);
  return constantMatches ? { by: 'nobody' } : { by: 'nothing-matches' };
}

function isIgnored(tag: Tag, dialect: FindQuery['dialect']): boolean {
  if (isGroupLength(tag) || isPrivateCreator(tag) || tag <= 0x0007ffff) return true;
  return dialect === 'c-find' && neverMatchedTags.has(tag);
}

/** The peer compares ModalitiesInStudy as it stands: wildcards and lower case match nothing. */
function exactMatching(key: FindKey): Matching {
  const values = key.vr === 'SQ' ? [] : key.value.split('\\').map((value) => value.trim());
  const given = values.filter((value) => value !== '');
  return given.length === 0 ? { kind: 'universal' } : { kind: 'any-of', values: given, folding: 'none' };
}

/** Conditions on what the archive computes; undefined for attributes that it does not compute in this form. */
function decideComputed(tag: Tag, matching: Matching, level: Level): Decision | undefined {
  const count = relatedCounts.get(tag);
  const isInStudy = tag === computedTags.ModalitiesInStudy || tag === computedTags.SOPClassesInStudy;
  if (count === undefined && !isInStudy) return undefined;
  if (matching.kind !== 'any-of') return { by: 'nothing-matches' };
  const { values } = matching;
  if (count === undefined) {
    const kind = tag === computedTags.ModalitiesInStudy ? 'modalities-in-study' : 'sop-classes-in-study';
    return level === 'Patient'
      ? { by: 'nothing-matches' }
      : { by: 'index', condition: { derived: true, kind, values } };
  }
  const [text = ''] = values;
  const isOneNumber = values.length === 1 && /^\d{1,12}$/.test(text);
  return isOneNumber && depthOf(count.of) <= depthOf(level)
    ? { by: 'index', condition: { derived: true, kind: 'related-count', ...count, value: Number(text) } }
    : { by: 'nothing-matches' };
}

/** The index's form of a matching; undefined where it has none. */
function conditionOf(level: Level, { tag, vr }: FindKey, matching: Matching): TagCondition | undefined {
  // The index takes a backslash for the delimiter of values.
  if (!vrTable[vr].multiValued) return undefined;
  switch (matching.kind) {
    case 'any-of':
      return { level, tag, folded: matching.folding !== 'none', kind: 'any-of', values: matching.values };
    case 'wildcard':
      return { level, tag, folded: matching.folding !== 'none', kind: 'wildcard', patterns: matching.patterns };
    case 'present':
      return { level, tag, folded: false, kind: 'present' };
    case 'ranges': {
      const [range] = matching.ranges;
      if (range === undefined || matching.ranges.length > 1 || !isTextual(range)) return undefined;
      return { level, tag, folded: false, kind: 'range', from: range.from, to: range.to };
    }
    default:
      return undefined;
  }
}

function mergeParts(asked: WantedParts, needed: WantedParts, files: boolean): WantedParts {
  const { oneInstance: _, ...parts } = { ...asked, ...needed };
  const ancestorTags = [...new Set([...(asked.ancestorTags ?? []), ...(needed.ancestorTags ?? [])])];
  return {
    ...parts,
    ...(ancestorTags.length > 0 ? { ancestorTags } : {}),
    ...(files || asked.oneInstance === true ? { oneInstance: true } : {}),
  };
}
