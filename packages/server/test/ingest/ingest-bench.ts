import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  DataDictionary,
  DataSet,
  encodeDataSetToBytes,
  encodeFileMeta,
  Tags,
  type TransferSyntax,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { BlobCopies } from '../../src/blobs/blob-copies.ts';
import { BlobJanitor } from '../../src/blobs/blob-janitor.ts';
import type { BlobStore, BlobWriter } from '../../src/blobs/blob-store.ts';
import type { FileBlobStore } from '../../src/blobs/files/file-blob-store.ts';
import { EventFeed, type ResourceEvent } from '../../src/events/event-feed.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { Attachment } from '../../src/index/records.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { Ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import type { IngestResult, InstanceIntake } from '../../src/ingest/ingest-result.ts';
import type { InstanceOrigin } from '../../src/ingest/origin.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import type { Level } from '../../src/model/level.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { openFileBlobs } from '../support/file-blobs.ts';

export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

export const fromModality: InstanceOrigin = {
  kind: 'DicomProtocol',
  remoteAet: 'MODALITY',
  remoteIp: '10.1.2.3',
  calledAet: 'ARCHIVE',
};
export const fromUpload: InstanceOrigin = { kind: 'RestApi', remoteIp: '10.1.2.4', username: 'alice' };

/** What goes wrong in the storage area. */
export interface BlobFaults {
  readonly write?: Error;
  readonly flush?: Error;
  readonly sync?: Error;
  readonly leave?: Error;
}

export interface BenchOptions extends Partial<Omit<IngestOptions, 'index' | 'blobs' | 'events'>> {
  readonly faults?: BlobFaults;
  /** The index refuses. */
  readonly indexFault?: Error;
  /** Whether files are synced; then small ones are kept in the index first. */
  readonly sync?: boolean;
}

/** Ingest with a real index and real files. */
export interface IngestBench {
  readonly ingest: Ingest;
  readonly index: IndexStore;
  readonly events: ResourceEvent[];
  /** Resolves when files that are not needed any more are gone. */
  settle(): Promise<void>;
  /** The files in the storage area, by name. */
  files(): Promise<ReadonlyMap<string, Buffer>>;
  /** Numbers of patients, studies, series and instances. */
  counts(): Promise<readonly number[]>;
  attachmentOf(result: IngestResult): Promise<Attachment>;
  fileOf(result: IngestResult): Promise<Buffer>;
  metadataOf(result: IngestResult, level: Level): Promise<Readonly<Record<string, string>>>;
  tagsOf(result: IngestResult, level: Level): Promise<Readonly<Record<string, string>>>;
  /** `New…` and so on as `/changes` lists them. */
  changes(): Promise<readonly string[]>;
}

export async function startIngest(t: TestContext, options: BenchOptions = {}): Promise<IngestBench> {
  const { faults = {}, indexFault, sync = true, ...ingestOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-ingest-'));
  const { index } = await openSqliteIndex(join(folder, 'index'));
  const root = join(folder, 'files');
  const { blobs, close: closeBlobs, names } = openFileBlobs(root, { sync });
  const janitor = new BlobJanitor({ blobs, names, index, foreignRemovalAgeMs: 0, logger: silentLogger });
  const copies = new BlobCopies({ blobs, index, logger: silentLogger });
  const feed = new EventFeed((error) => {
    throw error;
  });
  const events: ResourceEvent[] = [];
  feed.subscribe((event) => events.push(event));
  const ingest = new Ingest({
    janitor,
    copies,
    mainTags: new MainTags(),
    overwrite: 'Never',
    limits: { maximumStorageBytes: 0, maximumPatients: 0, mode: 'Recycle' },
    storeMd5: true,
    compress: false,
    encoding: { terms: ['ISO_IR 100'] },
    dictionary: DataDictionary.standard,
    ...ingestOptions,
    index: indexFault === undefined ? index : refusingIndex(index, indexFault),
    blobs: faultyBlobs(blobs, faults),
    events: feed,
  });
  t.after(async () => {
    await janitor.settle();
    await copies.close();
    await closeBlobs();
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });
  const record = async ({ publicIds }: IngestResult, level: Level) => {
    const want = { metadata: true, tags: true, attachments: true };
    const found = await index.getResource(level, publicIds[level], want);
    if (found === undefined) throw new Error(`no such ${level}`);
    return found;
  };
  const bench: IngestBench = {
    ingest,
    index,
    events,
    settle: () => janitor.settle(),
    async files() {
      await blobs.flush();
      const names = await readdir(root, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('reserved'));
      return new Map(
        await Promise.all(
          files.map(async ({ name, parentPath }) => [name, await readFile(join(parentPath, name))] as const),
        ),
      );
    },
    async counts() {
      const { instances, patients, series, studies } = await index.statistics();
      return [patients, studies, series, instances];
    },
    async attachmentOf(result) {
      const [attachment] = (await record(result, 'Instance')).attachments ?? [];
      if (attachment === undefined) throw new Error('no attachment');
      return attachment;
    },
    async fileOf(result) {
      const file = (await bench.files()).get((await bench.attachmentOf(result)).uuid);
      if (file === undefined) throw new Error('no file');
      return file;
    },
    metadataOf: async (result, level) => (await record(result, level)).metadata ?? {},
    tagsOf: async (result, level) => (await record(result, level)).tags ?? {},
    async changes() {
      const { changes } = await index.listChanges({ limit: 100 });
      return changes.map(({ level, type }) => `${type} ${level}`);
    },
  };
  return bench;
}

function refusingIndex(index: IndexStore, error: Error): IndexStore {
  return new Proxy(index, {
    get(target, name) {
      if (name === 'storeInstance') return () => Promise.reject(error);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** The storage area with its writers' calls failing as told, after they were done. */
function faultyBlobs(blobs: FileBlobStore, faults: BlobFaults): BlobStore {
  const failing = (writer: BlobWriter): BlobWriter => ({
    uuid: writer.uuid,
    get size() {
      return writer.size;
    },
    write: (chunk) => (faults.write === undefined ? writer.write(chunk) : Promise.reject(faults.write)),
    smallCopy: () => writer.smallCopy(),
    flush: () => writer.flush().then(() => failWith(faults.flush)),
    sync: () => writer.sync().then(() => failWith(faults.sync)),
    leave: () => writer.leave().then(() => failWith(faults.leave)),
    abort: () => writer.abort(),
  });
  return {
    create: () => failing(blobs.create()),
    syncLater: (uuid) => blobs.syncLater(uuid),
    restore: (uuid, bytes) => blobs.restore(uuid, bytes),
    settle: (uuid) => blobs.settle(uuid),
    read: (uuid, range) => blobs.read(uuid, range),
    readRange: (uuid, range, target) => blobs.readRange(uuid, range, target),
    remove: (uuid) => blobs.remove(uuid),
    doubt: (uuid) => blobs.doubt(uuid),
    list: (prefix) => blobs.list(prefix),
    available: () => blobs.available(),
    precedesIndex: blobs.precedesIndex,
    close: () => blobs.close(),
  };
}

function failWith(error: Error | undefined): void {
  if (error !== undefined) throw error;
}

/** Gives all bytes, `chunkBytes` at a time, and finishes; aborts as every caller does when that fails. */
export async function feed(intake: InstanceIntake, bytes: Uint8Array, chunkBytes = 10_000): Promise<IngestResult> {
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      await intake.write(Uint8Array.from(bytes.subarray(at, at + chunkBytes)));
    }
    return await intake.finish();
  } catch (error) {
    await intake.abort();
    throw error;
  }
}

export interface ArrivalChoice {
  readonly syntax?: TransferSyntax;
  readonly command?: { readonly sopClassUid?: string; readonly sopInstanceUid?: string };
  readonly chunkBytes?: number;
}

/** Stores a data set as C-STORE brings it. */
export function storeDataSet(
  { ingest }: IngestBench,
  bytes: Uint8Array,
  { chunkBytes, command = {}, syntax = TransferSyntaxes.ExplicitVRLittleEndian }: ArrivalChoice = {},
): Promise<IngestResult> {
  const intake = ingest.beginDataSet({
    sopClassUid: ctImageStorage,
    sopInstanceUid: '1.2.3.4.5',
    ...command,
    transferSyntaxUid: syntax.uid,
    origin: fromModality,
  });
  return feed(intake, bytes, chunkBytes);
}

export function storeFile({ ingest }: IngestBench, bytes: Uint8Array, chunkBytes?: number): Promise<IngestResult> {
  return feed(ingest.beginFile(fromUpload), bytes, chunkBytes);
}

/** A CT image; `change` may change it. Patient P1, study 1.2.3, series 1.2.3.4, instance 1.2.3.4.5. */
export function ctImage(change: (dataSet: DataSet) => void = () => {}, pixelBytes = 16): DataSet {
  const dataSet = new DataSet()
    .set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 100')
    .set(Tags.SOPClassUID, 'UI', ctImageStorage)
    .set(Tags.SOPInstanceUID, 'UI', '1.2.3.4.5')
    .set(Tags.StudyDate, 'DA', '20260131')
    .set(Tags.Modality, 'CS', 'CT')
    .set(Tags.StudyDescription, 'LO', '')
    .set(Tags.PatientName, 'PN', 'Müller^Jörg')
    .set(Tags.PatientID, 'LO', 'P1')
    .set(Tags.StudyInstanceUID, 'UI', '1.2.3')
    .set(Tags.SeriesInstanceUID, 'UI', '1.2.3.4')
    .set(Tags.InstanceNumber, 'IS', '7')
    .set(Tags.Rows, 'US', 4)
    .set(Tags.PixelData, 'OW', new Uint8Array(pixelBytes).fill(0x5a));
  change(dataSet);
  return dataSet;
}

export function bytesOf(
  dataSet: DataSet,
  syntax: TransferSyntax = TransferSyntaxes.ExplicitVRLittleEndian,
): Uint8Array {
  return encodeDataSetToBytes(dataSet, syntax);
}

/** What stands before the data set of a file that another program wrote. */
export function fileMetaOf(syntax: TransferSyntax = TransferSyntaxes.ExplicitVRLittleEndian): Buffer {
  return Buffer.from(
    encodeFileMeta({
      mediaStorageSopClassUid: ctImageStorage,
      mediaStorageSopInstanceUid: '1.2.3.4.5',
      transferSyntaxUid: syntax.uid,
      implementationClassUid: '1.2.826.0.1.99',
      implementationVersionName: 'SOMEBODY',
    }),
  );
}

/** Nothing is left of what was not stored. */
export async function leftovers(bench: IngestBench): Promise<readonly unknown[]> {
  await bench.settle();
  const stored = (await bench.counts()).some((count) => count > 0);
  return [...(stored ? ['resources'] : []), ...(await bench.files()).keys(), ...(await bench.changes())];
}
