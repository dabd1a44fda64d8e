import type { Ingest } from '../ingest/ingest.ts';
import type { IngestResult } from '../ingest/ingest-result.ts';
import type { InstanceOrigin } from '../ingest/origin.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { peeked } from '../streams/peeked.ts';
import { Spool } from '../streams/spool.ts';
import type { UploadLimits } from './upload-limits.ts';
import { isZip } from './zip-signature.ts';

export interface FileIntakeOptions {
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly limits: UploadLimits;
  /** `TemporaryDirectory`: a ZIP waits there until its directory, which is at its end, has come. */
  readonly temporaryFolder: string;
}

/** What came of an uploaded file: of a DICOM file one result, of a ZIP those of the DICOM files in it. */
export type FileIntakeResult =
  | { readonly kind: 'file'; readonly result: IngestResult }
  | { readonly kind: 'zip'; readonly results: readonly IngestResult[] };

/** Takes in uploaded files: DICOM files as they come, ZIPs once they are whole. */
export class FileIntake {
  readonly #options: FileIntakeOptions;

  constructor(options: FileIntakeOptions) {
    this.#options = options;
  }

  /** @throws IsocenterError BadFileFormat for anything else, FullStorage, and as `zipFiles` */
  async take(chunks: AsyncIterable<Uint8Array>, origin: InstanceOrigin): Promise<FileIntakeResult> {
    const { head, whole } = await beginningOf(chunks);
    if (!isZip(head)) return { kind: 'file', result: await this.#store(whole, origin) };
    return { kind: 'zip', results: await this.#takeZip(whole, origin) };
  }

  async #takeZip(chunks: AsyncIterable<Uint8Array>, origin: InstanceOrigin): Promise<readonly IngestResult[]> {
    const { limits, temporaryFolder } = this.#options;
    await using spool = new Spool(temporaryFolder);
    for await (const chunk of chunks) await spool.write(chunk);
    const results: IngestResult[] = [];
    // Loaded with the first ZIP that comes.
    const { zipFiles } = await import('./zip-files.ts');
    for await (const file of zipFiles(spool, limits)) {
      if (isDirectoryName(file.name)) continue;
      const reading = new Reading(file.chunks);
      try {
        results.push(await this.#store(reading.chunks(), origin));
      } catch (error) {
        // What is no DICOM file is passed over; a ZIP that cannot be read is not.
        if (reading.failed || !isNoDicomFile(error)) throw error;
      }
    }
    return results;
  }

  async #store(chunks: AsyncIterable<Uint8Array>, origin: InstanceOrigin): Promise<IngestResult> {
    const intake = this.#options.ingest.beginFile(origin);
    let bytes = 0;
    try {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        const full = intake.write(chunk);
        if (full !== undefined) await full;
      }
      if (bytes === 0) throw new IsocenterError('BadFileFormat', 'The file is empty');
    } catch (error) {
      await intake.abort();
      throw error;
    }
    return intake.finish();
  }
}

/** Tells errors of reading from those of whoever reads. */
class Reading {
  readonly #chunks: AsyncIterable<Uint8Array>;
  failed = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    const iterator = this.#chunks[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await iterator.next().catch((error: unknown) => {
          this.failed = true;
          throw error;
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
}

function isNoDicomFile(error: unknown): boolean {
  return error instanceof IsocenterError && error.httpStatus === 400;
}

/** The directory of a DICOM file-set is no instance (PS3.10 8.6). */
function isDirectoryName(name: string): boolean {
  return name.split(/[/\\]/).at(-1)?.toUpperCase() === 'DICOMDIR';
}

const headBytes = 4;

async function beginningOf(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly whole: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let done = false;
  while (!done && head.length < headBytes) {
    const next = await iterator.next();
    if (next.done === true) done = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, whole: await peeked(continued(head, iterator)) };
}

async function* continued(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
