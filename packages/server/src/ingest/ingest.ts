import type { DataDictionary } from '@isocenter/dicom';
import type { BlobCopies } from '../blobs/blob-copies.ts';
import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore, BlobWriter } from '../blobs/blob-store.ts';
import { CompressingWriter } from '../blobs/compressing-writer.ts';
import type { EventFeed } from '../events/event-feed.ts';
import type { Hook } from '../hooks/hook.ts';
import type { InstanceVerdict, ReceivedInstanceFacts } from '../hooks/hooks.ts';
import type { ExpectedValue, SeenValue } from '../index/expected-value.ts';
import type { IndexStore } from '../index/index-store.ts';
import type {
  Attachment,
  NewInstance,
  OverwriteMode,
  StorageLimits,
  StoredInstance,
  StoreResult,
} from '../index/records.ts';
import { contentTypes } from '../model/content-type.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import type { Metadata } from '../model/metadata.ts';
import type { PublicIds } from '../model/public-id.ts';
import { isWanted } from './arrival-filter.ts';
import { type ArrivalObserver, arrivedInstance } from './arrival-observer.ts';
import { type AttachmentName, takeAttachment } from './attachment-intake.ts';
import type { HashThread } from './hash-thread-client.ts';
import { HeaderReader } from './header-reader.ts';
import type { IngestResult, InstanceIntake } from './ingest-result.ts';
import { headerTags, type InstanceHeader } from './instance-header.ts';
import { pixelDataMetadata, receptionMetadata } from './instance-metadata.ts';
import { InstanceStream, type ReceivedInstance } from './instance-stream.ts';
import { type InstanceOrigin, originAet, type Provenance } from './origin.ts';
import { ParentRecords } from './parent-records.ts';
import { recompressAttachment } from './recompression.ts';
import { Reconstruction } from './reconstruction.ts';

export interface IngestOptions {
  readonly index: IndexStore;
  readonly blobs: BlobStore;
  readonly janitor: BlobJanitor;
  readonly copies: BlobCopies;
  readonly events: EventFeed;
  readonly mainTags: MainTags;
  readonly overwrite: OverwriteMode;
  readonly limits: StorageLimits;
  /** `StoreMD5ForAttachments`. */
  readonly storeMd5: boolean;
  /** `StorageCompression`: files are kept as zlib streams. */
  readonly compress: boolean;
  /** Undefined: hashes are made on the main thread. */
  readonly hashThread?: HashThread;
  /** `DefaultEncoding`, for files that name no character set. */
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly dictionary: DataDictionary;
  /** Decides whether what arrives is wanted. */
  readonly filter?: Hook<ReceivedInstanceFacts, InstanceVerdict>;
  readonly arrivals?: ArrivalObserver;
}

/** A data set that arrives by C-STORE. */
export interface DataSetArrival {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly origin: InstanceOrigin;
}

/** The one way in: every file is written, read and indexed here, whatever brought it. */
export class Ingest {
  readonly #options: IntakeOptions;
  readonly #wantedTags: ReadonlySet<number>;

