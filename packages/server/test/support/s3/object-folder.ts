import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from './s3-error.ts';

export interface ListedObject {
  readonly key: string;
  readonly size: number;
}

/** Buckets as folders, objects as files called by their escaped key, uploads as folders of parts. */
export class ObjectFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    mkdirSync(join(root, 'uploads'), { recursive: true });
    mkdirSync(join(root, 'buckets'), { recursive: true });
  }

  makeBucket(bucket: string): void {
    mkdirSync(join(this.#root, 'buckets', bucket), { recursive: true });
  }

  async checkBucket(bucket: string): Promise<void> {
    await stat(join(this.#root, 'buckets', bucket)).catch(() => {
      throw new S3Error(404, 'NoSuchBucket');
    });
  }

  /** Visible as a whole or not at all. */
  async put(bucket: string, key: string, body: Uint8Array): Promise<string> {
    const path = join(this.#root, 'uploads', randomUUID());
    await writeFile(path, body);
    await rename(path, this.#pathOf(bucket, key));
    return etagOf(body);
  }

  async sizeOf(bucket: string, key: string): Promise<number> {
    const { size } = await stat(this.#pathOf(bucket, key)).catch(() => {
      throw new S3Error(404, 'NoSuchKey');
    });
    return size;
  }

  /** Opens the file when it is read, and closes it in any case. */
  async *read(bucket: string, key: string, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    if (end > start) yield* createReadStream(this.#pathOf(bucket, key), { start, end: end - 1 });
  }

  async remove(bucket: string, key: string): Promise<void> {
    await rm(this.#pathOf(bucket, key), { force: true });
  }

  /** Sorted by key. */
  async list(bucket: string, prefix: string, after: string, limit: number): Promise<readonly ListedObject[]> {
    const keys = (await readdir(join(this.#root, 'buckets', bucket))).map(decodeURIComponent).toSorted();
    const wanted = keys.filter((key) => key.startsWith(prefix) && key > after).slice(0, limit);
    return Promise.all(wanted.map(async (key) => ({ key, size: (await stat(this.#pathOf(bucket, key))).size })));
  }

  async createUpload(): Promise<string> {
    const id = randomUUID();
    await mkdir(join(this.#root, 'uploads', id));
    return id;
  }

  /** Uploads that were neither completed nor aborted. */
  async openUploads(): Promise<readonly string[]> {
    return readdir(join(this.#root, 'uploads'));
  }

  async putPart(id: string, number: number, body: Uint8Array): Promise<string> {
    await writeFile(join(this.#uploadPath(id), String(number)), body).catch(() => {
      throw new S3Error(404, 'NoSuchUpload');
    });
    return etagOf(body);
  }

  async completeUpload(bucket: string, key: string, id: string, numbers: readonly number[]): Promise<string> {
    const parts: Buffer[] = [];
    for (const number of numbers) {
      const part = await readFile(join(this.#uploadPath(id), String(number))).catch(() => {
        throw new S3Error(404, 'NoSuchUpload');
      });
      parts.push(part);
    }
    if (parts.slice(0, -1).some(({ length }) => length < 5 * 1024 * 1024)) throw new S3Error(400, 'EntityTooSmall');
    const etag = await this.put(bucket, key, Buffer.concat(parts));
    await this.abortUpload(id);
    return etag;
  }

  async abortUpload(id: string): Promise<void> {
    await rm(this.#uploadPath(id), { recursive: true }).catch(() => {
      throw new S3Error(404, 'NoSuchUpload');
    });
  }

  #uploadPath(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new S3Error(404, 'NoSuchUpload');
    return join(this.#root, 'uploads', id);
  }

  #pathOf(bucket: string, key: string): string {
    return join(this.#root, 'buckets', bucket, encodeURIComponent(key));
  }
}

function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
