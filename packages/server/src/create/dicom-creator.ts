import { randomUUID } from 'node:crypto';
import {
  type DataDictionary,
  DataSet,
  encodeDataSet,
  encodeFileMeta,
  generateUid,
  SopClasses,
  type Tag,
  Tags,
  type TransferSyntax,
  TransferSyntaxes,
} from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { IngestResult } from '../ingest/ingest-result.ts';
import type { InstanceOrigin } from '../ingest/origin.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { changeCharacterSet } from '../modify/character-set.ts';
import { setReplacement } from '../modify/replacement.ts';
import { type NamedTag, namedTag } from '../modify/tag-path.ts';
import type { WrittenTags } from '../tag-json/data-set-of-tags.ts';
import { setContent } from './content.ts';
import { inheritedTags } from './inherited-tags.ts';

/** One instance to make. */
export interface NewContent {
  /** A data URI. */
  readonly uri: string | undefined;
  readonly tags: WrittenTags;
}

export interface CreationRequest {
  readonly tags: WrittenTags;
  /** undefined: one instance without content; several are a series. */
  readonly content: NewContent | readonly NewContent[] | undefined;
  /** Public id of the patient, study or series that it becomes part of. */
  readonly parent: string | undefined;
  /** Identifiers, and tags that come from the parent, may be replaced. */
  readonly force: boolean;
  readonly encapsulate: boolean;
  readonly interpretBinaryTags: boolean;
  readonly privateCreator: string;
  /** The old form of the request: nothing but the tags is set that a file can do without. */
  readonly bare: boolean;
}

export interface DicomCreatorOptions {
  readonly index: Pick<IndexStore, 'findResources' | 'getResource'>;
  readonly blobs: BlobReader;
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly dictionary: DataDictionary;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly now: () => Date;
}

/** Identifiers that only `Force` sets; that of the patient is free where no parent gives it. */
const forcedTags: ReadonlySet<Tag> = new Set([Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID]);

/** What the peer writes new files in; text beyond it makes it UTF-8. */
const latin1 = 'ISO_IR 100';

/** Dates and times that an instance has when nobody gives them. */
const dateTags = [
  [Tags.InstanceCreationDate, Tags.InstanceCreationTime],
  [Tags.StudyDate, Tags.StudyTime],
  [Tags.SeriesDate, Tags.SeriesTime],
  [Tags.AcquisitionDate, Tags.AcquisitionTime],
  [Tags.ContentDate, Tags.ContentTime],
] as const;

/** Makes DICOM instances of tags and images or documents, and stores them. */
export class DicomCreator {
  readonly #options: DicomCreatorOptions;

  constructor(options: DicomCreatorOptions) {
    this.#options = options;
  }

