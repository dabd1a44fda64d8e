import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  type StorageClass,
} from '@aws-sdk/client-s3';
import type { ByteRange, ListedBlob } from '../blob-store.ts';
import type { ObjectStore, ObjectWriter } from '../object-store.ts';
import { type Download, download } from './object-download.ts';
import { ObjectKeys } from './object-keys.ts';
import { PartBuffers } from './part-buffers.ts';
import { isBehindEnd, isMissing, missingObject, s3ReadError, s3WriteError } from './s3-errors.ts';
import type { S3Settings } from './s3-settings.ts';
import { S3Upload } from './s3-upload.ts';

export type S3ObjectStoreSettings = Pick<S3Settings, 'bucket' | 'layout' | 'partBytes' | 'retries' | 'storageClass'>;

/** Who asks whether the store can be used wants to know it soon, whatever the retries. */
const availableTimeoutMs = 10_000;

/** Objects in a bucket of S3, or of a store that speaks its protocol. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #settings: S3ObjectStoreSettings;
  readonly #keys: ObjectKeys;
  readonly #buffers: PartBuffers;
  readonly #creation: { StorageClass?: StorageClass };

  /** @param client is closed with the store */
  constructor(client: S3Client, settings: S3ObjectStoreSettings) {
    this.#client = client;
    this.#settings = settings;
    this.#keys = new ObjectKeys(settings.layout);
    this.#buffers = new PartBuffers(settings.partBytes);
    // The SDK lists the classes of AWS; other stores have their own.
    this.#creation = settings.storageClass === '' ? {} : { StorageClass: settings.storageClass as StorageClass };
  }

  create(uuid: string): ObjectWriter {
    return new S3Upload({
      client: this.#client,
      object: this.#object(uuid),
      creation: this.#creation,
      uuid,
      partBytes: this.#settings.partBytes,
      buffers: this.#buffers,
    });
  }

  async put(uuid: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#client.send(new PutObjectCommand({ ...this.#object(uuid), ...this.#creation, Body: bytes }));
    } catch (error) {
      throw s3WriteError(error, `writing ${uuid}`);
    }
  }

  async sizeOf(uuid: string): Promise<number | undefined> {
    try {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(this.#object(uuid)));
      return ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw s3ReadError(error, uuid);
    }
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array, void, void> {
    if (range !== undefined && range.end <= range.start) {
      if ((await this.sizeOf(uuid)) === undefined) throw missingObject(uuid);
      return;
    }
    try {
      yield* download({
        open: (start, end) => this.#open(uuid, start, end),
        start: range?.start ?? 0,
        end: range?.end === Number.POSITIVE_INFINITY ? undefined : range?.end,
        resumes: this.#settings.retries,
      });
    } catch (error) {
      throw s3ReadError(error, uuid);
    }
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const wanted = range.end - range.start;
    const isLarge = target !== undefined && target.length >= wanted;
    let bytes: Uint8Array = isLarge ? target.subarray(0, wanted) : new Uint8Array(0);
    let filled = 0;
    for await (const chunk of this.read(uuid, range)) {
      if (!isLarge && bytes.length === 0) bytes = Buffer.allocUnsafe(wanted);
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    return bytes.subarray(0, filled);
  }

  async remove(uuid: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand(this.#object(uuid)));
    } catch (error) {
      if (!isMissing(error)) throw s3WriteError(error, `removing ${uuid}`);
    }
  }

  async *list(prefix: string): AsyncGenerator<ListedBlob, void, void> {
    const request = { Bucket: this.#settings.bucket, Prefix: this.#keys.keyPrefix(prefix) };
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, request)) {
        for (const { Key = '', Size } of Contents) {
          const uuid = this.#keys.uuidOf(Key);
          if (uuid !== undefined) yield { uuid, size: Size };
        }
      }
    } catch (error) {
      throw s3ReadError(error, `the list of ${prefix}`);
    }
  }

  async available(): Promise<void> {
    try {
      const request = new HeadBucketCommand({ Bucket: this.#settings.bucket });
      await this.#client.send(request, { abortSignal: AbortSignal.timeout(availableTimeoutMs) });
    } catch (error) {
      throw s3WriteError(error, `asking for the bucket ${this.#settings.bucket}`);
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #open(uuid: string, start: number, end: number | undefined): Promise<Download | undefined> {
    const isWhole = start === 0 && end === undefined;
    const range = isWhole ? {} : { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` };
    try {
      const { Body, ContentLength } = await this.#client.send(
        new GetObjectCommand({ ...this.#object(uuid), ...range }),
      );
      if (!isByteStream(Body) || ContentLength === undefined) throw new Error('The answer has no body of known length');
      return { body: Body, length: ContentLength };
    } catch (error) {
      if (isBehindEnd(error)) return undefined;
      throw error;
    }
  }

  #object(uuid: string): { Bucket: string; Key: string } {
    const key = this.#keys.keyOf(uuid);
    if (key === undefined) throw missingObject(JSON.stringify(uuid));
    return { Bucket: this.#settings.bucket, Key: key };
  }
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