  constructor(options: IngestOptions) {
    this.#options = {
      ...options,
      headers: new HeaderReader(options.mainTags),
      parents: new ParentRecords(options.mainTags, options.dictionary),
    };
    this.#wantedTags = new Set([...options.mainTags.all, ...headerTags]);
  }

  /** Begins an instance whose data set comes alone; it must be the one that the command names. */
  beginDataSet(arrival: DataSetArrival): InstanceIntake {
    const intake = this.#begin(arrival.origin, arrival);
    intake.startDataSet(arrival);
    return intake;
  }

  /** Begins an instance that comes as a file, with or without file meta information. */
  beginFile(origin: InstanceOrigin, provenance?: Provenance): InstanceIntake {
    return this.#begin(origin, undefined, provenance);
  }

  /** Takes an attachment of a resource that is here: see `takeAttachment`. */
  storeAttachment(
    name: AttachmentName,
    chunks: AsyncIterable<Uint8Array>,
    expected: ExpectedValue | undefined,
  ): Promise<SeenValue> {
    return takeAttachment(this.#options, name, chunks, expected);
  }

  /** Keeps the file of an attachment compressed, or not any more: see `recompressAttachment`. */
  recompressAttachment(
    name: AttachmentName,
    attachment: Attachment & { readonly revision: number },
    compression: Attachment['compression'],
  ): Promise<SeenValue> {
    return recompressAttachment(this.#options, name, attachment, compression);
  }

  /** What puts instances that are here into the index anew. */
  reconstruction(): Reconstruction {
    const { encoding } = this.#options;
    return new Reconstruction({
      ...this.#options,
      wantedTags: this.#wantedTags,
      characterSet: encoding.terms.join('\\'),
    });
  }

  #begin(origin: InstanceOrigin, expected: DataSetArrival | undefined, provenance?: Provenance): Intake {
    const { blobs, compress, storeMd5 } = this.#options;
    const writer = compress ? new CompressingWriter(blobs.create(), storeMd5) : blobs.create();
    const stream = new InstanceStream({
      writer,
      wantedTags: this.#wantedTags,
      hash: this.#options.storeMd5,
      hashThread: this.#options.hashThread,
      characterSet: this.#options.encoding.terms.join('\\'),
      dictionary: this.#options.dictionary,
      wholeHeader: this.#options.filter?.isActive ?? false,
    });
    return new Intake(this.#options, writer, stream, origin, expected, provenance);
  }
}

interface IntakeOptions extends IngestOptions {
  readonly headers: HeaderReader;
  readonly parents: ParentRecords;
}

class Intake implements InstanceIntake {
  readonly #options: IntakeOptions;
  readonly #writer: BlobWriter;
  readonly #stream: InstanceStream;
  /** Of the file as it is kept, when that is another one. */
  #compressedMd5: string | undefined;
  readonly #origin: InstanceOrigin;
  readonly #expected: DataSetArrival | undefined;
  readonly #provenance: Provenance | undefined;

  constructor(
    options: IntakeOptions,
    writer: BlobWriter,
    stream: InstanceStream,
    origin: InstanceOrigin,
    expected: DataSetArrival | undefined,
    provenance: Provenance | undefined,
  ) {
    this.#options = options;
    this.#writer = writer;
    this.#stream = stream;
    this.#origin = origin;
    this.#expected = expected;
    this.#provenance = provenance;
  }

  startDataSet(arrival: DataSetArrival): void {
    // File meta information is far shorter than a buffer: nothing to wait for.
    void this.#stream.startDataSet({ ...arrival, sourceAet: originAet(arrival.origin) });
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    return this.#stream.write(chunk);
  }

  async finish(): Promise<IngestResult> {
    let received: ReceivedInstance;
    let header: InstanceHeader;
    try {
      received = await this.#stream.end();
      if (this.#writer instanceof CompressingWriter) this.#compressedMd5 = await this.#writer.finish();
      header = withClass(this.#options.headers.read(received.header), received);
      this.#checkExpected(header);
      if (
        this.#options.filter?.isActive &&
        !(await isWanted(this.#options.filter, received, this.#origin, this.#options.dictionary))
      ) {
        await this.abort();
        return this.#result(header, this.#newInstance(received, header, ''), { status: 'FilteredOut', created: [] });
      }
    } catch (error) {
      await this.abort();
      throw error;
    }
    const { arrivals } = this.#options;
    const { instance, result } = await this.#store(received, header).catch((error: unknown) => {
      arrivals?.refused(arrivedInstance(header, this.#origin), asIsocenterError(error));
      throw error;
    });
    arrivals?.stored(
      arrivedInstance(header, this.#origin),
      result.status === 'Success' ? storedInstance(instance, header) : undefined,
      instance.metadata.Instance.RelayedFrom,
    );
    return this.#result(header, instance, result);
  }

  #result(
    { publicIds, sopClassUid, sopInstanceUid }: InstanceHeader,
    instance: NewInstance,
    { created, status }: Pick<IngestResult, 'created' | 'status'>,
  ): IngestResult {
    const size = instance.attachments[0]?.uncompressedSize ?? 0;
    return { status, publicIds, created, sopClassUid, sopInstanceUid, records: recordsOf(instance), size };
  }

  abort(): Promise<void> {
    this.#stream.abort();
    return this.#writer.abort();
  }

  /** What the command names and what the data set holds must be one (PS3.4 B.2.2). */
  #checkExpected(header: InstanceHeader): void {
    const expected = this.#expected;
    if (expected === undefined) return;
    if (header.sopClassUid === '') throw new IsocenterError('BadFileFormat', 'SOP Class UID is missing');
    if (expected.sopClassUid !== header.sopClassUid || expected.sopInstanceUid !== header.sopInstanceUid) {
      const details = 'The data set is not the SOP instance that the command names';
      throw new IsocenterError('BadFileFormat', details, { dimseStatus: 0xa900 });
    }
  }

  /**
   * File and index become durable at the same time, unless the storage area says otherwise: a small file by a copy in
   * the index, another by its own sync. After a crash in between start-up compares them. When the file fails, what the
   * index took is taken back.
   */
  async #store(
    received: ReceivedInstance,
    header: InstanceHeader,
  ): Promise<{ readonly instance: NewInstance; readonly result: StoreResult }> {
    const { copies, index, janitor, limits } = this.#options;
    const { size, uuid } = this.#writer;
    const copy = this.#writer.smallCopy();
    const written = copy === undefined ? this.#writer.flush() : this.#writer.leave();
    const synced = written.then(() => (copy === undefined ? this.#writer.sync() : undefined));
    // Its failure is met below, once the index has answered.
    synced.catch(() => undefined);
    let instance: NewInstance;
    try {
      const relayedFrom = await this.#options.arrivals?.relayedFrom(arrivedInstance(header, this.#origin));
      instance = this.#newInstance(received, header, await this.#stream.md5(), relayedFrom);
      await written;
    } catch (error) {
      await this.abort();
      throw error;
    }
    const [durable, stored] = await Promise.allSettled([
      synced,
      index.storeInstance(instance, limitsFor(instance, limits), copy),
    ]);
    if (stored.status === 'rejected') {
      await janitor.discardAfter(stored.reason, uuid);
      throw stored.reason;
    }
    const result = stored.value;
    if (result.copyId !== undefined) copies.kept(result.copyId, uuid, size);
    if (result.removedBlobs.length > 0) janitor.remove(result.removedBlobs);
    if (durable.status === 'rejected') {
      if (result.status === 'Success') await this.#takeBack(instance.publicIds.Instance);
      throw durable.reason;
    }
    this.#publishEvents(instance.publicIds, result);
    return { instance, result };
  }

  async #takeBack(publicId: string): Promise<void> {
    const deleted = await this.#options.index.deleteResource('Instance', publicId);
    if (deleted !== undefined) this.#options.janitor.remove(deleted.removedBlobs);
  }

  #newInstance(received: ReceivedInstance, header: InstanceHeader, md5: string, relayedFrom?: string): NewInstance {
    const { size } = received;
    const receivedAt = new Date();
    const { parents } = this.#options;
    const own = {
      ...parents.tagMetadata(received.header, 'Instance'),
      ...receptionMetadata(header, received.transferSyntaxUid, this.#origin, receivedAt),
      ...pixelDataMetadata(received),
      ...(relayedFrom === undefined ? {} : { RelayedFrom: relayedFrom }),
    };
    const above = parents.metadataAbove(received.header, header.above, originAet(this.#origin));
    return {
      publicIds: header.publicIds,
      tags: header.tags,
      folded: header.folded,
      sopClassUid: header.sopClassUid,
      transferSyntaxUid: received.transferSyntaxUid,
      indexInSeries: header.indexInSeries,
      expectedInstances: header.expectedInstances,
      metadata: this.#marked({ ...above, Instance: own }, header),
      ...(this.#provenance === undefined ? { sharedAbove: above } : {}),
      attachments: [
        {
          contentType: contentTypes.dicom,
          uuid: this.#writer.uuid,
          uncompressedSize: size,
          compressedSize: this.#writer.size,
          uncompressedMd5: md5,
          compressedMd5: this.#compressedMd5 ?? md5,
          compression: this.#writer instanceof CompressingWriter ? 'zlib' : 'none',
        },
      ],
      overwrite: this.#options.overwrite,
      receivedAtMs: receivedAt.getTime(),
    };
  }

  /** Each resource that is not its own source says what it was made from. */
  #marked(metadata: NewInstance['metadata'], { publicIds }: InstanceHeader): NewInstance['metadata'] {
    const provenance = this.#provenance;
    if (provenance === undefined) return metadata;
    const { name, sources } = provenance;
    const marked = (level: Level): Metadata =>
      sources[level] === publicIds[level] ? metadata[level] : { ...metadata[level], [name]: sources[level] };
    return {
      Patient: marked('Patient'),
      Study: marked('Study'),
      Series: marked('Series'),
      Instance: marked('Instance'),
    };
  }

  #publishEvents(publicIds: PublicIds, { created, deleted, status }: StoreResult): void {
    const { blobs, events } = this.#options;
    for (const { level, publicId } of deleted) events.publish({ type: 'Deleted', level, publicId });
    if (status !== 'Success') return;
    blobs.settle(this.#writer.uuid);
    for (const level of [...levels].reverse()) {
      if (created.includes(level)) events.publish({ type: `New${level}`, level, publicId: publicIds[level] });
    }
  }
}

/** A file may tell its class in its file meta information alone. */
function withClass(header: InstanceHeader, { mediaStorageSopClassUid }: ReceivedInstance): InstanceHeader {
  return header.sopClassUid === '' ? { ...header, sopClassUid: mediaStorageSopClassUid ?? '' } : header;
}

/** No patient goes to make room for what can be fetched again: only other such studies do. */
function limitsFor(instance: NewInstance, limits: StorageLimits): StorageLimits {
  return instance.metadata.Instance.RelayedFrom === undefined ? limits : { ...limits, mode: 'Reject' };
}

/** As the index would answer it. */
function storedInstance(instance: NewInstance, { sopInstanceUid }: InstanceHeader): StoredInstance | undefined {
  const { attachments, publicIds, sopClassUid, transferSyntaxUid } = instance;
  const [attachment] = attachments;
  if (attachment === undefined) return undefined;
  return { publicId: publicIds.Instance, sopClassUid, sopInstanceUid, transferSyntaxUid, attachment };
}

function recordsOf({ folded, metadata, tags }: NewInstance): IngestResult['records'] {
  const of = (level: Level) => ({ tags: tags[level], folded: folded[level], metadata: metadata[level] });
  return { Patient: of('Patient'), Study: of('Study'), Series: of('Series'), Instance: of('Instance') };
}
