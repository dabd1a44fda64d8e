import { IsocenterError } from '../../model/isocenter-error.ts';

/** What a failed statement says to the one who sent it. */
export type FailureKind =
  /** Another transaction was in the way; nothing has changed. */
  | 'conflict'
  /** The connection is gone, or was refused: whether the statement took effect is not known. */
  | 'lost'
  | 'refused';

/** SQLSTATE of deadlocks and failed serializations (PostgreSQL, Appendix A). */
const conflicts: ReadonlySet<string> = new Set(['40001', '40P01']);

/** SQLSTATE of a server that shuts down, starts, or is full of connections. */
const unavailable: ReadonlySet<string> = new Set(['53300', '57P01', '57P02', '57P03']);

/** Codes of the operating system for connections that fail or break. */
const networkCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const diskFull = '53100';

/** What the functions of the schema raise. */
const ownErrors = {
  ISOFS: (message: string) => new IsocenterError('FullStorage', message),
  ISOUR: () => new IsocenterError('UnknownResource', ''),
  ISONL: (message: string) => new IsocenterError('DatabaseUnavailable', message, { transient: true }),
  ISORV: () => new IsocenterError('Revision', ''),
} as const;

export function failureKind(error: unknown): FailureKind {
  const code = codeOf(error);
  if (conflicts.has(code)) return 'conflict';
  if (unavailable.has(code) || networkCodes.has(code) || code.startsWith('08')) return 'lost';
  // The driver gives no code to a connection that ended, or that it waited for in vain.
  return code === '' && error instanceof Error && /connection|connect/i.test(error.message) ? 'lost' : 'refused';
}

/** An error of the database as the server tells it; errors of our own pass. Statements and their values stay out of it. */
export function asDatabaseError(error: unknown): IsocenterError {
  if (error instanceof IsocenterError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code in ownErrors) return ownErrors[code as keyof typeof ownErrors](message);
  if (code === diskFull) return new IsocenterError('FullStorage', `Index: ${message}`, { cause: error });
  switch (failureKind(error)) {
    case 'conflict':
      return new IsocenterError('Database', `Index: ${message}`, { cause: error, transient: true });
    case 'lost':
      return new IsocenterError('DatabaseUnavailable', `Index: ${message}`, { cause: error, transient: true });
    case 'refused':
      return new IsocenterError('Database', `Index: ${message}`, { cause: error });
  }
}

/** SQLSTATE, or the code of the operating system. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
