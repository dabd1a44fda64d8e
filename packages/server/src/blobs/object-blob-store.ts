import type { BlobNames } from '../index/blob-names.ts';
import type { BlobStore, BlobWriter, ByteRange, ListedBlob } from './blob-store.ts';
import type { ObjectStore, ObjectWriter } from './object-store.ts';

/** A blob store on objects: the names come from `BlobNames`, which notes durably which ones are under way. */
export class ObjectBlobStore implements BlobStore {
  readonly precedesIndex = true;
  readonly #objects: ObjectStore;
  readonly #names: BlobNames;

  constructor(objects: ObjectStore, names: BlobNames) {
    this.#objects = objects;
    this.#names = names;
  }

  create(): BlobWriter {
    const uuid = this.#names.take();
    return new ObjectBlobWriter(uuid, this.#objects.create(uuid), async (mayBeThere) => {
      if (!mayBeThere) this.settle(uuid);
      // What cannot be removed now is collected later.
      else await this.remove(uuid).catch(() => this.doubt(uuid));
    });
  }

  async syncLater(uuid: string): Promise<boolean> {
    return (await this.#objects.sizeOf(uuid)) !== undefined;
  }

  restore(uuid: string, bytes: Uint8Array): Promise<void> {
    return this.#objects.put(uuid, bytes);
  }

  settle(uuid: string): void {
    this.#names.settle(uuid);
  }

  doubt(uuid: string): void {
    this.#names.doubt(uuid);
  }

  read(uuid: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return this.#objects.read(uuid, range);
  }

  readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    return this.#objects.readRange(uuid, range, target);
  }

  async remove(uuid: string): Promise<void> {
    await this.#objects.remove(uuid);
    this.#names.settle(uuid);
  }

  list(prefix: string): AsyncIterable<ListedBlob> {
    return this.#objects.list(prefix);
  }

  available(): Promise<void> {
    return this.#objects.available();
  }

  close(): Promise<void> {
    return this.#objects.close();
  }
}

/** Complete when flushed: an index entry without its object would be a loss, an object without its entry is dropped. */
class ObjectBlobWriter implements BlobWriter {
  readonly uuid: string;
  readonly #writer: ObjectWriter;
  readonly #drop: (mayBeThere: boolean) => Promise<void>;
  #size = 0;

  constructor(uuid: string, writer: ObjectWriter, drop: (mayBeThere: boolean) => Promise<void>) {
    this.uuid = uuid;
    this.#writer = writer;
    this.#drop = drop;
  }

  get size(): number {
    return this.#size;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    this.#size += chunk.length;
    return this.#writer.write(chunk);
  }

  smallCopy(): undefined {
    return undefined;
  }

  flush(): Promise<void> {
    return this.#writer.finish();
  }

  async sync(): Promise<void> {}

  leave(): Promise<void> {
    return this.flush();
  }

  async abort(): Promise<void> {
    await this.#drop(await this.#writer.abort());
  }
}
