import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { IsocenterError } from '../model/isocenter-error.ts';

/** How much a client may send. */
export interface BodyLimits {
  /** `MaximumRequestBodySizeMB`; Infinity: none. */
  readonly maxBodyBytes: number;
  /** `MaximumFileSizeInArchiveMB`: of what a compressed body unpacks to; Infinity: none. */
  readonly maxUnpackedBytes: number;
  /** A document (JSON, text) is read into memory: its limit is lower. */
  readonly maxDocumentBytes: number;
}

/** A million public ids fit. */
export const defaultMaxDocumentBytes = 64 * 1024 * 1024;

/**
 * The bytes of a body as they come, unpacked when they are compressed with gzip.
 * @throws IsocenterError with HTTP status 413 as soon as a limit is exceeded, UnsupportedMediaType for another coding
 */
export async function* bodyChunks(request: FastifyRequest, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const { maxBodyBytes, maxUnpackedBytes } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLong(maxBodyBytes);
  // An answer follows whatever becomes of the body: its end must not be that of the connection.
  const body = request.raw.iterator({ destroyOnReturn: false });
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') {
    yield* limited(body, maxBodyBytes);
  } else if (coding === 'gzip' || coding === 'x-gzip') {
    yield* unpacked(body, maxBodyBytes, maxUnpackedBytes);
  } else {
    throw new IsocenterError('UnsupportedMediaType', 'The only content encoding of a request is gzip');
  }
}

/** A whole body as text. @throws IsocenterError as `bodyChunks` */
export async function textBody(request: FastifyRequest, limits: BodyLimits): Promise<string> {
  const maxBytes = Math.min(limits.maxBodyBytes, limits.maxDocumentBytes);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, { ...limits, maxBodyBytes: maxBytes, maxUnpackedBytes: maxBytes })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A whole body as JSON. @throws IsocenterError BadJson, and as `bodyChunks` */
export async function jsonBody(request: FastifyRequest, limits: BodyLimits): Promise<unknown> {
  return parseJson(await textBody(request, limits));
}

/** @throws IsocenterError BadJson */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new IsocenterError('BadJson', 'The body is not a JSON document', { cause });
  }
}

async function* limited(stream: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLong(maxBytes);
    yield chunk;
  }
}

async function* unpacked(
  body: AsyncIterable<Uint8Array>,
  maxBodyBytes: number,
  maxUnpackedBytes: number,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // Errors of either end reach the reader of the unpacked bytes.
  pipeline(limited(body, maxBodyBytes), gunzip, () => {});
  try {
    yield* limited(gunzip, maxUnpackedBytes);
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('BadFileFormat', 'The body cannot be unpacked', { cause });
  }
}

function tooLong(maxBytes: number): IsocenterError {
  return new IsocenterError('BadRequest', `The body is longer than ${maxBytes} bytes`, { httpStatus: 413 });
}
