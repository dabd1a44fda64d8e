import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './generated/api.ts';

export interface ClientOptions {
  /** Where the server is: `http://localhost:8042`. */
  readonly baseUrl: string;
  readonly username?: string;
  readonly password?: string;
  /** In place of the global one: for a proxy, certificates, tests. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client whose `GET`, `POST`, `PUT` and `DELETE` know every route of the server, its arguments and answers. */
export type IsocenterClient = Client<paths>;

/**
 * Makes a client. Answers come as `{ data }` or, when the server refuses, `{ error, response }`: documents are parsed and
 * texts are strings; ask for files with `parseAs: 'stream'`, `'blob'` or `'arrayBuffer'`. Bodies are objects, which become
 * JSON, or else strings, bytes, blobs and streams, which are sent as they are.
 */
export function createIsocenterClient({ baseUrl, username, password, fetch }: ClientOptions): IsocenterClient {
  const credentials = new TextEncoder().encode(`${username ?? ''}:${password ?? ''}`);
  const client = createClient<paths>({
    baseUrl,
    ...(fetch !== undefined && { fetch }),
    ...(username !== undefined && {
      headers: { authorization: `Basic ${btoa(String.fromCharCode(...credentials))}` },
    }),
    // Texts and files go as they are; the server does not look at the content type.
    bodySerializer: (body: unknown) => (isDocument(body) ? JSON.stringify(body) : body),
    // What fetch wants of a body that is a stream.
    duplex: 'half',
  });
  client.use(answersByContentType);
  return client;
}

/** Texts are data, too, and a file that was asked for as a document says so instead of failing to parse. */
const answersByContentType: Middleware = {
  async onResponse({ options, request, response }) {
    if (!response.ok || options.parseAs !== 'json') return undefined;
    const contentType = response.headers.get('content-type') ?? '';
    if (contentType === '' || /^application\/(?:[\w.-]+\+)?json/.test(contentType)) return undefined;
    if (!contentType.startsWith('text/')) {
      await response.body?.cancel();
      const route = `${request.method} ${new URL(request.url).pathname}`;
      throw new TypeError(
        `${route} answers ${contentType}: ask for it with parseAs: 'stream', 'blob' or 'arrayBuffer'`,
      );
    }
    const { headers, status } = response;
    const text = new Headers(headers);
    text.delete('content-length');
    return new Response(JSON.stringify(await response.text()), { status, headers: text });
  },
};

function isDocument(body: unknown): boolean {
  return !(
    typeof body === 'string' ||
    body instanceof ArrayBuffer ||
    body instanceof Uint8Array ||
    body instanceof Blob ||
    body instanceof ReadableStream ||
    body instanceof FormData
  );
}
