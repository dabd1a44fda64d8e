import type { DataDictionary } from '@isocenter/dicom';
import type { Static } from 'typebox';
import type { ResourceCondition, ResourceOrder } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { userNumberRange } from '../model/metadata.ts';
import { foldText } from '../model/text-form.ts';
import { attributeNamed, toolsFindKeys } from '../query/tools-find.ts';
import { levelKeeping } from '../query/value-source.ts';
import type { criteriaFields, findBody, orderItem } from './contract/find-schemas.ts';
import { requiredLevel } from './level-field.ts';
import type { NamedNumbers } from './named-numbers.ts';
import type { ResourceSearch } from './resource-reader.ts';
import { type ResourceView, viewOfBody } from './resource-view.ts';

/** What a body of `/tools/find` asks for. */
export interface ToolsFindRequest {
  readonly search: ResourceSearch;
  readonly view: ResourceView;
  /** Resources in place of their ids. */
  readonly expand: boolean;
}

export interface ToolsFindContext {
  readonly dictionary: DataDictionary;
  readonly mainTags: MainTags;
  readonly metadata: NamedNumbers;
}

type Criteria = Static<typeof criteriaFields>;

/**
 * Reads the body of `/tools/find`.
 * @throws IsocenterError ParameterOutOfRange, BadRequest, UnknownDicomTag, InexistentItem for unknown metadata
 */
export function readToolsFind(body: Static<typeof findBody>, context: ToolsFindContext): ToolsFindRequest {
  const criteria = readCriteria(body, context);
  const order = (body.OrderBy ?? []).flatMap((item) => resourceOrder(item, criteria.level, context) ?? []);
  const offset = body.Since ?? 0;
  if (body.CaseSensitive && offset > 0 && criteria.keys.length > 0) {
    throw new IsocenterError('BadRequest', 'Since cannot be combined with criteria that heed case');
  }
  return {
    search: {
      ...criteria,
      ...(order.length > 0 && { order }),
      offset,
      limit: body.Limit ?? 0,
    },
    view: viewOfBody(body, context.dictionary),
    // Who says what to show of resources wants to see them.
    expand: body.Expand || body.ResponseContent !== undefined,
  };
}

/** What searching and counting have in common. @throws IsocenterError as `readToolsFind` */
export function readCriteria(body: Criteria, context: ToolsFindContext): ResourceSearch {
  const caseSensitive = body.CaseSensitive ?? false;
  return {
    capped: true,
    level: requiredLevel(body.Level),
    keys: toolsFindKeys(body.Query, context.dictionary),
    matching: { caseSensitive, caseSensitivePersonNames: caseSensitive },
    conditions: [
      ...parentConditions(body),
      ...labelConditions(body),
      ...metadataConditions(body, context, caseSensitive),
    ],
  };
}

function parentConditions(body: Criteria): ResourceCondition[] {
  return (['Patient', 'Study', 'Series'] as const).flatMap((level): ResourceCondition[] => {
    const publicId = body[`Parent${level}`];
    return publicId === undefined ? [] : [{ derived: true, kind: 'within', level, publicId }];
  });
}

function labelConditions({ Labels: labels = [], LabelsConstraint: constraint = 'All' }: Criteria): ResourceCondition[] {
  // None of no labels: what has no label at all.
  const isMeant = labels.length > 0 || constraint === 'None';
  return isMeant ? [{ derived: true, kind: 'labels', constraint, labels }] : [];
}

function metadataConditions(
  { MetadataQuery = {} }: Criteria,
  context: ToolsFindContext,
  caseSensitive: boolean,
): ResourceCondition[] {
  return Object.entries(MetadataQuery).map(([name, pattern]) => ({
    derived: true,
    kind: 'metadata',
    name: metadataNumber(name, context),
    patterns: [caseSensitive ? pattern : foldText(pattern)],
    folded: !caseSensitive,
  }));
}

function metadataNumber(name: string, { metadata }: ToolsFindContext): number {
  const number = metadata.numberOf(name);
  if (number === undefined || number < 1 || number > userNumberRange.last) {
    throw new IsocenterError('InexistentItem', `Unknown metadata: ${name}`);
  }
  return number;
}

/** `Type` of an order, and how the values compare. */
const orderTypes = {
  DicomTag: { by: 'tag', as: 'text' },
  DicomTagAsInt: { by: 'tag', as: 'integer' },
  DicomTagAsFloat: { by: 'tag', as: 'float' },
  Metadata: { by: 'metadata', as: 'text' },
  MetadataAsInt: { by: 'metadata', as: 'integer' },
  MetadataAsFloat: { by: 'metadata', as: 'float' },
} as const;

/** Undefined for a tag that the index does not keep: no resource has it, and the order is that of the other keys. */
function resourceOrder(
  { Type, Key: key, Direction }: Static<typeof orderItem>,
  level: Level,
  context: ToolsFindContext,
): ResourceOrder | undefined {
  const descending = Direction === 'DESC';
  const order = orderTypes[Type];
  if (order.by === 'metadata') return { ...order, name: metadataNumber(key, context), descending };
  const { tag } = attributeNamed(key, context.dictionary);
  const keptAt = levelKeeping(tag, level, context.mainTags);
  return keptAt === undefined ? undefined : { ...order, tag, level: keptAt, descending };
}
