import { formatTag, Sequence } from '@isocenter/dicom';
import type { Attachment } from '../index/records.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import { childOf, type Level, levelRoutes, parentOf } from '../model/level.ts';
import type { RequestedAttribute } from '../query/find-query.ts';
import { isAttribute, isBlank, type Match, textOf, type ValueSource } from '../query/value-source.ts';
import { fullTagsOf } from '../tag-json/data-set-json.ts';
import { type FullTag, fullTag } from '../tag-json/full-tag.ts';
import { fullMainTags } from '../tag-json/main-tags-json.ts';
import { inFormat } from '../tag-json/tag-format.ts';
import type { NamedNumbers } from './named-numbers.ts';
import { type ResourceView, shows } from './resource-view.ts';
import { seriesStatus } from './series-status.ts';

/** The URI of a resource. */
export function resourcePath(level: Level, publicId: string): string {
  return `/${levelRoutes[level]}/${publicId}`;
}

/** The three fields by which answers name a resource. */
export function resourceLink(level: Level, publicId: string): { ID: string; Path: string; Type: Level } {
  return { ID: publicId, Path: resourcePath(level, publicId), Type: level };
}

/**
 * A resource as the REST API shows it.
 * @param sources where the requested tags of the view are found, in their order
 */
export function resourceJson(
  match: Match,
  view: ResourceView,
  sources: readonly ValueSource[],
  metadataNames: NamedNumbers,
): object {
  const { record } = match;
  const { level } = record;
  const isDefault = view.content === undefined;
  return {
    ...(shows(view, 'Attachments') && { Attachments: (record.attachments ?? []).map(attachmentJson) }),
    ...(shows(view, 'Children') && childrenJson(record)),
    ...(level === 'Series' && shows(view, 'Status') && statusJson(record)),
    ...(isDefault && level === 'Instance' && fileJson(record)),
    ID: record.publicId,
    ...(level === 'Patient' && shows(view, 'IsProtected') && { IsProtected: record.isProtected ?? false }),
    ...(level !== 'Instance' && shows(view, 'IsStable') && { IsStable: record.isStable ?? false }),
    ...(shows(view, 'Labels') && { Labels: record.labels ?? [] }),
    ...(isDefault && provenanceJson(record)),
    ...(shows(view, 'MainDicomTags') && mainTagsJson(record, view)),
    ...(shows(view, 'Metadata') && { Metadata: metadataJson(record, metadataNames) }),
    ...(shows(view, 'Parent') && parentJson(record)),
    ...(view.requested.length > 0 && { RequestedTags: requestedTagsJson(match, view, sources) }),
    Type: level,
  };
}

/**
 * A resource that somebody else has, as the REST API shows it: what its owner tells, and nothing that only the archive
 * that holds it can know.
 */
export function answeredResourceJson(match: Match, view: ResourceView, sources: readonly ValueSource[]): object {
  const { record } = match;
  return {
    ID: record.publicId,
    ...(shows(view, 'MainDicomTags') && mainTagsJson(record, view)),
    ...(shows(view, 'Parent') && parentJson(record)),
    ...(view.requested.length > 0 && { RequestedTags: requestedTagsJson(match, view, sources) }),
    Type: record.level,
  };
}

function childrenJson({ level, children }: ResourceRecord): object {
  const child = childOf(level);
  return child === undefined ? {} : { [childNames[child]]: children ?? [] };
}

const childNames = { Patient: 'Patients', Study: 'Studies', Series: 'Series', Instance: 'Instances' } as const;

function parentJson({ level, parent }: ResourceRecord): object {
  const above = parentOf(level);
  return above === undefined || parent === undefined ? {} : { [`Parent${above}`]: parent };
}

function statusJson({ metadata, indexesInSeries }: ResourceRecord): object {
  const text = metadata?.ExpectedNumberOfInstances ?? '';
  const expected = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return { ExpectedNumberOfInstances: expected ?? null, Status: seriesStatus(expected, indexesInSeries ?? []) };
}

function fileJson({ attachments, indexInSeries }: ResourceRecord): object {
  const file = attachments?.find(({ contentType }) => contentType === 1);
  return {
    ...(file !== undefined && { FileSize: file.uncompressedSize, FileUuid: file.uuid }),
    IndexInSeries: indexInSeries ?? null,
  };
}

function provenanceJson({ lastUpdate, metadata }: ResourceRecord): object {
  const { AnonymizedFrom, ModifiedFrom } = metadata ?? {};
  return {
    ...(AnonymizedFrom !== undefined && { AnonymizedFrom }),
    ...(lastUpdate !== undefined && { LastUpdate: lastUpdate }),
    ...(ModifiedFrom !== undefined && { ModifiedFrom }),
  };
}

/** Those of users under the names that they have given them. */
function metadataJson({ metadata }: ResourceRecord, names: NamedNumbers): object {
  const entries = Object.entries(metadata ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [names.nameOf(names.numberOf(key) ?? 0), value]));
}

function mainTagsJson({ level, tags, mainSequences, ancestorTags }: ResourceRecord, { format }: ResourceView): object {
  return {
    MainDicomTags: inFormat(fullMainTags(tags, mainSequences), format),
    ...(level === 'Study' && { PatientMainDicomTags: inFormat(fullMainTags(ancestorTags?.Patient), format) }),
  };
}

function requestedTagsJson(match: Match, { format, requested }: ResourceView, sources: readonly ValueSource[]): object {
  const tags = requested.flatMap((attribute, position): [string, FullTag][] => {
    const source = sources[position];
    // What is computed for other levels is left out.
    if (source !== undefined && isBlank(source)) return [];
    return [[formatTag(attribute.tag), requestedTag(attribute, source, match)]];
  });
  return inFormat(Object.fromEntries(tags), format);
}

/** A tag that the file does not have is null. */
function requestedTag(
  { tag, privateCreator }: RequestedAttribute,
  source: ValueSource | undefined,
  match: Match,
): FullTag {
  const key = formatTag(tag);
  if (source === undefined) return fullTag(key, 'Null', null);
  const stored = isAttribute(source) ? match.attributes?.element(tag, privateCreator)?.value : undefined;
  if (stored instanceof Sequence)
    return fullTag(
      key,
      'Sequence',
      stored.items.map((item) => fullTagsOf(item)),
    );
  const text = textOf(source, match);
  return text === undefined ? fullTag(key, 'Null', null) : fullTag(key, 'String', text);
}

/** A stored file as the REST API shows it. */
export function attachmentJson(attachment: Attachment): object {
  return {
    CompressedMD5: attachment.compressedMd5,
    CompressedSize: attachment.compressedSize,
    ContentType: attachment.contentType,
    UncompressedMD5: attachment.uncompressedMd5,
    UncompressedSize: attachment.uncompressedSize,
    Uuid: attachment.uuid,
  };
}
