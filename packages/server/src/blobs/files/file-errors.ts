import { IsocenterError } from '../../model/isocenter-error.ts';

/** Codes of the operating system that mean: no room is left for more. */
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A failed write as users are told of it: a full disk apart from other faults. */
export function writeError(cause: unknown, what: string): IsocenterError {
  return fullCodes.has(systemCode(cause))
    ? new IsocenterError('FullStorage', `No room is left in the storage area: ${what}`, { cause })
    : new IsocenterError('CannotWriteFile', what, { cause });
}

/** A failed read: a missing file apart from other faults. */
export function readError(cause: unknown, uuid: string): IsocenterError {
  return systemCode(cause) === 'ENOENT'
    ? new IsocenterError('InexistentFile', `The file ${uuid} is not in the storage area`, { cause })
    : new IsocenterError('CorruptedFile', `The file ${uuid} cannot be read`, { cause });
}

/** The `code` of an error of the operating system, or an empty text. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
