import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { ByteQueue } from '../byte-queue.ts';
import type { ObjectWriter } from '../object-store.ts';
import type { PartBuffers } from './part-buffers.ts';
import { isNoUpload, s3WriteError } from './s3-errors.ts';

/** Parts of one object on their way at the same time; a third one fills meanwhile. */
const parallelParts = 2;

/** Of one multipart upload, by S3. */
const maximumParts = 10_000;

export interface S3UploadOptions {
  readonly client: S3Client;
  /** Bucket and key, with what else goes into the requests that make the object. */
  readonly object: { readonly Bucket: string; readonly Key: string };
  readonly creation: Pick<PutObjectCommand['input'], 'StorageClass'>;
  readonly uuid: string;
  readonly partBytes: number;
  /** Of the size of a part. */
  readonly buffers: PartBuffers;
}

/** An object on its way to the store: one request when it fits into a part, else a multipart upload. */
export class S3Upload implements ObjectWriter {
  readonly #options: S3UploadOptions;
  readonly #parts: { ETag: string | undefined; PartNumber: number }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #cancel = new AbortController();
  readonly #waiting = new ByteQueue();
  #totalBytes = 0;
  #startedParts = 0;
  #upload: Promise<string | undefined> | undefined;
  #starting: Promise<void> | undefined;
  #failure: unknown;
  /** A request that makes the object was sent: whatever comes of it, the object may be there. */
  #mayBeThere = false;

  constructor(options: S3UploadOptions) {
    this.#options = options;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    this.#waiting.push(chunk);
    this.#totalBytes += chunk.length;
    if (this.#waiting.length <= this.#options.partBytes) return undefined;
    this.#starting ??= this.#startParts().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async finish(): Promise<void> {
    try {
      await this.#starting;
      if (this.#upload === undefined) await this.#putWhole();
      else await this.#complete(this.#upload);
    } catch (error) {
      await this.abort();
      throw this.#asWriteError(error);
    }
  }

  async abort(): Promise<boolean> {
    this.#cancel.abort();
    this.#waiting.clear();
    await this.#starting?.catch(() => undefined);
    await Promise.all(this.#underWay);
    const upload = this.#upload;
    this.#upload = undefined;
    const uploadId = await upload?.catch(() => undefined);
    if (uploadId !== undefined) {
      const { client, object } = this.#options;
      // What stays behind is invisible; a lifecycle rule of the bucket drops it.
      await client.send(new AbortMultipartUploadCommand({ ...object, UploadId: uploadId })).catch(() => undefined);
    }
    return this.#mayBeThere;
  }

  async #putWhole(): Promise<void> {
    const { client, creation, object } = this.#options;
    this.#mayBeThere = true;
    const request = new PutObjectCommand({ ...object, ...creation, Body: this.#waiting.take(this.#waiting.length) });
    await client.send(request, { abortSignal: this.#cancel.signal });
  }

  /** Starts the parts that are full: more than one part waits, so that the last one is never empty. */
  async #startParts(): Promise<void> {
    while (this.#waiting.length > this.#options.partBytes) {
      while (this.#underWay.size >= parallelParts) await Promise.race(this.#underWay);
      this.#throwFailure();
      const body = this.#options.buffers.take();
      this.#waiting.fill(body);
      this.#startPart(body, () => this.#options.buffers.giveBack(body));
    }
  }

  /** @param sent nobody reads the body any more; not called after a failure, when that is not known */
  #startPart(body: Uint8Array, sent: () => void = () => undefined): void {
    this.#startedParts += 1;
    const part = this.#uploadPart(this.#startedParts, body)
      .then(sent)
      .catch((error: unknown) => {
        this.#failure ??= error;
        // The others are for nothing.
        this.#cancel.abort();
      })
      .finally(() => this.#underWay.delete(part));
    this.#underWay.add(part);
  }

  async #uploadPart(number: number, body: Uint8Array): Promise<void> {
    const { client, creation, object, partBytes } = this.#options;
    if (number > maximumParts) {
      const details = `An object may have ${maximumParts} parts of ${partBytes} bytes at most`;
      throw new IsocenterError('CannotWriteFile', details);
    }
    // Not to be cancelled: an upload whose id is not known could not be aborted.
    this.#upload ??= client
      .send(new CreateMultipartUploadCommand({ ...object, ...creation }))
      .then(({ UploadId }) => UploadId);
    const request = { ...object, UploadId: await this.#upload, PartNumber: number, Body: body };
    const { ETag } = await client.send(new UploadPartCommand(request), { abortSignal: this.#cancel.signal });
    this.#parts.push({ ETag, PartNumber: number });
  }

  async #complete(upload: Promise<string | undefined>): Promise<void> {
    while (this.#underWay.size >= parallelParts) await Promise.race(this.#underWay);
    this.#throwFailure();
    this.#startPart(this.#waiting.take(this.#waiting.length));
    await Promise.all(this.#underWay);
    this.#throwFailure();
    const { client, object } = this.#options;
    const parts = this.#parts.toSorted((one, other) => one.PartNumber - other.PartNumber);
    const request = { ...object, UploadId: await upload, MultipartUpload: { Parts: parts } };
    this.#mayBeThere = true;
    try {
      await client.send(new CompleteMultipartUploadCommand(request), { abortSignal: this.#cancel.signal });
    } catch (error) {
      // An answer was lost, and the request sent anew: the upload is no more because it is complete.
      if (!isNoUpload(error) || !(await this.#isComplete())) throw error;
    }
    this.#upload = undefined;
  }

  async #isComplete(): Promise<boolean> {
    const { client, object } = this.#options;
    const { ContentLength } = await client.send(new HeadObjectCommand(object));
    return ContentLength === this.#totalBytes;
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#asWriteError(this.#failure);
    this.#cancel.signal.throwIfAborted();
  }

  #asWriteError(error: unknown): IsocenterError {
    return s3WriteError(error, `writing ${this.#options.uuid}`);
  }
}
