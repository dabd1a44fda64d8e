import {
  DataSet,
  encodeDataSetToBytes,
  encodeFileMeta,
  generateUid,
  SopClasses,
  Tags,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { implementation } from '../../model/implementation.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { Spool } from '../../streams/spool.ts';
import { instanceRecord, levelRecord, type ReferencedFile } from './directory-record.ts';

/** Where a record's links stand in its encoded item: after the header of the item and those of the elements (PS3.5 7.1.2). */
const itemHeaderBytes = 8;
const nextOffsetPosition = itemHeaderBytes + 8;
const lowerOffsetPosition = itemHeaderBytes + 12 + 10 + 8;

/** A list of records of one parent, linked one to the next. */
interface Entity {
  /** Number of the record that the entity hangs on; undefined: the root. */
  readonly parent: number | undefined;
  first: number | undefined;
  last: number | undefined;
}

export interface DicomDirectoryOptions {
  /** Descriptions beyond the standard's keys. */
  readonly extended: boolean;
  /** Of the file that holds records while they are many. */
  readonly temporaryFolder: string;
  readonly fileSetId: string;
}

/**
 * A DICOMDIR (PS3.3 Annex F, PS3.10 8.6) made of instances as they come. Records wait in a spool; in memory are a few
 * numbers for each, and the patients, studies and series seen so far.
 */
export class DicomDirectory {
  readonly #options: DicomDirectoryOptions;
  readonly #spool: Spool;
  readonly #lengths: number[] = [];
  readonly #next: number[] = [];
  readonly #lower: number[] = [];
  readonly #root: Entity = { parent: undefined, first: undefined, last: undefined };
  readonly #entities = new Map<string, Entity>();

  constructor(options: DicomDirectoryOptions) {
    this.#options = options;
    this.#spool = new Spool(options.temporaryFolder);
  }

  /** Adds an instance; `dataSet` needs to reach to the pixel data only. */
  async add(dataSet: DataSet, file: ReferencedFile): Promise<void> {
    const patientKey = `P${dataSet.textField(Tags.PatientID) ?? ''}`;
    const patient = await this.#entity(patientKey, this.#root, 'PATIENT', dataSet);
    const studyKey = `${patientKey}|${dataSet.text(Tags.StudyInstanceUID) ?? ''}`;
    const study = await this.#entity(studyKey, patient, 'STUDY', dataSet);
    const seriesKey = `${studyKey}|${dataSet.text(Tags.SeriesInstanceUID) ?? ''}`;
    const series = await this.#entity(seriesKey, study, 'SERIES', dataSet);
    await this.#append(series, instanceRecord(dataSet, file));
  }

  /** The file, once every instance is added. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const head = this.#head();
    const offsets: number[] = [];
    let end = head.length;
    for (const length of this.#lengths) {
      offsets.push(end);
      end += length;
    }
    if (end > maxFileBytes) throw new IsocenterError('ParameterOutOfRange', 'A DICOMDIR cannot be longer than 4 GiB');
    const offsetOf = (record: number | undefined) => (record === undefined ? 0 : (offsets[record] ?? 0));
    head.writeUInt32LE(offsetOf(this.#root.first), head.length - rootFirstFromEnd);
    head.writeUInt32LE(offsetOf(this.#root.last), head.length - rootLastFromEnd);
    yield head;
    let number = 0;
    for await (const record of recordsOf(this.#spool.read(), this.#lengths)) {
      record.writeUInt32LE(offsetOf(linkOf(this.#next[number])), nextOffsetPosition);
      record.writeUInt32LE(offsetOf(linkOf(this.#lower[number])), lowerOffsetPosition);
      yield record;
      number += 1;
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#spool[Symbol.asyncDispose]();
  }

  async #entity(
    key: string,
    above: Entity,
    type: Parameters<typeof levelRecord>[0],
    dataSet: DataSet,
  ): Promise<Entity> {
    const known = this.#entities.get(key);
    if (known !== undefined) return known;
    const parent = await this.#append(above, levelRecord(type, dataSet, this.#options.extended));
    const entity = { parent, first: undefined, last: undefined };
    this.#entities.set(key, entity);
    return entity;
  }

  /** Appends a record to the list of its parent; answers its number. */
  async #append(entity: Entity, record: DataSet): Promise<number> {
    const number = this.#lengths.length;
    const item = encodeItem(record);
    this.#lengths.push(item.length);
    this.#next.push(noLink);
    this.#lower.push(noLink);
    if (entity.last !== undefined) this.#next[entity.last] = number;
    else if (entity.parent !== undefined) this.#lower[entity.parent] = number;
    entity.first ??= number;
    entity.last = number;
    await this.#spool.write(item);
    return number;
  }

  /** All that comes before the first record; the offsets of the root entity are written into it. */
  #head(): Buffer {
    const meta = encodeFileMeta({
      mediaStorageSopClassUid: SopClasses.MediaStorageDirectoryStorage,
      mediaStorageSopInstanceUid: generateUid(),
      transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
      ...implementation,
    });
    const dataSet = new DataSet();
    dataSet.set(Tags.FileSetID, 'CS', this.#options.fileSetId);
    dataSet.set(Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 'UL', 0);
    dataSet.set(Tags.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, 'UL', 0);
    dataSet.set(Tags.FileSetConsistencyFlag, 'US', 0);
    const sequence = Buffer.alloc(sequenceHeaderBytes);
    sequence.writeUInt16LE(Tags.DirectoryRecordSequence >>> 16, 0);
    sequence.writeUInt16LE(Tags.DirectoryRecordSequence & 0xffff, 2);
    sequence.write('SQ', 4, 'latin1');
    const bytes = this.#lengths.reduce((total, length) => total + length, 0);
    sequence.writeUInt32LE(Math.min(bytes, maxFileBytes), 8);
    return Buffer.concat([meta, encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian), sequence]);
  }
}

/** Lengths and offsets have 32 bits; the highest value means something else. */
const maxFileBytes = 0xffff_fffe;
/** Tag, VR, two reserved bytes and a length of 32 bits. */
const sequenceHeaderBytes = 12;
/** (0004,1212) US, and what is before it, seen from the end of the head. */
const rootLastFromEnd = sequenceHeaderBytes + 10 + 4;
const rootFirstFromEnd = rootLastFromEnd + 12;
const noLink = -1;

function linkOf(record: number | undefined): number | undefined {
  return record === noLink ? undefined : record;
}

function encodeItem(record: DataSet): Buffer {
  const bytes = encodeDataSetToBytes(record, TransferSyntaxes.ExplicitVRLittleEndian);
  const header = Buffer.alloc(itemHeaderBytes);
  header.writeUInt16LE(0xfffe, 0);
  header.writeUInt16LE(0xe000, 2);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

/** Cuts what was spooled into its records again. */
async function* recordsOf(chunks: AsyncIterable<Uint8Array>, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let rest: Uint8Array = new Uint8Array(0);
  let number = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let length = lengths[number]; length !== undefined && at + length <= bytes.length; length = lengths[number]) {
      yield Buffer.from(bytes.subarray(at, at + length));
      at += length;
      number += 1;
    }
    rest = bytes.subarray(at);
  }
}
