import { Dicer } from '@fastify/busboy';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { UploadedFile } from './uploaded-file.ts';

/** Header lines of one part. */
const maxPartHeaders = 32;
/** RFC 2046 5.1.1. */
const maxBoundaryChars = 70;

/** The boundary of a form (RFC 7578 4.1); undefined for a body of another type. @throws IsocenterError BadRequest */
export function formBoundary(contentType: string | undefined): string | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  if (type.toLowerCase() !== 'multipart/form-data') return undefined;
  for (const parameter of parameters) {
    const boundary = /^boundary\s*=\s*"?([^"]*?)"?$/i.exec(parameter)?.[1];
    if (boundary && boundary.length <= maxBoundaryChars) return boundary;
  }
  throw new IsocenterError('BadRequest', 'The form has no boundary');
}

type Part = Parameters<Parameters<Dicer['on']>[1]>[0];

/**
 * The files of a form, one after the other; fields that are no files are left out. A form may end with its last boundary,
 * without the two hyphens after it: the uploader of the peer's pages leaves them out.
 * @throws IsocenterError BadFileFormat when it ends anywhere else; what `chunks` throws
 */
export async function* formFiles(boundary: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<UploadedFile> {
  const files: UploadedFile[] = [];
  let wake = Promise.withResolvers<void>();
  let ended = false;
  const stop = new AbortController();
  const dicer = new Dicer({ boundary, maxHeaderPairs: maxPartHeaders });
  dicer.on('part', (part: Part) => {
    part.on('error', () => undefined);
    part.on('header', (header: object) => {
      const name = fileNameOf(header);
      if (name === undefined) part.resume();
      else files.push({ name, chunks: chunksOf(part) });
      wake.resolve();
    });
  });
  const parsed = parse(dicer, boundary, chunks, stop.signal).finally(() => {
    ended = true;
    wake.resolve();
  });
  parsed.catch(() => undefined);
  try {
    for (;;) {
      const file = files.shift();
      if (file !== undefined) yield file;
      else if (ended) break;
      else {
        await wake.promise;
        wake = Promise.withResolvers();
      }
    }
    await parsed;
  } finally {
    stop.abort();
    dicer.destroy();
  }
}

async function* chunksOf(part: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* part;
  } catch (cause) {
    throw noEnd(cause);
  }
}

function noEnd(cause: unknown): IsocenterError {
  return new IsocenterError('BadFileFormat', 'The form has no end', { cause });
}

async function parse(
  dicer: Dicer,
  boundary: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const finished = Promise.withResolvers<void>();
  finished.promise.catch(() => undefined);
  dicer.on('finish', finished.resolve);
  dicer.on('error', (cause: unknown) => {
    finished.reject(noEnd(cause));
  });
  dicer.on('close', finished.resolve);
  const end = Buffer.from(`--${boundary}`, 'latin1');
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (signal.aborted) return;
    tail = Buffer.concat([tail, chunk.subarray(-end.length)]).subarray(-end.length);
    await new Promise<void>((resolve) => {
      dicer.write(chunk, () => resolve());
    });
  }
  if (tail.equals(end)) dicer.write('--');
  dicer.end();
  await finished.promise;
}

/** The name that a part has as a file: `filename` of its Content-Disposition. Writers put blanks in many places. */
function fileNameOf(header: object): string | undefined {
  for (const [name, values] of Object.entries(header)) {
    if (name.trim().toLowerCase() !== 'content-disposition') continue;
    const text = [values].flat().map(String).join(';');
    const match = /;\s*filename\s*=\s*(?:"([^"]*)"|([^;]*))/i.exec(text);
    return match === null ? undefined : (match[1] ?? match[2] ?? '').trim();
  }
  return undefined;
}
