import type { DataDictionary } from '@isocenter/dicom';
import type { WantedParts } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import type { RequestedAttribute } from '../query/find-query.ts';
import { attributeNamed } from '../query/tools-find.ts';
import type { TagFormat } from '../tag-json/tag-format.ts';
import { listArgument, type QueryArguments } from './query-arguments.ts';
import { type TagFormatFields, tagFormatArgument, tagFormatField } from './tag-format-argument.ts';

/** Parts of a resource that a client can ask for by name (`response-content`). */
export const responseContents = [
  'MainDicomTags',
  'RequestedTags',
  'Metadata',
  'Status',
  'Parent',
  'Children',
  'Labels',
  'Attachments',
  'IsStable',
  'IsProtected',
] as const;
export type ResponseContent = (typeof responseContents)[number];

/** What a client wants to see of resources. */
export interface ResourceView {
  readonly format: TagFormat;
  readonly requested: readonly RequestedAttribute[];
  /** Undefined: what is shown when nobody asks for anything particular. */
  readonly content: ReadonlySet<ResponseContent> | undefined;
  /** Whether metadata are shown in any case. */
  readonly withMetadata?: boolean;
}

const contentByDefault: ReadonlySet<ResponseContent> = new Set([
  'MainDicomTags',
  'RequestedTags',
  'Status',
  'Parent',
  'Children',
  'Labels',
  'IsStable',
  'IsProtected',
]);

/** Whether a view shows a part. */
export function shows({ content, withMetadata = false }: ResourceView, part: ResponseContent): boolean {
  return (content ?? contentByDefault).has(part) || (withMetadata && part === 'Metadata');
}

/** The view that query arguments describe. @throws IsocenterError */
export function viewOfArguments(query: QueryArguments, dictionary: DataDictionary): ResourceView {
  return {
    format: tagFormatArgument(query, 'Simplified'),
    requested: requestedTags(listArgument(query, 'requested-tags') ?? listArgument(query, 'requestedTags'), dictionary),
    content: contentOf(listArgument(query, 'response-content')),
  };
}

/** Fields of a body that choose what is shown. */
export interface ViewFields extends TagFormatFields {
  readonly RequestedTags?: readonly string[];
  readonly ResponseContent?: readonly string[];
}

/** The view that a body describes. @throws IsocenterError */
export function viewOfBody(fields: ViewFields, dictionary: DataDictionary): ResourceView {
  return {
    format: tagFormatField(fields, 'Simplified'),
    requested: requestedTags(fields.RequestedTags, dictionary),
    content: contentOf(fields.ResponseContent),
  };
}

/** The parts of the index's records that the view of a level is made of. */
export function partsOf(view: ResourceView, level: Level, mainTags: MainTags): WantedParts {
  const isDefault = view.content === undefined;
  return {
    tags: shows(view, 'MainDicomTags'),
    mainSequences: shows(view, 'MainDicomTags') && mainTags.sequencesOf(level).size > 0,
    ...(level === 'Study' && shows(view, 'MainDicomTags') && { ancestorTags: ['Patient' as const] }),
    parent: shows(view, 'Parent') && level !== 'Patient',
    children: shows(view, 'Children') && level !== 'Instance',
    metadata: isDefault || shows(view, 'Metadata') || (level === 'Series' && shows(view, 'Status')),
    attachments: shows(view, 'Attachments') || (isDefault && level === 'Instance'),
    labels: shows(view, 'Labels'),
  };
}

/** Group 0002 is no part of a resource: the peer leaves its tags out. */
function requestedTags(names: readonly string[] | undefined, dictionary: DataDictionary): RequestedAttribute[] {
  return (names ?? []).map((name) => attributeNamed(name.trim(), dictionary)).filter(({ tag }) => tag > 0x0002ffff);
}

function contentOf(words: readonly string[] | undefined): ReadonlySet<ResponseContent> | undefined {
  return words === undefined ? undefined : new Set(words.map(responseContent));
}

function responseContent(word: string): ResponseContent {
  const found = responseContents.find((content) => content === word.trim());
  if (found === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown response content: ${word}`);
  return found;
}
