import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';

/** Header lines of one part. */
const maxPartHeaders = 32;
/** Bytes of the header lines of one part; what is longer is cut. */
const maxPartHeaderBytes = 16 * 1024;
/** RFC 2046 5.1.1. */
const maxBoundaryChars = 70;

/** One part of a multipart body; what is not read of it is dropped when the next one is asked for. */
export interface MultipartPart {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface MultipartBody {
  readonly boundary: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** It may end with its last boundary, without the two hyphens after it. */
  readonly endsOpen?: boolean;
  /** The error for a body that ends anywhere else. */
  readonly noEnd: (cause: unknown) => Error;
}

/**
 * Reads the type of a multipart body: the parameters of a Content-Type (RFC 2045 5.1) by lower-case name.
 * @returns undefined for a body that is not `multipart/` and this subtype
 */
export function multipartParameters(
  contentType: string | undefined,
  subtype: string,
): ReadonlyMap<string, string> | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  if (type.toLowerCase() !== `multipart/${subtype}`) return undefined;
  const found = new Map<string, string>();
  for (const parameter of parameters) {
    const [, name, value] = /^([^\s=]+)\s*=\s*"?([^"]*?)"?$/.exec(parameter) ?? [];
    if (name !== undefined && value !== undefined) found.set(name.toLowerCase(), value);
  }
  return found;
}

/** Whether a body can have this boundary. */
export function isBoundary(boundary: string | undefined): boundary is string {
  return boundary !== undefined && boundary !== '' && boundary.length <= maxBoundaryChars;
}

/**
 * The parts of a multipart body (RFC 2046 5.1), one after the other, as they arrive: no more is read than the reader takes.
 * @throws what `noEnd` makes of a body without its end, also while a part is read; what `body.chunks` throws
 */
export async function* multipartParts(body: MultipartBody): AsyncGenerator<MultipartPart> {
  const parts: { readonly headers: MultipartPart['headers']; readonly stream: Readable }[] = [];
  const brokenOff = new Set<Readable>();
  let wake = Promise.withResolvers<void>();
  let ended = false;
  const stop = new AbortController();
  const dicer = new Dicer({ boundary: body.boundary, ...headerLimits });
  dicer.on('part', (stream) => {
    stream.on('error', () => brokenOff.add(stream));
    stream.on('header', (header) => {
      parts.push({ headers: headersOf(header), stream });
      wake.resolve();
    });
  });
  const parsed = parse(dicer, body, stop.signal)
    .catch((error: unknown) => {
      // Whoever reads a part must not wait for the rest of it.
      dicer.end();
      throw error;
    })
    .finally(() => {
      ended = true;
      wake.resolve();
    });
  parsed.catch(() => undefined);
  try {
    for (;;) {
      const part = parts.shift();
      if (part !== undefined) {
        const { headers, stream } = part;
        yield { headers, chunks: chunksOf(stream, brokenOff, parsed) };
        stream.resume();
      } else if (ended) break;
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

const headerLimits = { maxHeaderPairs: maxPartHeaders, maxHeaderSize: maxPartHeaderBytes };

/** A part breaks off because the body does: that is the reason to tell. After its error a part ends like any other. */
async function* chunksOf(
  stream: Readable,
  brokenOff: ReadonlySet<Readable>,
  parsed: Promise<void>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream.iterator({ destroyOnReturn: false });
  } catch (error) {
    await parsed;
    throw error;
  }
  if (brokenOff.has(stream)) await parsed;
}

async function parse(dicer: Dicer, body: MultipartBody, signal: AbortSignal): Promise<void> {
  const { boundary, chunks, endsOpen = false, noEnd } = body;
  const finished = Promise.withResolvers<void>();
  finished.promise.catch(() => undefined);
  dicer.on('finish', finished.resolve);
  dicer.on('error', (cause: unknown) => finished.reject(noEnd(cause)));
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
  if (endsOpen && tail.equals(end)) dicer.write('--');
  dicer.end();
  await finished.promise;
}

/** Writers put blanks in many places. */
function headersOf(header: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(header).map(([name, values]) => [name.trim().toLowerCase(), [values].flat().map(String).join(';')]),
  );
}
