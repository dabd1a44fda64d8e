import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { IsocenterError } from '../model/isocenter-error.ts';
import { Dispatchers } from './dispatchers.ts';
import { httpError, isBrokenConnection } from './http-errors.ts';
import type { HttpClientOptions, HttpRequest, HttpTarget } from './http-options.ts';

/** An answer whose head has come. Its body has to be read, or dropped. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name; repeated ones joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** @throws IsocenterError when it is longer than `maxBytes` */
  text(maxBytes: number): Promise<string>;
  /** Reads the rest and forgets it, so that the connection can be used again. */
  drop(): Promise<void>;
}

/** Answers that nobody reads are read to the end up to this length; after it the connection is closed. */
const maxDroppedBytes = 256 * 1024;

/** Requests to other HTTP servers, with the options for all of them. */
export class HttpClient {
  readonly #dispatchers: Dispatchers;

  constructor(options: HttpClientOptions) {
    this.#dispatchers = new Dispatchers(options);
  }

  /**
   * Resolves with any answer, whatever its status.
   * @throws IsocenterError `NetworkProtocol` or `Timeout`, transient where a later attempt may succeed; the reason of the
   * signal when that aborts
   */
  async request(target: HttpTarget, request: HttpRequest): Promise<HttpAnswer> {
    const dispatcher = await this.#dispatchers.for(target);
    try {
      // A connection that had waited idle may be gone; a body in memory can be sent again at once.
      return await send(dispatcher, target, request).catch((error: unknown) => {
        if (!isBrokenConnection(error) || !isRepeatable(request)) throw error;
        return send(dispatcher, target, request);
      });
    } catch (error) {
      request.signal?.throwIfAborted();
      throw httpError(error, request.url);
    }
  }

  close(): Promise<void> {
    return this.#dispatchers.close();
  }
}

async function send(dispatcher: Dispatcher, target: HttpTarget, request: HttpRequest): Promise<HttpAnswer> {
  const { body, bodyBytes, bodyTimeoutMs, headTimeoutMs, method, signal, url } = request;
  const { origin, pathname, search } = new URL(url);
  const answer = await dispatcher.request({
    origin,
    path: `${pathname}${search}`,
    method,
    headers: {
      ...credentials(target),
      ...lowerCased(target.headers),
      ...lowerCased(request.headers),
      ...(bodyBytes !== undefined && { 'content-length': String(bodyBytes) }),
    },
    ...(body !== undefined && { body: body instanceof Uint8Array ? body : Readable.from(body, { objectMode: false }) }),
    ...(signal !== undefined && { signal }),
    ...(headTimeoutMs !== undefined && { headersTimeout: headTimeoutMs }),
    ...(bodyTimeoutMs !== undefined && { bodyTimeout: bodyTimeoutMs }),
  });
  return answerOf(answer, url);
}

function answerOf({ body, headers, statusCode }: Dispatcher.ResponseData, url: string): HttpAnswer {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    ),
    body,
    async text(maxBytes) {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      try {
        for await (const chunk of body) {
          bytes += chunk.length;
          if (bytes > maxBytes) {
            throw new IsocenterError('NetworkProtocol', `The answer is longer than ${maxBytes} bytes`);
          }
          chunks.push(chunk);
        }
      } catch (error) {
        throw httpError(error, url);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
    async drop() {
      await body.dump({ limit: maxDroppedBytes }).catch(() => undefined);
    },
  };
}

function isRepeatable({ body }: HttpRequest): boolean {
  return body === undefined || body instanceof Uint8Array;
}

function credentials({ password = '', username = '' }: HttpTarget): Record<string, string> {
  if (username === '') return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
