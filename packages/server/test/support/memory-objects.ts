import type { ByteRange, ListedBlob } from '../../src/blobs/blob-store.ts';
import type { ObjectStore, ObjectWriter } from '../../src/blobs/object-store.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

/** Objects in a map, which tests may change behind the back of the layers above. */
export class MemoryObjects implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();
  /** Bytes given out. */
  bytesRead = 0;
  /** Fails every call while it is set. */
  failure: Error | undefined;
  /** What was asked for, by name of the method. */
  readonly calls: string[] = [];
  /** Writers wait for it before they finish. */
  hold: Promise<void> | undefined;

  create(uuid: string): ObjectWriter {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => {
        chunks.push(Uint8Array.from(chunk));
        return undefined;
      },
      finish: async () => {
        this.#called('finish');
        await this.hold;
        this.objects.set(uuid, Buffer.concat(chunks));
      },
      abort: async () => this.objects.has(uuid),
    };
  }

  async put(uuid: string, bytes: Uint8Array): Promise<void> {
    this.#called('put');
    this.objects.set(uuid, Uint8Array.from(bytes));
  }

  async sizeOf(uuid: string): Promise<number | undefined> {
    this.#called('sizeOf');
    return this.objects.get(uuid)?.length;
  }

  async *read(uuid: string, range?: ByteRange): AsyncGenerator<Uint8Array, void, void> {
    this.#called('read');
    const bytes = this.#object(uuid).subarray(range?.start ?? 0, range?.end);
    for (let at = 0; at < bytes.length; at += 10_007) {
      const chunk = bytes.subarray(at, at + 10_007);
      this.bytesRead += chunk.length;
      yield chunk;
    }
  }

  async readRange(uuid: string, range: ByteRange): Promise<Uint8Array> {
    this.#called('readRange');
    const bytes = this.#object(uuid).subarray(range.start, range.end);
    this.bytesRead += bytes.length;
    return bytes;
  }

  async remove(uuid: string): Promise<void> {
    this.#called('remove');
    this.objects.delete(uuid);
  }

  async *list(prefix: string): AsyncGenerator<ListedBlob, void, void> {
    this.#called('list');
    for (const [uuid, { length }] of this.objects) if (uuid.startsWith(prefix)) yield { uuid, size: length };
  }

  async available(): Promise<void> {
    this.#called('available');
  }

  async close(): Promise<void> {}

  #called(method: string): void {
    this.calls.push(method);
    if (this.failure !== undefined) throw this.failure;
  }

  #object(uuid: string): Uint8Array {
    const bytes = this.objects.get(uuid);
    if (bytes === undefined) throw new IsocenterError('InexistentFile', `There is no ${uuid}`);
    return bytes;
  }
}