  /**
   * Stores the instance, or the instances of a series, in order.
   * @throws IsocenterError as the peer: errors 2020 to 2025, BadFileFormat, BadParameterType, UnknownDicomTag
   */
  async create(request: CreationRequest, origin: InstanceOrigin): Promise<readonly IngestResult[]> {
    const common = await this.#commonTags(request);
    const contents = [request.content ?? []].flat();
    const isSeries = Array.isArray(request.content) && contents.length > 0;
    const made: { readonly dataSet: DataSet; readonly syntax: TransferSyntax }[] = [];
    // All are made before one is stored: an error leaves nothing behind.
    for (const [position, content] of (isSeries ? contents : contents.slice(0, 1)).entries()) {
      const dataSet = common.cloneWithout(() => false);
      if (isSeries) {
        dataSet.set(Tags.SOPInstanceUID, 'UI', generateUid());
        dataSet.set(Tags.InstanceNumber, 'IS', String(position + 1));
        // What the expected number of instances of a series is made of.
        dataSet.set(Tags.ImagesInAcquisition, 'IS', String(contents.length));
        dataSet.set(Tags.NumberOfTemporalPositions, 'IS', '1');
        this.#setTags(dataSet, content.tags, request, new Set());
        if (content.uri === undefined) throw new IsocenterError('CreateDicomNoPayload', '');
      }
      made.push({ dataSet, syntax: await this.#withContent(dataSet, content.uri, request) });
    }
    if (made.length === 0) made.push({ dataSet: common, syntax: await this.#withContent(common, undefined, request) });
    const results: IngestResult[] = [];
    for (const { dataSet, syntax } of made) results.push(await this.#store(dataSet, syntax, origin));
    return results;
  }

  async #commonTags(request: CreationRequest): Promise<DataSet> {
    const { encoding, now } = this.#options;
    const dataSet = new DataSet({ fallbackCharacterSet: encoding.terms.join('\\') });
    const inherited = new Set<Tag>();
    if (request.parent !== undefined) {
      for (const element of await inheritedTags(this.#options, request.parent)) {
        dataSet.setElement(element);
        inherited.add(element.tag);
      }
    }
    if (!request.bare && !dataSet.has(Tags.SpecificCharacterSet)) {
      dataSet.set(Tags.SpecificCharacterSet, 'CS', latin1);
    }
    this.#setTags(dataSet, request.tags, request, inherited);
    if (!dataSet.has(Tags.PatientID)) dataSet.set(Tags.PatientID, 'LO', randomUUID());
    for (const tag of forcedTags) if (!dataSet.has(tag)) dataSet.set(tag, 'UI', generateUid());
    if (request.bare) return dataSet;
    const [date = '', time = ''] = localDateTime(now());
    for (const [dateTag, timeTag] of dateTags) {
      if (dataSet.has(dateTag) || dataSet.has(timeTag)) continue;
      dataSet.set(dateTag, 'DA', date);
      dataSet.set(timeTag, 'TM', time);
    }
    return dataSet;
  }

  #setTags(dataSet: DataSet, tags: WrittenTags, request: CreationRequest, inherited: ReadonlySet<Tag>): void {
    const { dictionary } = this.#options;
    const { force, interpretBinaryTags, privateCreator } = request;
    const named = Object.entries(tags).map(([name, value]) => ({ name, named: namedTag(name, dictionary), value }));
    const characterSet = named.find(({ named: { tag } }) => tag === Tags.SpecificCharacterSet)?.value;
    if (characterSet !== undefined) setCharacterSet(dataSet, characterSet);
    for (const { name, named: place, value } of named) {
      if (isOwn(place, Tags.SpecificCharacterSet) || (request.bare && isOwn(place, Tags.PixelData))) continue;
      if (isOwn(place, Tags.PixelData)) throw new IsocenterError('CreateDicomUseContent', '');
      if (!force && !request.bare && (inherited.has(place.tag) || forcedTags.has(place.tag))) {
        throw new IsocenterError('CreateDicomOverrideTag', name);
      }
      setReplacement(dataSet, place, value, { dictionary, privateCreator, keepDataUris: !interpretBinaryTags });
    }
  }

  async #withContent(dataSet: DataSet, uri: string | undefined, request: CreationRequest): Promise<TransferSyntax> {
    const syntax =
      uri === undefined ? TransferSyntaxes.ExplicitVRLittleEndian : await setContent(dataSet, uri, request.encapsulate);
    // A file names the class of what it holds (PS3.10 7.1).
    if (!dataSet.has(Tags.SOPClassUID)) dataSet.set(Tags.SOPClassUID, 'UI', SopClasses.SecondaryCaptureImageStorage);
    return syntax;
  }

  async #store(dataSet: DataSet, syntax: TransferSyntax, origin: InstanceOrigin): Promise<IngestResult> {
    const intake = this.#options.ingest.beginFile(origin);
    try {
      const meta = encodeFileMeta({
        mediaStorageSopClassUid: dataSet.text(Tags.SOPClassUID) ?? '',
        mediaStorageSopInstanceUid: dataSet.text(Tags.SOPInstanceUID) ?? '',
        transferSyntaxUid: syntax.uid,
        ...implementation,
      });
      await intake.write(meta);
      for (const chunk of encodeDataSet(dataSet, syntax)) await intake.write(chunk);
    } catch (error) {
      await intake.abort();
      throw error;
    }
    return intake.finish();
  }
}

function isOwn({ privateCreator, tag: named }: NamedTag, tag: Tag): boolean {
  return privateCreator === undefined && named === tag;
}

/** The wish of the client, unless text that is inherited has no place in it. */
function setCharacterSet(dataSet: DataSet, value: unknown): void {
  if (typeof value !== 'string') throw new IsocenterError('BadParameterType', 'A character set must be a string');
  try {
    changeCharacterSet(dataSet, value);
  } catch (error) {
    if (!(error instanceof IsocenterError) || error.code !== 'BadFileFormat') throw error;
  }
}

/** `YYYYMMDD` and `HHMMSS`, where the server is. */
function localDateTime(date: Date): readonly string[] {
  const digits = (value: number, length = 2) => String(value).padStart(length, '0');
  return [
    `${digits(date.getFullYear(), 4)}${digits(date.getMonth() + 1)}${digits(date.getDate())}`,
    `${digits(date.getHours())}${digits(date.getMinutes())}${digits(date.getSeconds())}`,
  ];
}
