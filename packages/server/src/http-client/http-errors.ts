import { IsocenterError } from '../model/isocenter-error.ts';

/** Codes of the system and of the client library that a later attempt may not meet. */
const transientCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
]);

const timeoutCodes: ReadonlySet<string> = new Set([
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);

/** A connection that was open broke: one that had waited idle may have been closed by the other side. */
export function isBrokenConnection(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** A request that got no answer, as users are told of it; the URL without what may be secret in it. */
export function httpError(cause: unknown, url: string): IsocenterError {
  if (cause instanceof IsocenterError) return cause;
  const code = codeOf(cause);
  const origin = originOf(url);
  if (timeoutCodes.has(code)) {
    return new IsocenterError('Timeout', `${origin}: no answer in time`, { cause, transient: true });
  }
  const reason = cause instanceof Error ? cause.message || code : String(cause);
  return new IsocenterError('NetworkProtocol', `${origin}: ${reason}`, { cause, transient: transientCodes.has(code) });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? 'The address';
}
