import { IsocenterError } from '../../model/isocenter-error.ts';
import type { ByteRange, ListedBlob } from '../blob-store.ts';
import { ByteQueue } from '../byte-queue.ts';
import type { ObjectStore, ObjectWriter } from '../object-store.ts';
import { openChunk, sealChunk } from './chunk-cipher.ts';
import { chunkOffset, format, plainSize, sealedChunkBytes } from './encrypted-format.ts';
import type { MasterKeys } from './master-keys.ts';

const { chunkBytes, headerBytes } = format;

/** Up to this chunk it is cheaper to read from the beginning than to ask for header and range apart. */
const nearChunks = 4;

/** Objects that are encrypted before they leave the server. Ranges decrypt only the chunks they need. */
export class EncryptedObjectStore implements ObjectStore {
  readonly #inner: ObjectStore;
  readonly #keys: MasterKeys;

  constructor(inner: ObjectStore, keys: MasterKeys) {
    this.#inner = inner;
    this.#keys = keys;
  }

  create(uuid: string): ObjectWriter {
    return new EncryptingWriter(this.#inner.create(uuid), this.#keys.newKey(uuid));
  }

  put(uuid: string, bytes: Uint8Array): Promise<void> {
    const { header, key } = this.#keys.newKey(uuid);
    const pieces = [header];
    let chunk = 0;
    for (let start = 0; start === 0 || start < bytes.length; start += chunkBytes) {
      const end = start + chunkBytes;
      pieces.push(...sealChunk(key, chunk, end >= bytes.length, bytes.subarray(start, end)));
      chunk += 1;
    }
    return this.#inner.put(uuid, Buffer.concat(pieces));
  }

  async sizeOf(uuid: string): Promise<number | undefined> {
    const sealed = await this.#inner.sizeOf(uuid);
    if (sealed === undefined) return undefined;
    const size = plainSize(sealed);
    if (size === undefined) throw new IsocenterError('CorruptedFile', `The file ${uuid} is too short to be encrypted`);
    return size;
  }

  async *read(uuid: string, { start, end }: ByteRange = wholeObject): AsyncGenerator<Uint8Array, void, void> {
    if (end <= start) {
      await this.#inner.readRange(uuid, { start: 0, end: headerBytes });
      return;
    }
    let chunk = Math.floor(start / chunkBytes);
    let skipped = start - chunk * chunkBytes;
    let wanted = end - start;
    for await (const plain of this.#openChunks(uuid, chunk, end)) {
      const part = plain.subarray(skipped, skipped + wanted);
      skipped = 0;
      wanted -= part.length;
      chunk += 1;
      if (part.length > 0) yield part;
    }
  }

  async readRange(uuid: string, range: ByteRange, target?: Uint8Array): Promise<Uint8Array> {
    const wanted = Math.max(0, range.end - range.start);
    const bytes = target !== undefined && target.length >= wanted ? target : Buffer.allocUnsafe(wanted);
    let filled = 0;
    for await (const part of this.read(uuid, range)) {
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes.subarray(0, filled);
  }

  remove(uuid: string): Promise<void> {
    return this.#inner.remove(uuid);
  }

  async *list(prefix: string): AsyncGenerator<ListedBlob, void, void> {
    for await (const { uuid, size } of this.#inner.list(prefix)) {
      yield { uuid, size: size === undefined ? undefined : plainSize(size) };
    }
  }

  available(): Promise<void> {
    return this.#inner.available();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  /** The plain chunks from `first` on, up to the one that holds the byte before `end`. */
  async *#openChunks(uuid: string, first: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    const isNear = first <= nearChunks;
    // One byte more than the chunks: it tells that the last of them is not the last of the object.
    const lastOffset = end === Number.POSITIVE_INFINITY ? end : chunkOffset(Math.ceil(end / chunkBytes)) + 1;
    const from = isNear ? 0 : chunkOffset(first);
    const range = { start: from, end: lastOffset };
    const sealed = lastOffset === Number.POSITIVE_INFINITY && from === 0 ? undefined : range;
    const header = isNear ? undefined : this.#inner.readRange(uuid, { start: 0, end: headerBytes });
    // Its failure is met below, once the range was asked for.
    header?.catch(() => undefined);

    const queue = new ByteQueue();
    let key: Uint8Array | undefined;
    let chunk = isNear ? 0 : first;
    for await (const piece of this.#inner.read(uuid, sealed)) {
      queue.push(piece);
      if (key === undefined) {
        if (isNear && queue.length < headerBytes) continue;
        key = this.#keys.keyOf(await (header ?? queue.take(headerBytes)), uuid);
      }
      // A chunk is not the last one when there is more behind it.
      while (queue.length > sealedChunkBytes) {
        const bytes = queue.take(sealedChunkBytes);
        if (chunk >= first) yield openChunk(key, chunk, false, bytes, uuid);
        chunk += 1;
      }
    }
    key ??= this.#keys.keyOf(await (header ?? queue.take(headerBytes)), uuid);
    if (chunk < Math.ceil(end / chunkBytes) && (queue.length > 0 || isNear)) {
      const bytes = queue.take(sealedChunkBytes);
      const plain = openChunk(key, chunk, true, bytes, uuid);
      if (chunk >= first) yield plain;
    }
  }
}

const wholeObject: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY };

class EncryptingWriter implements ObjectWriter {
  readonly #inner: ObjectWriter;
  readonly #key: Uint8Array;
  readonly #queue = new ByteQueue();
  #header: Uint8Array | undefined;
  #chunk = 0;

  constructor(inner: ObjectWriter, { header, key }: { readonly header: Uint8Array; readonly key: Uint8Array }) {
    this.#inner = inner;
    this.#key = key;
    this.#header = header;
  }

  write(piece: Uint8Array): Promise<void> | undefined {
    this.#queue.push(piece);
    let waits: Promise<void> | undefined;
    while (this.#queue.length > chunkBytes) waits = this.#seal(false) ?? waits;
    return waits;
  }

  async finish(): Promise<void> {
    await this.#seal(true);
    await this.#inner.finish();
  }

  abort(): Promise<boolean> {
    return this.#inner.abort();
  }

  #seal(isLast: boolean): Promise<void> | undefined {
    const sealed = sealChunk(this.#key, this.#chunk, isLast, this.#queue.take(chunkBytes));
    const bytes = Buffer.concat(this.#header === undefined ? sealed : [this.#header, ...sealed]);
    this.#header = undefined;
    this.#chunk += 1;
    return this.#inner.write(bytes);
  }
}
