import createClient, { type Client } from 'openapi-fetch';
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
 * Makes a client. Answers come as `{ data }` or, when the server refuses, `{ error, response }`; ask for texts with
 * `parseAs: 'text'` and for files with `parseAs: 'stream'` or `'arrayBuffer'`.
 */
export function createIsocenterClient({ baseUrl, username, password, fetch }: ClientOptions): IsocenterClient {
  const credentials = `${username ?? ''}:${password ?? ''}`;
  return createClient<paths>({
    baseUrl,
    ...(fetch !== undefined && { fetch }),
    ...(username !== undefined && {
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    }),
    // Texts and files go as they are; the server does not look at the content type.
    bodySerializer: (body: unknown) => (isDocument(body) ? JSON.stringify(body) : body),
  });
}

function isDocument(body: unknown): boolean {
  return !(
    typeof body === 'string' ||
    body instanceof Uint8Array ||
    body instanceof Blob ||
    body instanceof ReadableStream ||
    body instanceof FormData
  );
}
