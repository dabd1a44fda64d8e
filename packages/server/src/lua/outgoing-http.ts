import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { IsocenterError } from '../model/isocenter-error.ts';

export interface OutgoingHttpRequest {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  readonly timeoutMs: number;
  readonly maximumBytes: number;
  /** PEM of authorities to trust instead of those that Node knows. */
  readonly authorities: string | undefined;
  readonly verifyPeers: boolean;
}

/** One request to another server. @throws IsocenterError NetworkProtocol */
export async function outgoingHttp(options: OutgoingHttpRequest): Promise<Uint8Array> {
  try {
    return await exchange(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new IsocenterError('NetworkProtocol', `${options.method} ${hostOf(options.url)}: ${reason}`, { cause });
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'not a URL';
}

async function exchange(options: OutgoingHttpRequest): Promise<Uint8Array> {
  const { authorities, body, credentials, headers, method, timeoutMs, verifyPeers } = options;
  const url = new URL(options.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError('the URL must be http or https');
  const { promise, reject, resolve } = Promise.withResolvers<Uint8Array>();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Length': String(body.length) }) },
    ...(credentials !== undefined && { auth: `${credentials.username}:${credentials.password}` }),
    ...(url.protocol === 'https:' && {
      rejectUnauthorized: verifyPeers,
      ...(authorities !== undefined && { ca: authorities }),
    }),
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  });
  request.on('error', reject);
  request.on('response', (response) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    response.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes > options.maximumBytes) request.destroy(new RangeError(`more than ${options.maximumBytes} bytes`));
      chunks.push(chunk);
    });
    response.on('error', reject);
    response.on('end', () => {
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) resolve(Buffer.concat(chunks));
      else reject(new Error(`HTTP status ${status}`));
    });
  });
  request.end(body);
  return promise;
}
