import type { IncomingMessage } from 'node:http';
import { pathOf, queryStringOf } from './request-path.ts';

/** Methods that a client may ask for in place of the one it can send. */
const overridingMethods: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/**
 * The method that a request means: that of the header `X-HTTP-Method-Override`, or on a GET of the argument
 * `_method`; a word that is no method changes nothing.
 */
export function effectiveMethod(
  method: string,
  url: string | undefined,
  override: string | readonly string[] | undefined,
): string {
  const header = typeof override === 'string' ? override : override?.[0];
  const asked = header ?? (method === 'GET' ? overrideArgument(url) : undefined);
  const wanted = asked?.trim().toUpperCase();
  return wanted !== undefined && overridingMethods.has(wanted) ? wanted : method;
}

/** Gives the request its effective method before a route is chosen. Answers the path to route, without fragments. */
export function overrideMethod(request: IncomingMessage): string {
  const { headers, method = 'GET', url = '/' } = request;
  request.method = effectiveMethod(method, url, headers['x-http-method-override']);
  return url;
}

function overrideArgument(url: string | undefined): string | undefined {
  const query = queryStringOf(url);
  // Most requests have no such argument: do not parse their query twice.
  if (!query.includes('_method=') || pathOf(url) === url) return undefined;
  return new URLSearchParams(query).get('_method') ?? undefined;
}
