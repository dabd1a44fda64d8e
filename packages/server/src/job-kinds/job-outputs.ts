import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { JobOutput } from '../jobs/job-output.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

export interface JobOutputsOptions {
  readonly store: Pick<JobStore, 'dropOutput' | 'keepOutput' | 'useOutput'>;
  readonly blobs: Pick<BlobStore, 'create' | 'read' | 'settle'>;
  readonly janitor: Pick<BlobJanitor, 'discardAfter' | 'discard' | 'remove' | 'removeNoted'>;
  /** `MediaArchiveSize`: how many are kept. */
  readonly keep: number;
  readonly now: () => Date;
}

/** Files that jobs have made: in the storage area, where every server of a cluster reads them, until they are dropped. */
export class JobOutputs {
  readonly #options: JobOutputsOptions;

  constructor(options: JobOutputsOptions) {
    this.#options = options;
  }

  /** Writes the output of a job as its bytes come; resolves with their number once it is durable. */
  async write(
    id: string,
    output: Pick<JobOutput, 'contentType' | 'filename' | 'key'>,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const { blobs, janitor, keep, now, store } = this.#options;
    const writer = blobs.create();
    try {
      for await (const chunk of chunks) await writer.write(chunk);
      await writer.flush();
      await writer.sync();
    } catch (error) {
      await writer.abort();
      throw error;
    }
    const { size, uuid } = writer;
    let dropped: readonly string[] | undefined;
    try {
      dropped = await store.keepOutput(id, { ...output, uuid, sizeBytes: size }, keep, now().getTime());
    } catch (error) {
      await janitor.discardAfter(error, uuid);
      throw error;
    }
    if (dropped === undefined) {
      await janitor.discard(uuid);
      throw new IsocenterError('InexistentItem', 'The job was deleted');
    }
    blobs.settle(uuid);
    this.#remove(dropped);
    // Those of jobs that have left the history since.
    janitor.removeNoted();
    return size;
  }

  /** The output of a job that has succeeded. @throws IsocenterError InexistentItem */
  async open(
    id: string,
    key: string,
  ): Promise<{ readonly output: JobOutput; readonly chunks: AsyncIterable<Uint8Array> }> {
    const { blobs, now, store } = this.#options;
    const output = await store.useOutput(id, key, now().getTime());
    if (output === undefined) throw noSuchOutput(key);
    return { output, chunks: blobs.read(output.uuid) };
  }

  /** @throws IsocenterError InexistentItem */
  async drop(id: string, key: string): Promise<void> {
    const uuid = await this.#options.store.dropOutput(id, key);
    if (uuid === undefined) throw noSuchOutput(key);
    this.#remove([uuid]);
  }

  /** A job was deleted, and its outputs with it. */
  collect(): void {
    this.#options.janitor.removeNoted();
  }

  #remove(uuids: readonly string[]): void {
    if (uuids.length > 0) this.#options.janitor.remove(uuids.map((uuid) => ({ uuid, contentType: 0 })));
  }
}

function noSuchOutput(key: string): IsocenterError {
  return new IsocenterError('InexistentItem', `The job has no such output: ${key}`);
}
