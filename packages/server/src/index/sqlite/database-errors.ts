import { IsocenterError } from '../../model/isocenter-error.ts';

/** Primary result codes of SQLite that are told apart (sqlite.org/rescode.html). */
const sqliteBusy = 5;
const sqliteFull = 13;

/** An error of the database as the server tells it; errors of our own pass. */
export function asIndexError(error: unknown): IsocenterError {
  if (error instanceof IsocenterError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) {
    return new IsocenterError('InternalError', message, { cause: error });
  }
  // The primary code is the low byte of the extended one.
  const code = error.errcode & 0xff;
  if (code === sqliteFull) return new IsocenterError('FullStorage', `Index: ${message}`, { cause: error });
  return new IsocenterError('Database', `Index: ${message}`, { cause: error, transient: code === sqliteBusy });
}
