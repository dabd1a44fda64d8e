import type { DataDictionary } from '@isocenter/dicom';
import type { ResourceCondition, ResourceOrder } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, parseLevel } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { userNumberRange } from '../model/metadata.ts';
import { foldText } from '../model/text-form.ts';
import { attributeNamed, toolsFindKeys } from '../query/tools-find.ts';
import { levelKeeping } from '../query/value-source.ts';
import { BodyFields, type BodyObject, bodyObject } from './body-fields.ts';
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

/**
 * Reads the body of `/tools/find`.
 * @throws IsocenterError BadRequest, ParameterOutOfRange, UnknownDicomTag, InexistentItem for unknown metadata
 */
export function readToolsFind(body: unknown, context: ToolsFindContext): ToolsFindRequest {
  const fields = new BodyFields(bodyObject(body));
  const level = requiredLevel(fields);
  const caseSensitive = fields.flag('CaseSensitive') ?? false;
  const conditions = [
    ...parentConditions(fields),
    ...labelConditions(fields),
    ...metadataConditions(fields, context, caseSensitive),
  ];
  const order = (fields.objects('OrderBy') ?? []).map((item) => resourceOrder(item, level, context));
  const search: ResourceSearch = {
    capped: true,
    level,
    keys: toolsFindKeys(queryTexts(fields), context.dictionary),
    matching: { caseSensitive, caseSensitivePersonNames: caseSensitive },
    conditions,
    ...(order.length > 0 && { order }),
    offset: fields.count('Since') ?? 0,
    limit: fields.count('Limit') ?? 0,
  };
  return { search, view: viewOfBody(fields, context.dictionary), expand: fields.flag('Expand') ?? false };
}

function requiredLevel(fields: BodyFields): Level {
  const text = fields.text('Level');
  if (text === undefined) throw new IsocenterError('BadRequest', 'The field Level is missing');
  const level = parseLevel(text);
  if (level === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown level: ${text}`);
  return level;
}

function queryTexts(fields: BodyFields): Readonly<Record<string, string>> {
  const query = fields.object('Query');
  if (query === undefined) throw new IsocenterError('BadRequest', 'The field Query is missing');
  return texts(query, 'Query');
}

function texts(object: BodyObject, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(object).map(([key, value]): [string, string] => {
    if (typeof value !== 'string') throw new IsocenterError('BadRequest', `The values of ${name} must be strings`);
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function parentConditions(fields: BodyFields): ResourceCondition[] {
  return (['Patient', 'Study', 'Series'] as const).flatMap((level): ResourceCondition[] => {
    const publicId = fields.text(`Parent${level}`);
    return publicId === undefined ? [] : [{ derived: true, kind: 'within', level, publicId }];
  });
}

const labelsConstraints = ['All', 'Any', 'None'] as const;

function labelConditions(fields: BodyFields): ResourceCondition[] {
  const labels = fields.texts('Labels') ?? [];
  const asked = fields.text('LabelsConstraint') ?? 'All';
  const constraint = labelsConstraints.find((known) => known === asked);
  if (constraint === undefined) {
    throw new IsocenterError('ParameterOutOfRange', 'LabelsConstraint must be All, Any or None');
  }
  return labels.length === 0 ? [] : [{ derived: true, kind: 'labels', constraint, labels }];
}

function metadataConditions(
  fields: BodyFields,
  context: ToolsFindContext,
  caseSensitive: boolean,
): ResourceCondition[] {
  const query = texts(fields.object('MetadataQuery') ?? {}, 'MetadataQuery');
  return Object.entries(query).map(([name, pattern]) => ({
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
} as const;

function resourceOrder(item: BodyObject, level: Level, context: ToolsFindContext): ResourceOrder {
  const fields = new BodyFields(item);
  const { type, key } = { type: fields.text('Type') ?? '', key: fields.text('Key') ?? '' };
  const descending = isDescending(fields.text('Direction'));
  if (!Object.hasOwn(orderTypes, type)) throw new IsocenterError('BadRequest', `Unknown type of order: ${type}`);
  const order = orderTypes[type as keyof typeof orderTypes];
  if (order.by === 'metadata') return { ...order, name: metadataNumber(key, context), descending };
  const { tag } = attributeNamed(key, context.dictionary);
  const keptAt = levelKeeping(tag, level, context.mainTags);
  if (keptAt === undefined)
    throw new IsocenterError('BadRequest', `The index does not keep the tag to order by: ${key}`);
  return { ...order, tag, level: keptAt, descending };
}

function isDescending(direction: string | undefined): boolean {
  switch (direction?.toUpperCase()) {
    case 'ASC':
      return false;
    case 'DESC':
      return true;
    default:
      throw new IsocenterError('BadRequest', 'Direction of an order must be ASC or DESC');
  }
}
